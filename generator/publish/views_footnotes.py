"""Footnotes as pages show them: in: a story or notes with their sources numbered, out: views."""

from __future__ import annotations

from collections.abc import Sequence

from generator.publish import urls
from generator.publish.credits import says_in_words
from generator.publish.edition import Edition
from generator.publish.footnotes import Footnoted, Note, PassageNote, add_note_footnotes
from generator.publish.views import (
    CreditView,
    HeadlineView,
    QuoteView,
    credit_view,
    headline_view,
    original_link,
    quote_view,
)
from generator.publish.views_notes import EditorialView, editorial_views
from generator.records import Editorial, Entry, Record

__all__ = [
    "IntroductionView",
    "NoteView",
    "introduction_view",
    "note_views",
    "passage_headline",
    "passages_of",
]


class BackView(Record, frozen=True, kw_only=True):
    """The way back from a footnote."""

    anchor: str
    """Of the marker it is called from."""
    letter: str
    """For the row of back-links: `a`, `b`, `c`."""


class PassageView(Record, frozen=True, kw_only=True):
    """A passage of a footnote."""

    label: str
    anchor: str
    quote: QuoteView
    original_href: str
    """Into the original, at this passage; empty when no address is known."""
    says: str
    """`says: Harbour Board, via Delta Wire`; empty when the sentence names nobody."""


class NoteView(Record, frozen=True, kw_only=True):
    """One footnote: a source, and the passages that are quoted from it."""

    number: int
    anchor: str
    headline: HeadlineView
    """Leads to the first quoted sentence on the clipping's page."""
    credit: CreditView
    backs: tuple[BackView, ...]
    """At least one."""
    passages: tuple[PassageView, ...]
    """Empty where the clipping is cited as a whole."""
    shows_quotes: bool
    """True when the note prints its passages: there are several, or the wording is not the one printed above."""


class IntroductionView(Record, frozen=True, kw_only=True):
    """The editor's notes that stand by themselves, with their footnotes."""

    editorials: tuple[EditorialView, ...]
    first_number: int
    """Where the list of notes begins to count."""
    notes: tuple[NoteView, ...]


def introduction_view(
    edition: Edition, notes: Sequence[Editorial], scope: str, first_number: int = 1
) -> tuple[IntroductionView | None, int]:
    """
    Show the notes of a day or a topic, None without any, and say which footnote number is free next.

    `scope` keeps their anchors apart from those of stories: the day or the topic.
    """
    if not notes:
        return None, first_number
    printed = add_note_footnotes(notes, scope, first_number)
    view = IntroductionView(
        editorials=editorial_views(notes, printed.calls, edition.config),
        first_number=first_number,
        notes=note_views(edition, printed),
    )
    return view, printed.next_number


def note_views(edition: Edition, printed: Footnoted) -> tuple[NoteView, ...]:
    """Show the footnotes of a story, or of notes that stand by themselves."""
    above = {sentence.text for sentence in printed.sentences}
    return tuple(
        NoteView(
            number=note.number,
            anchor=note.anchor,
            headline=passage_headline(edition, note.entry, note),
            credit=credit_view(edition, note.entry, passages_of(note)[:1]),
            backs=_backs(note),
            passages=tuple(_passage(edition, note.entry, one) for one in note.passages),
            shows_quotes=len(note.passages) > 1 or any(one.quote not in above for one in note.passages),
        )
        for note in printed.notes
    )


def _backs(note: Note) -> tuple[BackView, ...]:
    anchors = [anchor for anchor in (note.back, *(one.back for one in note.passages)) if anchor]
    return tuple(BackView(anchor=anchor, letter=_letter(place)) for place, anchor in enumerate(anchors))


def _passage(edition: Edition, entry: Entry, passage: PassageNote) -> PassageView:
    return PassageView(
        label=passage.label,
        anchor=passage.anchor,
        quote=quote_view(edition, passage.ref, passage.quote),
        original_href=original_link(entry, [passage.ref.number]),
        says=says_in_words(entry, passage.ref.number),
    )


def _letter(place: int) -> str:
    """
    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    more, last = divmod(place, 26)
    return (_letter(more - 1) if more else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def passage_headline(edition: Edition, entry: Entry, note: Note | None) -> HeadlineView:
    """Show an entry's headline so that it leads to the first sentence that a footnote quotes of it."""
    if note is None or not note.passages:
        return headline_view(edition, entry)
    anchor = urls.sentence_anchor(note.passages[0].ref.number)
    return headline_view(edition, entry, edition.urls.path(urls.clipping(entry), anchor))


def passages_of(note: Note | None) -> tuple[int, ...]:
    """List the numbers of the sentences that a footnote quotes."""
    return tuple(one.ref.number for one in note.passages) if note else ()
