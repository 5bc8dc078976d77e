"""The archive by calendar: a table for each month, a page for each year, and one page with all of them."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from generator.publish import urls
from generator.publish.edition import Edition, dated_days
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Crumb, Page, PlannedPage, make_head, month_crumbs
from generator.publish.views import HeadlineView, LinkView, headline_view
from generator.publish.wording import counted, first_weekday, month_in_words, weekday_names
from generator.records import Day, Digest, Record

__all__ = ["CalendarView", "MonthView", "YearView", "calendar_pages", "month_pages", "year_pages"]

_MOST_HEADLINES = 3
"""Of a day in a month's list: enough to know the day again."""


_Days = tuple[Day, ...]


class CellView(Record, frozen=True, kw_only=True):
    """A field of a month's table."""

    number: str
    """The day of the month; empty before the first and after the last."""
    href: str
    """Empty when nothing is known of that day."""
    count: str
    """`3 stories`"""
    date: str
    """In words, for those who do not see the table."""


class DayLine(Record, frozen=True, kw_only=True):
    """A day in a list, with its weightiest headlines."""

    link: LinkView
    date: str
    headlines: tuple[HeadlineView, ...]
    left: str
    """How many more stories there are: `2 more stories`; empty for none."""


class MonthView(Record, frozen=True, kw_only=True):
    """What a month's page may print."""

    title: str
    """`October 2020`"""
    date: str
    """ISO: `2020-10`"""
    counts: str
    weekdays: tuple[tuple[str, str], ...]
    """`(short, full)` names in the order of the table's columns."""
    weeks: tuple[tuple[CellView, ...], ...]
    days: tuple[DayLine, ...]
    """Those with stories, oldest first."""
    previous: LinkView | None
    """The nearest month before that has stories."""
    next: LinkView | None


class MonthBox(Record, frozen=True, kw_only=True):
    """A month in its year: its link and the days that have stories."""

    link: LinkView
    date: str
    days: tuple[LinkView, ...]
    """Text is the day of the month, note the date and what there is."""


class YearView(Record, frozen=True, kw_only=True):
    """What a year's page may print."""

    title: str
    counts: str
    months: tuple[MonthBox, ...]
    previous: LinkView | None
    next: LinkView | None


class YearBox(Record, frozen=True, kw_only=True):
    link: LinkView
    months: tuple[LinkView, ...]


class CalendarView(Record, frozen=True, kw_only=True):
    """What the calendar's page may print."""

    counts: str
    years: tuple[YearBox, ...]
    """Newest first."""


def calendar_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the page with all years, if there is any."""
    if days := dated_days(digest):
        yield PlannedPage(
            path=urls.CALENDAR, title="Calendar", changed=days[-1].date, make=_calendar_page, about=(days,)
        )


def _calendar_page(edition: Edition, title: str, days: _Days) -> Page:
    years = tuple(
        YearBox(
            link=_year_link(edition, year),
            months=tuple(_month_link(edition, month, with_year=False) for month in _by_month(year)),
        )
        for year in reversed(_by_year(days))
    )
    head = make_head(edition, urls.CALENDAR, title=title, description="Every day with stories, by month and year")
    view = CalendarView(counts=_counts(edition, days), years=years)
    return Page(template="calendar.html", head=head, view=view)


def year_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each year that has stories."""
    for before, days, after in _with_neighbours(_by_year(dated_days(digest))):
        first = days[0].date
        yield PlannedPage(
            path=urls.year(first),
            title=first[:4],
            changed=days[-1].date,
            make=_year_page,
            about=(days, before, after),
        )


def _year_page(edition: Edition, title: str, days: _Days, before: _Days, after: _Days) -> Page:
    view = YearView(
        title=days[0].date[:4],
        counts=_counts(edition, days),
        months=tuple(_month_box(edition, month) for month in _by_month(days)),
        previous=_year_link(edition, before) if before else None,
        next=_year_link(edition, after) if after else None,
    )
    head = make_head(
        edition,
        urls.year(days[0].date),
        title=title,
        description=f"{view.title}: {view.counts}",
        crumbs=(Crumb(text="Calendar", href=edition.urls.path(urls.CALENDAR)),),
    )
    return Page(template="year.html", head=head, view=view)


