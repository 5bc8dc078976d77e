"""Lists that grow for years: in: what is listed by day, out: what one page shows of it, and the parts of its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from generator.records import Record

__all__ = ["DayOf", "Period", "list_months", "newest"]

_MOST = 60
"""So many things a page lists by itself, and the rest of their last day: about a dozen screens."""

_Listed = TypeVar("_Listed")
DayOf = Callable[[_Listed], str | None]
"""The day of a thing, None for the undated."""


class Period(Record, frozen=True, kw_only=True):
    """One month of a list, between those that the list has something of. Months are ISO: `2020-10`."""

    month: str
    before: str
    """Empty for the first."""
    after: str
    """Empty for the last."""


def newest(listed: Sequence[_Listed], day_of: DayOf[_Listed]) -> tuple[_Listed, ...]:
    """Keep of a list, newest first, whole days until there are sixty things, and the undated."""
    days = [day for day in map(day_of, listed) if day]
    last = days[_MOST - 1] if len(days) > _MOST else ""
    return tuple(one for one in listed if (day_of(one) or last) >= last)


def list_months(listed: Sequence[_Listed], day_of: DayOf[_Listed]) -> Iterator[tuple[Period, tuple[_Listed, ...]]]:
    """Part a list, newest first, by month, the newest first; nothing where one page holds it all."""
    if len(newest(listed, day_of)) == len(listed):
        return
    dated = [one for one in listed if day_of(one)]
    months = [(month, tuple(those)) for month, those in groupby(dated, lambda one: (day_of(one) or "")[:7])]
    for place, (month, those) in enumerate(months):
        before = months[place + 1][0] if place + 1 < len(months) else ""
        after = months[place - 1][0] if place else ""
        yield Period(month=month, before=before, after=after), those
