"""Flat front matter: in: a block with one `name: value` a line, out: its fields, without the YAML parser.

Most clippings have such a block, and reading it takes a sixth of the time that a parser takes. Only what YAML reads in
the same way is read here, as a test holds; any other line leaves the whole block to the parser.
"""

from __future__ import annotations

import re

from generator.read.field_lines import Loaded

__all__ = ["read_flat_yaml"]

_ITEM = r"[^\W_](?:[\w .&/-]*[\w.])?"
_LINE = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_-]*): +(?P<value>"
    r'"(?P<double>[^"\\]*)"|'
    r"'(?P<single>[^']*)'|"
    rf"\[ *(?P<items>{_ITEM}(?: *, *{_ITEM})*) *\]|"
    r"(?P<plain>[^\s?:,\[\]{}#&*!|>'\"%@`-].*?)"
    r") *"
)
"""A value in quotation marks without escapes, a list of words, or text that begins with no mark of YAML's."""

_MORE_THAN_TEXT = re.compile(r": | #|:$")
"""What makes more than text of a plain value: a mapping or a comment (YAML 1.1, 9.1.3)."""

_MOST_LINES = 100


def read_flat_yaml(block: str) -> tuple[Loaded, ...] | None:
    """
    Read a block that is flat, blank lines allowed; None when a line of it is anything else.

    >>> read_flat_yaml("title: Rain\\ntags: [dam, 'oslo']\\n") is None
    True
    >>> read_flat_yaml("title: Rain\\ntags: [dam, oslo]\\n")
    (('title', ('Rain',), 0, 11), ('tags', ('dam', 'oslo'), 12, 29))
    """
    lines = block.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    loaded: list[Loaded] = []
    start = 0
    for line in lines:
        written = line.removesuffix("\r")
        if written:
            found = _LINE.fullmatch(written) if written.isprintable() else None
            values = _values(found) if found else None
            if found is None or values is None:
                return None
            loaded.append((found["name"].casefold(), values, start, start + found.end("value")))
        start += len(line) + 1
    return tuple(loaded) or None


def _values(found: re.Match[str]) -> tuple[str, ...] | None:
    if found["items"]:
        return tuple(" ".join(item.split()) for item in found["items"].split(","))
    if found["plain"]:
        return None if _MORE_THAN_TEXT.search(found["plain"]) else (found["plain"],)
    return ((found["double"] or found["single"] or "").strip(),)
