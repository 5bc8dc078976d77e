"""A page before it is rendered: in: what a page kind knows, out: one value for the template."""

from __future__ import annotations

from collections.abc import Callable

from generator.publish import urls
from generator.publish.card_drawing import CARD_HEIGHT, CARD_WIDTH
from generator.publish.citations import CITATION_FORMATS
from generator.publish.edition import Edition
from generator.publish.selection import has_cards, has_page
from generator.publish.wording import day_in_words, month_in_words
from generator.records import Record

__all__ = [
    "CitationLink",
    "Crumb",
    "FeedLink",
    "Head",
    "Page",
    "PictureView",
    "PlannedPage",
    "day_crumbs",
    "feed_links",
    "make_head",
    "month_crumbs",
    "shorten",
]

_LONGEST_DESCRIPTION = 200
"""Characters; search engines show about 160."""


class Crumb(Record, frozen=True, kw_only=True):
    """A step of the way from the front page to a page."""

    text: str
    href: str


class FeedLink(Record, frozen=True, kw_only=True):
    """A feed that a page announces."""

    title: str
    format: str
    """Atom, RSS, JSON Feed"""
    media_type: str
    href: str


class CitationLink(Record, frozen=True, kw_only=True):
    """A file that lists what a page cites."""

    format: str
    """CSL-JSON, BibTeX"""
    media_type: str
    href: str


class PictureView(Record, frozen=True, kw_only=True):
    """The picture of a page where it is shared."""

    href: str
    """Absolute."""
    media_type: str
    width: int
    height: int
    alt: str
    """What it says."""


class Head(Record, frozen=True, kw_only=True):
    """What `base.html` needs to know of any page; `head` in templates."""

    title: str
    """Unique in the site, without the site's name."""
    description: str
    canonical: str
    """Absolute."""
    path: str
    """The page's own, as in links: the menu marks where one is."""
    feeds: tuple[FeedLink, ...]
    """The site's, then the page's own."""
    crumbs: tuple[Crumb, ...]
    """From the front page's first child down to the parent; empty on pages just below the front page."""
    is_listed: bool
    """False asks search engines to leave the page out."""
    robots: str = ""
    """Of the meta element; empty for none."""
    linked_data: str = ""
    """JSON-LD, safe inside `<script>`; empty for none."""
    citations: tuple[CitationLink, ...] = ()
    """What the page cites, for reference managers."""
    date: str = ""
    """ISO; the day that the page is of; empty for those that are of none."""
    picture: PictureView | None = None
    """None where the site has no social cards, or the page has none."""


class Page(Record, frozen=True, kw_only=True):
    """One page of the site, ready to be rendered."""

    template: str
    head: Head
    view: Record
    """What the template may print: `page` in templates. Each page kind documents its own."""


class PlannedPage(Record, frozen=True, kw_only=True):
    """A page that can be made: everything that the rest of the site has to know of it, and what it is made of."""

    path: str
    """As in `urls`: `2020/10/18/`."""
    title: str
    """As its head has it, unless another page of the site has the same."""
    changed: str | None
    """The day of the newest thing on it; None when nothing on it is dated."""
    make: Callable[..., Page]
    """
    Given the edition, the title and `about`. A function of its module: it knows nothing else, so a page that nothing
    has changed for need not be made again.
    """
    about: tuple[object, ...] = ()
    is_listed: bool = True
    """False for what no list and no sitemap names."""


def make_head(
    edition: Edition,
    path: str,
    *,
    title: str,
    description: str,
    crumbs: tuple[Crumb, ...] = (),
    is_listed: bool = True,
    linked_data: str = "",
    has_citations: bool = False,
    date: str = "",
    pictured: str = "",
) -> Head:
    """Gather what every page says about itself; `pictured` is the page whose social card it shows, if any."""
    own = feed_links(edition, path) if path != urls.HOME else ()
    return Head(
        title=title,
        description=shorten(description),
        canonical=edition.urls.absolute(path),
        path=edition.urls.path(path),
        feeds=feed_links(edition, urls.HOME) + own,
        crumbs=crumbs,
        is_listed=is_listed,
        robots=edition.config.robots if is_listed else "noindex",
        linked_data=linked_data,
        citations=_citation_links(edition, path) if has_citations else (),
        date=date,
        picture=_picture(edition, pictured, title) if pictured and has_cards(edition.config) else None,
    )


def _picture(edition: Edition, page: str, alt: str) -> PictureView:
    href = edition.urls.absolute(urls.card(page))
    return PictureView(href=href, media_type="image/png", width=CARD_WIDTH, height=CARD_HEIGHT, alt=alt)


def feed_links(edition: Edition, page: str) -> tuple[FeedLink, ...]:
    """List the feeds that follow a page, the recommended format first."""
    return tuple(
        FeedLink(
            title=f"{feed.title} ({feed.format})",
            format=feed.format,
            media_type=feed.media_type,
            href=edition.urls.path(feed.path),
        )
        for feed in edition.feeds.get(page, ())
    )


def _citation_links(edition: Edition, path: str) -> tuple[CitationLink, ...]:
    if "citations" not in edition.config.pages:
        return ()
    return tuple(
        CitationLink(format=name, media_type=media_type, href=edition.urls.path(f"{path}{file}"))
        for name, media_type, file, _ in CITATION_FORMATS
    )


def month_crumbs(edition: Edition, day: str) -> tuple[Crumb, ...]:
    """Lead from the calendar down to the year of a day; nowhere on a site without a calendar."""
    if not has_page(edition.config, urls.CALENDAR):
        return ()
    return (
        Crumb(text="Calendar", href=edition.urls.path(urls.CALENDAR)),
        Crumb(text=day[:4], href=edition.urls.path(urls.year(day))),
    )


def day_crumbs(edition: Edition, day: str, *, with_day: bool = False) -> tuple[Crumb, ...]:
    """Lead from the calendar down to the month of a day, or to the day itself."""
    month = month_in_words(day, edition.language, with_year=False)
    crumbs = month_crumbs(edition, day)
    if crumbs:
        crumbs = (*crumbs, Crumb(text=month, href=edition.urls.path(urls.month(day))))
    if not with_day:
        return crumbs
    return (*crumbs, Crumb(text=day_in_words(day, edition.language), href=edition.urls.path(urls.day(day))))


def shorten(text: str) -> str:
    """
    Cut a description at a word.

    >>> shorten("one two"), len(shorten("word " * 100)) <= 200
    ('one two', True)
    """
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[: _LONGEST_DESCRIPTION - 1].rpartition(' ')[0] or text[: _LONGEST_DESCRIPTION - 1]}…"
