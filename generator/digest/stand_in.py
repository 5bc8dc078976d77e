"""An edited entry before the digest is made anew: in: the last digest and the entry, out: it stands where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from generator.records import Contested, Day, Digest, Entry, Quotation, SentenceRef, Story

__all__ = ["stand_in"]


def stand_in(digest: Digest, before: Entry, after: Entry) -> Digest:
    """
    Put an entry in the place of the one that had its id, without asking what else its edit changes.

    What takes milliseconds where a digest takes seconds: it is for showing an editor the edit at once. Nothing false
    is told meanwhile: quotations of sentences that are no longer in the entry are left out. The entry must be of the
    same day; stories, threads and topics are those of the last digest.
    """
    days = tuple(_in_day(day, before, after) for day in digest.days)
    return msgspec.structs.replace(
        digest,
        entries=_swapped(digest.entries, before, after),
        days=days,
        undated=_swapped(digest.undated, before, after),
        undated_contested=_without_lost(digest.undated_contested, before, after),
    )


def _without_lost(
    contested: Mapping[str, tuple[Contested, ...]], before: Entry, after: Entry
) -> dict[str, tuple[Contested, ...]]:
    """Leave out pairs of which a sentence is no longer in the entry."""
    lost = {SentenceRef(before.id, number) for number, _ in _sentences(before) - _sentences(after)}
    return {key: tuple(pair for pair in pairs if not _is_hit(pair, lost)) for key, pairs in contested.items()}


def _in_day(day: Day, before: Entry, after: Entry) -> Day:
    if day.date != before.dating.day:
        return day
    return msgspec.structs.replace(day, stories=tuple(_in_story(story, before, after) for story in day.stories))


def _in_story(story: Story, before: Entry, after: Entry) -> Story:
    if all(entry.id != before.id for entry in story.entries):
        return story
    gone = _sentences(before) - _sentences(after)
    lost = {SentenceRef(before.id, number) for number, _ in gone}
    return msgspec.structs.replace(
        story,
        lead=after if story.lead.id == before.id else story.lead,
        entries=_swapped(story.entries, before, after),
        extract=tuple(_without(story.extract, lost)),
        contested=tuple(pair for pair in story.contested if not _is_hit(pair, lost)),
        figures=tuple(one for one in story.figures if not lost.intersection(one.sources)),
    )


def _sentences(entry: Entry) -> set[tuple[int, str]]:
    return {(one.number, one.text) for paragraph in entry.paragraphs for one in paragraph.sentences}


def _without(extract: Iterable[Quotation], lost: set[SentenceRef]) -> Iterable[Quotation]:
    """Leave out lost sources; a quotation is worded as its first source says it, and goes with that."""
    for quotation in extract:
        if quotation.sources[0] in lost:
            continue
        kept = tuple(ref for ref in quotation.sources if ref not in lost)
        yield quotation if kept == quotation.sources else msgspec.structs.replace(quotation, sources=kept)


def _is_hit(pair: Contested, lost: set[SentenceRef]) -> bool:
    return any(side.ref in lost for side in pair.sides)


def _swapped(entries: tuple[Entry, ...], before: Entry, after: Entry) -> tuple[Entry, ...]:
    return tuple(after if entry.id == before.id else entry for entry in entries)
