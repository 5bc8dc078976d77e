"""The page that hosts show for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, make_head
from generator.publish.views import LinkView
from generator.records import Record

__all__ = ["NotFoundView", "not_found_pages"]


class NotFoundView(Record, frozen=True, kw_only=True):
    """What the page may print: the menu is on every page, so it only adds the latest day."""

    latest: LinkView | None


def not_found_pages(edition: Edition) -> Iterator[Page]:
    """Make the page; its links start at the root, because it is shown at any depth."""
    latest = day_link(edition, edition.days[-1]) if edition.days else None
    head = make_head(
        edition, urls.NOT_FOUND, title="Page not found", description="Nothing is at this address", is_listed=False
    )
    yield Page(path=urls.NOT_FOUND, template="404.html", head=head, view=NotFoundView(latest=latest), changed=None)
