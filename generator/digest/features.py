"""What an entry is compared by: in: an entry, out: its terms with counts, and how they are weighed on a day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.records import Entry, ParagraphKind, Record, Sentence
from generator.text.background import load_background
from generator.text.names import Name, find_names
from generator.text.similarity import Vector, unit_vector
from generator.text.words import content_words, words

__all__ = ["Features", "count_terms", "describe", "is_name_term", "kept_sentences", "name_term", "read_names", "weigh"]

_PROSE: tuple[ParagraphKind, ...] = ("paragraph", "standfirst", "quote", "item", "cell")
_COMPARED: tuple[ParagraphKind, ...] = (*_PROSE, "heading")
"""Kinds of paragraph that tell what an entry is about; captions, credits and code do not."""

_TITLE_WEIGHT = 3
"""How often a headline's terms count. The gate for stories hardly tells 1, 3 and 5 apart; short notes need it."""

_NAME_MARK = "@"
"""Begins a term that is a name, so that Bush the name and bush the word are two terms."""

_BACKGROUND_WEIGHT = 100
"""As many articles as the background speaks for when it meets a day's own counts; 50 and 300 do no better."""


class Features(Record, frozen=True, kw_only=True):
    """An entry as the digest compares it."""

    entry_id: str
    terms: Mapping[str, int]
    """Stemmed words and marked names, with how often they stand there."""
    words: tuple[str, ...]
    """Of the text, without the title, in order: what reprints are found by."""


def read_names(entry: Entry) -> tuple[Name, ...]:
    """List the names in an entry's headlines and text, in order and with repeats."""
    headings = [sentence.text for sentence in kept_sentences(entry, ["heading"])]
    prose = [sentence.text for sentence in kept_sentences(entry, _PROSE)]
    return tuple(find_names(prose, [entry.title.value, *headings]))


def describe(entry: Entry, names: Sequence[Name]) -> Features:
    """Count what an entry says. Depends on the entry alone, so that it can be remembered."""
    text = [word for sentence in kept_sentences(entry) for word in words(sentence.text)]
    return Features(
        entry_id=entry.id,
        terms=count_terms(words(entry.title.value), text, names, entry.language.value),
        words=tuple(text),
    )


def kept_sentences(entry: Entry, kinds: Sequence[ParagraphKind] = _COMPARED) -> list[Sentence]:
    """List the sentences of an entry's paragraphs of some kinds, in order."""
    return [sentence for paragraph in entry.paragraphs if paragraph.kind in kinds for sentence in paragraph.sentences]


def count_terms(title: Sequence[str], text: Sequence[str], names: Iterable[Name], language: str) -> dict[str, int]:
    """
    Count the words of a headline and a text, and their names; a name of several words counts whole and by word.

    >>> sorted(count_terms(["votes"], ["ana", "ruz", "won"], [Name("Ana Ruz", True)], "en").items())
    [('@ana', 1), ('@ana ruz', 1), ('@ruz', 1), ('ana', 1), ('ruz', 1), ('vot', 3), ('won', 1)]
    """
    counts = Counter(content_words(text, language))
    for term in content_words(title, language):
        counts[term] += _TITLE_WEIGHT
    for name in names:
        if name.is_certain:
            parts = words(name.text)
            counts.update(_NAME_MARK + part for part in dict.fromkeys((*parts, " ".join(parts))))
    return dict(counts)


def name_term(name: str) -> str:
    """Spell the term that stands for a whole name."""
    return _NAME_MARK + " ".join(words(name))


def is_name_term(term: str) -> bool:
    return term.startswith(_NAME_MARK)


def weigh(described: Sequence[Features]) -> list[Vector]:
    """
    Weigh the terms of a day's entries against each other: rare terms much, common ones little.

    Log frequency times inverse document frequency. The latter blends the shipped background with the day's own
    counts, so that it holds for a day of three entries (where every shared word would look common) as for one of
    three hundred (where the beat of the site is what is common). Vectors have length 1, in the order given.
    """
    own = Counter(term for features in described for term in features.terms)
    background = load_background()
    scale = _BACKGROUND_WEIGHT / background.articles
    total = len(described) + _BACKGROUND_WEIGHT
    rarity = {
        term: math.log(total / (scale * background.counts.get(term, 0) + count + 0.5)) for term, count in own.items()
    }
    return [
        unit_vector({term: (1 + math.log(count)) * rarity[term] for term, count in features.terms.items()})
        for features in described
    ]
