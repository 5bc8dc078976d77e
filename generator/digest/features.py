"""What an entry is compared by: in: an entry, out: its terms with counts, and its words in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.records import Entry, ParagraphKind, Record, Sentence
from generator.text.names import Name, find_names
from generator.text.words import content_words, words

__all__ = ["Features", "count_terms", "describe", "is_name_term", "kept_sentences", "name_term", "read_names"]

_PROSE: tuple[ParagraphKind, ...] = ("paragraph", "standfirst", "quote", "item", "cell")
_COMPARED: tuple[ParagraphKind, ...] = (*_PROSE, "heading")
"""Kinds of paragraph that tell what an entry is about; captions, credits and code do not."""

_TITLE_WEIGHT = 4
"""How often a headline's terms count. The gate for stories hardly tells 3 and 5 apart; short notes need it."""

_LEAD_SENTENCES = 3
_LEAD_WEIGHT = 2
"""How often the terms of the first sentences count: they say what happened, the rest what else is known."""

_NAME_MARK = "@"
"""Begins a term that is a name, so that Bush the name and bush the word are two terms."""


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
    text = [words(sentence.text) for sentence in kept_sentences(entry)]
    return Features(
        entry_id=entry.id,
        terms=count_terms(words(entry.title.value), text, names, entry.language.value),
        words=tuple(word for sentence in text for word in sentence),
    )


def kept_sentences(entry: Entry, kinds: Sequence[ParagraphKind] = _COMPARED) -> list[Sentence]:
    """List the sentences of an entry's paragraphs of some kinds, in order."""
    return [sentence for paragraph in entry.paragraphs if paragraph.kind in kinds for sentence in paragraph.sentences]


def count_terms(
    title: Sequence[str], text: Sequence[Sequence[str]], names: Iterable[Name], language: str
) -> dict[str, int]:
    """
    Count the words of a headline and of the sentences below it, and their names; a name of several words counts
    whole and by word.

    >>> sorted(count_terms(["votes"], [["ana", "ruz", "won"]], [Name("Ana Ruz", True)], "en").items())
    [('@ana', 1), ('@ana ruz', 1), ('@ruz', 1), ('ana', 2), ('ruz', 2), ('vot', 4), ('won', 2)]
    """
    counts: Counter[str] = Counter()
    _count(counts, title, _TITLE_WEIGHT, language)
    _count(counts, [word for sentence in text[:_LEAD_SENTENCES] for word in sentence], _LEAD_WEIGHT, language)
    _count(counts, [word for sentence in text[_LEAD_SENTENCES:] for word in sentence], 1, language)
    for name in names:
        if name.is_certain:
            parts = words(name.text)
            counts.update(_NAME_MARK + part for part in dict.fromkeys((*parts, " ".join(parts))))
    return dict(counts)


def _count(counts: Counter[str], folded: Sequence[str], weight: int, language: str) -> None:
    for term, count in Counter(content_words(folded, language)).items():
        counts[term] += weight * count


def name_term(name: str) -> str:
    """Spell the term that stands for a whole name."""
    return _NAME_MARK + " ".join(words(name))


def is_name_term(term: str) -> bool:
    return term.startswith(_NAME_MARK)
