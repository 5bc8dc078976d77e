"""Lists of subscriptions (OPML 2.0): in: a digest, out: one file with all feeds, and one with the sources alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from functools import partial

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds import FEED_FORMATS, Feed, list_feeds
from generator.publish.feeds.xml_document import add, begin, finish
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import Digest, Outlet

__all__ = ["plan_subscriptions"]

_GROUPS = (("topics", "Topics"), ("threads", "Threads"), ("sources", "Sources"))
"""What feeds follow, by the first part of their identity, beside the whole site."""


def plan_subscriptions(digest: Digest, config: Config, addresses: Urls) -> Iterator[PlannedFile]:
    """
    Write what feed readers import: every feed of the site, in groups, and the sources alone, in one list.

    The second names every outlet of the digest: those without a dated clipping, and so without a feed, as plain links.
    """
    yield PlannedFile(urls.FEED_LIST, partial(_all_feeds, digest, config, addresses))
    yield PlannedFile(urls.SUBSCRIPTIONS, partial(_sources, digest, config, addresses))


def _all_feeds(digest: Digest, config: Config, addresses: Urls) -> bytes:
    feeds = [feed for feed in list_feeds(digest, config) if feed.format is FEED_FORMATS[0]]
    root, body = _begin(config.title, config)
    of_site = [feed for feed in feeds if feed.page == urls.HOME]
    groups = [(config.title, of_site)]
    groups += [(name, [feed for feed in feeds if feed.identity[0] == kind]) for kind, name in _GROUPS]
    for name, members in groups:
        if members:
            group = add(body, "outline", text=name, title=name)
            for feed in members:
                _add_feed(group, feed.title, feed, addresses)
    if not feeds:
        _add_site(body, config, addresses)
    return finish(root)


def _sources(digest: Digest, config: Config, addresses: Urls) -> bytes:
    feeds = {feed.page: feed for feed in list_feeds(digest, config)}
    root, body = _begin(f"{config.title}: sources", config)
    for outlet in _by_name(digest.outlets):
        page = urls.outlet(outlet)
        if page in feeds:
            _add_feed(body, outlet.name, feeds[page], addresses)
        else:
            add(body, "outline", text=outlet.name, type="link", url=addresses.absolute(page))
    if not digest.outlets:
        _add_site(body, config, addresses)
    return finish(root)


def _begin(title: str, config: Config) -> tuple[ET.Element, ET.Element]:
    root = begin("opml", {"version": "2.0"})
    head = add(root, "head")
    add(head, "title", title)
    add(head, "ownerName", config.publisher or config.title)
    return root, add(root, "body")


def _add_feed(parent: ET.Element, name: str, feed: Feed, addresses: Urls) -> None:
    add(
        parent,
        "outline",
        type="rss",  # OPML's word for any feed
        text=name,
        title=name,
        xmlUrl=addresses.absolute(feed.path),
        htmlUrl=addresses.absolute(feed.page),
    )


def _add_site(body: ET.Element, config: Config, addresses: Urls) -> None:
    """Name the site itself where there is nothing else: a body holds at least one outline."""
    add(body, "outline", text=config.title, type="link", url=addresses.absolute(urls.HOME))


def _by_name(outlets: Sequence[Outlet]) -> list[Outlet]:
    return sorted(outlets, key=lambda outlet: (outlet.name.casefold(), outlet.slug))
