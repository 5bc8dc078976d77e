"""What can be subscribed to: every feed, explained, with what is newest in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from generator.publish import urls
from generator.publish.edition import Edition, latest_day
from generator.publish.feeds import Feed, list_archives, list_feeds
from generator.publish.feeds.archives import Dated
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import HeadlineView, LinkView, headline_view
from generator.records import Day, Digest, Entry, Record, Story

__all__ = ["FeedsView", "feeds_pages"]

_MOST_OF_SITE = 5
"""Items shown of a feed of the whole site; of all others one."""


class _Followed(Record, frozen=True, kw_only=True):
    """What this page has to know of a feed, in all its formats: not what else is in it, which says nothing here."""

    kind: str
    """`stories`, `days`, `topics`, `threads` or `sources`."""
    title: str
    page: str
    formats: tuple[tuple[str, str], ...]
    """Name and path."""
    newest: tuple[Dated, ...]


class Subscription(Record, frozen=True, kw_only=True):
    """One thing to follow, in every format it comes in."""

    title: str
    page_href: str
    """Of the page that the feed follows."""
    formats: tuple[LinkView, ...]
    """The recommended one first."""
    address: str
    """Of the recommended one, absolute: to be copied into a reader."""
    headlines: tuple[HeadlineView, ...]
    """Of its newest items; none where an item is a day."""
    days: tuple[LinkView, ...]
    """The newest, where an item is a day."""


class FeedsView(Record, frozen=True, kw_only=True):
    """What the feeds page may print."""

    stories: Subscription | None
    """A story an item; None when no clipping is dated yet."""
    daily: Subscription | None
    """A day an item."""
    topics: tuple[Subscription, ...]
    threads: tuple[Subscription, ...]
    outlets: tuple[Subscription, ...]
    opml_href: str
    """Of the list of all feeds."""
    archives_href: str
    """Of the page of archives; empty when there are none."""
    sources_opml_href: str
    """Of the list of sources alone."""


def feeds_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the page of feeds; it exists on every site."""
    grouped = groupby(list_feeds(digest, edition.config), key=attrgetter("identity"))
    followed = tuple(_follow(tuple(feeds)) for _, feeds in grouped)
    has_archives = next(list_archives(digest, edition.config), None) is not None
    yield PlannedPage(
        path=urls.FEEDS,
        title="Feeds",
        changed=latest_day(digest) or None,
        make=_feeds_page,
        about=(followed, has_archives),
    )


def _follow(feeds: tuple[Feed, ...]) -> _Followed:
    first = feeds[0]
    return _Followed(
        kind=first.identity[0],
        title=first.title,
        page=first.page,
        formats=tuple((feed.format.name, feed.path) for feed in feeds),
        newest=first.contents[: _MOST_OF_SITE if first.page == urls.HOME else 1],
    )


def _feeds_page(edition: Edition, title: str, followed: tuple[_Followed, ...], has_archives: bool) -> Page:
    found: dict[str, list[Subscription]] = {}
    for one in followed:
        found.setdefault(one.kind, []).append(_subscription(edition, one))
    view = FeedsView(
        stories=next(iter(found.get("stories", ())), None),
        daily=next(iter(found.get("days", ())), None),
        topics=_by_title(found.get("topics", [])),
        threads=tuple(found.get("threads", ())),
        outlets=_by_title(found.get("sources", [])),
        archives_href=edition.urls.path(urls.FEED_ARCHIVES) if has_archives else "",
        opml_href=edition.urls.path(urls.FEED_LIST),
        sources_opml_href=edition.urls.path(urls.SUBSCRIPTIONS),
    )
    head = make_head(
        edition,
        urls.FEEDS,
        title=title,
        description=f"Follow {edition.config.title} in a feed reader: stories, days, topics, threads and sources",
    )
    return Page(template="feeds.html", head=head, view=view)


def _by_title(those: list[Subscription]) -> tuple[Subscription, ...]:
    return tuple(sorted(those, key=lambda one: (one.title.casefold(), one.address)))


def _subscription(edition: Edition, one: _Followed) -> Subscription:
    return Subscription(
        title=one.title.removesuffix(f" – {edition.config.title}"),
        page_href=edition.urls.path(one.page),
        formats=tuple(LinkView(text=name, href=edition.urls.path(path)) for name, path in one.formats),
        address=edition.urls.absolute(one.formats[0][1]),
        headlines=tuple(_headline(edition, item) for item in one.newest if not isinstance(item, Day)),
        days=tuple(day_link(edition, item) for item in one.newest if isinstance(item, Day)),
    )


def _headline(edition: Edition, item: Story | Entry) -> HeadlineView:
    """Show an item; a story under its lead's headline."""
    if isinstance(item, Entry):
        return headline_view(edition, item)
    return headline_view(edition, item.lead, edition.urls.path(urls.story(item)))
