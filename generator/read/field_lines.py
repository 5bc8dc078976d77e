"""Lines of `key: value`: in: a block of them, out: fields one by one; and the heads of texts that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.read.document import Document, Front
from generator.records import Field, Span

__all__ = ["FIELD_LINE", "Loaded", "find_head_lines", "load_lines"]

FIELD_LINE = re.compile(r"([^\W\d][\w .-]{0,40}?)[ \t]*[:=][ \t]*((?:\S(?:.*\S)?)?)\s*$")

Loaded = tuple[str, tuple[str, ...], int, int]
"""Name, values, and where the field stands in the block, in characters."""

_TELLING = frozenset({"title", "date", "posted", "author", "tags", "category", "source", "url", "link"})
_FEWEST_TELLING = 2
"""Field lines with such names that make a head: one alone, `Note: …` or `Title: …`, may be the article's first line."""


def load_lines(block: str) -> Iterator[Loaded]:
    """
    Read `key: value` lines one by one; indented lines go on with the value above, dashes make a list.

    >>> [(name, values) for name, values, _, _ in load_lines("title: Rain\\ntags:\\n- a\\n- b\\n")]
    [('title', ('Rain',)), ('tags', ('a', 'b'))]
    """
    values: dict[str, list[str]] = {}
    places: dict[str, tuple[int, int]] = {}
    name = ""
    position = 0
    for raw in re.findall(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+", block):
        start, position = position, position + len(raw)
        line = raw.strip()
        head = FIELD_LINE.match(raw)
        if head and not raw[:1].isspace():
            name = head[1].strip().casefold()
            said = values.setdefault(name, [])
            if head[2] not in ("", ">", "|", ">-", "|-"):
                said.append(head[2])
        elif line and name:
            if line.startswith("- "):
                values[name].append(line[2:])
            elif not values[name]:
                values[name].append(line)
            elif _unquote(values[name][-1]) == values[name][-1]:  # behind a closing quotation mark nothing goes on
                values[name][-1] = f"{values[name][-1]} {line}"
        if line and name:
            places[name] = (places.get(name, (start,))[0], position)
    for name, said in values.items():
        yield name, tuple(map(_unquote, said)) or ("",), *places[name]


def find_head_lines(document: Document) -> Front | None:
    """
    Read a head of field lines without fences, which ends at the first blank line: Pelican's Markdown, GLEP 42 news
    items and others after RFC 822. None when the first lines are not one.
    """
    head = re.match(r"(?:[^\r\n]+(?:\r\n|[\r\n]|\Z))+", document.text)
    lines = re.split(r"[\r\n]+", head[0].strip("\r\n")) if head else []
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
