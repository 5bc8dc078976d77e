"""Footnotes: in: a story and the first free number of its page, out: sentences with markers, and numbered notes."""

from __future__ import annotations

from generator.publish import urls
from generator.publish.credits import outlet_in_words
from generator.records import Entry, Record, SentenceRef, Story

__all__ = ["Footnoted", "Marker", "Note", "PassageNote", "PrintedSentence", "add_footnotes"]


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


class Footnoted(Record, frozen=True, kw_only=True):
    """A story's extract, ready to print."""

    sentences: tuple[PrintedSentence, ...]
    notes: tuple[Note, ...]
    """By number. A story with a single source has that one note and no markers: the credit line says it all."""
    next_number: int
    """The first number that is still free on the page."""


def add_footnotes(story: Story, first_number: int = 1) -> Footnoted:
    """
    Number the sources of a story's extract by first appearance and tie each sentence to its passages.

    One note for each source; a source quoted more than once gets sub-items 3.1, 3.2 in reading order
    (the form of Wikipedia's sub-references). *Errors*: `KeyError` when a quotation names an entry or a sentence
    that is not in the story: a footnote that cannot be resolved is never left out in silence.
    """
    entries = {entry.id: entry for entry in story.entries}
    passages = _passages_by_entry(story)
    numbers = {entry_id: first_number + place for place, entry_id in enumerate(passages)}
    notes = tuple(
        Note(
            number=numbers[entry_id],
            anchor=urls.note_anchor(entry_id),
            entry=entries[entry_id],
            passages=tuple(
                PassageNote(
                    label=_label(ref, numbers, passages),
                    anchor=urls.passage_anchor(ref),
                    back=urls.reference_anchor(ref),
                    quote=_sentence_text(entries[entry_id], ref),
                    ref=ref,
                )
                for ref in refs
            ),
        )
        for entry_id, refs in passages.items()
    )
    return Footnoted(
        sentences=_mark_sentences(story, entries, numbers, passages),
        notes=notes,
        next_number=first_number + len(notes),
    )


def _mark_sentences(
    story: Story, entries: dict[str, Entry], numbers: dict[str, int], passages: dict[str, list[SentenceRef]]
) -> tuple[PrintedSentence, ...]:
    """Put markers behind each sentence, unless a single source says them all."""
    marked: set[SentenceRef] = set()
    sentences = []
    for quotation in story.extract:
        markers = []
        for ref in quotation.sources if len(passages) > 1 else ():
            markers.append(_mark(ref, entries[ref.entry_id], numbers, passages, is_first=ref not in marked))
            marked.add(ref)
        sentences.append(
            PrintedSentence(
                text=quotation.text,
                ref=quotation.sources[0],
                markers=tuple(markers),
                first_day=quotation.first_day,
            )
        )
    return tuple(sentences)


def _passages_by_entry(story: Story) -> dict[str, list[SentenceRef]]:
    """Collect the quoted passages of each source, sources by first appearance, passages in reading order."""
    found: dict[str, list[SentenceRef]] = {}
    for quotation in story.extract:
        for ref in quotation.sources:
            passages = found.setdefault(ref.entry_id, [])
            if ref not in passages:
                passages.append(ref)
    return found


def _mark(
    ref: SentenceRef,
    entry: Entry,
    numbers: dict[str, int],
    passages: dict[str, list[SentenceRef]],
    *,
    is_first: bool,
) -> Marker:
    label = _label(ref, numbers, passages)
    has_passages = len(passages[ref.entry_id]) > 1
    return Marker(
        label=label,
        anchor=urls.reference_anchor(ref) if is_first else "",
        target=urls.passage_anchor(ref) if has_passages else urls.note_anchor(ref.entry_id),
        spoken=f"Source {label}: {outlet_in_words(entry)}",
    )


def _label(ref: SentenceRef, numbers: dict[str, int], passages: dict[str, list[SentenceRef]]) -> str:
    refs = passages[ref.entry_id]
    number = numbers[ref.entry_id]
    return f"{number}.{refs.index(ref) + 1}" if len(refs) > 1 else str(number)


def _sentence_text(entry: Entry, ref: SentenceRef) -> str:
    for paragraph in entry.paragraphs:
        for sentence in paragraph.sentences:
            if sentence.number == ref.number:
                return sentence.text
    raise KeyError(ref)
