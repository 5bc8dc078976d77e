"""A stamp glued to the first sentence: in: ` date 2020-10-18 Rain fell.`, out: the stamp as a field."""

from __future__ import annotations

import re

from generator.read.document import Document, Front
from generator.records import Field, Span

__all__ = ["find_inline_date"]

_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
_STAMP = re.compile(
    rf"\s{{0,20}}date[ :\t]{{1,3}}(\d{{4}}-\d{{2}}|\d{{4}}([-/.])\d{{1,2}}\2\d{{1,2}}(?:{_CLOCK})?)[ \t]+(?=\S)", re.I
)
"""A crawler's habit; a line `date: 2020-10-18` of its own is a field without a fence, not this."""


def find_inline_date(document: Document) -> Front | None:
    """Take the stamp off the front of a text; None when there is none."""
    found = _STAMP.match(document.text)
    if not found:
        return None
    span = Span(found.start(), found.end())
    return Front(
        fields=(Field(name="inline-date", values=(found[1],), span=span),),
        metadata=(span,),
        body_start=found.end(),
    )
