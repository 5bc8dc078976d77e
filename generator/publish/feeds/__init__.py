"""Digest -> feeds: the site's stories, its days, every topic and every outlet, in the formats of FEED_FORMATS."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from operator import attrgetter

import msgspec

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds.atom import ATOM
from generator.publish.feeds.channel import Channel, FeedFormat, FeedItem, FeedSite
from generator.publish.feeds.identity import make_tag
from generator.publish.feeds.items import ItemMaker, make_item_maker
from generator.publish.feeds.json_feed import JSON_FEED
from generator.publish.feeds.rss import RSS
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import Day, Digest, Entry, Outlet, Record, Story, Topic

__all__ = ["FEED_FORMATS", "Feed", "list_feeds", "plan_feeds"]

FEED_FORMATS: tuple[FeedFormat, ...] = (ATOM, RSS, JSON_FEED)
"""The first is the one to recommend, and the only one where one is enough."""

_MOST_BYTES = 250_000
"""Of a live feed: the limit that JSON Feed 1.1 recommends; readers fetch the whole of it every time."""

_FRAME_BYTES = 4_000
"""What the head of a feed may take of these."""


class Feed(Record, frozen=True, kw_only=True):
    """One feed of a site in one format, before it is written."""

    path: str
    """Of the file."""
    page: str
    """That the feed follows, and that should announce it."""
    title: str
    description: str
    identity: tuple[str, ...]
    """What it is; the same in every format, and those stand together."""
    format: FeedFormat
    contents: tuple[Story, ...] | tuple[Day, ...] | tuple[Entry, ...]
    """At least one; those of the newest days, the weightiest first where a day has more than fit."""


def plan_feeds(digest: Digest, config: Config, addresses: Urls) -> Iterator[PlannedFile]:
    """
    Write every feed of a site.

    What has no day is in none of them: a feed cannot say "undated", and a made-up date would lift it to the top.
    """
    desk = _Desk(digest, config, addresses)
    for feed in list_feeds(digest, config):
        yield PlannedFile(feed.path, partial(desk.write, feed))


def _site(config: Config, addresses: Urls) -> FeedSite:
    return FeedSite(
        about_url=addresses.absolute(urls.FEEDS),
        topics_url=addresses.absolute(urls.TOPICS),
        language=config.language,
        publisher=config.publisher or config.title,
    )


def list_feeds(digest: Digest, config: Config) -> Iterator[Feed]:
    """Name every feed of a site; one without a single dated item is left out, for it would have no date itself."""
    stories = tuple(story for day in reversed(digest.days) for story in day.stories)
    if stories:
        yield from _site_feeds(stories, digest, config)
    for topic in digest.topics:
        if topic.stories:
            yield from _topic_feeds(topic, config)
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
            contents=stories[: config.feeds.items],
        )
    yield Feed(
        path=urls.feed("daily.xml"),
        page=urls.HOME,
        title=f"{config.title}, day by day",
        description=f"{config.description}. One item a day",
        identity=("days",),
        format=FEED_FORMATS[0],
        contents=tuple(day for day in reversed(digest.days) if day.stories)[: config.feeds.items],
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
            contents=topic.stories[: config.feeds.items],
        )


def _outlet_feed(outlet: Outlet, dated: tuple[Entry, ...], config: Config) -> Feed:
    return Feed(
        path=urls.feed(FEED_FORMATS[0].file_name, urls.outlet(outlet)),
        page=urls.outlet(outlet),
        title=f"{outlet.name} – {config.title}",
        description=f"Clippings from {outlet.name}",
        identity=("sources", outlet.slug),
        format=FEED_FORMATS[0],
        contents=dated[: config.feeds.items],
    )


class _Desk:
    """Where feeds are written: every item is made once, and written once in a format, in however many it stands."""

    def __init__(self, digest: Digest, config: Config, addresses: Urls) -> None:
        self._digest = digest
        self._config = config
        self._urls = addresses
        self._site = _site(config, addresses)
        self._made: dict[int, FeedItem] = {}  # by object: a story is in the feeds of all its topics
        self._written: dict[tuple[str, str], str] = {}

    def write(self, feed: Feed) -> bytes:
        channel = Channel(
            id=make_tag(self._config.feeds.authority, "feed", *feed.identity),
            title=feed.title,
            description=feed.description,
            page_url=self._urls.absolute(feed.page),
            feed_url=self._urls.absolute(feed.path),
            site=self._site,
            items=tuple(sorted(map(self._item, feed.contents), key=attrgetter("published"), reverse=True)),
        )
        return self._write_channel(channel, feed.format)

    @cached_property
    def _maker(self) -> ItemMaker:
        return make_item_maker(self._digest, self._config, self._urls)

    def _item(self, one: Story | Day | Entry) -> FeedItem:
        if id(one) not in self._made:
            self._made[id(one)] = self._maker.make(one)
        return self._made[id(one)]

    def _write_channel(self, channel: Channel, form: FeedFormat) -> bytes:
        """Write a feed without its oldest items where it would be too large; the first stays, whatever its size."""
        written: list[str] = []
        size = 0
        for item in channel.items:
            text = self._write_item(item, form)
            size += len(text.encode())
            if written and size > _MOST_BYTES - _FRAME_BYTES:
                break
            written.append(text)
        return form.write(msgspec.structs.replace(channel, items=channel.items[: len(written)]), written)

    def _write_item(self, item: FeedItem, form: FeedFormat) -> str:
        key = form.name, item.id
        if key not in self._written:
            self._written[key] = form.write_item(item, self._site)
        return self._written[key]
