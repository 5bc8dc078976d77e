"""Digest -> feeds: the site's stories and days, every topic, thread and outlet, and archives of what is older."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds.archives import Dated, Volume, bind, count_sure
from generator.publish.feeds.desk import Desk
from generator.publish.feeds.formats import FEED_FORMATS
from generator.publish.feeds.listing import Feed, list_feeds
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import Digest, Record

__all__ = ["FEED_FORMATS", "Archive", "Feed", "list_archives", "list_feeds", "plan_feeds"]


class Archive(Record, frozen=True, kw_only=True):
    """An archive document, as far as a page that names it has to know it."""

    path: str
    month: str
    """`2020-10`"""
    number: int
    """In its month, from 1."""


def plan_feeds(digest: Digest, config: Config, addresses: Urls) -> Iterator[PlannedFile]:
    """
    Write every feed of a site: a live document, and behind it archives with all that has no place there.

    What has no day is in none of them: a feed cannot say "undated", and a made-up date would lift it to the top.
    """
    desk = Desk(digest, config, addresses)
    for feed, volumes in _list_documents(digest, config):
        paths = ["", *(urls.feed_archive(feed.path, volume.name) for volume in volumes)]
        live = partial(desk.about_live, feed, paths[-1])
        yield PlannedFile(feed.path, partial(desk.write_live, feed, paths[-1]), about=live)
        for place, volume in enumerate(volumes):
            path, older = paths[place + 1], paths[place]
            # A volume names the next one only when that is closed, and so changes no more than that once.
            newer = paths[place + 2] if place + 1 < len(volumes) and volumes[place + 1].is_closed else ""
            whole = (feed, path, volume.contents, older, newer)
            about = partial(desk.about_archive, *whole)
            yield PlannedFile(path, partial(desk.write_archive, *whole), about=about)


def list_archives(digest: Digest, config: Config) -> Iterator[tuple[Feed, tuple[Archive, ...]]]:
    """Name the archives of every feed that has any, oldest first."""
    for feed, volumes in _list_documents(digest, config):
        if volumes:
            archives = (
                Archive(path=urls.feed_archive(feed.path, one.name), month=one.month, number=one.number)
                for one in volumes
            )
            yield feed, tuple(archives)


def _list_documents(digest: Digest, config: Config) -> Iterator[tuple[Feed, tuple[Volume, ...]]]:
    latest = max((day.date for day in digest.days), default="")
    for _, group in groupby(list_feeds(digest, config), key=attrgetter("identity")):
        feeds = tuple(group)
        volumes = _archived(feeds[0].contents, config.feeds.items, latest)
        yield from ((feed, volumes if _has_archives(feed) else ()) for feed in feeds)


def _has_archives(feed: Feed) -> bool:
    """Keep the site's own history in every format, and that of its parts in one: all would be a third of the site."""
    return feed.page == urls.HOME or feed.format is FEED_FORMATS[0]


def _archived(contents: Sequence[Dated], items: int, latest: str) -> tuple[Volume, ...]:
    """Bind what a feed holds where its live document may lack room; what is not closed only where that may lack it."""
    sure = count_sure(contents, items)
    if sure == len(contents):
        return ()
    volumes = bind(contents, latest)
    closed = tuple(volume for volume in volumes if volume.is_closed)
    surely_live = {id(one) for one in contents[:sure]}
    still_open = (one for volume in volumes[len(closed) :] for one in volume.contents)
    return closed if all(id(one) in surely_live for one in still_open) else volumes
