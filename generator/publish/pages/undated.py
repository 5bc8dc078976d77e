"""The Undated shelf: clippings of which no day is known, with what is known of when they were written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.evidence import EvidenceView, evidence_views
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.views import CreditView, HeadlineView, QuoteView, credit_view, first_quote, headline_view
from generator.publish.wording import counted
from generator.records import Digest, Entry, Record

__all__ = ["UndatedView", "undated_pages"]


class UndatedLine(Record, frozen=True, kw_only=True):
    """A clipping without a day."""

    headline: HeadlineView
    credit: CreditView
    quote: QuoteView | None
    """Its first sentence."""
    hints: tuple[EvidenceView, ...]
    """What speaks of a date, and was not enough for a day."""
    path: str
    """Of the source, for the editor who can date it."""


class UndatedView(Record, frozen=True, kw_only=True):
    """What the shelf may print."""

    counts: str
    clippings: tuple[UndatedLine, ...]


def undated_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the shelf, if anything lies on it."""
    if digest.undated:
        yield PlannedPage(path=urls.UNDATED, title="Undated", changed=None, make=_undated_page, about=(digest.undated,))


def _undated_page(edition: Edition, title: str, undated: tuple[Entry, ...]) -> Page:
    counts = counted(len(undated), "clipping", "clippings", edition.language)
    head = make_head(edition, urls.UNDATED, title=title, description=f"{counts} of which no day is known")
    view = UndatedView(counts=counts, clippings=tuple(_line(edition, entry) for entry in undated))
    return Page(template="undated.html", head=head, view=view)


def _line(edition: Edition, entry: Entry) -> UndatedLine:
    return UndatedLine(
        headline=headline_view(edition, entry),
        credit=credit_view(edition, entry),
        quote=first_quote(edition, entry),
        hints=evidence_views((*entry.dating.evidence, *entry.dating.against)),
        path=entry.path,
    )
