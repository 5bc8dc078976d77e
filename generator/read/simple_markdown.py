"""Markdown that needs no parser: in: a stretch of CommonMark, out: its plain paragraphs and headings, and the rest.

Most clippings are paragraphs with a link or a bold word here and there. Reading those takes a small part of the time
that a parser takes, and the outcome is the same: only what can be read in one way is read here. A test holds this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.records import Block, BlockKind, Link, Span
from generator.text.passages import PassageBuilder, plain_passage

__all__ = ["SimpleBlock", "part_markdown"]


class SimpleBlock(NamedTuple):
    """A paragraph or heading, and the links in it."""

    block: Block
    links: tuple[Link, ...] = ()


_REACHES_FAR = re.compile(r"\]:|```|~~~|<(?:script|pre|style|textarea|[!?])|\r(?!\n)|[\x00\v\f]", re.I)
"""
What means something beyond the next blank line: definitions of links, fences, HTML blocks of the first five kinds
(CommonMark 0.31, 4.6). Line ends of old machines and characters that a parser replaces are left to it too.
"""

_LEADING_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\r?\n)+")
_BLANKS = " \t\r\n"
_HEADING = re.compile(r"(#{1,6}) +(?=[^\W_])")
_LINE = re.compile(r"(?![#>+=~<|:!&-]|\d{1,9}[.)](?:[ \t\r]|\Z))(?=\S)")
"""A line that no mark of a block begins: it is text."""

_LETTER = r"[^\x00-\x1f\x7f-\x9f\\`*_\[\]<&~=%^]"
_TEXT = re.compile(rf"{_LETTER}*(?:(?:(?<=[^\W_])_(?=[^\W_])|%(?!%)|=(?!=)|&(?![#\w]{{1,40}};)){_LETTER}*)*")
"""Text in which no character can be markup: `_` between letters, a lone `%` or `=` and `AT&T` are text too."""

_LABEL = r"[^\x00-\x1f\x7f-\x9f\\`*_\[\]<>&~=%^!]+"
_ADDRESS = r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?:[/?#][A-Za-z0-9/._~:@+,=?&#-]*)?"
_MARKUP = re.compile(
    rf"(?<!!)\[(?P<label>{_LABEL})\]\((?P<href>{_ADDRESS})\)"
    rf"|(?<![^ (“‘\"\n])(?P<mark>\*\*?|__?)(?P<emphasised>[^\W_](?:{_LETTER}*[^\W_])?)(?P=mark)"
    r"(?![^ .,;:!?)”’\"\r\n])"
)
"""A link with an address that is not changed by reading it, and emphasis between blanks or punctuation."""

_READ_OTHERWISE = frozenset({"read original", "view highlight", "view tweet", "location", "open in readwise"})
"""Labels of links that clippers put around a text, which have rules of their own."""


def part_markdown(text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[SimpleBlock, ...]]]:
    """
    Part `text[start:end]` into stretches that are read here and those that a parser must read, which have no blocks.

    The stretches are in order, each can be read without the others, and only blank lines stand between them.
    """
    if _REACHES_FAR.search(text, start, end):
        yield Span(start, end), ()
        return
    left: int | None = None
    for low, high in _between_blank_lines(text, start, end):
        blocks = _read_lines(text, low, high)
        if blocks is None:
            left = low if left is None else left
            continue
        if left is not None:
            yield Span(left, low), ()
            left = None
        yield Span(low, high), blocks
    if left is not None:
        yield Span(left, end), ()


def _between_blank_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """List the stretches that hold something; each begins with a line."""
    leading = _LEADING_LINES.match(text, start, end)
    position = leading.end() if leading else start
    gaps = [found.span() for found in _BLANK_LINES.finditer(text, position, end)]
    for low, high in (*gaps, (end, end)):
        if written := text[position:low].rstrip(_BLANKS):
            yield position, position + len(written)
        position = high


class _Inline:
    """Collects the lines of one block. The places are those at which a walk over a parser's tokens arrives too."""

    def __init__(self, text: str) -> None:
        self.links: list[Link] = []
        self._text = text
        self._builder = PassageBuilder()
        self._end: int | None = None
        """Where the last piece of text or link ends; None before the first."""

    def add_line(self, start: int, stop: int) -> bool:
        """Add a line; False, and nothing more to be done, when it is not simple."""
        text = self._text
        stop = start + len(text[start:stop].rstrip("\r").rstrip(" "))
        if self._end is not None:
            self._builder.blank(self._end, self._end)
        position = start
        while position < stop:
            plain = _TEXT.match(text, position, stop)
            if plain and plain.end() > position:
                self._builder.verbatim(plain[0], position)
                position = self._end = plain.end()
                continue
            markup = _MARKUP.match(text, position, stop)
            if markup is None or not self._add_markup(markup):
                return False
            position = markup.end()
        return True

    def close(self, kind: BlockKind, level: int = 0) -> Iterator[SimpleBlock]:
        """Give the block, if anything is in it."""
        passage = self._builder.build()
        if passage.text:
            yield SimpleBlock(Block(kind=kind, level=level, passage=passage), tuple(self.links))

    def _add_markup(self, found: re.Match[str]) -> bool:
        label = found["label"]
        if label is None:
            self._builder.verbatim(found["emphasised"], found.start("emphasised"))
            self._end = found.end("emphasised")
            return True
        self._builder.verbatim(label, found.start("label"))
        self._end = found.end()
        self.links.append(Link(href=found["href"], text=" ".join(label.split())))
        return label.strip().casefold() not in _READ_OTHERWISE


def _read_lines(text: str, low: int, high: int) -> tuple[SimpleBlock, ...] | None:
    """Read lines without a blank one between them; None when one of them is not simple."""
    if _LINE.match(text, low, high) and _TEXT.fullmatch(text, low, high):  # as most: one line, and no markup
        passage = plain_passage(text, low, high)
        return (SimpleBlock(Block(kind="paragraph", passage=passage)),) if passage.text else ()
    blocks: list[SimpleBlock] = []
    paragraph = _Inline(text)
    start = low
    while start < high:
        newline = text.find("\n", start, high)
        stop = high if newline < 0 else newline
        heading = _HEADING.match(text, start, stop)
        if heading:
            blocks += paragraph.close("paragraph")
            title = _Inline(text)
            if "#" in text[heading.end() : stop] or not title.add_line(heading.end(), stop):
                return None
            blocks += title.close("heading", len(heading[1]))
            paragraph = _Inline(text)
        elif not _LINE.match(text, start, stop) or not paragraph.add_line(start, stop):
            return None
        start = stop + 1
    blocks += paragraph.close("paragraph")
    return tuple(blocks)
