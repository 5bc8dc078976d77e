"""Page kinds: in: an edition, out: its pages. A new kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.publish.edition import Edition
from generator.publish.pages.archive import calendar_pages, month_pages, year_pages
from generator.publish.pages.claimants import claimant_pages, claimants_pages
from generator.publish.pages.clipping import clipping_pages
from generator.publish.pages.day import day_pages
from generator.publish.pages.feeds import feeds_pages
from generator.publish.pages.home import home_pages
from generator.publish.pages.ledger import ledger_pages
from generator.publish.pages.moved import moved_pages
from generator.publish.pages.not_found import not_found_pages
from generator.publish.pages.outlets import outlet_pages, outlets_pages
from generator.publish.pages.page import Page
from generator.publish.pages.search import search_pages
from generator.publish.pages.story import story_pages
from generator.publish.pages.threads import thread_pages, threads_pages
from generator.publish.pages.topics import topic_pages, topics_pages
from generator.publish.pages.undated import undated_pages

__all__ = ["PAGES", "Page", "PageKind"]

PageKind = Callable[[Edition], Iterator[Page]]

PAGES: tuple[PageKind, ...] = (
    home_pages,
    day_pages,
    story_pages,
    threads_pages,
    thread_pages,
    month_pages,
    year_pages,
    calendar_pages,
    topics_pages,
    topic_pages,
    outlets_pages,
    outlet_pages,
    claimants_pages,
    claimant_pages,
    undated_pages,
    ledger_pages,
    search_pages,
    feeds_pages,
    not_found_pages,
    clipping_pages,
    moved_pages,
)
"""In the order of how soon a reader meets them; the clippings, which are many, and redirects come last."""
