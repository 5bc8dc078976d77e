"""Dates that programs write as one number: in: `1603074161.97`, `20201018133000`, out: the moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from generator.refine.instants import Moment, check_calendar

__all__ = ["is_number", "read_number"]

_EARLIEST_EPOCH = 86_400 * 365
"""Seconds: a stamp in 1970 is a counter that was never set, not a date."""

_YEARS = range(1500, 2201)
"""What four digits alone may be to be a year."""

_SPELLED = (8, 12, 14, 15, 16, 17)
"""Digits of a number that spells a day, with hour and minute, with seconds, with parts of them (TiddlyWiki, UTC)."""

_NUMBER = re.compile(r"\d+|\d{9,10}\.\d+|\d{8}T?\d{6}Z?|\d{8}T\d{4}Z?", re.A)


def is_number(text: str) -> bool:
    """Say whether a text is one number, or the compact form of ISO 8601 (`20201018T133000Z`)."""
    return _NUMBER.fullmatch(text) is not None


def read_number(text: str) -> Moment | None:
    """
    Tell a count of seconds or milliseconds from digits that spell a date; None for a number that is neither.

    >>> read_number("202506251546").time, read_number("1603074161").is_stamp, read_number("42")
    ((15, 46, None), True, None)

    *Errors*: `ImpossibleDateError` for digits that spell a day or an hour that no calendar has.
    """
    digits = text.partition(".")[0].replace("T", "").rstrip("Z")
    if len(digits) in _SPELLED and digits[:2] in ("19", "20"):
        return _read_spelled(digits, is_utc=len(digits) > 14 or text.endswith("Z"), seen=text)
    if len(digits) == 4:
        return Moment(year=int(digits)) if int(digits) in _YEARS else None
    seconds = int(digits) // 1000 if len(digits) == 13 else int(digits[:10])
    if len(digits) not in (9, 10, 13) or seconds < _EARLIEST_EPOCH:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return Moment(
        year=moment.year,
        month=moment.month,
        day=moment.day,
        time=(moment.hour, moment.minute, moment.second),
        zone=0,
        is_stamp=True,
    )


def _read_spelled(digits: str, *, is_utc: bool, seen: str) -> Moment:
    year, month, day, *clock = (int(digits[start:end]) for start, end in _places(len(digits)))
    time = (clock[0], clock[1], clock[2] if len(clock) > 2 else None) if clock else None
    return check_calendar(Moment(year=year, month=month, day=day, time=time, zone=0 if is_utc else None), seen)


def _places(length: int) -> list[tuple[int, int]]:
    """Cut a spelled date: four digits of the year, then pairs, the milliseconds left over."""
    return [(0, 4), *((at, at + 2) for at in range(4, min(length, 14), 2))]
