"""AsciiDoc: in: a text, out: its head of fields, and its body as plain text in which headings are told."""

from __future__ import annotations

import re

from generator.read.document import Body, Document, Front, suffix_of
from generator.read.plain import read_plain_with_headings
from generator.records import Field, Span

__all__ = ["find_asciidoc_head", "is_asciidoc", "read_asciidoc"]

_NAMES = frozenset({".adoc", ".asciidoc", ".asc"})
_HEAD = re.compile(
    r"\s*(?://[^\n]*\n\s*)*(?:=[ \t]+(?P<title>[^\n]+?)[ \t]*(?:\n|\Z))?"
    r"(?P<author>[^\W\d][^\n:=<>]{1,60}<[^<>\n]+@[^<>\n]+>[ \t]*\n)?(?P<fields>(?::[\w-]+:[^\n]*(?:\n|\Z))*)"
)
"""A document header: title, author line, attributes (docs.asciidoctor.org, "Document Header")."""

_FIELD = re.compile(r":([\w-]+):[ \t]*([^\n]*)")
_HEADING = re.compile(r"(={1,6})[ \t]+(?=\S)")


def is_asciidoc(path: str) -> bool:
    """Say whether a file is AsciiDoc; only its name can tell."""
    return suffix_of(path) in _NAMES


def find_asciidoc_head(document: Document) -> Front | None:
    """Read title, author and attributes at the top; None when there are none."""
    head = _HEAD.match(document.text)
    if head is None or not (head["title"] or head["fields"]):
        return None
    fields = [
        Field(name=name, values=(head[name].split("<")[0].strip(),), span=Span(*head.span(name)))
        for name in ("title", "author")
        if head[name]
    ]
    for line in _FIELD.finditer(document.text, *head.span("fields")):
        name = {"docdate": "date", "revdate": "date"}.get(line[1].casefold(), line[1].casefold())
        if all(field.name != name for field in fields):
            fields.append(Field(name=name, values=(line[2].strip(),), span=Span(*line.span())))
    return Front(fields=tuple(fields), metadata=(Span(0, head.end()),), body_start=head.end())


def read_asciidoc(text: str, start: int, end: int) -> Body:
    """Read `text[start:end]` as plain text; lines such as `== Next` are headings."""
    return read_plain_with_headings(text[:end], start, _HEADING)
