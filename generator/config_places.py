"""Where settings stand: in: the text of a TOML file and the path of a key, out: the line that sets it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

__all__ = ["line_of_error", "line_of_setting"]

Key = str | int
"""The name of a key, or the number of an element, from 0."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def line_of_setting(text: str, keys: Sequence[Key]) -> int:
    """
    Find the line, from 1, on which a setting begins; of one that is not in the text, what it would be in; else 0.

    The parser itself is asked, which tells no places: of all beginnings of the text that are whole lines and parse, the
    first that has the key ends with its value. So it begins behind the beginning before that parsed. This holds for
    every way to write a key, and is slow: only who has a mistake to report pays for it.

    >>> line_of_setting("[feeds]\\n# few\\nitems = 0\\n", ("feeds", "items"))
    3
    >>> line_of_setting("[feeds]\\n", ("feeds", "items")), line_of_setting("", ("feeds", "items"))
    (1, 0)
    """
    lines = text.splitlines(keepends=True)
    parsed = [0]
    lines_of = {0: 0}
    for count in range(1, len(lines) + 1):
        try:
            table = tomllib.loads("".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        for depth in range(1, len(keys) + 1):
            if depth not in lines_of and _has(table, keys[:depth]):
                lines_of[depth] = parsed[-1] + 1
        if len(keys) in lines_of:
            break
        parsed.append(count)
    return lines_of[max(lines_of)]


def line_of_error(text: str, error: tomllib.TOMLDecodeError) -> tuple[int, int]:
    """Say at which line and column, from 1, a text stops being TOML: the parser has it in its message only."""
    found = _PLACE.search(str(error))
    return (int(found[1]), int(found[2])) if found else (max(len(text.splitlines()), 1), 0)


def _has(value: Any, keys: Sequence[Key]) -> bool:
    for key in keys:
        if isinstance(value, dict):
            if key not in value:
                return False
        elif not (isinstance(value, list) and isinstance(key, int) and key < len(value)):
            return False
        value = value[key]
    return True
