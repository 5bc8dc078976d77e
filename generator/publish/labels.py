"""Labels of what is not published yet: in: an entry or a note, out: the words that a preview prints beside it."""

from __future__ import annotations

from generator.config import Config
from generator.publish.wording import period_in_words
from generator.records import EditorsNote, Entry

__all__ = ["label_of_entry", "label_of_note"]

_DRAFT = "Draft"


def label_of_entry(entry: Entry, config: Config) -> str:
    """Say what an entry still waits for; empty for what is published, and wherever the settings ask for no labels."""
    is_draft = config.drafts == "marked" and bool(entry.unpublished)
    if not entry.planned:
        return _DRAFT if is_draft else ""
    day = period_in_words(entry.planned, entry.planned, config.language)
    return f"{_DRAFT}, planned for {day}" if is_draft else f"Planned for {day}"


def label_of_note(note: EditorsNote, config: Config) -> str:
    """Say that an editor's note is not published yet; empty as for an entry."""
    return _DRAFT if config.drafts == "marked" and note.unpublished else ""
