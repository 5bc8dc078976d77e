"""Plain text: in: a pasted text, out: its paragraphs; nothing in it is markup, whatever it looks like."""

from __future__ import annotations

import re

from generator.read.document import Body
from generator.records import Block, Span
from generator.text.passages import plain_passage, slice_passage

__all__ = ["read_plain", "read_plain_with_headings"]

_NARROWEST, _WIDEST = 50, 100
"""Characters: the line widths at which mail and terminals break lines by hand."""


def read_plain(text: str, start: int) -> Body:
    """
    Split a text into paragraphs.

    A blank line parts paragraphs, and so does a line end, unless the text was wrapped by hand: then a line goes on
    when the next word would not have fitted.

    >>> [block.passage.text for block in read_plain("One line.\\nAnother.\\n\\nA third.", 0).blocks]
    ['One line.', 'Another.', 'A third.']
    """
    lines = [
        Span(found.start(), found.end())
        for found in re.finditer(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", text[start:])
    ]
    lines = [Span(line.start + start, line.end + start) for line in lines]
    width = max((len(text[line.start : line.end].rstrip()) for line in lines), default=0)
    is_wrapped = _NARROWEST <= width <= _WIDEST
    blocks: list[Block] = []
    group: list[Span] = []
    for line in lines:
        if group and not (is_wrapped and _goes_on(text, group[-1], line, width)):
            _close(text, group, blocks)
            group = []
        group.append(line)
    _close(text, group, blocks)
    return Body(blocks=tuple(blocks))


def read_plain_with_headings(text: str, start: int, heading: re.Pattern[str]) -> Body:
    """
    Split a text into paragraphs and headings.

    `heading` matches the mark at the beginning of a line that is one; its first group has a character a level.
    """
    blocks = []
    for block in read_plain(text, start).blocks:
        mark = heading.match(block.passage.text)
        if mark:
            passage = slice_passage(block.passage, mark.end(), len(block.passage.text))
            block = Block(kind="heading", level=len(mark[1]), passage=passage)
        blocks.append(block)
    return Body(blocks=tuple(blocks))


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Say whether the following line is the same paragraph: no blank line between, and no room for its first word."""
    gap = text[line.end : following.start]
    if len(re.findall(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", gap)) > 1:
        return False
    first_word = text[following.start : following.end].split(maxsplit=1)[:1]
    written = len(text[line.start : line.end].rstrip())
    return bool(first_word) and written > width // 2 and written + 1 + len(first_word[0]) > width


def _close(text: str, group: list[Span], blocks: list[Block]) -> None:
    if not group:
        return
    passage = plain_passage(text, group[0].start, group[-1].end)
    if passage.text:
        blocks.append(Block(kind="paragraph", passage=passage))
