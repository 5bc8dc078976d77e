"""Which day a bare stamp means: in: a moment and the words and links of a clipping, out: the day they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from generator.records import Draft, Evidence, Record
from generator.refine import fields
from generator.refine.calendar_names import weekdays_in

__all__ = ["Verdict", "weigh_stamp"]

_LEAD_WORDS = 120
"""How much of the text may speak about the day: the lead says "on Sunday" of the news, the background of anything."""

_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)
"""The zones of the world: at one moment it is two calendar days somewhere, and never more than three."""

_DATED_LINK = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.?-]|$)")


class Verdict(Record, frozen=True, kw_only=True):
    """What the text says of a stamp."""

    own_day: date
    """The day of the stamp in the site's zone."""
    chosen: date
    """Another day only when the text speaks for it and not for the stamp's own."""
    evidence: tuple[Evidence, ...]
    """What speaks for the chosen day, at most three."""


def weigh_stamp(draft: Draft, instant: datetime, texts: Sequence[str], zone: ZoneInfo) -> Verdict:
    """Let the text choose between the calendar days on which a moment falls around the world."""
    own_day = instant.astimezone(zone).date()
    possible = {(instant + shift).date() for shift in (_EARLIEST, _LATEST)} | {own_day}
    votes = [(day, evidence) for day, evidence in _voices(draft, texts, own_day) if day in possible]
    days = [day for day, _ in votes]
    chosen = own_day if not votes or own_day in days else max(days, key=lambda day: (days.count(day), day))
    evidence = tuple(one for day, one in votes if day == chosen)[:3]
    return Verdict(own_day=own_day, chosen=chosen, evidence=evidence)


def _voices(draft: Draft, texts: Sequence[str], near: date) -> Iterator[tuple[date, Evidence]]:
    """List what in the lead, the pictures and the links names a day near the stamp."""
    lead = " ".join(" ".join(texts[:4]).split()[:_LEAD_WORDS])
    for number, words in weekdays_in(lead):
        day = min((near + timedelta(days=shift) for shift in range(-3, 4)), key=lambda one: one.weekday() != number)
        yield day, Evidence(rule="weekday-in-lead", quote=words)
    pictures = [given.value for given in fields.find_fields(draft, fields.IMAGE)]
    for address in (*pictures, *(image.src for image in draft.images), *(link.href for link in draft.links)):
        if dated := _DATED_LINK.search(address):
            try:
                day = date(int(dated[1]), int(dated[2]), int(dated[3]))
            except ValueError:
                continue
            yield day, Evidence(rule="dated-link", quote=address[:200])
