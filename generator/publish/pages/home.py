"""The front page: the latest day in full, the days before it, topics, and what waits on the Undated shelf."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.edition import Edition, dated_days
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import HeadlineView, LinkView, headline_view
from generator.publish.views_footnotes import IntroductionView, introduction_view
from generator.publish.views_story import StoryView, story_view, story_views
from generator.publish.views_thread import ThreadLine, goes_on, thread_line
from generator.publish.wording import counted, day_in_words, number_in_words
from generator.records import Day, Digest, Entry, Record, Thread, Topic

__all__ = ["HomeView", "day_link", "home_pages"]

_RECENT_DAYS = 7
"""A week to look back on; the calendar has the rest."""
_MOST_TOPICS = 18
_MOST_THREADS = 6
_MOST_CARDS = 6
"""Beside the lead: three rows of two, and a front page that is read to its end on a phone."""
_LEAD_SENTENCES = 3
_OTHER_SENTENCES = 1
"""The front page shows what there is; the day's page and the story's say it in full."""


class HomeView(Record, frozen=True, kw_only=True):
    """What the front page may print; `day` and `lead` are None on a site without a dated clipping."""

    day: LinkView | None
    """The latest day; its note counts stories and clippings."""
    date: str
    """ISO; empty when there is no day."""
    introduction: IntroductionView | None
    """What the editor says of that day."""
    lead: StoryView | None
    stories: tuple[StoryView, ...]
    """The next stories of that day, the heaviest first."""
    briefs: tuple[HeadlineView, ...]
    """All others; each leads to its story."""
    threads: tuple[ThreadLine, ...]
    """What goes on: threads with a story in the last week, the newest first."""
    more_threads: LinkView | None
    """To all threads, when there are others: `+12 more`."""
    recent: tuple[LinkView, ...]
    """The days before, newest first."""
    topics: tuple[LinkView, ...]
    """Most clippings first."""
    more_topics: LinkView | None
    """To all topics, when some have no room: `+37 more`."""
    undated: LinkView | None
    """To the Undated shelf, when something lies on it: `3 clippings`."""
    counts: str
    """Of the whole site: `31 clippings · 12 stories · 8 days · 41 quotations in stories`."""


class _Whole(Record, frozen=True, kw_only=True):
    """What the front page says of the whole site."""

    clippings: int
    stories: int
    days: int
    quotations: int


def home_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the front page; it exists on every site."""
    days = dated_days(digest)
    stories = [story for day in days for story in day.stories]
    whole = _Whole(
        clippings=len(digest.entries),
        stories=len(stories),
        days=len(days),
        quotations=sum(len(story.extract) for story in stories),
    )
    yield PlannedPage(
        path=urls.HOME,
        title=edition.config.title,
        changed=days[-1].date if days else None,
        make=_home_page,
        about=(days[-1 - _RECENT_DAYS :], digest.threads, digest.topics, digest.undated, whole),
    )


def _home_page(
    edition: Edition,
    title: str,
    days: tuple[Day, ...],
    every_thread: tuple[Thread, ...],
    topics: tuple[Topic, ...],
    undated: tuple[Entry, ...],
    whole: _Whole,
) -> Page:
    """Make the front page; `days` are the latest and those before it."""
    latest = days[-1] if days else None
    introduction, number = introduction_view(edition, latest.notes, latest.date) if latest else (None, 1)
    lead, cards = _front_stories(edition, latest, number)
    threads = [thread for thread in every_thread if latest and goes_on(thread, latest.date)][:_MOST_THREADS]
    view = HomeView(
        day=day_link(edition, latest) if latest else None,
        date=latest.date if latest else "",
        introduction=introduction,
        lead=lead,
        stories=cards,
        briefs=_briefs(edition, latest),
        threads=tuple(thread_line(edition, thread) for thread in threads),
        more_threads=_more(edition, len(every_thread) - len(threads), urls.THREADS),
        recent=tuple(day_link(edition, day) for day in reversed(days[:-1])),
        topics=_topics(edition, topics),
        more_topics=_more(edition, len(topics) - _MOST_TOPICS, urls.TOPICS),
        undated=_undated(edition, undated),
        counts=_counts(edition, whole),
    )
    pictured = urls.day(latest.date) if latest else ""
    head = make_head(edition, urls.HOME, title=title, description=edition.config.description, pictured=pictured)
    return Page(template="home.html", head=head, view=view)


def day_link(edition: Edition, day: Day) -> LinkView:
    """Link a day and count what is on it."""
    clippings = sum(len(story.entries) for story in day.stories)
    return LinkView(
        text=day_in_words(day.date, edition.language),
        href=edition.urls.path(urls.day(day.date)),
        note=f"{counted(len(day.stories), 'story', 'stories', edition.language)} "
        f"from {counted(clippings, 'clipping', 'clippings', edition.language)}",
    )


def _front_stories(edition: Edition, day: Day | None, number: int) -> tuple[StoryView | None, tuple[StoryView, ...]]:
    """Give the first story more room than the others, its footnotes first, from a number on."""
    if day is None:
        return None, ()
    lead, number = story_view(edition, day.stories[0], number, most_sentences=_LEAD_SENTENCES)
    others = day.stories[1 : 1 + _MOST_CARDS]
    return lead, story_views(edition, others, first_number=number, most_sentences=_OTHER_SENTENCES)


def _briefs(edition: Edition, day: Day | None) -> tuple[HeadlineView, ...]:
    """Show what the cards have no room for, a line each."""
    stories = day.stories[1 + _MOST_CARDS :] if day else ()
    return tuple(headline_view(edition, story.lead, edition.urls.path(urls.story(story))) for story in stories)


def _topics(edition: Edition, topics: tuple[Topic, ...]) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            text=topic.name,
            href=edition.urls.path(urls.topic(topic)),
            note=number_in_words(topic.entry_count, edition.language),
        )
        for topic in topics[:_MOST_TOPICS]
    )


def _more(edition: Edition, left: int, page: str) -> LinkView | None:
    if left <= 0:
        return None
    return LinkView(text=f"+{number_in_words(left, edition.language)} more", href=edition.urls.path(page))


def _undated(edition: Edition, undated: tuple[Entry, ...]) -> LinkView | None:
    if not undated:
        return None
    text = counted(len(undated), "clipping", "clippings", edition.language)
    return LinkView(text=text, href=edition.urls.path(urls.UNDATED))


def _counts(edition: Edition, whole: _Whole) -> str:
    rows = (
        (whole.clippings, "clipping", "clippings"),
        (whole.stories, "story", "stories"),
        (whole.days, "day", "days"),
        *([(whole.quotations, "quotation in stories", "quotations in stories")] if whole.quotations else []),
    )
    return " · ".join(counted(count, one, many, edition.language) for count, one, many in rows)
