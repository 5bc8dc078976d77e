"""What can be subscribed to: every feed, explained."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from generator.publish import urls
from generator.publish.edition import Edition, latest_day
from generator.publish.feeds import Feed, list_feeds
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import LinkView
from generator.records import Digest, Record

__all__ = ["FeedsView", "feeds_pages"]


class Subscription(Record, frozen=True, kw_only=True):
    """One thing to follow, in every format it comes in."""

    title: str
    page_href: str
    """Of the page that the feed follows."""
    formats: tuple[LinkView, ...]
    """The recommended one first."""
    address: str
    """Of the recommended one, absolute: to be copied into a reader."""


class FeedsView(Record, frozen=True, kw_only=True):
    """What the feeds page may print."""

    stories: Subscription | None
    """A story an item; None when no clipping is dated yet."""
    daily: Subscription | None
    """A day an item."""
    topics: tuple[Subscription, ...]
    outlets: tuple[Subscription, ...]
    opml_href: str


def feeds_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the page of feeds; it exists on every site."""
    feeds = tuple(list_feeds(digest, edition.config))
    yield PlannedPage(
        path=urls.FEEDS, title="Feeds", changed=latest_day(digest) or None, make=_feeds_page, about=(feeds,)
    )


def _feeds_page(edition: Edition, title: str, feeds: tuple[Feed, ...]) -> Page:
    groups = [tuple(group) for _, group in groupby(feeds, key=attrgetter("identity"))]
    site = {feeds[0].identity[0]: feeds for feeds in groups if feeds[0].page == urls.HOME}
    view = FeedsView(
        stories=_subscription(edition, site["stories"]) if "stories" in site else None,
        daily=_subscription(edition, site["days"]) if "days" in site else None,
        topics=_subscriptions(edition, groups, urls.TOPICS),
        outlets=_subscriptions(edition, groups, urls.OUTLETS),
        opml_href=edition.urls.path(urls.SUBSCRIPTIONS),
    )
    head = make_head(
        edition,
        urls.FEEDS,
        title=title,
        description=f"Follow {edition.config.title} in a feed reader: stories, days, topics and sources",
    )
    return Page(template="feeds.html", head=head, view=view)


def _subscriptions(edition: Edition, groups: list[tuple[Feed, ...]], folder: str) -> tuple[Subscription, ...]:
    found = (_subscription(edition, feeds) for feeds in groups if feeds[0].page.startswith(folder))
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.address)))


def _subscription(edition: Edition, feeds: tuple[Feed, ...]) -> Subscription:
    first = feeds[0]
    return Subscription(
        title=first.title.removesuffix(f" – {edition.config.title}"),
        page_href=edition.urls.path(first.page),
        formats=tuple(LinkView(text=feed.format.name, href=edition.urls.path(feed.path)) for feed in feeds),
        address=edition.urls.absolute(first.path),
    )
