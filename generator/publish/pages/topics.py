"""Topics: a page for each with its stories by day, and one page that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter

import msgspec

from generator.publish import urls
from generator.publish.activity import ActivityView, chart_activity
from generator.publish.citations.linked_data import describe_collection
from generator.publish.edition import Edition
from generator.publish.pages.page import Crumb, FeedLink, Page, PlannedPage, feed_links, make_head
from generator.publish.periods import Period, list_months, newest
from generator.publish.views import HeadlineView, LinkView, StoryLine, headline_view, story_line
from generator.publish.views_footnotes import IntroductionView, introduction_view
from generator.publish.views_period import PeriodView, period_view
from generator.publish.views_thread import ThreadLine, thread_line
from generator.publish.wording import counted, day_in_words, month_in_words, number_in_words
from generator.records import Digest, Entry, Record, Topic

__all__ = ["TopicView", "TopicsView", "topic_pages", "topics_pages"]

_MOST_THREADS = 8
"""Beside a topic's stories; the list of threads has the rest."""

_MOST_CLAIMANTS = 8
"""Beside a topic's stories; the list of who is quoted has all."""

_DAY = attrgetter("day")

_RULES = {
    "label": "a label that clippings carry",
    "configured": "words that this site's editor chose",
    "general": "common words that speak for it",
    "recurring-name": "a name that recurs across clippings",
}
"""Where a topic comes from, by its rule."""


class TopicDay(Record, frozen=True, kw_only=True):
    """The stories of one day about a topic."""

    link: LinkView
    date: str
    stories: tuple[StoryLine, ...]


class TopicView(Record, frozen=True, kw_only=True):
    """What a topic's page may print."""

    name: str
    counts: str
    """`3 stories · 7 clippings · last on Sunday 18 October 2020`, of a month `3 stories`"""
    period: PeriodView
    spellings: tuple[str, ...]
    """Other forms of its name that were joined."""
    rule: str
    """Where the topic comes from, in words."""
    introduction: IntroductionView | None
    """What the editor says of it."""
    days: tuple[TopicDay, ...]
    """Newest first; of a long list those that the period is of."""
    undated: tuple[HeadlineView, ...]
    threads: tuple[ThreadLine, ...]
    """Those with a story about it, at most eight, the newest first."""
    outlets: tuple[LinkView, ...]
    """Who wrote about it, most clippings first; the note is how many."""
    claimants: tuple[LinkView, ...]
    """Who is quoted, at most eight, most sentences first; the note is how many."""
    activity: ActivityView | None
    """Of all its days; None where all stories are of one day, and for a month."""
    feeds: tuple[FeedLink, ...]


class TopicsView(Record, frozen=True, kw_only=True):
    """What the list of topics may print."""

    counts: str
    topics: tuple[LinkView, ...]
    """By name; the note counts clippings."""


def topics_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the list of topics, if there is any."""
    topics = digest.topics
    if topics:
        yield PlannedPage(
            path=urls.TOPICS,
            title="Topics",
            changed=max((topic.stories[0].day for topic in topics if topic.stories), default=None),
            make=_topics_page,
            about=(topics,),
        )


def _topics_page(edition: Edition, title: str, topics: tuple[Topic, ...]) -> Page:
    links = (
        LinkView(
            text=topic.name,
            href=edition.urls.path(urls.topic(topic)),
            note=counted(topic.entry_count, "clipping", "clippings", edition.language),
        )
        for topic in topics
    )
    counts = counted(len(topics), "topic", "topics", edition.language)
    view = TopicsView(counts=counts, topics=tuple(sorted(links, key=lambda link: (link.text.casefold(), link.href))))
    head = make_head(edition, urls.TOPICS, title=title, description=f"{counts}, by name")
    return Page(template="topics.html", head=head, view=view)


def topic_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each topic, and one for each month of those that have many stories."""
    for topic in digest.topics:
        title = f"{topic.name} – topic"
        yield PlannedPage(
            path=urls.topic(topic),
            title=title,
            changed=topic.stories[0].day if topic.stories else None,
            make=_topic_page,
            about=(topic, None),
        )
        for period, stories in list_months(topic.stories, _DAY):
            entry_count = sum(len(story.entries) for story in stories)
            month = msgspec.structs.replace(
                topic, stories=stories, entry_count=entry_count, undated=(), spellings=(), why={}, notes=()
            )
            yield PlannedPage(
                path=urls.in_month(urls.topic(topic), period.month),
                title=f"{title}, {month_in_words(f'{period.month}-01', edition.language)}",
                changed=stories[0].day,
                make=_topic_page,
                about=(month, period),
            )


