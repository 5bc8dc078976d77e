"""Threads: a page for each with what each day brought, and one page that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition, latest_day
from generator.publish.figures import LineView, line_views
from generator.publish.pages.page import Crumb, FeedLink, Page, PlannedPage, feed_links, make_head
from generator.publish.views import HeadlineView, LinkView, headline_view, outlet_links, topic_links
from generator.publish.views_story import StoryView, story_views
from generator.publish.views_thread import ThreadLine, goes_on, thread_line
from generator.publish.wording import counted, day_in_words, period_in_words, thread_counts
from generator.records import Digest, Record, Story, Thread

__all__ = ["ThreadView", "ThreadsView", "thread_pages", "threads_pages"]


class ThreadDay(Record, frozen=True, kw_only=True):
    """What a day brought."""

    link: LinkView
    date: str
    """ISO"""
    stories: tuple[StoryView, ...]
    """With their new sentences only; one that says nothing new has none."""


class ThreadView(Record, frozen=True, kw_only=True):
    """What a thread's page may print."""

    headline: HeadlineView
    """Of the newest story, which it leads to."""
    period: str
    """`16 to 18 October 2020`"""
    counts: str
    """`4 stories · 11 clippings · 6 outlets · 5 origins`"""
    days: tuple[ThreadDay, ...]
    """Newest first; footnotes are numbered through in that order."""
    lines: tuple[LineView, ...]
    """Figures that were told on three days or more."""
    topics: tuple[LinkView, ...]
    """Those of most of its stories first."""
    outlets: tuple[LinkView, ...]
    """Who wrote about it, by name."""
    feeds: tuple[FeedLink, ...]


class ThreadsView(Record, frozen=True, kw_only=True):
    """What the list of threads may print."""

    counts: str
    going_on: tuple[ThreadLine, ...]
    """Those with a story in the last week, the newest first."""
    resting: tuple[ThreadLine, ...]


def threads_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the list of threads, if there is any."""
    threads = digest.threads
    if threads:
        yield PlannedPage(
            path=urls.THREADS,
            title="Threads",
            changed=threads[0].newest.day,
            make=_threads_page,
            about=(threads, latest_day(digest)),
        )


def _threads_page(edition: Edition, title: str, threads: tuple[Thread, ...], latest: str) -> Page:
    counts = counted(len(threads), "thread", "threads", edition.language)
    view = ThreadsView(
        counts=counts,
        going_on=tuple(thread_line(edition, thread) for thread in threads if goes_on(thread, latest)),
        resting=tuple(thread_line(edition, thread) for thread in threads if not goes_on(thread, latest)),
    )
    head = make_head(edition, urls.THREADS, title=title, description=f"{counts}: stories that go on over several days")
    return Page(template="threads.html", head=head, view=view)


def thread_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each thread."""
    for thread in digest.threads:
        yield PlannedPage(
            path=urls.thread(thread),
            title=f"{thread.newest.lead.title.value} – thread",
            changed=thread.newest.day,
            make=_thread_page,
            about=(thread,),
        )


def _thread_page(edition: Edition, title: str, thread: Thread) -> Page:
    path = urls.thread(thread)
    newest = thread.newest
    view = ThreadView(
        headline=headline_view(edition, newest.lead, edition.urls.path(urls.story(newest))),
        period=period_in_words(thread.stories[0].day, newest.day, edition.language),
        counts=thread_counts(thread, edition.language),
        days=tuple(_days(edition, thread)),
        lines=line_views(edition, thread),
        topics=_topics(edition, thread),
        outlets=outlet_links(edition, (entry for story in thread.stories for entry in story.entries)),
        feeds=feed_links(edition, path),
    )
    head = make_head(
        edition,
        path,
        title=title,
        description=f"From {view.period}: {view.counts}",
        crumbs=(Crumb(text="Threads", href=edition.urls.path(urls.THREADS)),),
    )
    return Page(template="thread.html", head=head, view=view)


def _days(edition: Edition, thread: Thread) -> Iterator[ThreadDay]:
    number = 1
    by_day = [(day, tuple(stories)) for day, stories in groupby(thread.stories, key=lambda story: story.day)]
    for day, stories in reversed(by_day):
        views = story_views(edition, tuple(map(_news_of, stories)), number)
        number += sum(len(view.notes) for view in views)
        link = LinkView(text=day_in_words(day, edition.language), href=edition.urls.path(urls.day(day)))
        yield ThreadDay(link=link, date=day, stories=views)


def _news_of(story: Story) -> Story:
    """Leave out what its thread said before, which here stands on the day it was new, and the editor's notes."""
    news = tuple(one for one in story.extract if one.first_day is None)
    return msgspec.structs.replace(story, extract=news, notes=())


def _topics(edition: Edition, thread: Thread) -> tuple[LinkView, ...]:
    counts = Counter(slug for story in thread.stories for slug in story.topics)
    return topic_links(edition, tuple(sorted(counts, key=lambda slug: (-counts[slug], slug))))
