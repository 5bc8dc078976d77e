"""Lektor's contents.lr: in: fields parted by lines of three dashes, out: one draft, its body taken from its field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.read.body import join_bodies
from generator.read.document import Body, Document, Front, make_draft, suffix_of
from generator.read.markdown import read_markdown
from generator.records import Draft, Field, Span

__all__ = ["read_lektor"]

_PARTING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.M)
_KEY = re.compile(r"\s*([A-Za-z_]\w*)[ \t]*:[ \t]*")
_BODIES = ("body", "content", "contents", "text", "html")
"""Names of the field that holds the text, likeliest first; a page's model may call it anything."""

_TELLING = frozenset({"_model", "title", "pub_date", "body", "author", "date"})

_FLOW = re.compile(r"^#{4,} [\w-]+ #{4,}[ \t]*\r?$", re.M)
_FLOW_MARKUP = re.compile(
    r"^(?:#{4,} [\w-]+ #{4,}|-{4,})[ \t]*(?:\r?\n|\Z)\s*"
    r"(?:(?:text|body|contents?|html|markdown)[ \t]*:[ \t]*\n?|\w+[ \t]*:[^\n]*(?:\n|\Z))?",
    re.M,
)
"""
Where a block of a flow begins, or a field of one, with the field's name; fields that are no text are left out whole.

*Source*: getlektor.com, "Flow Blocks".
"""


def read_lektor(document: Document) -> tuple[tuple[Draft, ...], tuple[()]] | None:
    """Read a page of Lektor, told by its name or by fields parted by dashes and nothing else; None for other files."""
    fields = tuple(_fields(document.text))
    names = {field.name for field in fields}
    is_named = suffix_of(document.path) == ".lr"
    if not fields or not (is_named or ("body" in names and len(_TELLING & names) > 1)):
        return None
    body_field = next((field for name in _BODIES for field in fields if field.name == name), None)
    body = _read_value(document.text, body_field.span) if body_field else Body()
    others = tuple(field for field in fields if field is not body_field)
    front = Front(fields=others, metadata=tuple(field.span for field in others))
    return (make_draft(document, "lektor", front, body),), ()


def _fields(text: str) -> Iterator[Field]:
    """Nothing when a stretch between two lines of dashes is no field."""
    found: list[Field] = []
    start = 0
    for end, following in [*((one.start(), one.end()) for one in _PARTING.finditer(text)), (len(text), len(text))]:
        key = _KEY.match(text, start, end)
        if key is None and text[start:end].strip():
            return
        if key:
            value = " ".join(text[key.end() : end].split())
            found.append(Field(name=key[1].casefold(), values=(value,), span=Span(key.start(1), end)))
        start = following
    yield from found


def _read_value(text: str, span: Span) -> Body:
    """Read the text of a field as Markdown, without the names and settings of a flow's blocks."""
    key = _KEY.match(text, span.start)
    start = key.end() if key else span.start
    if not _FLOW.search(text, start, span.end):
        return read_markdown(text, start, span.end)
    bodies = []
    for markup in _FLOW_MARKUP.finditer(text, start, span.end):
        bodies.append(read_markdown(text, start, markup.start()))
        start = markup.end()
    return join_bodies((*bodies, read_markdown(text, start, span.end)))
