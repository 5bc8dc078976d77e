"""Where feeds are written: in: a feed and what goes into a document of it, out: the document's bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds.archives import Dated, count_sure
from generator.publish.feeds.channel import Channel, FeedFormat, FeedItem, FeedSite, History
from generator.publish.feeds.identity import make_tag
from generator.publish.feeds.items import ItemMaker, make_item_maker
from generator.publish.feeds.listing import Feed
from generator.publish.urls import Urls
from generator.records import Digest, Record

__all__ = ["Desk"]

_MOST_BYTES = 250_000
"""Of a live feed: the limit that JSON Feed 1.1 recommends; readers fetch the whole of it every time."""

_FRAME_BYTES = 4_000
"""What the head of a feed may take of these."""


class Asked(Record, frozen=True, kw_only=True):
    """What an item shows of the digest beside the thing that it is made of."""

    answers: tuple[object, ...]


class Desk:
    """Every item is made once, and written once in a format, in however many feeds and archives it stands."""

    def __init__(self, digest: Digest, config: Config, addresses: Urls) -> None:
        self._digest = digest
        self._config = config
        self._urls = addresses
        self._site = _site(config, addresses)
        self._made: dict[int, FeedItem] = {}  # by object: a story is in the feeds of all its topics
        self._written: dict[tuple[str, str], str] = {}
        self._asked_of: dict[int, Asked] = {}

    def write_live(self, feed: Feed, older: str) -> bytes:
        """
        Write what readers fetch again and again: the newest items, as many as fit.

        Those that no archive may hold yet stay whatever their size. `older` is the path of the newest archive, empty
        where there is none.
        """
        most = self._config.feeds.items
        sure = count_sure(feed.contents, most)
        history = History(hub=self._config.feeds.hub, older=self._address(older))
        fitting = [self._maker.topic_note(feed.noted)] if feed.noted else []
        size = sum(len(self._write_item(item, feed.format).encode()) for item in fitting)
        for number, one in enumerate(feed.contents[:most]):
            item = self._item(one)
            size += len(self._write_item(item, feed.format).encode())
            if number >= sure and size > _MOST_BYTES - _FRAME_BYTES:
                break
            fitting.append(item)
        return self._write(feed, feed.path, history, fitting)

    def about_live(self, feed: Feed, older: str) -> tuple[object, ...]:
        """Name all that a live document is made of."""
        most = self._config.feeds.items
        noted = (feed.noted.notes, feed.noted.stories[-1]) if feed.noted else ()
        return self._about(feed, feed.contents[:most], older, count_sure(feed.contents, most), noted)

    def about_archive(
        self, feed: Feed, path: str, contents: Sequence[Dated], older: str, newer: str
    ) -> tuple[object, ...]:
        """Name all that a volume is made of."""
        return self._about(feed, contents, path, older, newer)

    def _about(self, feed: Feed, contents: Sequence[Dated], *more: object) -> tuple[object, ...]:
        head = (feed.path, feed.page, feed.title, feed.description, feed.identity, feed.format.name)
        return (*head, tuple(contents), tuple(map(self._asked, contents)), *more)

    def _asked(self, one: Dated) -> Asked:
        """Name what an item shows beside its matter; as one record, which is looked into once for all feeds."""
        if id(one) not in self._asked_of:
            self._asked_of[id(one)] = Asked(answers=self._maker.asked(one))
        return self._asked_of[id(one)]

    def write_archive(self, feed: Feed, path: str, contents: Sequence[Dated], older: str, newer: str) -> bytes:
        """Write a volume, whole. `older` and `newer` are the paths of its neighbours, empty where there is none."""
        history = History(current=self._address(feed.path), older=self._address(older), newer=self._address(newer))
        return self._write(feed, path, history, [self._item(one) for one in contents])

    def _write(self, feed: Feed, path: str, history: History, items: Sequence[FeedItem]) -> bytes:
        newest_first = tuple(sorted(items, key=attrgetter("published"), reverse=True))
        channel = Channel(
            id=make_tag(self._config.feeds.authority, "feed", *feed.identity),
            title=feed.title,
            description=feed.description,
            page_url=self._urls.absolute(feed.page),
            feed_url=self._urls.absolute(path),
            history=history,
            site=self._site,
            items=newest_first,
        )
        return feed.format.write(channel, [self._write_item(item, feed.format) for item in newest_first])

    @cached_property
    def _maker(self) -> ItemMaker:
        return make_item_maker(self._digest, self._config, self._urls)

    def _item(self, one: Dated) -> FeedItem:
        if id(one) not in self._made:
            self._made[id(one)] = self._maker.make(one)
        return self._made[id(one)]

    def _write_item(self, item: FeedItem, form: FeedFormat) -> str:
        key = form.name, item.id
        if key not in self._written:
            self._written[key] = form.write_item(item, self._site)
        return self._written[key]

    def _address(self, path: str) -> str:
        return self._urls.absolute(path) if path else ""


def _site(config: Config, addresses: Urls) -> FeedSite:
    return FeedSite(
        about_url=addresses.absolute(urls.FEEDS),
        topics_url=addresses.absolute(urls.TOPICS),
        style_url=addresses.absolute(urls.FEED_STYLE),
        language=config.language,
        publisher=config.publisher or config.title,
    )
