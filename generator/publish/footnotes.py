"""Footnotes: in: a story or notes and the first free number of their page, out: markers, and numbered notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.publish import urls
from generator.publish.credits import outlet_in_words
from generator.records import Editorial, Entry, NoteBlock, NoteInline, Quotation, Record, SentenceRef, Story

__all__ = ["Footnoted", "Marker", "Note", "PassageNote", "PrintedSentence", "add_footnotes", "add_note_footnotes"]

_WHOLE = 0
"""The number of no sentence: a clipping that is cited as a whole."""


class Marker(Record, frozen=True, kw_only=True):
    """The link behind a printed sentence."""

    label: str
    """`3`, or `3.2` for the second passage of source 3."""
    anchor: str
    """Of this marker, for the way back; empty when the passage was marked before: an id stands once."""
    target: str
    """The anchor of the note or of its sub-item."""
    spoken: str
    """For screen readers: `Source 3: AP via The Independent`."""


class PrintedSentence(Record, frozen=True, kw_only=True):
    text: str
    ref: SentenceRef
    """Where the text stands to the letter."""
    markers: tuple[Marker, ...]
    """One for each source that prints it; empty in a story with a single source."""
    first_day: str | None
    """The day its thread said so already; None for what is new."""


class PassageNote(Record, frozen=True, kw_only=True):
    """A quoted sentence inside a footnote."""

    label: str
    anchor: str
    back: str
    """The anchor of its marker."""
    quote: str
    ref: SentenceRef


class Note(Record, frozen=True, kw_only=True):
    """One source of a story, with every passage that is quoted from it."""

    number: int
    anchor: str
    entry: Entry
    passages: tuple[PassageNote, ...]
    """Empty where an editor's note cites the clipping as a whole, and nobody quotes it."""
    back: str
    """The anchor of the marker that cites it as a whole; empty when none does."""


class Footnoted(Record, frozen=True, kw_only=True):
    """A story's extract and the editor's notes on it, ready to print."""

    calls: tuple[tuple[tuple[Marker, ...], ...], ...]
    """
    For each of the editor's notes, for each call of a footnote in it, in reading order: its markers. Several where a
    passage runs over several sentences; none where the call leads nowhere.
    """
    sentences: tuple[PrintedSentence, ...]
    notes: tuple[Note, ...]
    """By number. A story with a single source has that one note and no markers: the credit line says it all."""
    is_numbered: bool
    """False where the credit line says it all."""
    next_number: int
    """The first number that is still free on the page."""


def add_footnotes(story: Story, first_number: int = 1) -> Footnoted:
    """
    Number the sources of a story by first appearance, in the editor's notes and then in its extract.

    One note for each source; a source quoted more than once gets sub-items 3.1, 3.2 in reading order
    (the form of Wikipedia's sub-references). *Errors*: `KeyError` when a quotation names an entry or a sentence
    that is not in the story: a footnote that cannot be resolved is never left out in silence.
    """
    own = {entry.id: entry for entry in story.entries}
    return _number(story.notes, story.extract, own, story.id, first_number)


def add_note_footnotes(notes: Sequence[Editorial], scope: str, first_number: int = 1) -> Footnoted:
    """
    Number the sources of notes that stand by themselves, at a day or a topic.

    `scope` keeps their anchors apart from those of stories on the same page.
    """
    return _number(notes, (), {}, scope, first_number)


def _number(
    notes: Sequence[Editorial],
    extract: Sequence[Quotation],
    own: Mapping[str, Entry],
    scope: str,
    first_number: int,
) -> Footnoted:
    calls = [[_refs(note, label) for label in _labels(note.note.blocks)] for note in notes]
    cited = [ref for of_note in calls for refs in of_note for ref in refs]
    quoted = [ref for quotation in extract for ref in quotation.sources]
    sources = _Sources((*cited, *quoted), _entries(notes) | dict(own), frozenset(own), scope, first_number)
    is_numbered = bool(cited) or len(sources) > 1
    return Footnoted(
        calls=tuple(tuple(tuple(map(sources.mark, refs)) for refs in of_note) for of_note in calls),
        sentences=tuple(
            PrintedSentence(
                text=quotation.text,
                ref=quotation.sources[0],
                markers=tuple(map(sources.mark, quotation.sources)) if is_numbered else (),
                first_day=quotation.first_day,
            )
            for quotation in extract
        ),
        notes=tuple(sources.notes()),
        is_numbered=is_numbered,
        next_number=first_number + len(sources),
    )


