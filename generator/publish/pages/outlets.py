"""Sources: a page for each outlet with its clippings, and one page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.pages.page import Crumb, FeedLink, Page, PlannedPage, feed_links, make_head
from generator.publish.periods import Period, list_months, newest
from generator.publish.views import HeadlineView, LinkView, headline_view
from generator.publish.views_period import PeriodView, period_view
from generator.publish.wording import counted, day_in_words, month_in_words
from generator.records import Digest, Entry, Outlet, Record

__all__ = ["OutletView", "OutletsView", "outlet_pages", "outlets_pages"]

_DAY = attrgetter("dating.day")


class OutletLine(Record, frozen=True, kw_only=True):
    """A clipping of an outlet."""

    headline: HeadlineView
    agency: str
    """The wire it came through; empty for the outlet's own."""
    authors: str
    story: HeadlineView | None
    """The story it is part of, when that goes under another headline."""


class OutletDay(Record, frozen=True, kw_only=True):
    """What an outlet published on one day; `link` is None for what has no day."""

    link: LinkView | None
    date: str
    clippings: tuple[OutletLine, ...]


class OutletView(Record, frozen=True, kw_only=True):
    """What an outlet's page may print."""

    name: str
    counts: str
    agencies: tuple[str, ...]
    """The wires it carries, by name."""
    period: PeriodView
    days: tuple[OutletDay, ...]
    """Newest first, the undated last; of a long list those that the period is of."""
    feeds: tuple[FeedLink, ...]


class OutletsView(Record, frozen=True, kw_only=True):
    """What the list of sources may print."""

    counts: str
    outlets: tuple[LinkView, ...]
    """By name; the note counts clippings."""
    unknown: str
    """`3 clippings do not say who published them`; empty for none."""


def outlets_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the list of sources, if any is known."""
    outlets = digest.outlets
    if outlets:
        yield PlannedPage(
            path=urls.OUTLETS,
            title="Sources",
            changed=max(filter(None, (outlet.entries[0].dating.day for outlet in outlets)), default=None),
            make=_outlets_page,
            about=(outlets, sum(entry.id not in edition.outlets for entry in digest.entries)),
        )


def _outlets_page(edition: Edition, title: str, outlets: tuple[Outlet, ...], unknown: int) -> Page:
    counts = counted(len(outlets), "source", "sources", edition.language)
    view = OutletsView(
        counts=counts,
        outlets=tuple(
            LinkView(
                text=outlet.name,
                href=edition.urls.path(urls.outlet(outlet)),
                note=counted(len(outlet.entries), "clipping", "clippings", edition.language),
            )
            for outlet in outlets
        ),
        unknown=counted(
            unknown,
            "clipping does not say who published it",
            "clippings do not say who published them",
            edition.language,
        )
        if unknown
        else "",
    )
    head = make_head(edition, urls.OUTLETS, title=title, description=f"{counts} that clippings come from")
    return Page(template="sources.html", head=head, view=view)


def outlet_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each outlet, and one for each month of those that have many clippings."""
    for outlet in digest.outlets:
        title = f"{outlet.name} – source"
        yield PlannedPage(
            path=urls.outlet(outlet),
            title=title,
            changed=outlet.entries[0].dating.day,
            make=_outlet_page,
            about=(outlet, None),
        )
        for period, entries in list_months(outlet.entries, _DAY):
            yield PlannedPage(
                path=urls.in_month(urls.outlet(outlet), period.month),
                title=f"{title}, {month_in_words(f'{period.month}-01', edition.language)}",
                changed=entries[0].dating.day,
                make=_outlet_page,
                about=(msgspec.structs.replace(outlet, entries=entries), period),
            )


def _outlet_page(edition: Edition, title: str, outlet: Outlet, period: Period | None) -> Page:
    """Make the page of an outlet, or of a month of it: then `outlet` has that month's entries only."""
    whole = urls.outlet(outlet)
    path = urls.in_month(whole, period.month) if period else whole
    shown = outlet.entries if period else newest(outlet.entries, _DAY)
    agencies = {entry.agency.value for entry in outlet.entries if entry.agency and entry.agency.value != outlet.name}
    view = OutletView(
        name=outlet.name,
        counts=counted(len(outlet.entries), "clipping", "clippings", edition.language),
        agencies=tuple(sorted(agencies)),
        period=period_view(edition, whole, period, outlet.entries, _DAY),
        days=tuple(_day(edition, day, tuple(entries)) for day, entries in groupby(shown, _DAY)),
        feeds=feed_links(edition, whole),
    )
    head = make_head(
        edition,
        path,
        title=title,
        description=f"{view.counts} from {outlet.name}{', ' * bool(period)}{view.period.month}",
        crumbs=(
            Crumb(text="Sources", href=edition.urls.path(urls.OUTLETS)),
            *([Crumb(text=outlet.name, href=edition.urls.path(whole))] if period else ()),
        ),
    )
    return Page(template="source.html", head=head, view=view)


def _day(edition: Edition, day: str | None, entries: tuple[Entry, ...]) -> OutletDay:
    link = None
    if day:
        link = LinkView(text=day_in_words(day, edition.language), href=edition.urls.path(urls.day(day)))
    return OutletDay(link=link, date=day or "", clippings=tuple(_line(edition, entry) for entry in entries))


def _line(edition: Edition, entry: Entry) -> OutletLine:
    story = edition.stories.get(entry.id)
    outlet = entry.outlet.value if entry.outlet else ""
    is_elsewhere = story is not None and story.lead.id != entry.id
    return OutletLine(
        headline=headline_view(edition, entry),
        agency=entry.agency.value if entry.agency and entry.agency.value != outlet else "",
        authors=", ".join(author.value for author in entry.authors),
        story=headline_view(edition, story.lead, edition.urls.path(urls.story(story)))
        if story and is_elsewhere
        else None,
    )
