"""Editor's notes in their places: in: notes, days, subjects and entries, out: who gets which, and what is amiss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.diagnostics import Diagnostic, diagnose
from generator.digest.note_sources import NoteSources
from generator.digest.subjects import Subject
from generator.recall import Recall
from generator.records import (
    Clipping,
    Day,
    Editorial,
    EditorsNote,
    Entry,
    NotePlace,
    Record,
    Story,
    Topic,
)

__all__ = ["PlacedNotes", "place_notes", "with_day_notes", "with_topic_notes"]

_Place = tuple[str, str]
"""What a note is printed with: `day`, `story` or `topic`, and its date, id or slug."""

_CURES = {
    "day": "write a day of the digest, like 2026-03-03",
    "story": "name one of its clippings by path or id: a story keeps its clippings, whatever else changes",
    "topic": "write it as its page does",
}


class PlacedNotes(Record, frozen=True, kw_only=True):
    """Every note that has a place."""

    by_place: Mapping[_Place, tuple[Editorial, ...]]
    """By path, wherever several share a place."""
    quoted: Mapping[str, frozenset[int]]
    """By entry id: the numbers of the sentences that notes quote."""
    diagnostics: tuple[Diagnostic, ...]


def place_notes(
    clippings: Iterable[Clipping],
    days: Sequence[Day],
    subjects: Sequence[Subject],
    sources: NoteSources,
    recall: Recall,
) -> PlacedNotes:
    """
    Find the day, the story or the topic of every note, and what its footnotes lead to.

    A day is named by its date; a story by its id, or by the path, id or address of one of its clippings; a topic by its
    name, another spelling of it, or its slug. A note may have several places.

    Several notes may share a place: all are printed, by path. A story has room for one headline above it.

    *Diagnostics*: `note-unplaced` for a place that the digest does not have: the note is printed nowhere, and told;
    `note-headline-second` for a further headline for one story; and those of `NoteSources`.
    """
    notes = sorted((one.note for one in clippings if one.note), key=lambda note: (note.path, note.sha256))
    known = _Places(days, subjects, sources.entries)
    found: list[Diagnostic] = []
    placed: defaultdict[_Place, list[Editorial]] = defaultdict(list)
    quoted: defaultdict[str, set[int]] = defaultdict(set)
    for note in notes:
        footnotes, troubles = sources.resolve(note)
        found += troubles
        editorial = recall.same(("editorial", note.path), Editorial(note=note, footnotes=footnotes))
        places = {place: known.find(place) for place in note.places}
        found += [_unplaced(note, place) for place, where in places.items() if where is None]
        for where in dict.fromkeys(where for where in places.values() if where):
            placed[where].append(editorial)
            for footnote in footnotes:
                quoted[footnote.entry.id].update(footnote.numbers)
    return PlacedNotes(
        by_place={place: tuple(those) for place, those in placed.items()},
        quoted={entry_id: frozenset(numbers) for entry_id, numbers in quoted.items() if numbers},
        diagnostics=(
            *found,
            *_second_headlines(placed),
            *sources.over_budget(one for those in placed.values() for one in those),
        ),
    )


def with_day_notes(days: Iterable[Day], placed: PlacedNotes, recall: Recall) -> Iterator[Day]:
    """Give days and stories their notes; those without any are the same objects."""
    for day in days:
        stories = tuple(_with_notes(story, placed, recall) for story in day.stories)
        notes = placed.by_place.get(("day", day.date), ())
        if notes or any(one is not other for one, other in zip(stories, day.stories, strict=True)):
            day = recall.same(("day with notes", day.date), msgspec.structs.replace(day, stories=stories, notes=notes))
        yield day


def with_topic_notes(topics: Iterable[Topic], placed: PlacedNotes) -> tuple[Topic, ...]:
    """Give topics their notes; those without any are the same objects."""
    notes = ((topic, placed.by_place.get(("topic", topic.slug), ())) for topic in topics)
    return tuple(msgspec.structs.replace(topic, notes=those) if those else topic for topic, those in notes)


def _with_notes(story: Story, placed: PlacedNotes, recall: Recall) -> Story:
    notes = placed.by_place.get(("story", story.id), ())
    if not notes:
        return story
    return recall.same(("story with notes", story.id), msgspec.structs.replace(story, notes=notes))


class _Places:
    """Knows where a note can stand."""

    def __init__(self, days: Sequence[Day], subjects: Sequence[Subject], entries: Sequence[Entry]) -> None:
        self._days = {day.date for day in days if day.stories}
        self._topics = {
            spelling.casefold(): subject.slug
            for subject in reversed(subjects)
            for spelling in (*subject.spellings, subject.name, subject.slug)
        }
        stories = [story for day in days for story in day.stories]
        story_of = {entry.id: story.id for story in stories for entry in story.entries}
        self._stories = {
            name: story_of[entry.id]
            for entry in reversed(entries)
            if entry.id in story_of
            for name in (entry.url.value if entry.url else "", entry.path, entry.id)
        }
        self._stories |= {story.id: story.id for story in stories}

    def find(self, place: NotePlace) -> _Place | None:
        if place.kind == "day":
            return ("day", place.name) if place.name in self._days else None
        names = self._stories if place.kind == "story" else self._topics
        found = names.get(place.name if place.kind == "story" else place.name.casefold())
        return (place.kind, found) if found else None


def _unplaced(note: EditorsNote, place: NotePlace) -> Diagnostic:
    message = f"{place.kind}: {place.name} is no {place.kind} of the digest, so the note is not printed there"
    return diagnose("note-unplaced", note.path, message, hint=_CURES[place.kind], line=place.line)


def _second_headlines(placed: Mapping[_Place, Sequence[Editorial]]) -> Iterator[Diagnostic]:
    """Say which notes give a story a headline that has one already: it stands inside the note instead of above."""
    for (kind, _), editorials in sorted(placed.items()):
        notes = [one.note for one in editorials if one.note.headline]
        for note in notes[1:] if kind == "story" else ():
            yield diagnose(
                "note-headline-second",
                note.path,
                f"{notes[0].path} gives this story a headline already; {note.headline!r} is printed inside the note",
                hint="take the headline out of one of the two notes",
                line=next(place.line for place in note.places if place.kind == "story"),
            )
