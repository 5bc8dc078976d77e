"""Sentences: in: a paragraph's text and its language, out: where each sentence begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

__all__ = ["split_sentences"]

_LONGEST = 10_000
"""Characters that the library is given at a time; a paragraph has a few hundred."""

_HARD_STOPS = "?!。！？…"

_INITIALS = re.compile(r"\b[A-Z]\.$")
_NEXT_INITIAL = re.compile(r"[A-Z]\.")
"""`–U.` and `S. Navy`: an abbreviation behind a dash, which the library breaks within; no blank stands there."""

_CLOCK = re.compile(r"\d\s?[ap]\.m\.$")
_CLOCK_LENGTH = 6
_ZONE = re.compile(r"(?:[ECMP]S?D?T|GMT|UTC|BST|CES?T|EES?T|MSK|JST|IST)\b")
"""A clock time and the zone behind it, which the library takes for a new sentence."""


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """
    Split a paragraph into sentences, as `(start, end)` in characters, blanks between them left out.

    The sentences cover every character that is not white space. `language` is a BCP 47 tag; an unknown one is
    split by the rules of its script. The library does the work (abbreviations, quotation marks, 240 languages);
    what is mended here are breaks before a small letter, of which news typed in a hurry has a lot ("the minister.. said
    so"), between a clock time and its zone, and within initials that follow a dash.

    >>> text = "It was 7:20 a.m. in Gov. Hale’s office. “Go,” he said."
    >>> [text[start:end] for start, end in split_sentences(text, "en")]
    ['It was 7:20 a.m. in Gov. Hale’s office.', '“Go,” he said.']
    """
    code = language.split("-")[0]
    bounds: list[tuple[int, int]] = []
    position = 0
    for sentence in _segment(code if code != "und" else "en", text):
        start, end = position, position + len(sentence)
        position = end
        if bounds and _runs_on(text, bounds[-1][1], start):
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    if position < len(text):
        bounds = [*bounds[:-1], (bounds[-1][0] if bounds else 0, len(text))]
    trimmed = (_trim(text, start, end) for start, end in bounds)
    return [(start, end) for start, end in trimmed if start < end]


def _segment(code: str, text: str) -> Iterator[str]:
    """Ask the library, of long texts piece by piece, for its time grows with the square of what it is given."""
    start = 0
    while len(text) - start > _LONGEST:
        end = start + _LONGEST
        stops = [text.rfind(stop, start + _LONGEST // 2, end) for stop in (". ", " ")]
        end = next((stop + 1 for stop in stops if stop > 0), end)
        yield from sentencex.segment(code, text[start:end])
        start = end
    yield from sentencex.segment(code, text[start:])


def _runs_on(text: str, end: int, start: int) -> bool:
    """Say whether the sentence that was broken off at `end` really goes on at `start`."""
    if _INITIALS.search(text, max(end - 3, 0), end) and _NEXT_INITIAL.match(text, start):
        return True
    while end and text[end - 1].isspace():
        end -= 1
    while start < len(text) and text[start].isspace():
        start += 1
    if not end or start == len(text):
        return True
    if _CLOCK.search(text, max(end - _CLOCK_LENGTH, 0), end) and _ZONE.match(text, start):
        return True
    return text[start].islower() and text[start].isalpha() and text[end - 1] not in _HARD_STOPS


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
