"""Is a printed text a slice of a source? In: a text, the source and the places claimed, out: yes or no."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.records import Span

__all__ = ["holds", "readings", "spells", "squeeze"]

_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]+")
"""White space, which pages fold, and characters that neither a page nor a feed may hold."""

_MARKUP = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|<[/!?a-zA-Z][^<>]*>", re.S)

_ESCAPE = re.compile(
    r"""\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"""
    r"""|u(?P<u>[0-9a-fA-F]{4})|x(?P<x>[0-9a-fA-F]{2})|U(?P<U>[0-9a-fA-F]{8})"""
    r"""|(?P<blank>[nrtbf]|\r?\n)|(?P<mark>[!-/:-@\[-`{-~]))"""
)
"""Of JSON, TOML and YAML in quotation marks, and of Markdown, where a backslash stands before punctuation."""

_MARKDOWN_MARKS = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\))?[^()]*\)|[\[\]*_`~\\]")
"""Links, emphasis and code: what a headline is without."""

_WRITTEN_OTHERWISE = re.compile(r"[<>&\\']")
"""Without one of these a stretch can be read in one way only."""

_QUOTED_LINE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)
"""Where a Markdown quotation goes on in the next line."""


def squeeze(text: str) -> str:
    """
    Leave out all white space.

    >>> squeeze(" One\\n two ")
    'Onetwo'
    """
    return _BLANK.sub("", text)


def spells(source: str, spans: tuple[Span, ...], text: str) -> bool:
    """
    Say whether these stretches of a source, read one after the other, spell a text, white space aside.

    A stretch may be read as it stands, or as what it stands for: an entity (once or twice, for HTML inside a feed),
    an escape, or text around markup. Nothing else: a single other character makes it False. Empty texts and
    stretches outside the source are False.
    """
    wanted = squeeze(text)
    if not wanted or any(not 0 <= span.start <= span.end <= len(source) for span in spans):
        return False
    reached = {0}
    for span in spans:
        reached = {
            place + len(reading)
            for reading in readings(source[span.start : span.end])
            for place in reached
            if wanted.startswith(reading, place)
        }
    return len(wanted) in reached


def holds(source_readings: tuple[str, ...], text: str) -> bool:
    """Say whether a text stands somewhere in a source of which all readings are given; white space and marks aside."""
    wanted = squeeze(text)
    plain = _MARKDOWN_MARKS.sub("", wanted)
    return any(
        wanted in reading or (plain and plain in _MARKDOWN_MARKS.sub("", reading)) for reading in source_readings
    )


def readings(stretch: str) -> tuple[str, ...]:
    """
    List what a stretch of a source can be read as, without white space, each once, as it stands first.

    >>> readings("caf&amp;eacute;")
    ('caf&amp;eacute;', 'caf&eacute;', 'café')
    """
    if not _WRITTEN_OTHERWISE.search(stretch):
        return (squeeze(stretch),)
    return tuple(dict.fromkeys(squeeze(reading) for reading in _read(stretch)))


def _read(stretch: str) -> Iterator[str]:
    yield stretch
    bare = _QUOTED_LINE.sub("", _MARKUP.sub("", stretch))
    once = html.unescape(bare)
    yield from (bare, once, _MARKUP.sub("", once), html.unescape(_MARKUP.sub("", once)))
    if "\\" in stretch:
        undone = _unescape(stretch)
        yield from (undone, _unescape(once), html.unescape(_MARKUP.sub("", undone)))
    if "''" in stretch:  # YAML, 7.3.2
        yield stretch.replace("''", "'")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    if found["high"]:  # two halves of one character (RFC 8259, 7)
        return chr(0x10000 + ((int(found["high"], 16) - 0xD800) << 10) + int(found["low"], 16) - 0xDC00)
    if code := found["u"] or found["x"] or found["U"]:
        value = int(code, 16)
        if 0xD800 <= value <= 0xDFFF:
            return "\ufffd"  # half a character, which readers show as this mark
        return chr(value) if value < 0x110000 else ""
    return " " if found["blank"] else found["mark"]
