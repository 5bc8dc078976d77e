"""Extracts: in: the entries of a story, out: one to four of their sentences, best attested first chosen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.digest.news import Known
from generator.digest.quotable import Candidate, find_candidates, fit_to_print
from generator.digest.sameness import is_near_identical, says_all_of
from generator.records import Copy, Entry, Origin, Quotation, SentenceRef
from generator.text.words import content_words

__all__ = ["make_extract"]

_MOST = 4
_MOST_BACKGROUND = 1
"""Sentences of what was said before that stand below the new ones."""

_SHORT_WORDS = 150
"""A story with one origin of up to so many words is summed up in one sentence, a longer one in two."""

_OPENING_PARAGRAPHS = 2
"""Where a lead is expected to say what happened."""

_LENGTH_DAMPING = 0.25
"""The power of the length that a score is divided by: at 0.5 short asides that all sources have beat what happened."""

_SAME_SOURCE_AGAIN = 0.5
"""A sentence's score is multiplied by this for each one already taken from its entry."""


def make_extract(
    entries: Sequence[Entry], copies: Sequence[Copy], origins: Sequence[Origin], known: Known
) -> tuple[Quotation, ...]:
    """
    Choose verbatim sentences that sum up a story, in the order they are to be read.

    The lead is the first of `entries`. A story with one origin is summed up by its first good sentences. One with
    several opens with the lead's own opening and goes on with what most of them attest: each step takes the sentence
    that adds most, counting words and pairs of words by the origins that have them, so that nothing is said twice.
    What the thread has said before, as far as it is `known`, comes behind what is new, one sentence of it, or all when
    nothing is new. Empty when no entry has a sentence.

    *Source*: greedy coverage of bigrams weighed by documents (Gillick and Favre 2009) with position.
    """
    candidates = find_candidates(entries)
    reprints = {copy.entry_id for copy in copies}
    original = [one for one in candidates if one.entry.id not in reprints]
    fit = fit_to_print(original or candidates, entries[0].title.value)
    first_days = {id(one): known.first_day(one.words) for one in fit}
    new = _choose([one for one in fit if first_days[id(one)] is None], candidates, origins)
    old = _choose([one for one in fit if first_days[id(one)] is not None], candidates, origins)
    chosen = [*new, *old[: _MOST_BACKGROUND if new else _MOST]]
    return tuple(_quote(one, candidates, first_days[id(one)]) for one in chosen)


def _choose(fit: Sequence[Candidate], candidates: Sequence[Candidate], origins: Sequence[Origin]) -> list[Candidate]:
    """Choose among sentences that are fit to print, and put them in reading order."""
    chosen = _cover(fit, origins) if len(origins) > 1 else _begin(fit, candidates)
    return sorted(
        chosen, key=lambda one: (one.entry_place > 0, one.paragraph_place, one.entry_place, one.sentence.number)
    )


def _begin(fit: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    length = sum(len(one.words) for one in candidates if one.entry_place == 0)
    kept: list[Candidate] = []
    for one in fit:
        if not any(is_near_identical(one.words, other.words) for other in kept):
            kept.append(one)
    return kept[: 1 if length <= _SHORT_WORDS else 2]


def _cover(fit: Sequence[Candidate], origins: Sequence[Origin]) -> list[Candidate]:
    """Take sentences greedily, as many as there are origins, but at most four."""
    left = [_Said(one, _terms(one)) for one in fit]
    attested = _attestations(left, origins)
    opening = next((one for one in left if _is_opening(one.candidate)), None)
    chosen: list[_Said] = []
    while left and len(chosen) < min(_MOST, len(origins)):
        best = opening if opening and not chosen else _best(left, chosen, attested)
        chosen.append(best)
        left = [one for one in left if not is_near_identical(one.candidate.words, best.candidate.words)]
    return [one.candidate for one in chosen]


class _Said(NamedTuple):
    """A sentence and what it says."""

    candidate: Candidate
    terms: frozenset[str]
    """Stems, and pairs of neighbouring stems joined by a blank."""


def _terms(one: Candidate) -> frozenset[str]:
    stems = content_words(one.words, one.entry.language.value)
    return frozenset((*stems, *(f"{first} {second}" for first, second in pairwise(stems))))


def _is_opening(one: Candidate) -> bool:
    return one.entry_place == 0 and one.paragraph_place < _OPENING_PARAGRAPHS


def _attestations(said: Sequence[_Said], origins: Sequence[Origin]) -> Counter[str]:
    """Count the origins that have each term."""
    origin_of = {entry_id: number for number, origin in enumerate(origins) for entry_id in origin.entry_ids}
    pairs = {(origin_of[one.candidate.entry.id], term) for one in said for term in one.terms}
    return Counter(term for _, term in pairs)


def _best(left: Sequence[_Said], chosen: Sequence[_Said], attested: Counter[str]) -> _Said:
    """
    Find the sentence that adds most; ties go to the earlier entry, then to the earlier sentence.

    A term that only one origin has adds nothing. The first paragraph counts three times as much as one far down, for
    there stands what happened.
    """
    covered = {term for one in chosen for term in one.terms}
    taken = Counter(one.candidate.entry_place for one in chosen)

    def rank(one: _Said) -> tuple[float, int, int]:
        candidate = one.candidate
        gain = sum(attested[term] - 1 for term in one.terms if term not in covered)
        position = 1 + 2 / (1 + candidate.paragraph_place)
        again = math.pow(_SAME_SOURCE_AGAIN, taken[candidate.entry_place])
        score = gain * position * again / math.pow(len(candidate.words), _LENGTH_DAMPING)
        return round(score, 9), -candidate.entry_place, -candidate.sentence.number

    return max(left, key=rank)


def _quote(chosen: Candidate, candidates: Sequence[Candidate], first_day: str | None) -> Quotation:
    """Name the chosen sentence's source first, then one sentence of each other entry that says all of it."""
    sources = {chosen.entry_place: SentenceRef(chosen.entry.id, chosen.sentence.number)}
    for one in candidates:
        if one.entry_place not in sources and says_all_of(one.words, chosen.words):
            sources[one.entry_place] = SentenceRef(one.entry.id, one.sentence.number)
    return Quotation(text=chosen.sentence.text, sources=tuple(sources.values()), first_day=first_day)
