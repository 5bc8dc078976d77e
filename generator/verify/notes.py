"""Editor's notes, looked up again: in: what a note is said to say, out: whether a page and its source say so."""

from __future__ import annotations

from generator.verify.ledger import NoteRow
from generator.verify.slices import readings, squeeze

__all__ = ["is_of_note", "stands_in_note"]


def is_of_note(note: NoteRow, printed: str) -> bool:
    """Say whether a printed text is the whole of a note's headline, of its author or of its text, white space aside."""
    return squeeze(printed) in (squeeze(note.headline), squeeze(note.author), squeeze("".join(note.text)))


def stands_in_note(note: NoteRow, source: str) -> str:
    """
    Give the first stretch of a note that its source does not hold, in the order in which it says them; else nothing.

    Headline and author may stand anywhere. Each stretch may be spelled in any way that `readings` knows.
    """
    known = readings(source)
    for words in (note.headline, *note.author.split(", ")):
        if not any(squeeze(words) in reading for reading in known):
            return words
    places = [0] * len(known)
    for words in note.text:
        wanted = squeeze(words)
        found = [reading.find(wanted, place) for reading, place in zip(known, places, strict=True)]
        if max(found) < 0:
            return words
        places = [at + len(wanted) if at >= 0 else place for at, place in zip(found, places, strict=True)]
    return ""
