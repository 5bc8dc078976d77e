"""A day: its stories with their footnotes, numbered through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.citations.linked_data import describe_collection
from generator.publish.edition import Edition
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, day_crumbs, make_head
from generator.publish.views import LinkView
from generator.publish.views_story import StoryView, story_views
from generator.publish.wording import count_outlets
from generator.records import Day, Record

__all__ = ["DayView", "day_pages"]


class DayView(Record, frozen=True, kw_only=True):
    """What a day's page may print."""

    title: str
    """`Sunday 18 October 2020`"""
    date: str
    """ISO"""
    counts: str
    """`4 stories from 5 clippings · 3 outlets`"""
    timezone: str
    """In which the day is one."""
    stories: tuple[StoryView, ...]
    previous: LinkView | None
    """The nearest day before that has stories."""
    next: LinkView | None


def day_pages(edition: Edition) -> Iterator[Page]:
    """Make a page for each day that has stories, newest first."""
    days = edition.days
    for place in reversed(range(len(days))):
        before = days[place - 1] if place else None
        after = days[place + 1] if place + 1 < len(days) else None
        yield _day_page(edition, days[place], before, after)


def _day_page(edition: Edition, day: Day, before: Day | None, after: Day | None) -> Page:
    link = day_link(edition, day)
    entries = tuple(entry for story in day.stories for entry in story.entries)
    counts = " · ".join(part for part in (link.note, count_outlets(entries, edition.language)) if part)
    view = DayView(
        title=link.text,
        date=day.date,
        counts=counts,
        timezone=edition.config.timezone,
        stories=story_views(edition, day.stories),
        previous=day_link(edition, before) if before else None,
        next=day_link(edition, after) if after else None,
    )
    path = urls.day(day.date)
    head = make_head(
        edition,
        path,
        title=link.text,
        description=f"{link.text}: {counts}",
        crumbs=day_crumbs(edition, day.date),
        linked_data=describe_collection(path, link.text, entries, edition.config, edition.urls, day.date),
        has_citations=True,
    )
    return Page(path=path, template="day.html", head=head, view=view, changed=day.date)
