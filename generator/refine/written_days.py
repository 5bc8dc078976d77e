"""Calendar days in a line of text: in: `Posted on 22nd Oct, 2020`, out: year, month, day, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from generator.refine.calendar_names import is_in, month_number, spaced_months, weekday_number
from generator.refine.tables import load_table

__all__ = ["WrittenDay", "WrittenDayOfYear", "find_day_of_year", "find_days", "find_month"]


class WrittenDay(NamedTuple):
    """A day and where it stands in the text."""

    year: int
    month: int
    day: int
    start: int
    end: int
    is_open: bool = False
    """Whether the numbers may as well be month and day the other way round: `04/05/2020`."""

    def turned(self) -> WrittenDay:
        """Take the month for the day."""
        return self._replace(month=self.day, day=self.month)


class WrittenDayOfYear(NamedTuple):
    """A day without its year, as datelines have it."""

    month: int
    day: int
    start: int
    end: int


_MAY_HOLD_DAY = re.compile(r"\d{4}|\d[ .]?\s?[./-]\s?\d{1,2}\s?[./-]\s?\d|[-'’]\s?\d\d(?!\d)|[年년]", re.I)
"""What every form below has: a year of four digits, three short numbers, or a year cut to two digits."""


_WORD = re.compile(r"[^\W\d_]{3,}")


def find_days(text: str) -> list[WrittenDay]:
    """
    List the days of a line in order, none overlapping; numbers are not checked against the calendar.

    >>> [one[:3] for one in find_days("POSTED: 12 / 16 / 08, 9 : 00 PM")]
    [(2008, 12, 16)]
    """
    if not _MAY_HOLD_DAY.search(text):
        return []
    found = sorted((*_named(text), *_numbered(text), *_of_weeks(text)), key=lambda one: (one.start, -one.end))
    days: list[WrittenDay] = []
    for one in found:
        if not days or one.start >= days[-1].end:
            days.append(one)
    return days


def find_month(text: str) -> tuple[int, int] | None:
    """Read a text that is a month and nothing else, as `(year, month)`; None when it is anything more."""
    for form in _month_forms():
        found = form.fullmatch(text)
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
        if month:
            return int(parts["year"]), month
    return None


def find_day_of_year(text: str) -> WrittenDayOfYear | None:
    """
    Find the first day that is given without a year.

    >>> find_day_of_year("TARVENNE, Oct 18 (Northwire) - ")[:2]
    (10, 18)
    """
    for form in _yearless_forms():
        for found in _matches(form, text):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
            if month and 1 <= month <= 12 and 1 <= int(parts["day"]) <= 31:
                return WrittenDayOfYear(month, int(parts["day"]), found.start(), found.end())
    return None


def _named(text: str) -> Iterator[WrittenDay]:
    """Read the forms that name the month or stand in an order that is never another."""
    numeric, named = _forms()
    has_month = any(month_number(word) for word in _WORD.findall(text)) or any(map(text.__contains__, spaced_months()))
    for form in (*numeric, *(named if has_month else ())):
        for found in _matches(form, text):
            parts = found.groupdict()
            month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
            if month is not None:
                yield WrittenDay(_year(parts), month, int(parts["day"]), found.start(), found.end())


def _year(parts: dict[str, str]) -> int:
    """Complete a year: of an era, or of two digits as POSIX reads them (69 to 99 are of the 1900s)."""
    if era := parts.get("era"):
        count = 1 if parts["year"] == "元" else int(parts["year"])
        eras: dict[str, int] = load_table("calendar")["eras"]
        return eras[era] + count
    return _full_year(parts["year"])


def _full_year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return int(written) + (1900 if int(written) >= 69 else 2000)


_NUMBERS = re.compile(
    r"(?<![\d/.:-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:]|[./-]\d)(?!\s?[ap]\.?m)", re.I
)


def _is_version(text: str, found: re.Match[str]) -> bool:
    """Say whether three short numbers with points follow a word that says nothing of dates, or make no date."""
    if found[2] != ".":
        return False
    word = _LAST_WORD.search(text[: found.start()])
    is_dated = word is None or weekday_number(word[1]) is not None or any(is_in(row, word[1]) for row in _DATE_WORDS)
    return int(found[3]) > 12 or not is_dated


_LAST_WORD = re.compile(r"([^\W\d_]+)\s$")
_DATE_WORDS = ("beside", "said_published", "said_revised")
_WEEK = re.compile(r"(?<!\w)((?:19|20)\d{2})-?W(\d{2})-?([1-7])(?!\w)")


def _numbered(text: str) -> Iterator[WrittenDay]:
    """
    Read `18.10.2020`, `10/18/2020` and `16-08-11`.

    With points the day stands first. With the other marks both orders are in use: the one that is possible is
    taken, and the day is open when both are.
    """
    for found in _NUMBERS.finditer(text):
        first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
        if len(year) == 2 and (mark == "-" or max(first, second) > 31 or _is_version(text, found)):
            continue  # scores (15-2-10) and versions (Release 3.14.15)
        written = WrittenDay(_full_year(year), second, first, found.start(), found.end())
        if mark == "." or first > 12:
            if second <= 12 or mark == ".":
                yield written
        elif second > 12:
            yield written.turned()
        else:
            yield written._replace(is_open=first != second)


def _of_weeks(text: str) -> Iterator[WrittenDay]:
    """Read the weekday of a week (ISO 8601, 4.1.4): `2020-W42-7`."""
    for found in _WEEK.finditer(text):
        if 1 <= int(found[2]) <= 52:
            day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3]))
            yield WrittenDay(day.year, day.month, day.day, found.start(), found.end())


def _matches(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find overlapping matches too: a word that is no month must not hide the month behind it."""
    found = form.search(text)
    while found:
        yield found
        found = form.search(text, found.start() + 1)


