"""Redirects: for each address that a story or a thread may have had, a page that leads to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.moves import Move, list_moves
from generator.publish.pages.page import Page, make_head
from generator.publish.views import HeadlineView, headline_view
from generator.records import Record

__all__ = ["MovedView", "moved_pages"]


class MovedView(Record, frozen=True, kw_only=True):
    """What a redirect may print."""

    headline: HeadlineView
    """Leads to where it stands now."""


def moved_pages(edition: Edition) -> Iterator[Page]:
    """Make a redirect for each address that has moved; they are in no list and no sitemap."""
    for move in list_moves(edition.digest):
        yield _moved_page(edition, move)


def _moved_page(edition: Edition, move: Move) -> Page:
    lead = move.story.lead
    kind = "thread" if move.new.startswith(urls.THREADS) else "story"
    head = make_head(
        edition,
        move.old,
        title=f"{lead.title.value} – {kind} moved",
        description=f"This {kind} stands at another address",
        is_listed=False,
    )
    return Page(
        path=move.old,
        template="moved.html",
        head=msgspec.structs.replace(head, canonical=edition.urls.absolute(move.new)),
        view=MovedView(headline=headline_view(edition, lead, edition.urls.path(move.new))),
        changed=None,
    )
