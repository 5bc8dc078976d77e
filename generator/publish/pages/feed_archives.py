"""The archives of feeds: the one page that names them all, and that announces them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition, latest_day
from generator.publish.feeds import Archive, list_archives
from generator.publish.pages.page import Crumb, FeedLink, Page, PlannedPage, make_head
from generator.publish.views import LinkView
from generator.publish.wording import month_in_words
from generator.records import Digest, Record

__all__ = ["FeedArchivesView", "feed_archives_pages"]


class _Shelf(Record, frozen=True, kw_only=True):
    """The archives of a feed in one format."""

    title: str
    page: str
    format: str
    media_type: str
    archives: tuple[Archive, ...]


class ShelfView(Record, frozen=True, kw_only=True):
    """The archives of a feed."""

    title: str
    page_href: str
    """Of the page that the feed follows."""
    format: str
    """Atom, RSS, JSON Feed"""
    archives: tuple[LinkView, ...]
    """Newest first."""


class FeedArchivesView(Record, frozen=True, kw_only=True):
    """What the page of archives may print."""

    shelves: tuple[ShelfView, ...]


def feed_archives_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the page, if there is any archive. It is for programs that collect, and no search need find it."""
    shelves = tuple(
        _Shelf(
            title=feed.title,
            page=feed.page,
            format=feed.format.name,
            media_type=feed.format.media_type,
            archives=tuple(sorted(archives, key=attrgetter("month", "number"), reverse=True)),
        )
        for feed, archives in list_archives(digest, edition.config)
    )
    if shelves:
        yield PlannedPage(
            path=urls.FEED_ARCHIVES,
            title="Archives of feeds",
            changed=latest_day(digest) or None,
            make=_feed_archives_page,
            about=(shelves,),
            is_listed=False,
        )


def _feed_archives_page(edition: Edition, title: str, shelves: tuple[_Shelf, ...]) -> Page:
    head = make_head(
        edition,
        urls.FEED_ARCHIVES,
        title=title,
        description="What the feeds held before, for programs that collect all of it",
        crumbs=(Crumb(text="Feeds", href=edition.urls.path(urls.FEEDS)),),
        is_listed=False,
    )
    announced = tuple(
        FeedLink(
            title=f"{shelf.title}, {_name(edition, archive)} ({shelf.format})",
            format=shelf.format,
            media_type=shelf.media_type,
            href=edition.urls.path(archive.path),
        )
        for shelf in shelves
        for archive in shelf.archives
    )
    view = FeedArchivesView(shelves=tuple(_shelf_view(edition, shelf) for shelf in shelves))
    return Page(
        template="feed_archives.html", head=msgspec.structs.replace(head, feeds=head.feeds + announced), view=view
    )


def _shelf_view(edition: Edition, shelf: _Shelf) -> ShelfView:
    return ShelfView(
        title=shelf.title,
        page_href=edition.urls.path(shelf.page),
        format=shelf.format,
        archives=tuple(
            LinkView(text=_name(edition, archive), href=edition.urls.path(archive.path)) for archive in shelf.archives
        ),
    )


def _name(edition: Edition, archive: Archive) -> str:
    month = month_in_words(f"{archive.month}-01", edition.language)
    return f"{month}, part {archive.number}"
