"""A digest of links: in: a file of headings with a list of fields under each, out: one draft a heading."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.read.document import Document
from generator.read.list_head import FieldList, take_field_list
from generator.read.markdown import read_markdown
from generator.records import Draft, Field, Span

__all__ = ["read_link_digest"]

_HEADING = re.compile(r"^[ ]{0,3}##[ \t]+(\S(?:[^\r\n]*\S)?)[ \t]*(?:\r?\n|\Z)", re.M)
_ABOUT_ALL = re.compile(r"\s*#[ \t]*([^\r\n]*\bSource:[^\r\n]*)", re.I)
"""A first line such as `# Source: The Northline, URL: https://example.org, language: en`."""

_PAIR = re.compile(r"\b(source|language):[ \t]*([^,]*)", re.I)
_FEWEST = 2

_DATES = frozenset({"date published", "published", "date"})
_TELLING = _DATES | {"url"}
"""An address alone is what any list of links has; half of the headings must have a date too."""


class _Part(NamedTuple):
    heading: re.Match[str]
    listed: FieldList


def read_link_digest(document: Document) -> tuple[tuple[Draft, ...], tuple[()]] | None:
    """
    Read every heading that has an address or a date of publication listed under it as an article of its own, up to
    the next such heading; other headings belong to the text above them.

    None when there are fewer than two, or one without a line about the whole file, or hardly any with a date.
    """
    text = document.text
    parts = [
        _Part(heading, listed)
        for heading in _HEADING.finditer(text)
        if (listed := take_field_list(text, heading.end())) and _TELLING & _names(listed)
    ]
    about = _ABOUT_ALL.match(text)
    dated = sum(bool(_DATES & _names(part.listed)) for part in parts)
    if dated * 2 < max(len(parts), 1) or (len(parts) < _FEWEST and not about):
        return None
    ends = [*(part.heading.start() for part in parts[1:]), len(text)]
    return tuple(_draft(document, number, part, ends[number], about) for number, part in enumerate(parts)), ()


def _names(listed: FieldList) -> set[str]:
    return {field.name for field in listed.fields}


def _draft(document: Document, number: int, part: _Part, end: int, about: re.Match[str] | None) -> Draft:
    start = part.heading.start()
    title = Field(name="title", values=(part.heading[1],), span=Span(*part.heading.span(1)))
    body = read_markdown(document.text, part.listed.span.end, end)
    common = tuple(
        Field(name=pair[1].casefold(), values=(pair[2].strip(),), span=Span(start, start))
        for pair in _PAIR.finditer(about[1] if about else "")
        if pair[1].casefold() not in _names(part.listed)
    )
    return Draft(
        path=document.path,
        part=number,
        extent=Span(start, end),
        format="link-digest",
        sha256=document.sha256,
        fields=(title, *part.listed.fields, *common, *body.fields),
        metadata=(Span(start, part.heading.end()), part.listed.span, *body.metadata),
        blocks=body.blocks,
        links=body.links,
        images=body.images,
    )
