"""The page that hosts show for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.edition import Edition, dated_days
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import LinkView
from generator.records import Day, Digest, Record

__all__ = ["NotFoundView", "not_found_pages"]


class NotFoundView(Record, frozen=True, kw_only=True):
    """What the page may print: the menu is on every page, so it only adds the latest day."""

    latest: LinkView | None


def not_found_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the page; it exists on every site."""
    yield PlannedPage(
        path=urls.NOT_FOUND,
        title="Page not found",
        changed=None,
        make=_not_found_page,
        about=dated_days(digest)[-1:],
        is_listed=False,
    )


def _not_found_page(edition: Edition, title: str, latest: Day | None = None) -> Page:
    """Make the page; its links start at the root, because it is shown at any depth."""
    head = make_head(edition, urls.NOT_FOUND, title=title, description="Nothing is at this address", is_listed=False)
    view = NotFoundView(latest=day_link(edition, latest) if latest else None)
    return Page(template="404.html", head=head, view=view)
