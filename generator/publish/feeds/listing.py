"""Which feeds a site has: in: a digest and the settings, out: every feed, with all it ever held."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds.archives import Dated
from generator.publish.feeds.channel import FeedFormat
from generator.publish.feeds.formats import FEED_FORMATS
from generator.records import Digest, Entry, Outlet, Record, Story, Thread, Topic

__all__ = ["Feed", "list_feeds"]


class Feed(Record, frozen=True, kw_only=True):
    """One feed of a site in one format, before it is written."""

    path: str
    """Of the live document."""
    page: str
    """That the feed follows, and that should announce it."""
    title: str
    description: str
    identity: tuple[str, ...]
    """What it is; the same in every format, and those stand together."""
    format: FeedFormat
    contents: tuple[Dated, ...]
    """At least one; the newest day first, and the weightiest of a day first."""
    noted: Topic | None = None
    """What has editor's notes that stand in the live document, as one item."""


def list_feeds(digest: Digest, config: Config) -> Iterator[Feed]:
    """Name every feed of a site; one without a single dated item is left out, for it would have no date itself."""
    stories = tuple(story for day in reversed(digest.days) for story in day.stories)
    if stories:
        yield from _site_feeds(stories, digest, config)
    for topic in digest.topics:
        if topic.stories:
            yield from _topic_feeds(topic, config)
    for thread in digest.threads:
        yield _thread_feed(thread, config)
    for outlet in digest.outlets:
        dated = tuple(entry for entry in outlet.entries if entry.dating.day)
        if dated:
            yield _outlet_feed(outlet, dated, config)


def _site_feeds(stories: tuple[Story, ...], digest: Digest, config: Config) -> Iterator[Feed]:
    for form in FEED_FORMATS:
        yield Feed(
            path=urls.feed(form.file_name),
            page=urls.HOME,
            title=config.title,
            description=config.description,
            identity=("stories",),
            format=form,
            contents=stories,
        )
    yield Feed(
        path=urls.feed("daily.xml"),
        page=urls.HOME,
        title=f"{config.title}, day by day",
        description=f"{config.description}. One item a day",
        identity=("days",),
        format=FEED_FORMATS[0],
        contents=tuple(day for day in reversed(digest.days) if day.stories),
    )


def _topic_feeds(topic: Topic, config: Config) -> Iterator[Feed]:
    for form in FEED_FORMATS:
        yield Feed(
            path=urls.feed(form.file_name, urls.topic(topic)),
            page=urls.topic(topic),
            title=f"{topic.name} – {config.title}",
            description=f"Stories about {topic.name}",
            identity=("topics", topic.slug),
            format=form,
            contents=topic.stories,
            noted=topic if topic.notes else None,
        )


def _thread_feed(thread: Thread, config: Config) -> Feed:
    """Follow a thread under the headline of its newest story, whatever it was called when it began."""
    headline = thread.newest.lead.title.value
    return Feed(
        path=urls.feed(FEED_FORMATS[0].file_name, urls.thread(thread)),
        page=urls.thread(thread),
        title=f"{headline} – {config.title}",
        description=f"How it goes on: {headline}",
        identity=("threads", thread.id),
        format=FEED_FORMATS[0],
        contents=_newest_day_first(thread),
    )


def _newest_day_first(thread: Thread) -> tuple[Story, ...]:
    return tuple(sorted(thread.stories, key=lambda story: story.day, reverse=True))


def _outlet_feed(outlet: Outlet, dated: tuple[Entry, ...], config: Config) -> Feed:
    return Feed(
        path=urls.feed(FEED_FORMATS[0].file_name, urls.outlet(outlet)),
        page=urls.outlet(outlet),
        title=f"{outlet.name} – {config.title}",
        description=f"Clippings from {outlet.name}",
        identity=("sources", outlet.slug),
        format=FEED_FORMATS[0],
        contents=dated,
    )
