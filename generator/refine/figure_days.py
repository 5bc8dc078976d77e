"""As of when a figure is told: in: its sentence and the day of the entry, out: the day the sentence names, if any."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.refine.calendar_names import weekday_number
from generator.refine.written_days import find_day_of_year, find_days

__all__ = ["find_as_of"]

_MAY_HOLD_DATE = re.compile(
    r"day\b|\b(?:1[5-9]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d"
    r"|\d\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<last>[Ll]ast|[Tt]his)\s)?(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday)\b(?!['’]s)"
)
_YEAR = re.compile(r"\bin\s(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\s(?:people|[a-z]+s)\b)")
_SEVERAL_CLAUSES = re.compile('[,;:“”"]')
"""In a sentence of several clauses a year alone is mostly that of something else."""

_NOT_AS_OF = re.compile(
    r"\b(?:(?:from|between|by|next|through|to|due|for)\s(?:\w+\s){0,2}|(?:since|until|till|before|after)\s(?:[\w'’-]+\s){0,5})$",
    re.I,
)
"""Words before a date that make it the beginning or the end of something, or a day to come."""

_TO_COME = re.compile(r"\b(?:will|would|to be|is due|are due|is expected|are expected|plans? to)\b")
_DAYS_BEHIND = 330
"""A day without its year is the one before the entry; one that would lie nearly a year back is rather to come."""

_AS_OF = re.compile(r"\bas of\s$", re.I)


def find_as_of(text: str, day: str | None) -> tuple[str, str]:
    """
    Read the day that a sentence tells something of: the day or year (ISO) and the words that name it; both empty
    when it names none, when that day is still to come, or when a weekday stands in a text of an unknown day.

    >>> find_as_of("In all 36 were killed as of Oct. 16.", "2020-10-18")
    ('2020-10-16', 'Oct. 16')
    """
    if not _MAY_HOLD_DATE.search(text):
        return "", ""
    known = date.fromisoformat(day) if day else None
    found = [(start, end, when) for start, end, when in _dates(text, known) if _is_told_of(text, start, when, known)]
    if not found:
        return "", ""
    start, end, when = min(found, key=lambda one: (not _AS_OF.search(text[: one[0]]), one[0]))
    return when, text[start:end].rstrip(" .,")


def _dates(text: str, known: date | None) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for full in find_days(text):
        try:
            found.append((full.start, full.end, date(full.year, full.month, full.day).isoformat()))
        except ValueError:
            continue
    if known and not found and (yearless := find_day_of_year(text)):
        when = _of_year(yearless.month, yearless.day, known)
        found += [(yearless.start, yearless.end, when)] if when else []
    if known and not found:
        found += [(one.start(), one.end(), _weekday(one, known)) for one in _WEEKDAY.finditer(text)]
    if not found and not _SEVERAL_CLAUSES.search(text):
        found += [(one.start(), one.end(), one["year"]) for one in _YEAR.finditer(text)]
    return found


def _of_year(month: int, day: int, known: date) -> str:
    """Complete a day with the last year in which it is not after the entry."""
    for year in (known.year, known.year - 1):
        try:
            when = date(year, month, day)
        except ValueError:
            return ""
        if when <= known and known - when < timedelta(days=_DAYS_BEHIND):
            return when.isoformat()
    return ""


def _weekday(found: re.Match[str], known: date) -> str:
    name = found["name"].casefold()
    if name in ("today", "yesterday"):
        return (known - timedelta(days=name == "yesterday")).isoformat()
    back = (known.weekday() - (weekday_number(name) or 0)) % 7
    return (known - timedelta(days=back or (7 if (found["last"] or "").casefold() == "last" else 0))).isoformat()


def _is_told_of(text: str, start: int, when: str, known: date | None) -> bool:
    """Leave out where something begins or ends, and what is to come."""
    before = text[:start]
    if _AS_OF.search(before):
        return True
    is_future = known is not None and when > known.isoformat()
    return not (is_future or _NOT_AS_OF.search(before[-48:]) or (len(when) > 4 and _TO_COME.search(text)))
