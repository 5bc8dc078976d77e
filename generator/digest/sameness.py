"""Two sentences or one: in: their words, out: whether a reader would take them for the same sentence."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["is_near_identical", "says_all_of"]

_SAME_FROM = 0.8
"""Share of a sentence's distinct words that another one must have."""

_SHORTEST_CONTAINED = 6
"""Distinct words; those of a shorter sentence stand in a long one by chance."""

_DENIALS = frozenset(
    """
    no not never nobody nothing neither nor none without deny denied denies cannot cant couldnt wont wouldnt isnt arent
    wasnt werent dont doesnt didnt hasnt havent hadnt
    """.split()
)


def is_near_identical(one: Sequence[str], other: Sequence[str]) -> bool:
    """
    Say whether two sentences, as folded words, are one sentence to a reader, or one is part of the other; symmetric.

    >>> said = "on monday 12 of the bridges were closed".split()
    >>> is_near_identical(said, "monday 12 of the bridges were closed".split())
    True
    >>> is_near_identical(said, "on monday 13 of the bridges were closed".split())
    False
    """
    first, second = set(one), set(other)
    return _covers(first, second) or _covers(second, first)


def says_all_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """
    Say whether a sentence has nearly all words of another one, and may say more.

    Figures and denials must be the same: "killed 5" and "killed 7" differ in one word and in everything that counts.
    """
    return _covers(set(one), set(other))


def _covers(first: set[str], second: set[str]) -> bool:
    if len(second) < _SHORTEST_CONTAINED and first != second:
        return False
    has_words = bool(second) and len(first & second) >= _SAME_FROM * len(second)
    return has_words and _figures(second) <= _figures(first) and second & _DENIALS == first & _DENIALS


def _figures(bag: set[str]) -> set[str]:
    return {word for word in bag if word[:1].isdigit()}
