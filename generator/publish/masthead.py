"""What is the same on every page: in: digest, settings and assets, out: the record that templates know as `site`."""

from __future__ import annotations

from collections.abc import Mapping

from generator.config import Config
from generator.publish import urls
from generator.publish.selection import has_page
from generator.publish.urls import Urls
from generator.publish.views import LinkView
from generator.publish.wording import locale_with_country
from generator.records import Digest, Record

__all__ = ["SiteView", "site_view"]


class SiteView(Record, frozen=True, kw_only=True):
    """The site, as every template knows it under the name `site`."""

    title: str
    description: str
    publisher: str
    language: str
    locale: str
    """The language with a country, as Open Graph wants it: `en_US`."""
    home: str
    menu: tuple[LinkView, ...]
    """The pages that exist, in the order of the menu."""
    footer: tuple[LinkView, ...]
    search: str
    """Address of the search page; empty where there is none."""
    assets: Mapping[str, str]
    """Addresses by the asset's name in the theme: `site.assets["style.css"]`."""


def site_view(digest: Digest, config: Config, addresses: Urls, assets: Mapping[str, str]) -> SiteView:
    """
    Gather what every page shows of the site; only pages that exist are linked.

    Nothing here changes with a single clipping, as a count would: every page of the site would change with it.
    """
    has_days = any(day.stories for day in digest.days)
    menu = (
        ("Calendar", urls.CALENDAR, has_days),
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
        locale=locale_with_country(config.language),
        home=addresses.path(urls.HOME),
        menu=_links(config, addresses, menu),
        footer=_links(config, addresses, footer),
        search=addresses.path(urls.SEARCH) if digest.entries and has_page(config, urls.SEARCH) else "",
        assets=assets,
    )


def _links(config: Config, addresses: Urls, rows: tuple[tuple[str, str, object], ...]) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(text=text, href=addresses.path(page))
        for text, page, content in rows
        if content and has_page(config, page)
    )
