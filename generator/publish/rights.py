"""Rights: in: an entry and the sentences that stories quote from it, out: the sentences its own page may print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config, word_budget
from generator.once import once_per_object
from generator.records import Contested, Digest, Editorial, Entry, Sentence, Story

__all__ = ["kept_sentences", "printable", "quoted_sentences", "standing_notes"]


def printable(entry: Entry, quoted: frozenset[int], config: Config) -> frozenset[int]:
    """
    Choose the sentences that the whole site may print, by number.

    `full`: all of them. What a story quotes is always printed, so that every footnote has its target; it was chosen
    within the budget of words. What the budget leaves goes to the opening: under `excerpt` as many whole sentences as
    it holds, under `quote` the first. Where nothing is quoted the first sentence is printed, however long it is.
    """
    lengths = _lengths(entry)
    if entry.rights == "full":
        return frozenset(lengths)
    left = word_budget(config, sum(lengths.values())) - sum(lengths.get(number, 0) for number in quoted)
    first = next(iter(lengths), None)
    if first is None:
        return quoted
    shown = set(quoted or (first,))
    if not quoted:
        left -= lengths[first]
    for number in lengths if entry.rights == "excerpt" else (first,):
        if number not in shown:
            left -= lengths[number]
            if left < 0:
                break
            shown.add(number)
    return frozenset(shown)


def quoted_sentences(
    stories: Iterable[Story], notes: Iterable[Editorial] = (), contested: Iterable[Contested] = ()
) -> dict[str, frozenset[int]]:
    """
    Collect the numbers of the sentences that stories and their notes quote, by entry id, and those of further notes
    and contested pairs.

    An entry without any is not in it.
    """
    found: dict[str, set[int]] = {}
    of_stories: list[Editorial] = []
    for side in (side for pair in contested for side in pair.sides):
        found.setdefault(side.ref.entry_id, set()).add(side.ref.number)
    for story in stories:
        of_stories += story.notes
        refs = [ref for quotation in story.extract for ref in quotation.sources]
        for ref in (*refs, *(side.ref for pair in story.contested for side in pair.sides)):
            found.setdefault(ref.entry_id, set()).add(ref.number)
    for note in (*of_stories, *notes):
        for footnote in note.footnotes:
            if footnote.numbers:
                found.setdefault(footnote.entry.id, set()).update(footnote.numbers)
    return {entry_id: frozenset(numbers) for entry_id, numbers in found.items()}


def standing_notes(digest: Digest) -> Iterator[Editorial]:
    """Give the editor's notes that stand by themselves, at a day or a topic."""
    for day in digest.days:
        yield from day.notes
    for topic in digest.topics:
        yield from topic.notes


def kept_sentences(entry: Entry) -> Iterator[Sentence]:
    """Give the sentences of an entry in reading order."""
    for paragraph in entry.paragraphs:
        yield from paragraph.sentences


@once_per_object
def _lengths(entry: Entry) -> dict[int, int]:
    """Say how many words every sentence has, by number, in reading order."""
    return {sentence.number: sentence.word_count for sentence in kept_sentences(entry)}
