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
from generator.text.similarity import unit_vector
from generator.text.words import content_words

__all__ = ["make_extract"]

_MOST = 4
_MOST_BACKGROUND = 1
"""Sentences of what was said before that stand below the new ones."""

_SHORT_WORDS = 150
"""A story with one origin of up to so many words is summed up in one sentence, a longer one in two."""

_OPENING_PARAGRAPHS = 2
"""Where a lead is expected to say what happened."""

_FIRST_WEIGHS = 5
"""
The first sentence of an entry counts five times as much as one far down: there stands what happened. With three,
background that all reports carry beats the news where a story has only two or three of them.
"""

_LENGTH_DAMPING = 0.5
"""
The power of the length that a score is divided by. Of what one more report begins with, extracts of ten reports find as
much at .75 and a tenth less at .25; but .75 takes short asides.
"""

_LEAST_LENGTH = 6
"""Words below which a sentence gains nothing by being short."""

_SAME_SOURCE_AGAIN = 0.5
"""A sentence's score is multiplied by this for each one already taken from its entry."""


def make_extract(
    entries: Sequence[Entry],
    copies: Sequence[Copy],
    origins: Sequence[Origin],
    known: Known,
    most_words: int | None = None,
) -> tuple[Quotation, ...]:
    """
    Choose verbatim sentences that sum up a story, in the order they are to be read.

    The lead is the first of `entries`. Every extract opens with the lead's own opening. A story with one origin goes
    on with what most of the text is about; one with several with what most of them attest: each step takes the
    sentence that adds most, counting words and pairs of words by the origins that have them, so that nothing is said
    twice. What the thread has said before, as far as it is `known`, comes behind what is new, one sentence of it, or
    all when nothing is new. Empty when no entry has a sentence. With `most_words` sentences are taken until there are
    so many words, however many sentences that takes.

    *Source*: greedy coverage of bigrams weighed by documents (Gillick and Favre 2009) with position; for one origin
    the centroid (Radev et al. 2004) with position.
    """
    candidates = find_candidates(entries)
    reprints = {copy.entry_id for copy in copies}
    original = [one for one in candidates if one.entry.id not in reprints]
    fit = fit_to_print(original or candidates, entries[0].title.value)
    room = _Room(_most_sentences(candidates, origins), None) if most_words is None else _Room(len(fit), most_words)
    first_days = {id(one): known.first_day(one.words) for one in fit}
    new = _choose([one for one in fit if first_days[id(one)] is None], origins, room)
    old = _choose([one for one in fit if first_days[id(one)] is not None], origins, room)
    chosen = [*new, *old[: _MOST_BACKGROUND if new else _MOST]]
    return tuple(_quote(one, candidates, first_days[id(one)]) for one in chosen)


class _Room(NamedTuple):
    """How long an extract may become."""

    sentences: int
    words: int | None

    def holds_more(self, chosen: Sequence[Candidate]) -> bool:
        is_full = self.words is not None and sum(len(one.words) for one in chosen) >= self.words
        return len(chosen) < self.sentences and not is_full


def _most_sentences(candidates: Sequence[Candidate], origins: Sequence[Origin]) -> int:
    """As many as there are origins, but at most four; for a single origin by its length."""
    if len(origins) > 1:
        return min(_MOST, len(origins))
    return 1 if sum(len(one.words) for one in candidates if one.entry_place == 0) <= _SHORT_WORDS else 2


def _choose(fit: Sequence[Candidate], origins: Sequence[Origin], room: _Room) -> list[Candidate]:
    """Choose among sentences that are fit to print, and put them in reading order."""
    chosen = _cover(fit, origins, room) if len(origins) > 1 else _centre(fit, room)
    return sorted(
        chosen, key=lambda one: (one.entry_place > 0, one.paragraph_place, one.entry_place, one.sentence.number)
    )


def _centre(fit: Sequence[Candidate], room: _Room) -> list[Candidate]:
    """Take the first sentence, then those nearest to what all the others say."""
    vectors = [unit_vector(Counter(content_words(one.words, one.entry.language.value))) for one in fit]
    centroid: Counter[str] = Counter()
    for vector in vectors:
        centroid.update(vector)
    shared = [math.fsum(weight * centroid[term] for term, weight in vector.items()) for vector in vectors]
    scores = [share * _by_position(one) for one, share in zip(fit, shared, strict=True)]
    order = sorted(range(len(fit)), key=lambda place: (place > 0, -round(scores[place], 9), place))
    chosen: list[Candidate] = []
    for place in order:
        if not room.holds_more(chosen):
            break
        if not any(is_near_identical(fit[place].bag, other.bag) for other in chosen):
            chosen.append(fit[place])
    return chosen


def _cover(fit: Sequence[Candidate], origins: Sequence[Origin], room: _Room) -> list[Candidate]:
    """Take the lead's opening, then greedily the sentences that add most."""
    left = [_Said(one, _terms(one)) for one in fit]
    attested = _attestations(left, origins)
    opening = next((one for one in left if _is_opening(one.candidate)), None)
    chosen: list[_Said] = []
    while left and room.holds_more([one.candidate for one in chosen]):
        best = opening if opening and not chosen else _best(left, chosen, attested)
        chosen.append(best)
        left = [one for one in left if not is_near_identical(one.candidate.bag, best.candidate.bag)]
    return [one.candidate for one in chosen]


def _by_position(one: Candidate) -> float:
    return 1 + (_FIRST_WEIGHS - 1) / (1 + one.place)


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

    A term that only one origin has adds nothing.
    """
    covered = {term for one in chosen for term in one.terms}
    taken = Counter(one.candidate.entry_place for one in chosen)

    def rank(one: _Said) -> tuple[float, int, int]:
        candidate = one.candidate
        gain = sum(attested[term] - 1 for term in one.terms if term not in covered)
        again = math.pow(_SAME_SOURCE_AGAIN, taken[candidate.entry_place])
        length = max(_LEAST_LENGTH, len(candidate.words))
        score = gain * _by_position(candidate) * again / math.pow(length, _LENGTH_DAMPING)
        return round(score, 9), -candidate.entry_place, -candidate.sentence.number

    return max(left, key=rank)


def _quote(chosen: Candidate, candidates: Sequence[Candidate], first_day: str | None) -> Quotation:
    """Name the chosen sentence's source first, then one sentence of each other entry that says all of it."""
    sources = {chosen.entry_place: SentenceRef(chosen.entry.id, chosen.sentence.number)}
    for one in candidates:
        if one.entry_place not in sources and says_all_of(one.bag, chosen.bag):
            sources[one.entry_place] = SentenceRef(one.entry.id, one.sentence.number)
    return Quotation(text=chosen.sentence.text, sources=tuple(sources.values()), first_day=first_day)
