"""Dates as people and programs write them: in: `Wednesday 4 March 2026 11:56 EST`, out: the moment, as said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.records import Precision, Record
from generator.refine.tables import load_table

__all__ = ["ImpossibleDateError", "Moment", "is_no_date", "read_moment", "text_around", "weekdays_in"]

_NO_DATE = frozenset(
    {"", "~", "null", "none", "unknown", "n/a", "nil", "undefined", "invalid date", "todo", "tbd", "nan", "-"}
)
_EARLIEST_EPOCH = 86_400 * 365
"""Seconds: a stamp in 1970 is a counter that was never set, not a date."""


_YEARS = range(1000, 3000)
"""Years that a clipping can be of; arithmetic with time zones fails at the ends of what a date can hold."""


class ImpossibleDateError(ValueError):
    """The form of a date with numbers that no calendar has."""


class Moment(Record, frozen=True, kw_only=True):
    """A date as far as it was written; a part that was not written is None."""

    year: int
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int | None] | None = None
    """Hour, minute, second."""
    zone: int | str | None = None
    """Minutes east of Greenwich, or an IANA name; None when none was written."""
    is_stamp: bool = False
    """A bare count of seconds: a machine's note of when it fetched or wrote something."""

    @property
    def precision(self) -> Precision:
        if self.time:
            return "second" if self.time[2] is not None else "minute"
        if self.day:
            return "day"
        return "month" if self.month else "year"

    def instant(self, site_zone: tzinfo) -> datetime | None:
        """The moment in UTC; a time without a zone is read in the site's. None when no time is known."""
        if not (self.time and self.month and self.day):
            return None
        hour, minute, second = self.time
        zone = self.zone
        if isinstance(zone, int):
            where: tzinfo = timezone(timedelta(minutes=zone))
        else:
            where = ZoneInfo(zone) if zone else site_zone
        local = datetime(self.year, self.month, self.day, hour, minute, second or 0, tzinfo=where)
        return local.astimezone(UTC)


def is_no_date(written: str) -> bool:
    """Say whether a value is one of the many ways to leave a date open; all zeros is one of them."""
    text = written.strip().casefold()
    return text in _NO_DATE or not text.strip("0-/:. tz")


def read_moment(written: str, *, whole: bool = False) -> Moment | None:
    """
    Read a date in any of the forms seen in clippings; None when there is none in the text.

    With `whole`, the text must be nothing but a date (weekday, time and zone included): a dateline.

    >>> read_moment("Wednesday 4 March 2026 11:56 EST").instant(UTC).isoformat()
    '2026-03-04T16:56:00+00:00'

    *Errors*: `ImpossibleDateError` for 31 February and the like.
    """
    text = " ".join(written.split())
    if text and (text.isdigit() or re.fullmatch(r"\d{9,10}\.\d+", text)):
        return _read_number(text)
    found = _find_date(text)
    if found is None:
        return None
    year, month, day, start, end = found
    time, zone, time_end = _find_time(text, end)
    if whole and re.search(r"\w", _without_small_words(text[:start], text[time_end:])):
        return None
    _check(year, month, day, time, text)
    return Moment(year=year, month=month, day=day, time=time, zone=zone if time else None)


def text_around(written: str) -> str | None:
    """
    Give what stands around a date to the day in a line, weekday and punctuation aside; None when there is no date.

    >>> text_around("The Northline, Wednesday 4 March 2026"), text_around("It rained.")
    ('The Northline', None)
    """
    text = " ".join(written.split())
    found = _find_date(text)
    if found is None or found.day is None:
        return None
    _, _, time_end = _find_time(text, found.end)
    return " ".join(_without_small_words(text[: found.start], text[time_end:]).split()).strip(" ,;:·|/*_–—-")


def weekdays_in(text: str) -> list[tuple[int, str]]:
    """
    Find weekday names, as `(0 for Monday … 6, the words)`, in order; only long forms, which are never other words.

    >>> weekdays_in("It rained on Sunday and Monday.")
    [(6, 'on Sunday'), (0, 'Monday')]
    """
    pattern, numbers = _weekday_pattern()
    return [(numbers[found[1].casefold()], found[0]) for found in pattern.finditer(text)]


def _read_number(text: str) -> Moment | None:
    """Tell a count of seconds or milliseconds from digits that spell a date (`202506251546`, TiddlyWiki's 17)."""
    digits = text.partition(".")[0]
    if len(digits) in (8, 12, 14, 17) and digits[:2] in ("19", "20"):
        parts = [int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, min(len(digits), 14), 2))]
        time = (parts[3], parts[4], parts[5] if len(parts) > 5 else None) if len(parts) > 4 else None
        _check(parts[0], parts[1], parts[2], time, text)
        zone = 0 if len(digits) == 17 else None
        return Moment(year=parts[0], month=parts[1], day=parts[2], time=time, zone=zone)
    if len(digits) == 4:
        return Moment(year=int(digits)) if 1500 <= int(digits) <= 2200 else None
    seconds = int(digits) // 1000 if len(digits) == 13 else int(digits)
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


