"""Lines that pages carry around their articles: in: a line, out: the rule that knows it, from a table of phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from generator.refine.tables import load_table

__all__ = ["KnownLine", "find_appeals", "know_line"]

_LONGEST = 240
"""Characters; a longer line is a paragraph of the article, whatever it begins with."""


class KnownLine(NamedTuple):
    rule: str
    outlet: str | None
    """The site that the line names, if it does."""


@lru_cache(maxsize=4096)
def know_line(line: str) -> KnownLine | None:
    """
    Name the rule by which a line belongs to its page and not to the article; None for any other line.

    >>> know_line("READ MORE: Why dams fail")
    KnownLine(rule='read-more', outlet=None)
    """
    if len(line) > _LONGEST:
        return None
    for rule, pattern in _line_patterns():
        if found := pattern.fullmatch(line):
            return KnownLine(rule, found.groupdict().get("outlet"))
    return None


def find_appeals(lines: Sequence[str]) -> dict[int, str]:
    """Find appeals of several paragraphs by their first and last lines: the numbers of their lines, and the rule."""
    found: dict[int, str] = {}
    for rule, first, last, at_most in _appeal_patterns():
        for start, line in enumerate(lines):
            if not first.fullmatch(line):
                continue
            ends = range(start + 1, min(start + at_most, len(lines)))
            stop = next((number for number in ends if last.fullmatch(lines[number])), None)
            if stop is not None:
                found.update(dict.fromkeys(range(start, stop + 1), rule))
    return found


@cache
def _line_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = load_table("phrases")["lines"]
    return tuple((rule, re.compile("|".join(f"(?:{one})" for one in forms), re.I)) for rule, forms in table.items())


@cache
def _appeal_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], int], ...]:
    return tuple(
        (appeal["rule"], re.compile(appeal["first"], re.I), re.compile(appeal["last"], re.I), appeal["at_most"])
        for appeal in load_table("phrases")["appeals"]
    )
