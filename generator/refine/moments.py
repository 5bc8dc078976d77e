"""Dates as people and programs write them: in: `Wednesday 4 March 2026 11:56 EST`, out: the moment, as said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime

from generator.refine.calendar_names import is_in, weekday_number, zone_named
from generator.refine.clocks import Clock, clock_after, clock_before, clocks_in
from generator.refine.instants import ImpossibleDateError, Moment, check_calendar
from generator.refine.stamps import is_number, read_number
from generator.refine.written_days import WrittenDay, find_days, find_month

__all__ = [
    "ImpossibleDateError",
    "Moment",
    "fold_line",
    "is_no_date",
    "read_moment",
    "read_moments",
    "says_revision",
    "text_around",
]

_NO_DATE = frozenset(
    {"", "~", "null", "none", "unknown", "n/a", "nil", "undefined", "invalid date", "todo", "tbd", "nan", "-"}
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LABEL_WORDS = 9
"""How many words in front of a date may say what it is (`Last updated at 11:24 am, Tuesday,`)."""

_NEAR = 40
"""Characters on both sides of a date in which a weekday or a word of a language speaks of it."""

_LONGEST = 2_000
"""Characters of a value that are looked at: a date stands at its beginning, and a damaged file may hold megabytes."""

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d{1,9})?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.A,
)
_HAS_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_PARTED = re.compile(r"(?<=\d) ?([:/]) ?(?=\d)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def is_no_date(written: str) -> bool:
    """Say whether a value is one of the many ways to leave a date open; all zeros is one of them."""
    text = written.strip().casefold()
    return text in _NO_DATE or not text.strip("0-/:. tz")


def read_moment(written: str, *, whole: bool = False) -> Moment | None:
    """
    Read a date in any of the forms seen in clippings; None when there is none in the text, or its day is open.

    With `whole`, the text must be nothing but a date (weekday, time and zone included): a dateline.

    >>> read_moment("Wednesday 4 March 2026 11:56 EST").instant(UTC).isoformat()
    '2026-03-04T16:56:00+00:00'

    *Errors*: `ImpossibleDateError` for 31 February and the like.
    """
    readings = read_moments(written, whole=whole)
    return readings[0] if len(readings) == 1 else None


def read_moments(written: str, *, whole: bool = False) -> tuple[Moment, ...]:
    """
    List what a date may mean: one moment as a rule, none without a date, two where month and day may be swapped.

    A date said to be of publication goes before others, one of a revision behind them; the day on which somebody
    fetched the page is none. `04/05/2020` is settled by its own weekday, by the twelve-hour clock, by a zone or by
    words of a language; where all are silent both days are given, the day first.

    >>> [moment.month for moment in read_moments("04/05/2020")], read_moments("04/05/2020 6:10 pm")[0].month
    ([5, 4], 4)

    *Errors*: as `read_moment`.
    """
    if not _HAS_DIGIT.search(written):
        return ()
    text = fold_line(written[:_LONGEST])
    if is_number(text):
        moment = read_number(text)
        return (moment,) if moment else ()
    if iso := _ISO.fullmatch(text):
        moment = check_calendar(_read_iso(iso), text)
        is_epoch = moment.year in (1969, 1970) and moment.instant(UTC) == _EPOCH
        return () if is_epoch else (moment,)
    best = _choose(text)
    if best is None:
        month = find_month(text)
        return (check_calendar(Moment(year=month[0], month=month[1]), text),) if month else ()
    if whole and not _is_all_date(text):
        return ()
    clock = _clock_of(text, best)
    readings = (best, best.turned()) if best.is_open else (best,)
    moments = tuple(check_calendar(_moment(one, clock), text) for one in _settle(readings, text, clock))
    return tuple(moment for moment in moments if moment.instant(UTC) != _EPOCH)


def text_around(written: str) -> str | None:
    """
    Give what stands around a date to the day in a line, weekday and punctuation aside; None when there is no date.

    >>> text_around("The Northline, Wednesday 4 March 2026"), text_around("It rained.")
    ('The Northline', None)
    """
    if not _HAS_DIGIT.search(written):
        return None
    text = fold_line(written)
    day = _choose(text)
    if day is None:
        return None
    clock = _clock_of(text, day)
    start = min(day.start, clock.start) if clock else day.start
    end = max(day.end, clock.end) if clock else day.end
    before, after = text[:start].split(), text[end:].split()
    while before and _belongs(before[-1], day, "beside"):
        before.pop()
    while after and _belongs(after[0], day, "behind"):
        after.pop(0)
    return " ".join([*before, *after]).strip(" ,;:·|/*_–—-")


def says_revision(line: str) -> bool:
    """Say whether a line speaks of an update and of nothing else, in any language of the table."""
    words = re.findall(r"[^\W\d_]+", line)
    return any(is_in("said_revised", word) for word in words) and not any(
        is_in("said_published", word) for word in words
    )


def fold_line(written: str) -> str:
    """Write a line with single blanks, digits 0 to 9 and no invisible marks; numbers that a tokeniser parted rejoin."""
    text = " ".join(written.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
        text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return _PARTED.sub(r"\1", text)


def _read_iso(found: re.Match[str]) -> Moment:
    """Read the form that programs write, which says all in one way; most fields have it."""
    hour, minute, second, zone = found["hour"], found["minute"], found["second"], found["zone"]
    east: int | None = None
    if zone:
        east = 0 if zone == "Z" else int(f"{zone[0]}1") * (int(zone[1:3]) * 60 + int(zone[-2:]))
    return Moment(
        year=int(found["year"]),
        month=int(found["month"]),
        day=int(found["day"]),
        time=(int(hour), int(minute), int(second)) if hour else None,
        zone=east,
    )


def _choose(text: str) -> WrittenDay | None:
    """Take the date that is said to be of publication, else the first, else the first of a revision."""
    days = find_days(text)
    if len(days) < 2 and not any(is_in("said_fetched", word) for word in re.findall(r"\w+", text[:400])):
        return days[0] if days else None
    ranked = [(_rank(text, previous, day), day.start, day) for previous, day in zip([None, *days], days, strict=False)]
    told = [one for one in ranked if one[0] is not None]
    return min(told, key=lambda one: (one[0], one[1]))[2] if told else None


def _rank(text: str, previous: WrittenDay | None, day: WrittenDay) -> int | None:
    """Rank a date by the words in front of it: 0 published, 1 nothing said, 2 revised; None when it was fetched."""
    words = re.findall(r"\w+", text[previous.end if previous else 0 : day.start])[-_LABEL_WORDS:]
    for word in reversed(words):
        if is_in("said_fetched", word):
            return None
        if is_in("said_revised", word):
            return 2
        if is_in("said_published", word):
            return 0
    return 1


def _clock_of(text: str, day: WrittenDay) -> Clock | None:
    """Find the clock behind a date, else in front of it, else between its parts (`Sun Oct 18 11:56:00 EDT 2020`)."""
    inside = next((clock for clock in clocks_in(text[day.start : day.end]) if clock.second is not None), None)
    if inside:
        return inside._replace(start=day.start, end=day.end)
    return clock_after(text, day.end) or clock_before(text, day.start)


def _moment(day: WrittenDay, clock: Clock | None) -> Moment:
    time, zone = (clock.time, clock.zone) if clock else (None, None)
    return Moment(year=day.year, month=day.month, day=day.day, time=time, zone=zone)


def _settle(readings: Sequence[WrittenDay], text: str, clock: Clock | None) -> Sequence[WrittenDay]:
    """Choose between day first and month first by what else the line says."""
    if len(readings) == 1:
        return readings
    near = text[max(0, readings[0].start - _NEAR) : readings[0].end + _NEAR]
    words = re.findall(r"[^\W\d_]+", near)
    weekdays = {number for number in map(weekday_number, words) if number is not None}
    fitting = [one for one in readings if _weekday(one) in weekdays]
    if len(fitting) == 1:
        return fitting
    day_first, month_first = readings
    zone = clock.zone_name if clock else ""
    if is_in("month_first_zones", zone):
        return (month_first,)
    if is_in("day_first_zones", zone) or any(is_in("day_first_words", word) for word in words):
        return (day_first,)
    return (month_first,) if clock and clock.has_half else readings


def _weekday(day: WrittenDay) -> int | None:
    try:
        return date(day.year, day.month, day.day).weekday()
    except ValueError:
        return None


def _belongs(word: str, day: WrittenDay, row: str) -> bool:
    """Say whether a word next to a date is part of it; a weekday is when it is that day's: `The Sun` is an outlet."""
    bare = word.strip(" .,،;:·|/*_–—-()[]")
    if not bare or is_in(row, bare) or is_in("said_published", bare) or is_in("said_revised", bare):
        return True
    return weekday_number(bare) is not None and weekday_number(bare) == _weekday(day)


def _is_all_date(text: str) -> bool:
    """Say whether nothing is left of a line without its dates, clocks and the words that go with them."""
    rest, at = "", 0
    for day in find_days(text):
        rest += f"{text[at : day.start]} \u0000 "
        at = day.end
    rest += text[at:]
    for clock in sorted(clocks_in(rest), key=lambda one: -one.start):
        rest = f"{rest[: clock.start]} {rest[clock.end :]}"
    return all(_goes_with_date(word) for word in re.findall(r"\w+(?:-\w+)*", rest))


def _goes_with_date(word: str) -> bool:
    if is_in("beside", word) or is_in("said_revised", word) or is_in("said_published", word):
        return True
    return weekday_number(word) is not None or zone_named(word) is not None or word == "T"
