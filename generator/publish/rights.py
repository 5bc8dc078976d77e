"""Rights: in: an entry and the sentences that stories quote from it, out: the sentences its own page may print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.records import Entry, Sentence, Story
from generator.text.words import words

__all__ = ["count_words", "kept_sentences", "printable", "quoted_sentences"]


def printable(entry: Entry, quoted: frozenset[int], config: Config) -> frozenset[int]:
    """
    Choose the sentences that may be printed, by number.

    `full`: all of them. `excerpt`: from the start as many whole sentences as the budget of words holds, at least one.
    `quote`: the first. What a story quotes is always printed, so that every footnote has its target.
    """
    sentences = tuple(kept_sentences(entry))
    if entry.rights == "full":
        return frozenset(sentence.number for sentence in sentences)
    opening = _opening(sentences, config) if entry.rights == "excerpt" else sentences[:1]
    return frozenset(sentence.number for sentence in opening) | quoted


def quoted_sentences(stories: Iterable[Story]) -> dict[str, frozenset[int]]:
    """Collect the numbers of the sentences that stories quote, by entry id; an entry without any is not in it."""
    found: dict[str, set[int]] = {}
    for story in stories:
        for quotation in story.extract:
            for ref in quotation.sources:
                found.setdefault(ref.entry_id, set()).add(ref.number)
    return {entry_id: frozenset(numbers) for entry_id, numbers in found.items()}


def kept_sentences(entry: Entry) -> Iterator[Sentence]:
    """Give the sentences of an entry in reading order."""
    for paragraph in entry.paragraphs:
        yield from paragraph.sentences


def count_words(sentence: Sentence) -> int:
    """Count words; a character of Chinese or Japanese counts as one, as they are written without blanks."""
    return len(words(sentence.text))


def _opening(sentences: tuple[Sentence, ...], config: Config) -> tuple[Sentence, ...]:
    whole = sum(count_words(sentence) for sentence in sentences)
    budget = min(config.excerpt_words, config.excerpt_share * whole)
    spent = 0
    for place, sentence in enumerate(sentences):
        spent += count_words(sentence)
        if spent > budget:
            return sentences[: max(place, 1)]
    return sentences
