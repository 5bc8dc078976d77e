"""Fields behind a text: in: a note as Joplin exports it, out: its fields, its title line and the body between them."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, diagnose
from generator.read.document import Document, Front, make_draft
from generator.read.html import read_html
from generator.read.markdown import read_markdown
from generator.records import Draft, Field, Span

__all__ = ["read_tail_fields"]

_NEW_LINE = r"(?:\r\n|[\r\n])"
_LINE = re.compile(r"([a-z_]+):[ \t]*((?:\S(?:[^\r\n]*\S)?)?)[ \t]*(?=[\r\n]|\Z)")
_TAIL = re.compile(rf"(?:[a-z_]+:[^\r\n]*{_NEW_LINE})+type_:[ \t]*(\d+)\s*\Z")
_LONGEST_TAIL = 4000
"""Characters; Joplin writes some thirty short lines."""

_NOTE = "1"
_HTML = "2"


def read_tail_fields(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]] | None:
    """
    Read an item of a Joplin export: the title is its first line, and its fields stand at the end, `type_` last.

    None for other files. *Source*: joplinapp.org, "Items", for names and types. *Notes*: `not-a-clipping` for an
    item that is no note, such as a folder or a tag.
    """
    text = document.text
    low = max(0, len(text) - _LONGEST_TAIL)
    last = text.rfind("type_:", low)
    tail = _TAIL.search(text, _tail_start(text, last, low)) if last >= 0 else None
    if tail is None or "id:" not in tail[0]:
        return None
    if tail[1] != _NOTE:
        return (), (_no_note(document),)
    lines = _LINE.finditer(text, tail.start(), tail.end())
    fields = tuple(Field(name=line[1], values=(line[2],), span=Span(*line.span())) for line in lines)
    title = re.match(rf"\s*#?[ \t]*(\S(?:[^\r\n]*\S)?)[ \t]*(?:{_NEW_LINE}|\Z)", text[: tail.start()])
    metadata = [Span(tail.start(), len(text))]
    start = 0
    if title:
        fields = (Field(name="title", values=(title[1],), span=Span(*title.span(1))), *fields)
        metadata.insert(0, Span(*title.span(1)))
        start = title.end()
    is_html = any(field.name == "markup_language" and field.values == (_HTML,) for field in fields)
    read_it = read_html if is_html else read_markdown
    front = Front(fields=fields, metadata=tuple(metadata), body_start=start)
    return (make_draft(document, "joplin", front, read_it(text, start, tail.start())),), ()


def _tail_start(text: str, last: int, low: int) -> int:
    """Find the blank line above the fields."""
    blank = max(text.rfind(two, low, last) + len(two) for two in ("\n\n", "\r\n\r\n", "\r\r"))
    return max(blank, low)


def _no_note(document: Document) -> Diagnostic:
    return diagnose(
        "not-a-clipping",
        document.path,
        "is an item of a Joplin export that is no note (a folder, a tag, a resource), not a clipping",
    )
