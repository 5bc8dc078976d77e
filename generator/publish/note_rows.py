"""The editor's notes as data: in: a digest, out: for each note what it says, where, and whom it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.publish import urls
from generator.publish.urls import Urls
from generator.records import Digest, Editorial, EditorsNote, NoteBlock, NoteInline, Record, SentenceRef

__all__ = ["NoteRow", "make_note_rows", "note_texts", "placed_notes"]


class NoteRow(Record, frozen=True, kw_only=True):
    path: str
    pages: tuple[str, ...]
    """Of the days, stories and topics that it stands at; empty for one that is printed nowhere."""
    headline: str
    author: str
    text: tuple[str, ...]
    """Stretches without markup, in order."""
    clippings: tuple[str, ...]
    """Ids of those it cites, in its own order."""
    quotes: tuple[SentenceRef, ...]
    """What its footnotes quote of them."""


def make_note_rows(digest: Digest, addresses: Urls) -> Iterator[NoteRow]:
    """Describe every note by path, those that stand nowhere included."""
    pages: defaultdict[str, list[str]] = defaultdict(list)
    placed: dict[str, Editorial] = {}
    for page, editorial in placed_notes(digest):
        pages[editorial.note.path].append(addresses.absolute(page))
        placed[editorial.note.path] = editorial
    for note in (clipping.note for clipping in digest.clippings if clipping.note):
        yield _row(note, tuple(pages[note.path]), placed.get(note.path))


def placed_notes(digest: Digest) -> Iterator[tuple[str, Editorial]]:
    """Give every page that has a note, as in `urls`, with the note: days with their stories, then topics."""
    for day in digest.days:
        yield from ((urls.day(day.date), note) for note in day.notes)
        yield from ((urls.story(story), note) for story in day.stories for note in story.notes)
    yield from ((urls.topic(topic), note) for topic in digest.topics for note in topic.notes)


def note_texts(blocks: Iterable[NoteBlock]) -> Iterator[str]:
    """Give the plain text of a note, stretch by stretch."""
    for block in blocks:
        yield from _texts_within(block.inlines)
        yield from note_texts(block.blocks)


def _row(note: EditorsNote, pages: tuple[str, ...], editorial: Editorial | None) -> NoteRow:
    footnotes = editorial.footnotes if editorial else ()
    return NoteRow(
        path=note.path,
        pages=pages,
        headline=note.headline,
        author=note.author,
        text=tuple(note_texts(note.blocks)),
        clippings=tuple(dict.fromkeys(one.entry.id for one in footnotes)),
        quotes=tuple(dict.fromkeys(SentenceRef(one.entry.id, number) for one in footnotes for number in one.numbers)),
    )


def _texts_within(inlines: Iterable[NoteInline]) -> Iterator[str]:
    for inline in inlines:
        if inline.kind in ("text", "code"):
            yield inline.text
        yield from _texts_within(inline.inlines)
