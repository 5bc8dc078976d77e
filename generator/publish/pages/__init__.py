"""Page kinds: in: an edition and its digest, out: its pages, planned. A new kind is one file and one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.pages.archive import CalendarView, MonthView, YearView, calendar_pages, month_pages, year_pages
from generator.publish.pages.claimants import ClaimantPageView, ClaimantsView, claimant_pages, claimants_pages
from generator.publish.pages.clipping import ClippingView, clipping_pages
from generator.publish.pages.day import DayView, day_pages
from generator.publish.pages.email import EmailView, email_pages
from generator.publish.pages.feed_archives import FeedArchivesView, feed_archives_pages
from generator.publish.pages.feeds import FeedsView, feeds_pages
from generator.publish.pages.home import HomeView, home_pages
from generator.publish.pages.ledger import LedgerView, ledger_pages
from generator.publish.pages.moved import MovedView, moved_pages
from generator.publish.pages.not_found import NotFoundView, not_found_pages
from generator.publish.pages.outlets import OutletsView, OutletView, outlet_pages, outlets_pages
from generator.publish.pages.page import Page, PlannedPage
from generator.publish.pages.redirects import RedirectView, redirect_pages
from generator.publish.pages.search import SearchView, search_pages
from generator.publish.pages.story import StoryPageView, story_pages
from generator.publish.pages.threads import ThreadsView, ThreadView, thread_pages, threads_pages
from generator.publish.pages.topics import TopicsView, TopicView, topic_pages, topics_pages
from generator.publish.pages.undated import UndatedView, undated_pages
from generator.publish.selection import has_page
from generator.publish.templating import Renderer
from generator.records import Digest, Record

__all__ = ["PAGES", "VIEWS", "Page", "PageKind", "PlannedPage", "plan_pages", "render_page"]

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

VIEWS: dict[str, type[Record]] = {
    "404.html": NotFoundView,
    "calendar.html": CalendarView,
    "claimant.html": ClaimantPageView,
    "claimants.html": ClaimantsView,
    "clipping.html": ClippingView,
    "day.html": DayView,
    "email.html": EmailView,
    "feed_archives.html": FeedArchivesView,
    "feeds.html": FeedsView,
    "home.html": HomeView,
    "ledger.html": LedgerView,
    "month.html": MonthView,
    "moved.html": MovedView,
    "redirect.html": RedirectView,
    "search.html": SearchView,
    "source.html": OutletView,
    "sources.html": OutletsView,
    "story.html": StoryPageView,
    "thread.html": ThreadView,
    "threads.html": ThreadsView,
    "topic.html": TopicView,
    "topics.html": TopicsView,
    "undated.html": UndatedView,
    "year.html": YearView,
}
"""What each template of a page knows as `page`: the documented surface for themes, in which nothing is ever renamed."""

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
