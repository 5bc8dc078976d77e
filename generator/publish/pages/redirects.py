"""Redirects of the site's own: for each old address that the settings name, a page that leads on."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.publish.edition import Edition
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.records import Digest, Record

__all__ = ["RedirectView", "redirect_pages"]


class RedirectView(Record, frozen=True, kw_only=True):
    """What a redirect of the settings may print."""

    href: str
    address: str
    """Where it leads to, absolute."""


def redirect_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each of the settings' redirects; they are in no list and no sitemap."""
    del digest
    for old, new in sorted(edition.config.redirects.items()):
        yield PlannedPage(
            path=old.strip("/") + "/",
            title=f"{old} – moved",
            changed=None,
            make=_redirect_page,
            about=(old.strip("/") + "/", new),
            is_listed=False,
        )


def _redirect_page(edition: Edition, title: str, path: str, new: str) -> Page:
    href, address = edition.urls.leading_to(new)
    head = make_head(edition, path, title=title, description="This page stands at another address", is_listed=False)
    return Page(
        template="redirect.html",
        head=msgspec.structs.replace(head, canonical=address),
        view=RedirectView(href=href, address=address),
    )
