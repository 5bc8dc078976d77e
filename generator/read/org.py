"""Org: in: a text, out: its head of keywords and properties, and its body as plain text in which headings are told."""

from __future__ import annotations

import re

from generator.read.document import Body, Document, Front, suffix_of
from generator.read.plain import read_plain_with_headings
from generator.records import Field, Span

__all__ = ["find_org_head", "is_org", "read_org"]

_DRAWER = r":PROPERTIES:[ \t]*\n(?:[ \t]*:[^\n]*\n)*?[ \t]*:END:[ \t]*(?:\n|\Z)"
_HEAD = re.compile(rf"\s*(?:(?:{_DRAWER}|#\+\w+:[^\n]*(?:\n|\Z)|#[ \t][^\n]*(?:\n|\Z))\s*)+", re.I)
_FIELD = re.compile(r"^[ \t]*(?:#\+(\w+)|:(?!PROPERTIES|END)(\w+)):[ \t]*([^\n]*)", re.I | re.M)
_NAMES = {"filetags": "tags", "export_date": "date", "roam_refs": "url"}
"""Keywords that go by another name elsewhere (orgmode.org/manual, "In-buffer Settings"; org-roam)."""

_HEADING = re.compile(r"(\*{1,6})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?=\S)")


def is_org(path: str) -> bool:
    """Say whether a file is in Org; only its name can tell."""
    return suffix_of(path) == ".org"


def find_org_head(document: Document) -> Front | None:
    """Read the keywords (`#+TITLE: …`) and the property drawer at the top; None when there are none."""
    head = _HEAD.match(document.text)
    fields: dict[str, Field] = {}
    for line in _FIELD.finditer(document.text, 0, head.end()) if head else ():
        written = (line[1] or line[2]).casefold()
        name = _NAMES.get(written, written)
        value = line[3].strip()
        values = tuple(value.strip(":").split(":")) if written == "filetags" else (value.strip("<>[]"),)
        fields.setdefault(name, Field(name=name, values=values, span=Span(*line.span())))
    if head is None or not fields:
        return None
    return Front(fields=tuple(fields.values()), metadata=(Span(0, head.end()),), body_start=head.end())


def read_org(text: str, start: int, end: int) -> Body:
    """Read `text[start:end]` as plain text; lines such as `** Next` are headings."""
    return read_plain_with_headings(text[:end], start, _HEADING)