class _Written(NamedTuple):
    """A date and where it stands in the text."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int


def _find_date(text: str) -> _Written | None:
    """Find the first date, the unmistakable forms before the others."""
    for pattern, order in _date_patterns():
        found = pattern.search(text)
        if not found:
            continue
        values = dict(zip(order, found.groups(), strict=True))
        year = int(values["year"])
        month = _month_number(values["month"]) if values.get("month") else None
        day = int(values["day"]) if values.get("day") else None
        return _Written(year, month, day, found.start(), found.end())
    return _find_numbers(text)


def _find_numbers(text: str) -> _Written | None:
    """
    Read `18.10.2020` and `10/18/2020`.

    With points the day stands first. With slashes both orders are in use: the one that is possible is taken, and
    none when both are.
    """
    found = re.search(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)", text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and first <= 12 and second <= 12 and first != second:
        return None
    day, month = (second, first) if found[2] == "/" and second > 12 else (first, second)
    return _Written(year, month, day, found.start(), found.end())


@cache
def _date_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    month = rf"({'|'.join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))})\.?"
    day = r"(\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
    link = r"[\s,]+(?:(?:de|del|of)\s+)?"
    ymd = ("year", "month", "day")
    forms = (
        (r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", ymd),
        (r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)", ymd),
        (r"(?<!\d)(\d{4})\.(\d{1,2})\.(\d{1,2})(?!\d)", ymd),
        (r"(\d{4})年(\d{1,2})月(\d{1,2})日", ymd),
        (rf"(?<!\w){day}{link}{month}{link}(\d{{4}})(?!\d)", ("day", "month", "year")),
        (rf"(?<!\w){day}[-\s]{month}[-\s](\d{{4}})(?!\d)", ("day", "month", "year")),
        (rf"(?<!\w){month}\s+{day}[\s,]+(\d{{4}})(?!\d)", ("month", "day", "year")),
        (rf"(?<!\w)(\d{{4}})\s+{month}\s+{day}(?!\w)", ymd),
        (r"^\s*(\d{4})-(\d{2})\s*$", ("year", "month")),
        (rf"^\s*{month}\s+(\d{{4}})\s*$", ("month", "year")),
    )
    return tuple((re.compile(form, re.I), order) for form, order in forms)


_TIME = re.compile(
    r"(?:[T\s,·|–—-]|at|um|à|alle|kl\.?)*?(?<!\d)(\d{1,2})[:.h-](\d{2})(?:[:.-](\d{2})(?:[.,]\d+)?)?(?!\d)"
    r"\s*(a\.?m\.?|p\.?m\.?)?(?:\s*Uhr)?\s*\(?((?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Za-z]{1,4}\b)?\)?",
    re.I,
)


def _find_time(text: str, start: int) -> tuple[tuple[int, int, int | None] | None, int | str | None, int]:
    """Find time and zone right behind a date: hour, minute, second; zone; where they end."""
    found = _TIME.match(text, start)
    if not found:
        return None, None, start
    hour, minute = int(found[1]), int(found[2])
    half = (found[4] or "").replace(".", "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = _zone(found[5]) if found[5] else None
    end = found.end() if zone is not None or not found[5] else found.start(5)
    return (hour, minute, int(found[3]) if found[3] else None), zone, end


def _zone(written: str) -> int | str | None:
    compact = written.replace(" ", "").casefold()
    if offset := re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", compact):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return -minutes if offset[1] == "-" else minutes
    zone: int | str | None = load_table("calendar")["zones"].get(compact)
    return zone


def _without_small_words(before: str, after: str) -> str:
    """Take weekdays and words like `published on` out of what stands around a date."""
    rest = f"{before} {after}"
    for name in _weekdays():
        rest = re.sub(rf"\b{re.escape(name)}\b\.?", " ", rest, flags=re.I)
    return re.sub(r"\b(?:published|posted|updated|on|at|am|date|le|den|vom|el|il)\b", " ", rest, flags=re.I)


def _check(year: int, month: int | None, day: int | None, time: tuple[int, int, int | None] | None, seen: str) -> None:
    if year not in _YEARS:
        raise ImpossibleDateError(f"{seen}: no clipping is of the year {year}")
    try:
        date(year, month or 1, day or 1)
        if time:
            datetime(year, 1, 1, time[0], time[1], time[2] or 0, tzinfo=UTC)
    except ValueError as error:
        raise ImpossibleDateError(f"{seen}: {error}") from None


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(load_table("calendar")["months"], 1) for name in names}


@cache
def _weekdays() -> dict[str, int]:
    return {name: number for number, names in enumerate(load_table("calendar")["weekdays"]) for name in names}


@cache
def _weekday_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers = {name: number for name, number in _weekdays().items() if len(name) > 5}
    return re.compile(rf"\b(?:on |am |le )?({'|'.join(sorted(numbers))})\b", re.I), numbers


def _month_number(written: str) -> int:
    return int(written) if written.isdigit() else _months()[written.casefold().rstrip(".")]
