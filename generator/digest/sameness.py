"""Two sentences or one: in: their words, out: whether a reader would take them for the same sentence."""

from __future__ import annotations

from functools import lru_cache

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


def is_near_identical(one: frozenset[str], other: frozenset[str]) -> bool:
    """
    Say whether two sentences, as sets of folded words, are one to a reader, or one is part of the other; symmetric.

    >>> said = frozenset("on monday 12 of the bridges were closed".split())
    >>> is_near_identical(said, said - {"on"})
    True
    >>> is_near_identical(said, said - {"12"} | {"13"})
    False
    """
    return _covers(one, other) or _covers(other, one)


def says_all_of(one: frozenset[str], other: frozenset[str]) -> bool:
    """
    Say whether a sentence has nearly all words of another one, and may say more.

    Figures and denials must be the same: "killed 5" and "killed 7" differ in one word and in everything that counts.
    """
    return _covers(one, other)


def _covers(first: frozenset[str], second: frozenset[str]) -> bool:
    least = _SAME_FROM * len(second)
    if not second or len(first) < least or (len(second) < _SHORTEST_CONTAINED and first != second):
        return False
    return len(first & second) >= least and _figures(second) <= _figures(first) and _denials(second) == _denials(first)


@lru_cache(maxsize=1 << 16)
def _figures(bag: frozenset[str]) -> frozenset[str]:
    """Sentences are compared with many others, and a set knows its hash once it was asked for it."""
    return frozenset(word for word in bag if word[:1].isdigit())


@lru_cache(maxsize=1 << 16)
def _denials(bag: frozenset[str]) -> frozenset[str]:
    return bag & _DENIALS