def month_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each month that has stories."""
    for before, days, after in _with_neighbours(_by_month(dated_days(digest))):
        first = days[0].date
        yield PlannedPage(
            path=urls.month(first),
            title=month_in_words(first, edition.language),
            changed=days[-1].date,
            make=_month_page,
            about=(days, before, after),
        )


def _month_page(edition: Edition, title: str, days: _Days, before: _Days, after: _Days) -> Page:
    first = days[0].date
    view = MonthView(
        title=month_in_words(first, edition.language),
        date=first[:7],
        counts=_counts(edition, days),
        weekdays=_weekdays(edition),
        weeks=_weeks(edition, days),
        days=tuple(_day_line(edition, day) for day in days),
        previous=_month_link(edition, before) if before else None,
        next=_month_link(edition, after) if after else None,
    )
    head = make_head(
        edition,
        urls.month(first),
        title=title,
        description=f"{view.title}: {view.counts}",
        crumbs=month_crumbs(edition, first),
    )
    return Page(template="month.html", head=head, view=view)


def _by_year(days: Iterable[Day]) -> list[tuple[Day, ...]]:
    return [tuple(group) for _, group in groupby(days, key=lambda day: day.date[:4])]


def _by_month(days: Iterable[Day]) -> list[tuple[Day, ...]]:
    return [tuple(group) for _, group in groupby(days, key=lambda day: day.date[:7])]


def _with_neighbours(groups: Sequence[_Days]) -> Iterator[tuple[_Days, _Days, _Days]]:
    """Go through months or years with the one before and the one after, which are empty at the ends."""
    for (before, current), (_, after) in pairwise(pairwise(((), *groups, ()))):
        yield before, current, after


def _counts(edition: Edition, days: Sequence[Day]) -> str:
    stories = [story for day in days for story in day.stories]
    clippings = sum(len(story.entries) for story in stories)
    return (
        f"{counted(len(stories), 'story', 'stories', edition.language)} "
        f"from {counted(clippings, 'clipping', 'clippings', edition.language)} "
        f"on {counted(len(days), 'day', 'days', edition.language)}"
    )


def _year_link(edition: Edition, days: Sequence[Day]) -> LinkView:
    first = days[0].date
    return LinkView(text=first[:4], href=edition.urls.path(urls.year(first)), note=_counts(edition, days))


def _month_link(edition: Edition, days: Sequence[Day], *, with_year: bool = True) -> LinkView:
    first = days[0].date
    return LinkView(
        text=month_in_words(first, edition.language, with_year=with_year),
        href=edition.urls.path(urls.month(first)),
        note=_counts(edition, days),
    )


def _month_box(edition: Edition, days: Sequence[Day]) -> MonthBox:
    links = (day_link(edition, day) for day in days)
    return MonthBox(
        link=_month_link(edition, days, with_year=False),
        date=days[0].date[:7],
        days=tuple(
            LinkView(text=str(int(day.date[8:])), href=link.href, note=f"{link.text}: {link.note}")
            for day, link in zip(days, links, strict=True)
        ),
    )


def _weekdays(edition: Edition) -> tuple[tuple[str, str], ...]:
    names, first = weekday_names(edition.language), first_weekday(edition.language)
    return names[first:] + names[:first]


def _weeks(edition: Edition, days: Sequence[Day]) -> tuple[tuple[CellView, ...], ...]:
    by_number = {int(day.date[8:]): day for day in days}
    year, month = int(days[0].date[:4]), int(days[0].date[5:7])
    weeks = Calendar(first_weekday(edition.language)).monthdayscalendar(year, month)
    return tuple(tuple(_cell(edition, number, by_number.get(number)) for number in week) for week in weeks)


def _cell(edition: Edition, number: int, day: Day | None) -> CellView:
    if day is None:
        return CellView(number=str(number or ""), href="", count="", date="")
    link = day_link(edition, day)
    count = counted(len(day.stories), "story", "stories", edition.language)
    return CellView(number=str(number), href=link.href, count=count, date=link.text)


def _day_line(edition: Edition, day: Day) -> DayLine:
    left = len(day.stories) - _MOST_HEADLINES
    return DayLine(
        link=day_link(edition, day),
        date=day.date,
        headlines=tuple(
            headline_view(edition, story.lead, edition.urls.path(urls.story(story)))
            for story in day.stories[:_MOST_HEADLINES]
        ),
        left=counted(left, "more story", "more stories", edition.language) if left > 0 else "",
    )
