"""Reprints: in: entries of one language and day, out: which of them print another one's text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.digest.days import when
from generator.digest.features import Features
from generator.records import Copy, Entry
from generator.text.similarity import Shingle, shingles

__all__ = ["find_copies"]

_SHINGLE_WORDS = 5
_LEAST_SHARE = 0.5
"""Of the shorter text. Articles that only share an agency's stock paragraphs of background stay well below."""

_LEAST_SHARE_WITH_OPENING = 0.3
_OPENING_WORDS = 60
_LEAST_OF_OPENING = 0.5
"""
A smaller share is a copy when it holds the opening of one of the two: half an article inside another one does, and
background that two articles share, which stands at their ends, does not. Without the opening's word .3 would do as
well on made copies, and would take stock paragraphs for reprints.
"""

_SHORT_WORDS = 40
_LEAST_SHARE_OF_SHORT = 0.95
_SHORTEST_WORDS = 15
"""
In a note of under 40 words a few stock phrases are half the text: all of it must stand in the other one. Below 15
only identical texts are copies.
"""


def find_copies(entries: Sequence[Entry], described: Sequence[Features]) -> list[Copy]:
    """
    Find the entries that reprint another, wholly or in large part, under whatever headline.

    Each copy is of an original, never of another copy, and shares at least half of the shorter text's five-word
    runs with it, or three tenths of them and the opening of one of the two; notes must be held whole. The original
    is the earliest; where moments are unknown the one credited to an agency, then the longest, then the first by
    id. Entries without text are nobody's copy. Sorted by entry.

    *Source*: containment of shingles, Broder 1997; on reprints made from news articles it separates them from
    other articles of the same story at F1 .99, where cosine of words reaches .69.
    """
    rank = {features.entry_id: _seniority(entry, features) for entry, features in zip(entries, described, strict=True)}
    partners: defaultdict[str, dict[str, float]] = defaultdict(dict)
    long = [features for features in described if len(features.words) >= _SHORTEST_WORDS]
    short = [features for features in described if 0 < len(features.words) < _SHORTEST_WORDS]
    for one, other, share in (*_long_pairs(long), *_short_pairs(short)):
        senior, junior = sorted((one, other), key=rank.__getitem__)
        partners[junior][senior] = share
    copies: dict[str, Copy] = {}
    for entry_id in sorted(partners, key=rank.__getitem__):
        originals = [senior for senior in sorted(partners[entry_id], key=rank.__getitem__) if senior not in copies]
        if originals:
            share = partners[entry_id][originals[0]]
            copies[entry_id] = Copy(entry_id=entry_id, of_id=originals[0], share=round(share, 4))
    return [copies[entry_id] for entry_id in sorted(copies)]


def _seniority(entry: Entry, features: Features) -> tuple[object, ...]:
    return (*when(entry), entry.agency is None, -len(features.words), entry.id)


Pair = tuple[str, str, float]
"""Two ids and the share of text they have in common."""


def _long_pairs(described: Iterable[Features]) -> Iterator[Pair]:
    """Compare long texts by their shingles, through an index, so that texts that share nothing cost nothing."""
    index: defaultdict[Shingle, list[str]] = defaultdict(list)
    shingles_of: dict[str, frozenset[Shingle]] = {}
    openings: dict[str, frozenset[Shingle]] = {}
    lengths: dict[str, int] = {}
    for features in described:
        one = features.entry_id
        shingles_of[one] = shingles(features.words, _SHINGLE_WORDS)
        openings[one] = shingles(features.words[:_OPENING_WORDS], _SHINGLE_WORDS)
        counts = Counter(other for shingle in shingles_of[one] for other in index.get(shingle, ()))
        for other, count in sorted(counts.items()):
            share = count / min(len(shingles_of[one]), len(shingles_of[other]))
            if share < _LEAST_SHARE_WITH_OPENING:
                continue
            has_opening = _holds(shingles_of[other], openings[one]) or _holds(shingles_of[one], openings[other])
            if share >= _least_share(min(len(features.words), lengths[other]), has_opening=has_opening):
                yield other, one, share
        lengths[one] = len(features.words)
        for shingle in shingles_of[one]:
            index[shingle].append(one)


def _least_share(length: int, *, has_opening: bool) -> float:
    """Say how much of the shorter text, of so many words, must stand in the other one."""
    if length < _SHORT_WORDS:
        return _LEAST_SHARE_OF_SHORT
    return _LEAST_SHARE_WITH_OPENING if has_opening else _LEAST_SHARE


def _holds(text: frozenset[Shingle], opening: frozenset[Shingle]) -> bool:
    return len(text & opening) >= _LEAST_OF_OPENING * len(opening)


def _short_pairs(described: Iterable[Features]) -> Iterator[Pair]:
    """Find short texts that are word for word the same."""
    seen: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for features in described:
        for entry_id in seen[features.words]:
            yield entry_id, features.entry_id, 1.0
        seen[features.words].append(features.entry_id)
