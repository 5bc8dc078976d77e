"""Quotation marks: in: a sentence, out: the same with what stands between its marks blanked out."""

from __future__ import annotations

import re

__all__ = ["MARKS", "mask_quotations"]

MARKS = re.compile("[“”\"«»]|''|``")
"""Tokenised texts write two small marks for one large; single quotation marks are too like apostrophes."""

_BEFORE_OPENING = frozenset(" \u00a0([—–")
_BEHIND_CLOSING = frozenset(" \u00a0.,;:!?)]—–")


def mask_quotations(text: str, is_open: bool) -> tuple[str, bool]:
    """
    Blank out what stands in quotation marks, and say whether a quotation is still open at the end.

    Each quotation leaves one mark, so that what stands outside keeps its place. A closing mark with nothing open
    ends a quotation that began before the text, unless there was a mark before it.

    >>> mask_quotations('"No," he said, "never', False)
    ('"     he said, "     ', True)
    >>> mask_quotations('It was late," he said.', False)
    ('"             he said.', False)
    """
    pieces: list[str] = []
    place = 0
    for found in MARKS.finditer(text):
        piece = text[place : found.start()]
        mark, width = found.group(), len(found.group())
        opens = _opens(text, found.start(), mark, is_open)
        if not opens and not is_open and place == 0 and piece:
            pieces.append('"'.ljust(len(piece) + width))
        else:
            pieces.append(" " * len(piece) if is_open else piece)
            pieces.append(('"' if opens and not is_open else " ").ljust(width))
        is_open = opens
        place = found.end()
    rest = text[place:]
    pieces.append(" " * len(rest) if is_open else rest)
    return "".join(pieces), is_open


def _opens(text: str, place: int, mark: str, is_open: bool) -> bool:
    """
    Tell an opening mark from a closing one by its shape, else by turns; but what stands close to the word before it,
    or alone at the start, closes what began before.
    """
    if mark in "“«":
        return True
    if mark in "”»":
        return False
    if is_open:
        return False
    before, behind = text[place - 1 : place] or " ", text[place + len(mark) : place + len(mark) + 1] or " "
    is_free_before, is_free_behind = before in _BEFORE_OPENING, behind in _BEHIND_CLOSING
    return is_free_before and (not is_free_behind or place > 0)
