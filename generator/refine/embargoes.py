"""Embargoes: in: a draft, out: the day from which it may be published, None for at once."""

from __future__ import annotations

import re
from datetime import date

from generator.records import Draft
from generator.refine import fields

__all__ = ["UnreadEmbargoError", "find_embargo"]


class UnreadEmbargoError(ValueError):
    """An embargo that names no day: the clipping must wait until somebody writes one."""

    def __init__(self, given: fields.Given) -> None:
        super().__init__(f"embargo {given.value!r} is not a day such as 2026-11-30, so it is held back")
        self.given = given


def find_embargo(draft: Draft) -> str | None:
    """
    Read `embargo:`, an ISO day; that day is the first on which the clipping may be published.

    Only this one form is read: a day taken the wrong way round would publish what was promised to wait. *Errors*:
    `UnreadEmbargoError` for anything else, a time of day included, for builds know days only.
    """
    given = fields.find_field(draft, fields.EMBARGO)
    if given is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given.value, re.A):
            raise ValueError
        return date.fromisoformat(given.value).isoformat()
    except ValueError:
        raise UnreadEmbargoError(given) from None
