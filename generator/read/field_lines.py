"""Lines of `key: value`: in: a block of them, out: fields one by one; and the heads of texts that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.read.document import Document, Front
from generator.records import Field, Span

__all__ = ["FIELD_LINE", "Loaded", "find_head_lines", "load_lines"]

FIELD_LINE = re.compile(r"^([A-Za-z_][\w .-]{0,40}?)[ \t]*[:=][ \t]*(.*?)[ \t]*\r?$")

Loaded = Iterator[tuple[str, tuple[str, ...], int, int]]
"""Name, values, and where the field stands in the block, in characters."""

_TELLING = frozenset({"title", "date", "posted", "author", "tags", "category", "source", "url", "link"})
_FEWEST_TELLING = 2
"""Field lines with such names that make a head: one alone, `Note: …` or `Title: …`, may be the article's first line."""


def load_lines(block: str) -> Loaded:
    """
    Read `key: value` lines one by one; indented lines go on with the value above, dashes make a list.

    >>> [(name, values) for name, values, _, _ in load_lines("title: Rain\\ntags:\\n- a\\n- b\\n")]
    [('title', ('Rain',)), ('tags', ('a', 'b'))]
    """
    names: list[str] = []
    values: dict[str, list[str]] = {}
    places: dict[str, tuple[int, int]] = {}
    position = 0
    for raw in block.splitlines(keepends=True):
        start, position = position, position + len(raw)
        line = raw.strip()
        head = FIELD_LINE.match(raw.rstrip("\n"))
        if head and not raw[:1].isspace():
            name = head[1].strip().casefold()
            if name not in values:
                names.append(name)
                values[name] = []
                places[name] = (start, position)
            if head[2] not in ("", ">", "|", ">-", "|-"):
                values[name].append(_unquote(head[2]))
        elif line and names:
            name = names[-1]
            places[name] = (places[name][0], position)
            if line.startswith("- "):
                values[name].append(_unquote(line[2:]))
            elif values[name]:
                values[name][-1] = f"{values[name][-1]} {line}"
            else:
                values[name].append(line)
    for name in names:
        yield name, tuple(values[name]) or ("",), *places[name]


def find_head_lines(document: Document) -> Front | None:
    """
    Read a head of field lines without fences, which ends at the first blank line: Pelican's Markdown, GLEP 42 news
    items and others after RFC 822. None when the first lines are not one.
    """
    head = re.match(r"(?:[^\r\n]+\r?\n)+", document.text)
    lines = head[0].splitlines() if head else []
    if head is None or not all(FIELD_LINE.match(line) or line[:1].isspace() for line in lines):
        return None
    loaded = list(load_lines(head[0]))
    if len(_TELLING & {name for name, *_ in loaded}) < _FEWEST_TELLING:
        return None
    fields = tuple(Field(name=name, values=values, span=Span(start, end)) for name, values, start, end in loaded)
    return Front(fields=fields, metadata=(Span(0, head.end()),), body_start=head.end())


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