def _topic_page(edition: Edition, title: str, topic: Topic, period: Period | None) -> Page:
    """Make the page of a topic, or of a month of it: then `topic` has that month's stories only."""
    whole = urls.topic(topic)
    path = urls.in_month(whole, period.month) if period else whole
    shown = topic.stories if period else newest(topic.stories, _DAY)
    days = tuple(
        TopicDay(
            link=LinkView(text=day_in_words(day, edition.language), href=edition.urls.path(urls.day(day))),
            date=day,
            stories=tuple(story_line(edition, story) for story in stories),
        )
        for day, stories in groupby(shown, key=_DAY)
    )
    entries = (*(entry for story in topic.stories for entry in story.entries), *topic.undated)
    view = TopicView(
        name=topic.name,
        counts=_counts(edition, topic, days, is_whole=period is None),
        period=period_view(edition, whole, period, topic.stories, _DAY),
        spellings=tuple(form for form in topic.spellings if form != topic.name),
        rule=_RULES.get(topic.rule, topic.rule),
        introduction=introduction_view(edition, topic.notes, topic.slug)[0],
        days=days,
        undated=tuple(headline_view(edition, entry) for entry in topic.undated),
        threads=_threads(edition, topic),
        outlets=_outlets(edition, entries),
        claimants=_claimants(edition, entries),
        activity=None if period else chart_activity([story.day for story in topic.stories], edition.language),
        feeds=feed_links(edition, whole),
    )
    head = make_head(
        edition,
        path,
        title=title,
        description=f"{topic.name}{', ' * bool(period)}{view.period.month}: {view.counts}",
        crumbs=(
            Crumb(text="Topics", href=edition.urls.path(urls.TOPICS)),
            *([Crumb(text=topic.name, href=edition.urls.path(whole))] if period else ()),
        ),
        linked_data=describe_collection(
            path, topic.name, (story.lead for story in shown), edition.config, edition.urls
        ),
        has_citations=True,
    )
    return Page(template="topic.html", head=head, view=view)


def _counts(edition: Edition, topic: Topic, days: tuple[TopicDay, ...], *, is_whole: bool) -> str:
    stories = counted(len(topic.stories), "story", "stories", edition.language)
    if not is_whole:
        return stories
    clippings = counted(topic.entry_count, "clipping", "clippings", edition.language)
    return " · ".join([stories, clippings, *([f"last on {days[0].link.text}"] if days else [])])


def _threads(edition: Edition, topic: Topic) -> tuple[ThreadLine, ...]:
    """Show the threads that have a story about a topic, the newest first; each once."""
    threads = {thread.id: thread for thread in (edition.threads.get(story.id) for story in topic.stories) if thread}
    return tuple(thread_line(edition, thread) for thread in islice(threads.values(), _MOST_THREADS))


def _claimants(edition: Edition, entries: Iterable[Entry]) -> tuple[LinkView, ...]:
    """Link whom the entries quote, those with most sentences first, ties by name."""
    found = [edition.claimants.get((entry.id, claim.claimant)) for entry in entries for claim in entry.claims]
    counts = Counter(claimant.slug for claimant in found if claimant)
    ranked = sorted(
        {one.slug: one for one in found if one}.values(),
        key=lambda one: (-counts[one.slug], one.name.casefold(), one.slug),
    )
    return tuple(
        LinkView(
            text=one.name,
            href=edition.urls.path(urls.claimant(one)),
            note=number_in_words(counts[one.slug], edition.language),
        )
        for one in ranked[:_MOST_CLAIMANTS]
    )


def _outlets(edition: Edition, entries: Iterable[Entry]) -> tuple[LinkView, ...]:
    """Link the outlets behind entries, those with most of them first, ties by name; who is not known is left out."""
    outlets = [outlet for outlet in (edition.outlets.get(entry.id) for entry in entries) if outlet]
    counts = Counter(outlet.slug for outlet in outlets)
    ranked = sorted(outlets, key=lambda one: (-counts[one.slug], one.name.casefold(), one.slug))
    return tuple(
        LinkView(
            text=outlet.name,
            href=edition.urls.path(urls.outlet(outlet)),
            note=number_in_words(counts[slug], edition.language),
        )
        for slug, outlet in {one.slug: one for one in ranked}.items()
    )
