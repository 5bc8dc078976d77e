"""A day: its stories with their footnotes, numbered through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.citations.linked_data import describe_collection
from generator.publish.edition import Edition, dated_days
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, PlannedPage, day_crumbs, make_head
from generator.publish.views import LinkView
from generator.publish.views_footnotes import IntroductionView, introduction_view
from generator.publish.views_story import StoryView, story_views
from generator.publish.wording import count_outlets, day_in_words
from generator.records import Day, Digest, Record

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
    introduction: IntroductionView | None
    """What the editor says of the day."""
    stories: tuple[StoryView, ...]
    email_href: str
    """Of the day as an e-mail; empty where the site has none."""
    previous: LinkView | None
    """The nearest day before that has stories."""
    next: LinkView | None


def day_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each day that has stories, newest first."""
    days = dated_days(digest)
    for place in reversed(range(len(days))):
        day = days[place]
        before = days[place - 1] if place else None
        after = days[place + 1] if place + 1 < len(days) else None
        yield PlannedPage(
            path=urls.day(day.date),
            title=day_in_words(day.date, edition.language),
            changed=day.date,
            make=_day_page,
            about=(day, before, after),
        )


def _day_page(edition: Edition, title: str, day: Day, before: Day | None, after: Day | None) -> Page:
    link = day_link(edition, day)
    entries = tuple(entry for story in day.stories for entry in story.entries)
    counts = " · ".join(part for part in (link.note, count_outlets(entries, edition.language)) if part)
    introduction, number = introduction_view(edition, day.notes, day.date)
    view = DayView(
        title=link.text,
        date=day.date,
        counts=counts,
        timezone=edition.config.timezone,
        introduction=introduction,
        stories=story_views(edition, day.stories, number),
        email_href=edition.urls.path(urls.email(day.date)) if "email" in edition.config.pages else "",
        previous=day_link(edition, before) if before else None,
        next=day_link(edition, after) if after else None,
    )
    path = urls.day(day.date)
    head = make_head(
        edition,
        path,
        title=title,
        description=f"{link.text}: {counts}",
        crumbs=day_crumbs(edition, day.date),
        linked_data=describe_collection(path, link.text, entries, edition.config, edition.urls, day.date),
        has_citations=True,
        date=day.date,
        pictured=path,
    )
    return Page(template="day.html", head=head, view=view)
