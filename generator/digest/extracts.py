"""Extracts: in: the entries of a story, out: one to four of their sentences, best attested first chosen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from generator.digest.quotable import Candidate, find_candidates, fit_to_print
from generator.digest.sameness import is_near_identical, says_all_of
from generator.records import Copy, Entry, Origin, Quotation, SentenceRef

__all__ = ["make_extract"]

_MOST = 4
_SHORT_WORDS = 150
"""A story with one origin of up to so many words is summed up in one sentence, a longer one in two."""

_OPENING_PARAGRAPHS = 2
"""Where a lead is expected to say what happened."""

_LENGTH_DAMPING = 0.25
"""The power of the length that a score is divided by: at 0.5 short asides that all sources have beat what happened."""

_SAME_SOURCE_AGAIN = 0.5
"""A sentence's score is multiplied by this for each one already taken from its entry."""


def make_extract(entries: Sequence[Entry], copies: Sequence[Copy], origins: Sequence[Origin]) -> tuple[Quotation, ...]:
    """
    Choose verbatim sentences that sum up a story, in the order they are to be read.

    The lead is the first of `entries`. A story with one origin is summed up by its first good sentences. One with
    several opens with the lead's own opening and goes on with what most of them attest: each step takes the sentence
    that adds most, counting words and pairs of words by the origins that have them, so that nothing is said twice.
    Empty when no entry has a sentence.

    *Source*: greedy coverage of bigrams weighed by documents (Gillick and Favre 2009) with position.
    """
    candidates = find_candidates(entries)
    reprints = {copy.entry_id for copy in copies}
    original = [one for one in candidates if one.entry.id not in reprints]
    fit = fit_to_print(original or candidates, entries[0].title.value)
    chosen = _cover(fit, origins) if len(origins) > 1 else _begin(fit, candidates)
    chosen.sort(key=lambda one: (one.entry_place > 0, one.paragraph_place, one.entry_place, one.sentence.number))
    return tuple(_quote(one, candidates) for one in chosen)


def _begin(fit: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    length = sum(len(one.words) for one in candidates if one.entry_place == 0)
    kept: list[Candidate] = []
    for one in fit:
        if not any(is_near_identical(one.words, other.words) for other in kept):
            kept.append(one)
    return kept[: 1 if length <= _SHORT_WORDS else 2]


def _cover(fit: Sequence[Candidate], origins: Sequence[Origin]) -> list[Candidate]:
    """Take sentences greedily, as many as there are origins, but at most four."""
    attested = _attestations(fit, origins)
    opening = next((one for one in fit if one.entry_place == 0 and one.paragraph_place < _OPENING_PARAGRAPHS), None)
    chosen: list[Candidate] = []
    left = list(fit)
    while left and len(chosen) < min(_MOST, len(origins)):
        best = opening if opening and not chosen else _best(left, chosen, attested)
        chosen.append(best)
        left = [one for one in left if not is_near_identical(one.words, best.words)]
    return chosen


def _attestations(candidates: Sequence[Candidate], origins: Sequence[Origin]) -> Counter[str]:
    """Count the origins that have each term."""
    origin_of = {entry_id: number for number, origin in enumerate(origins) for entry_id in origin.entry_ids}
    pairs = {(origin_of[one.entry.id], term) for one in candidates for term in one.terms}
    return Counter(term for _, term in pairs)


def _best(left: Sequence[Candidate], chosen: Sequence[Candidate], attested: Counter[str]) -> Candidate:
    covered = {term for one in chosen for term in one.terms}
    taken = Counter(one.entry_place for one in chosen)

    def rank(one: Candidate) -> tuple[float, int, int]:
        return _score(one, attested, covered, taken), -one.entry_place, -one.sentence.number

    return max(left, key=rank)


def _score(one: Candidate, attested: Counter[str], covered: set[str], taken: Counter[int]) -> float:
    """
    Say what a sentence would add.

    A term that only one origin has adds nothing. The first paragraph counts three times as much as one far down, for
    there stands what happened.
    """
    gain = sum(attested[term] - 1 for term in one.terms if term not in covered)
    position = 1 + 2 / (1 + one.paragraph_place)
    again = math.pow(_SAME_SOURCE_AGAIN, taken[one.entry_place])
    return round(gain * position * again / math.pow(len(one.words), _LENGTH_DAMPING), 9)


def _quote(chosen: Candidate, candidates: Sequence[Candidate]) -> Quotation:
    """Name the chosen sentence's source first, then one sentence of each other entry that says all of it."""
    sources = {chosen.entry_place: SentenceRef(chosen.entry.id, chosen.sentence.number)}
    for one in candidates:
        if one.entry_place not in sources and says_all_of(one.words, chosen.words):
            sources[one.entry_place] = SentenceRef(one.entry.id, one.sentence.number)
    return Quotation(text=chosen.sentence.text, sources=tuple(sources.values()))
