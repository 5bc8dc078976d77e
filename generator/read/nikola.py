"""Nikola's comment head: in: a text that begins with `.. title: …` lines, out: its fields and where the body begins."""

from __future__ import annotations

import re

from generator.read.document import Document, Front
from generator.records import Field, Span

__all__ = ["find_nikola_head"]

_NEW_LINE = r"(?:\r\n|[\r\n]|\Z)"
_LINE = re.compile(rf"[ \t]*\.\.[ \t]+([\w-]+):[ \t]*((?:\S(?:[^\r\n]*\S)?)?)[ \t]*{_NEW_LINE}")
_HEAD = re.compile(
    rf"\ufeff?\s{{0,200}}(?:<!--[ \t]*(?:\r\n|[\r\n])?)?((?:{_LINE.pattern})+)(?:[ \t]*-->[ \t]*{_NEW_LINE})?"
)
_TELLING = frozenset({"title", "date", "slug"})


def find_nikola_head(document: Document) -> Front | None:
    """
    Read fields from comment lines at the top, bare (reStructuredText) or in an HTML comment (Markdown and HTML);
    None when there are none. *Source*: getnikola.com, handbook, "Metadata formats".
    """
    head = _HEAD.match(document.text)
    if head is None:
        return None
    fields: dict[str, Field] = {}
    for line in _LINE.finditer(document.text, head.start(1), head.end(1)):
        name = line[1].casefold()
        fields.setdefault(name, Field(name=name, values=(line[2],), span=Span(line.start(), line.end(2))))
    if not _TELLING & set(fields):
        return None
    whole = Span(head.start(), head.end())
    return Front(fields=tuple(fields.values()), metadata=(whole,), body_start=head.end())
