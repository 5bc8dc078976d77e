"""Page kinds: in: an edition and its digest, out: its pages, planned. A new kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.pages.archive import calendar_pages, month_pages, year_pages
from generator.publish.pages.claimants import claimant_pages, claimants_pages
from generator.publish.pages.clipping import clipping_pages
from generator.publish.pages.day import day_pages
from generator.publish.pages.email import email_pages
from generator.publish.pages.feed_archives import feed_archives_pages
from generator.publish.pages.feeds import feeds_pages
from generator.publish.pages.home import home_pages
from generator.publish.pages.ledger import ledger_pages
from generator.publish.pages.moved import moved_pages
from generator.publish.pages.not_found import not_found_pages
from generator.publish.pages.outlets import outlet_pages, outlets_pages
from generator.publish.pages.page import Page, PlannedPage
from generator.publish.pages.redirects import redirect_pages
from generator.publish.pages.search import search_pages
from generator.publish.pages.story import story_pages
from generator.publish.pages.threads import thread_pages, threads_pages
from generator.publish.pages.topics import topic_pages, topics_pages
from generator.publish.pages.undated import undated_pages
from generator.publish.selection import has_page
from generator.publish.templating import Renderer
from generator.records import Digest

__all__ = ["PAGES", "Page", "PageKind", "PlannedPage", "plan_pages", "render_page"]

PageKind = Callable[[Edition, Digest], Iterator[PlannedPage]]

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
    feed_archives_pages,
    not_found_pages,
    email_pages,
    clipping_pages,
    moved_pages,
    redirect_pages,
)
"""In the order of how soon a reader meets them; the clippings, which are many, and redirects come last."""

_OPTIONAL: dict[PageKind, str] = {
    calendar_pages: urls.CALENDAR,
    month_pages: urls.CALENDAR,
    year_pages: urls.CALENDAR,
    ledger_pages: urls.LEDGER,
    search_pages: urls.SEARCH,
}
"""Kinds that a site can do without, and the page that leads to them; those of topics and the like have no content."""


def plan_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan every page of a site, each under a title of its own: two clippings of an outlet may share a headline."""
    seen: set[str] = set()
    for kind in PAGES:
        if not has_page(edition.config, _OPTIONAL.get(kind, urls.HOME)):
            continue
        for page in kind(edition, digest):
            title = page.title
            if title in seen:
                title = f"{title} ({page.path.rstrip('/').rpartition('/')[2]})"
                page = msgspec.structs.replace(page, title=title)
            seen.add(title)
            yield page


def render_page(page: PlannedPage, renderer: Renderer, edition: Edition) -> bytes:
    """Make a page and fill its template. *Errors*: `TemplateError`."""
    made = page.make(edition, page.title, *page.about)
    html = renderer.render(made.template, head=made.head, page=made.view)
    # Half of a surrogate pair, which JSON front matter can spell, is the one thing UTF-8 cannot hold.
    return html.encode("utf-8", "ignore")
