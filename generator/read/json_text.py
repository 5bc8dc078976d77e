"""JSON with addresses: in: a text and where a value begins, out: its members with their places, its strings' text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

from generator.records import Passage, Run, Span

__all__ = ["JSONDecodeError", "Member", "elements", "members", "string_passage"]

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = JSONDecoder(parse_float=str, parse_int=str, strict=False)
_PIECE = re.compile(
    r"(?P<plain>[^\\\"]+)"
    r"|\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<code>[0-9a-fA-F]{4})"
    r"|\\(?P<short>.)",
    re.S,
)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Member(NamedTuple):
    """One member of an object."""

    name: str
    value: Any
    """As `json` decodes it; numbers as they are written."""
    start: int
    """Where the quotation mark before the name stands."""
    value_start: int
    end: int


def members(text: str, start: int) -> Iterator[Member]:
    """
    Go through the object whose brace stands at `start`, member by member.

    *Errors*: `JSONDecodeError` with the place, after the members before it were given; `RecursionError` for values
    nested deeper than the decoder can follow.
    """
    position = _opened(text, start, "{")
    while not text.startswith("}", position):
        if not text.startswith('"', position):
            raise JSONDecodeError("expected a name in quotation marks", text, position)
        name, end = _DECODER.raw_decode(text, position)
        value_start = _after(text, end, ":")
        value, value_end = _DECODER.raw_decode(text, value_start)
        yield Member(name, value, position, value_start, value_end)
        position = _next(text, value_end, "}")


def elements(text: str, start: int) -> Iterator[Span]:
    """Go through the array whose bracket stands at `start`; each element's place. *Errors*: as `members`."""
    position = _opened(text, start, "[")
    while not text.startswith("]", position):
        end = _DECODER.raw_decode(text, position)[1]
        yield Span(position, end)
        position = _next(text, end, "]")


def string_passage(text: str, start: int) -> Passage:
    """
    Decode the string whose quotation mark stands at `start`, each escape a run of its own, white space as it is.

    Half a surrogate pair, which no encoding can write, becomes U+FFFD. *Source*: RFC 8259, 7.

    >>> string_passage('"caf\\\\u00e9"', 0)
    Passage(text='café', runs=(Run(at=0, start=1, end=4), Run(at=3, start=4, end=10)))
    """
    runs: list[Run] = []
    pieces: list[str] = []
    length = 0
    position = start + 1
    while piece := _PIECE.match(text, position):
        meant = _meant(piece)
        runs.append(Run(length, *piece.span()))
        pieces.append(meant)
        length += len(meant)
        position = piece.end()
    return Passage("".join(pieces), tuple(runs))


def _meant(piece: re.Match[str]) -> str:
    if piece["plain"]:
        return piece["plain"]
    if piece["high"]:
        return chr(0x10000 + ((int(piece["high"], 16) - 0xD800) << 10) + int(piece["low"], 16) - 0xDC00)
    if piece["code"]:
        code = int(piece["code"], 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return _SHORT.get(piece["short"], piece["short"])


def _opened(text: str, start: int, bracket: str) -> int:
    if not text.startswith(bracket, start):
        raise JSONDecodeError(f"expected {bracket}", text, start)
    return _skip(text, start + 1)


def _after(text: str, position: int, mark: str) -> int:
    position = _skip(text, position)
    if not text.startswith(mark, position):
        raise JSONDecodeError(f"expected {mark}", text, position)
    return _skip(text, position + 1)


def _next(text: str, position: int, closing: str) -> int:
    """Give the place of the next value, or of the bracket that closes; a comma before the bracket is forgiven."""
    position = _skip(text, position)
    return position if text.startswith(closing, position) else _after(text, position, ",")


def _skip(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position
