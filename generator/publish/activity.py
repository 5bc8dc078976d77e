"""Activity: in: the days of some stories, out: a small chart of how many there were when, and the table behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from generator.publish.wording import day_in_words, month_in_words, number_in_words, period_in_words
from generator.records import Record

__all__ = ["ActivityView", "BarView", "chart_activity"]

_MOST_BARS = 60
"""A chart with more is drawn by weeks, months or years, so that a bar keeps some pixels in a narrow column."""

_WIDTH = 240
_WIDEST_SLOT = 24
_GAP = 1
"""In pixels: a chart's width, which its periods share, as long as none gets more than the widest; free between bars."""

_HEIGHT = 48


class BarView(Record, frozen=True, kw_only=True):
    """A period with stories: its bar, in the chart's own units, and its row in the table."""

    x: int
    y: int
    width: int
    height: int
    label: str
    """`Sunday 18 October 2020`, `12 to 18 October 2020`, `October 2020`, `2020`."""
    count: str


class ActivityView(Record, frozen=True, kw_only=True):
    """A chart of stories over time. Periods without any are gaps, and have no row."""

    title: str
    """What the chart shows, for those who do not see it: `Stories by day, 16 to 18 October 2020`."""
    unit: str
    """What a bar stands for: `day`, `week`, `month` or `year`."""
    width: int
    height: int
    bars: tuple[BarView, ...]
    """Oldest first."""


def chart_activity(days: Sequence[str], language: str) -> ActivityView | None:
    """
    Draw how many stories there were over time; `days` has the day of each story.

    None when all are of one day, of which a chart would say nothing. A bar stands for a day, or for the shortest of
    week, month and year that makes at most sixty of them.

    >>> chart = chart_activity(["2020-10-16", "2020-10-18", "2020-10-18"], "en")
    >>> chart and chart.title, chart and [(bar.x, bar.height, bar.count) for bar in chart.bars]
    ('Stories by day, 16 to 18 October 2020', [(0, 24, '1'), (48, 48, '2')])
    """
    if len(set(days)) < 2:
        return None
    first, last = (date.fromisoformat(day) for day in (min(days), max(days)))
    unit = next((name for name in _UNITS if _is_short(_periods(name, first, last))), "year")
    begin, _ = _UNITS[unit]
    periods = list(_periods(unit, first, last))
    counts = Counter(begin(date.fromisoformat(day)) for day in days)
    most = max(counts.values())
    slot = max(_GAP + 1, min(_WIDEST_SLOT, _WIDTH // len(periods)))
    bars = []
    for place, start in enumerate(periods):
        if count := counts[start]:
            height = max(2, _HEIGHT * count // most)
            label, number = _name(unit, start, language), number_in_words(count, language)
            x, y, width = place * slot, _HEIGHT - height, slot - _GAP
            bars.append(BarView(x=x, y=y, width=width, height=height, label=label, count=number))
    return ActivityView(
        title=f"Stories by {unit}, {period_in_words(min(days), max(days), language)}",
        unit=unit,
        width=slot * len(periods),
        height=_HEIGHT,
        bars=tuple(bars),
    )


def _is_short(periods: Iterator[date]) -> bool:
    return len(list(islice(periods, _MOST_BARS + 1))) <= _MOST_BARS


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


_UNITS: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda day: day + timedelta(days=1)),
    "week": (lambda day: day - timedelta(days=day.weekday()), lambda day: day + timedelta(days=7)),
    "month": (lambda day: day.replace(day=1), _month_after),
    "year": (lambda day: day.replace(month=1, day=1), lambda day: day.replace(year=day.year + 1)),
}
"""Where the period of a day begins, and where the one after it does; the shortest first. Weeks are ISO 8601's."""


def _periods(unit: str, first: date, last: date) -> Iterator[date]:
    begin, after = _UNITS[unit]
    start = begin(first)
    while start <= last:
        yield start
        try:
            start = after(start)
        except (OverflowError, ValueError):  # the calendar ends with the year 9999
            return


def _name(unit: str, start: date, language: str) -> str:
    if unit == "day":
        return day_in_words(start.isoformat(), language)
    if unit == "week":
        end = date.fromordinal(min(start.toordinal() + 6, date.max.toordinal()))
        return period_in_words(start.isoformat(), end.isoformat(), language)
    return month_in_words(start.isoformat(), language) if unit == "month" else f"{start.year:04}"