def _labels(blocks: Iterable[NoteBlock]) -> Iterator[str]:
    """List the footnotes that a note calls, in reading order and with repeats."""
    for block in blocks:
        yield from _labels_within(block.inlines)
        yield from _labels(block.blocks)


def _labels_within(inlines: Iterable[NoteInline]) -> Iterator[str]:
    for inline in inlines:
        if inline.kind == "footnote":
            yield inline.text
        yield from _labels_within(inline.inlines)


def _refs(editorial: Editorial, label: str) -> list[SentenceRef]:
    """List the sentences that a call leads to."""
    return [
        SentenceRef(footnote.entry.id, number)
        for footnote in editorial.footnotes
        if footnote.label == label
        for number in footnote.numbers or (_WHOLE,)
    ]


def _entries(notes: Iterable[Editorial]) -> dict[str, Entry]:
    return {footnote.entry.id: footnote.entry for note in notes for footnote in note.footnotes}


class _Sources:
    """The sources of a story or of notes, numbered by first appearance; passages in reading order."""

    def __init__(
        self,
        refs: Iterable[SentenceRef],
        entries: Mapping[str, Entry],
        own: frozenset[str],
        scope: str,
        first_number: int,
    ) -> None:
        self._entries = entries
        self._own = own
        self._scope = scope
        self._marked: set[SentenceRef] = set()
        self._refs: dict[str, list[SentenceRef]] = {}
        for ref in dict.fromkeys(refs):
            self._refs.setdefault(ref.entry_id, []).append(ref)
        self._numbers = {entry_id: first_number + place for place, entry_id in enumerate(self._refs)}

    def __len__(self) -> int:
        return len(self._refs)

    def mark(self, ref: SentenceRef) -> Marker:
        """Make the marker behind what a source says; the first of a passage is the one to come back to."""
        is_first = ref not in self._marked
        self._marked.add(ref)
        label, entry = self._label(ref), self._entries[ref.entry_id]
        name = self._named(ref)
        has_item = len(self._passages(ref.entry_id)) > 1 and ref.number != _WHOLE
        return Marker(
            label=label,
            anchor=urls.reference_anchor(name) if is_first else "",
            target=urls.passage_anchor(name) if has_item else urls.note_anchor(name.entry_id),
            spoken=f"Source {label}: {outlet_in_words(entry)}",
        )

    def notes(self) -> Iterator[Note]:
        for entry_id, refs in self._refs.items():
            entry, whole = self._entries[entry_id], self._named(SentenceRef(entry_id, _WHOLE))
            yield Note(
                number=self._numbers[entry_id],
                anchor=urls.note_anchor(whole.entry_id),
                entry=entry,
                passages=tuple(self._passage(entry, ref) for ref in self._passages(entry_id)),
                back=urls.reference_anchor(whole) if SentenceRef(entry_id, _WHOLE) in refs else "",
            )

    def _passage(self, entry: Entry, ref: SentenceRef) -> PassageNote:
        name = self._named(ref)
        return PassageNote(
            label=self._label(ref),
            anchor=urls.passage_anchor(name),
            back=urls.reference_anchor(name),
            quote=_sentence_text(entry, ref),
            ref=ref,
        )

    def _passages(self, entry_id: str) -> list[SentenceRef]:
        return [ref for ref in self._refs[entry_id] if ref.number != _WHOLE]

    def _label(self, ref: SentenceRef) -> str:
        passages, number = self._passages(ref.entry_id), self._numbers[ref.entry_id]
        return f"{number}.{passages.index(ref) + 1}" if len(passages) > 1 and ref.number else str(number)

    def _named(self, ref: SentenceRef) -> SentenceRef:
        """Name what anchors are made of: an entry is in one story only, and has anchors of another place elsewhere."""
        return ref if ref.entry_id in self._own else SentenceRef(f"{self._scope}-{ref.entry_id}", ref.number)


def _sentence_text(entry: Entry, ref: SentenceRef) -> str:
    for paragraph in entry.paragraphs:
        for sentence in paragraph.sentences:
            if sentence.number == ref.number:
                return sentence.text
    raise KeyError(ref)
