"""Redirects: for each address that a story or a thread may have had, a page that leads to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.moves import Move, list_moves
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import HeadlineView, headline_view
from generator.records import Digest, Record

__all__ = ["MovedView", "moved_pages"]


class MovedView(Record, frozen=True, kw_only=True):
    """What a redirect may print."""

    headline: HeadlineView
    """Leads to where it stands now."""


def moved_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a redirect for each address that has moved; they are in no list and no sitemap."""
    for move in list_moves(digest):
        yield PlannedPage(
            path=move.old,
            title=f"{move.story.lead.title.value} – {_kind(move)} moved",
            changed=None,
            make=_moved_page,
            about=(move,),
            is_listed=False,
        )


def _kind(move: Move) -> str:
    return "thread" if move.new.startswith(urls.THREADS) else "story"


def _moved_page(edition: Edition, title: str, move: Move) -> Page:
    lead, kind = move.story.lead, _kind(move)
    head = make_head(
        edition,
        move.old,
        title=title,
        description=f"This {kind} stands at another address",
        is_listed=False,
    )
    return Page(
        template="moved.html",
        head=msgspec.structs.replace(head, canonical=edition.urls.absolute(move.new)),
        view=MovedView(headline=headline_view(edition, lead, edition.urls.path(move.new))),
    )
