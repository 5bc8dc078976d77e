"""Primary documents as a card or a page shows them: in: a story, out: links with who cites them."""

from __future__ import annotations

from generator.publish.edition import Edition
from generator.publish.views import HeadlineView, headline_view
from generator.publish.web_links import web_link
from generator.records import Record, Story

__all__ = ["CitedView", "cited_views"]

_LONGEST_ADDRESS = 60
"""Characters of an address that are printed; the link has them all."""


class CitedView(Record, frozen=True, kw_only=True):
    """A document at first hand."""

    href: str
    text: str
    """The address without `https://`, cut when it is long."""
    citers: tuple[HeadlineView, ...]
    """The clippings that link to it, each leading to its own page."""


def cited_views(edition: Edition, story: Story, most: int | None) -> tuple[CitedView, ...]:
    """Show at most so many of the documents that a story's clippings link to; None for all."""
    return tuple(
        CitedView(
            href=href,
            text=_shorten(one.address.removeprefix("https://")),
            citers=tuple(headline_view(edition, edition.entries[entry_id]) for entry_id in one.entry_ids),
        )
        for one in story.cited[:most]
        if (href := web_link(one.address))
    )


def _shorten(address: str) -> str:
    return address if len(address) <= _LONGEST_ADDRESS else f"{address[: _LONGEST_ADDRESS - 1]}…"
