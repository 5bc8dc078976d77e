"""What is the same on every page: in: an edition and the assets, out: the record that templates know as `site`."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.views import LinkView
from generator.publish.wording import counted
from generator.records import Record

__all__ = ["SiteView", "site_view"]


class SiteView(Record, frozen=True, kw_only=True):
    """The site, as every template knows it under the name `site`."""

    title: str
    description: str
    publisher: str
    language: str
    home: str
    menu: tuple[LinkView, ...]
    """The pages that exist, in the order of the menu."""
    footer: tuple[LinkView, ...]
    counts: str
    """`31 clippings · 12 stories · 8 days`"""
    quotations: str
    """`41 quotations in stories`; empty when there are none."""
    assets: Mapping[str, str]
    """Addresses by the asset's name in the theme: `site.assets["style.css"]`."""


def site_view(edition: Edition, assets: Mapping[str, str]) -> SiteView:
    """Gather what every page shows of the site; only pages that exist are linked."""
    config, digest = edition.config, edition.digest
    menu = (
        ("Calendar", urls.CALENDAR, edition.days),
        ("Threads", urls.THREADS, digest.threads),
        ("Topics", urls.TOPICS, digest.topics),
        ("Sources", urls.OUTLETS, digest.outlets),
        ("Search", urls.SEARCH, digest.entries),
    )
    footer = (
        ("Feeds", urls.FEEDS, True),
        ("Ledger", urls.LEDGER, digest.clippings),
        ("Sources", urls.OUTLETS, digest.outlets),
        ("Quoted", urls.CLAIMANTS, digest.claimants),
        ("Undated", urls.UNDATED, digest.undated),
        ("Search", urls.SEARCH, digest.entries),
    )
    return SiteView(
        title=config.title,
        description=config.description,
        publisher=config.publisher or config.title,
        language=config.language,
        home=edition.urls.path(urls.HOME),
        menu=_links(edition, menu),
        footer=_links(edition, footer),
        counts=_counts(edition),
        quotations=counted(edition.quotation_count, "quotation in stories", "quotations in stories", config.language)
        if edition.quotation_count
        else "",
        assets=assets,
    )


def _links(edition: Edition, rows: tuple[tuple[str, str, object], ...]) -> tuple[LinkView, ...]:
    return tuple(LinkView(text=text, href=edition.urls.path(page)) for text, page, content in rows if content)


def _counts(edition: Edition) -> str:
    stories = sum(len(day.stories) for day in edition.days)
    return " · ".join(
        (
            counted(len(edition.digest.entries), "clipping", "clippings", edition.language),
            counted(stories, "story", "stories", edition.language),
            counted(len(edition.days), "day", "days", edition.language),
        )
    )
