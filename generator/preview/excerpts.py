"""The lines a diagnostic speaks of: in: diagnostics and a way to read files, out: five lines around each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.diagnostics import Diagnostic
from generator.records import Record

__all__ = ["Excerpt", "excerpt", "excerpts"]

_AROUND = 2
"""Lines before and after the one that is meant."""
_MOST_FILES = 50
"""Files that are read for one list of diagnostics; who mends the first ones sees the others next."""
_MOST_WIDTH = 400
"""Characters of a line; a minified file has lines of a million."""


class Excerpt(Record, frozen=True, kw_only=True):
    first: int
    """The number of the first of the lines, from 1."""
    lines: tuple[str, ...]


def excerpt(text: str, line: int) -> Excerpt | None:
    """Cut out a line, counted from 1 as editors count, with two lines on either side; nothing when there is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 1 <= line <= len(lines):
        return None
    first = max(1, line - _AROUND)
    return Excerpt(first=first, lines=tuple(one[:_MOST_WIDTH] for one in lines[first - 1 : line + _AROUND]))


def excerpts(diagnostics: Iterable[Diagnostic], read: Callable[[str], str | None]) -> dict[tuple[str, int], Excerpt]:
    """
    Cut out what each diagnostic that names a line speaks of, by path and line.

    `read` gives the text of a file by the path a diagnostic has, or nothing when it cannot be read.
    """
    texts: dict[str, str | None] = {}
    found: dict[tuple[str, int], Excerpt] = {}
    for one in diagnostics:
        if not one.line or (one.path not in texts and len(texts) >= _MOST_FILES):
            continue
        if one.path not in texts:
            texts[one.path] = read(one.path)
        text = texts[one.path]
        cut = None if text is None else excerpt(text, one.line)
        if cut is not None:
            found[one.path, one.line] = cut
    return found
