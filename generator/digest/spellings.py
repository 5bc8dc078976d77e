"""Spelling variants: in: names and how often each is seen, out: a key that variants of one name share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.text.names import is_spelling_variant, spelling_key

__all__ = ["canonical_words", "name_words"]

_PART = re.compile(r"[\s\-–—'’.&]+")


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """
    Split a name into folded words. The names that recur are asked for again and again, and are remembered.

    >>> name_words("Nagorno-Karabakh")
    ('nagorno', 'karabakh')
    """
    return tuple(word for word in map(spelling_key, _PART.split(name)) if word)


def canonical_words(counts: Mapping[str, int]) -> dict[str, str]:
    """
    Map each variant spelling of a word to the most common one; words without variants are not in it.

    `counts` says how often each folded word is seen. A variant leads to a spelling that is not itself a variant,
    so that a chain of small differences never joins words that are far apart.
    """
    canonical: dict[str, str] = {}
    for alike in _buckets(counts).values():
        settled: list[str] = []
        for word in sorted(alike, key=lambda one: (-counts[one], one)):
            near = process.extractOne(word, settled, scorer=OSA.distance, score_cutoff=1)
            if near is not None and is_spelling_variant(word, near[0]):
                canonical[word] = near[0]
            else:
                settled.append(word)
    return canonical


def _buckets(counted: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Put words together that could be variants: the same first letter, the same length, long enough."""
    buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for word in counted:
        if len(word) >= 7 and word.isalpha():
            buckets[word[0], len(word)].append(word)
    return buckets
