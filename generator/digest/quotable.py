"""Sentences worth printing: in: the entries of a story, out: the sentences that stand on their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.digest.leaning import leans
from generator.digest.sameness import is_near_identical
from generator.records import Entry, ParagraphKind, Sentence
from generator.text.words import words

__all__ = ["Candidate", "find_candidates", "fit_to_print"]

_TIERS: tuple[tuple[ParagraphKind, ...], ...] = (("paragraph", "quote"), ("standfirst",), ("item", "cell"))
"""Where an entry's sentences are taken from; the next only when the one before has none. Headings never are."""

_LEAST_WORDS = 6
_MOST_WORDS = 60

_STOPS = frozenset(".!?…。！？”\"’')]")
"""What a sentence ends with; a cross-head, a line that was cut and a lead-in to a list end with none of these."""


class Candidate(NamedTuple):
    """A sentence that could be printed."""

    entry_place: int
    """Of its entry among the story's, 0 for the lead."""
    paragraph_place: int
    """Among its entry's paragraphs that are quoted from, from 0."""
    place: int
    """Among its entry's sentences that are quoted from, from 0."""
    entry: Entry
    sentence: Sentence
    words: tuple[str, ...]
    """Folded."""
    bag: frozenset[str]
    """The same, each once."""


def find_candidates(entries: Sequence[Entry]) -> list[Candidate]:
    """List the sentences of a story that may be quoted, entry by entry, in order."""
    return [one for place, entry in enumerate(entries) for one in _of_entry(place, entry)]


def _of_entry(entry_place: int, entry: Entry) -> list[Candidate]:
    for kinds in _TIERS:
        paragraphs = [paragraph for paragraph in entry.paragraphs if paragraph.kind in kinds]
        found = [
            (paragraph_place, sentence, folded)
            for paragraph_place, paragraph in enumerate(paragraphs)
            for sentence in paragraph.sentences
            if (folded := words(sentence.text))
        ]
        if found:
            return [
                Candidate(entry_place, paragraph_place, place, entry, sentence, folded, frozenset(folded))
                for place, (paragraph_place, sentence, folded) in enumerate(found)
            ]
    return []


def fit_to_print(candidates: Sequence[Candidate], headline: str) -> list[Candidate]:
    """
    Keep the sentences that read well alone; the demands are lowered, one by one, until at least one is left.

    In the order in which demands are given up: a fair length and closed quotation marks, nothing that leans on the
    sentence before (a beginning, or a speaker who is named there), a stop at its end, at least six words, not the
    headline (or the entry's own) once more.
    """
    lead = frozenset(words(headline))
    own = {one.entry.id: frozenset(words(one.entry.title.value)) for one in candidates}
    demands: list[Callable[[Candidate], bool]] = [
        lambda one: not is_near_identical(one.bag, lead) and not is_near_identical(one.bag, own[one.entry.id]),
        lambda one: len(one.words) >= _LEAST_WORDS,
        lambda one: one.sentence.text[-1:] in _STOPS,
        lambda one: not leans(one.sentence.text, one.words, one.entry.language.value),
        lambda one: len(one.words) <= _MOST_WORDS and _is_closed(one.sentence.text),
    ]
    fit = list(candidates)
    for demand in demands:
        fit = [one for one in fit if demand(one)] or fit
    return fit


def _is_closed(text: str) -> bool:
    """Say whether every quotation and bracket that is opened is closed again."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
