"""Times of day and zones as people write them: in: `8 : 44AM BST`, out: hour, minute, second and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.refine.calendar_names import is_in, plain_form, weekday_number, zone_named
from generator.refine.tables import load_table

__all__ = ["Clock", "clock_after", "clock_before", "clocks_in"]

_BEFORE = 48
"""Characters in front of a date in which its clock may stand, the weekday and the zone between them included."""


_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


class Clock(NamedTuple):
    """A time of day and where it stands in the text."""

    hour: int
    minute: int
    second: int | None
    zone: int | str | None
    """Minutes east of Greenwich, or an IANA name; None when none was written."""
    zone_name: str
    """As written; empty when none was."""
    has_half: bool
    """Whether it was told by the twelve-hour clock."""
    start: int
    end: int

    @property
    def time(self) -> tuple[int, int, int | None]:
        return self.hour, self.minute, self.second


def clock_after(text: str, start: int) -> Clock | None:
    """
    Read the clock right behind a date; None when none stands there.

    Small words and marks may part them (`at`, `@`, `um`, `|`), other words may not: the clock in `2 May 2013 Updated
    4:08 pm` is that of the revision.
    """
    found = _patterns().lead_in.match(text, start)
    if found is None or not all(_may_part(word) for word in _LETTERS.findall(found[0])):
        return None
    clock = _read(text, found.end())
    return clock._replace(start=start) if clock else None


def clock_before(text: str, end: int) -> Clock | None:
    """Read the clock right in front of a date, weekday and zone between them: `8:05am UK, Monday` before `16 May`."""
    nearest = None
    for clock in clocks_in(text[max(0, end - _BEFORE) : end]):
        nearest = clock
    if nearest is None:
        return None
    offset = max(0, end - _BEFORE)
    between = text[offset + nearest.end : end]
    if not all(_may_part(word) or zone_named(word) is not None for word in re.findall(r"\w+", between)):
        return None
    return nearest._replace(start=offset + nearest.start, end=offset + nearest.end)


def clocks_in(text: str) -> Iterator[Clock]:
    """List the clocks of a line, in order."""
    at = 0
    while found := _patterns().hour.search(text, at):
        clock = _read(text, found.start())
        if clock:
            yield clock
        at = clock.end if clock else found.end() + 1


def _may_part(word: str) -> bool:
    """Say whether a word may stand between a date and its clock; the T is that of ISO 8601."""
    return word == "T" or is_in("beside", word) or weekday_number(word) is not None


class _Patterns(NamedTuple):
    lead_in: re.Pattern[str]
    hour: re.Pattern[str]
    clock: re.Pattern[str]
    tail: re.Pattern[str]
    zone: re.Pattern[str]
    second_zone: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = load_table("calendar")
    halves = [*table["morning"], *table["evening"]]
    before = "|".join(re.escape(half) for half in halves if half[0] >= "\u3000")
    behind = "|".join(re.escape(half) for half in halves if not half[0].isascii() and half[0] < "\u3000")
    half = rf"\s?(?P<half>[ap]\.?\s?m\b\.?|(?:{behind})(?!\w)\.?)|(?P<letter>[ap]\b)"
    digits = (
        r"(?P<hour>\d{1,2})(?:"
        r"(?P<mark>[:.h\u2236]|時|点|點|时|시\s?)(?P<minute>\d{2})(?:分|분)?(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
        r"|-(?P<minute2>\d{2})-(?P<second2>\d{2})"
        r"|(?P<minute3>\d{2})(?=\s?(?:GMT|UTC|hrs|hours|Uhr|Z\b))"
        r"|(?=\s?(?:[ap]\.?\s?m\b|Uhr\b|時|点|點))"
        r")(?!\d)"
    )
    return _Patterns(
        re.compile(rf"(?:T(?=\d)|[\s,،@·|/()–—-]|(?!{before})[^\W\d_]{{1,13}}\.?(?=[\s\d:,)-]))*:?\s?"),
        re.compile(rf"(?<![\d.:/])(?:(?:{before})\s?)?(?=\d{{1,2}})"),
        re.compile(rf"(?:(?P<early>{before})\s?)?{digits}(?:{half})?", re.I),
        re.compile(r"\s?(?:Uhr|uur|hrs|hours|hs?|時|点|點)(?!\w)\.?", re.I),
        re.compile(r"\s?\(?((?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{1,2})?(?!\d)|[^\W\d_]{1,8}\b)\)?", re.I),
        re.compile(r"\s?[/(]\s?(?:\d{1,2}[:.]?\d{2}\s?)?[^\W\d_]{1,8}\s?\)"),
    )


def _read(text: str, start: int) -> Clock | None:
    """Read hour, minute, second, half and zone that begin at a place."""
    found = _patterns().clock.match(text, start)
    if not found:
        return None
    half = found["half"] or found["letter"] or found["early"]
    end, has_tail = _past(_patterns().tail, text, found.end())
    zone, zone_name, end = _zone_at(text, end)
    is_bare = found["mark"] == "." and not (half or has_tail or zone_name)
    if is_bare and re.match(r"\s?\w", text[end:]):
        return None  # "20.13 percent" and "5.55 Joe" are numbers
    minute = found["minute"] or found["minute2"] or found["minute3"] or "0"
    second = found["second"] or found["second2"]
    hour = _hour(int(found["hour"]), plain_form(half.replace(" ", "").replace(".", "")) if half else "")
    return Clock(hour, int(minute), int(second) if second else None, zone, zone_name, bool(half), start, end)


def _hour(hour: int, half: str) -> int:
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if is_in("evening", half) else 0)
    return hour


def _past(pattern: re.Pattern[str], text: str, at: int) -> tuple[int, bool]:
    found = pattern.match(text, at)
    return (found.end(), True) if found else (at, False)


def _zone_at(text: str, at: int) -> tuple[int | str | None, str, int]:
    """Read a zone; a second one behind it is the same moment told elsewhere: `15:32 GMT (16:32 BST)`."""
    found = _patterns().zone.match(text, at)
    zone = _zone(found[1]) if found else None
    if found is None or zone is None:
        return None, "", at
    name, end = found[1], found.end()
    while (again := _patterns().zone.match(text, end)) and zone_named(again[1]) is not None:
        end = again.end()
    if other := _patterns().second_zone.match(text, end):
        end = other.end()
    return zone, name, end


def _zone(written: str) -> int | str | None:
    compact = written.replace(" ", "").casefold()
    if offset := re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}?):?(\d{1,2})?", compact):
        return _minutes(offset[1], compact[compact.index(offset[1]) + 1 :])
    return zone_named(compact)


def _minutes(sign: str, written: str) -> int:
    """Read `5`, `05`, `530`, `0530`, `05:30` and the cut `01:0`."""
    hours, colon, minutes = written.partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    total = int(hours) * 60 + int(minutes or 0)
    return -total if sign == "-" else total
