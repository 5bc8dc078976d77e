"""Characters that no feed may hold: in: any text, out: the same without them."""

from __future__ import annotations

import re

__all__ = ["drop_illegal"]

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""
What XML 1.0, 2.2 forbids or discourages.

The carriage return is among them because a parser would turn it into a line feed, and what is read must be what was
written.
"""


def drop_illegal(text: str) -> str:
    """
    Leave out what would make an XML document ill-formed, and a UTF-8 one impossible.

    >>> drop_illegal("No\\x00 bell\\x07, no half \\ud83d of a pair")
    'No bell, no half  of a pair'
    """
    return _ILLEGAL.sub("", text)