@cache
def _parts() -> dict[str, str]:
    """Name the pieces that the forms are made of."""
    spaced = "".join(f"{re.escape(name)}|" for name in spaced_months())
    return {
        "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|ème|o|º|ª|°|e|-?го)?(?!\w)\.?",
        "month": rf"(?P<month>{spaced}[^\W\d_]{{3,13}})\.?(?:\s?/\s?(?:{spaced}[^\W\d_]{{3,13}}))?",
        "year": r"(?P<year>\d{4})(?!\d)",
        "gap": r"[\s,،./-]{1,3}(?:(?:de|del|do|of|the)\s)?(?:d['’])?",
    }


@cache
def _forms() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Give the forms that are numbers alone, and those with the name of a month."""
    part = _parts()
    day, month, year, gap = part["day"], part["month"], part["year"], part["gap"]
    eras = "|".join(load_table("calendar")["eras"])
    clock = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s[A-Z]{1,5}|\s[+-]\d{4})?"
    numeric = (
        r"(?<!\d)(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<number>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
        rf"(?P<era>{eras})\s?(?P<year>\d{{1,2}}|元)\s?年\s?(?P<number>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日",
    )
    named = (
        rf"(?<!\w){day}{gap}{month}{gap}(?:-\s)?{year}",
        rf"(?<!\w){month}{gap}{day}{gap}(?:-\s)?{year}",
        rf"(?<!\w){year}\.?{gap}{month}{gap}{day}",
        rf"(?<!\w){month}\s{day}\s{clock}\s{year}",
        rf"(?<!\w){day}{gap}{month}(?:-|,?\s['’])(?P<year>\d{{2}})(?!\d)",
        rf"(?<!\w){month}\s?-\s?(?P<day>\d{{1,2}})\s?-\s?(?P<year>\d{{2}})(?!\d)",
        rf"(?<!\w){month}\s{day},?\s['’](?P<year>\d{{2}})(?!\d)",
    )
    return tuple(re.compile(form, re.I) for form in numeric), tuple(re.compile(form, re.I) for form in named)


@cache
def _month_forms() -> tuple[re.Pattern[str], ...]:
    month = _parts()["month"]
    forms = (
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})",
        r"(?P<number>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]",
        rf"{month}[\s,]+(?:de\s|del\s)?(?P<year>\d{{4}})(?:\s?г\.?|\s?р\.?)?",
        rf"(?P<year>\d{{4}})\.?\s{month}",
    )
    return tuple(re.compile(form, re.I) for form in forms)


@cache
def _yearless_forms() -> tuple[re.Pattern[str], ...]:
    part = _parts()
    day, month, gap = part["day"], part["month"], part["gap"]
    forms = (
        r"(?<!\d)(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
        rf"(?<!\w){month}\s{day}",
        rf"(?<!\w){day}{gap}{month}(?!\w)",
    )
    return tuple(re.compile(form, re.I) for form in forms)
