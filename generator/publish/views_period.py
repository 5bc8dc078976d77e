"""Which part of a long list stands on a page: in: the list and its month, if it is one, out: a view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.periods import DayOf, Period, list_months
from generator.publish.views import LinkView
from generator.publish.wording import month_in_words, number_in_words
from generator.records import Record

__all__ = ["PeriodView", "period_view"]

_Listed = TypeVar("_Listed")


class PeriodView(Record, frozen=True, kw_only=True):
    """Which part of a long list stands on a page, and where the rest is."""

    month: str
    """`October 2020`; empty on the page of the whole, which has the newest."""
    months: tuple[LinkView, ...]
    """Those of the list, newest first, the note counts. Empty for a month, and where all stands on one page."""
    previous: LinkView | None
    """The month before this one; None on the page of the whole."""
    next: LinkView | None


def period_view(
    edition: Edition, page: str, period: Period | None, listed: Sequence[_Listed], day_of: DayOf[_Listed]
) -> PeriodView:
    """Show which month of the list of a page it is, or, for None, which months there are."""
    if period is None:
        months = tuple(
            _link(edition, page, one.month, number_in_words(len(those), edition.language))
            for one, those in list_months(listed, day_of)
        )
        return PeriodView(month="", months=months, previous=None, next=None)
    return PeriodView(
        month=_in_words(edition, period.month),
        months=(),
        previous=_link(edition, page, period.before) if period.before else None,
        next=_link(edition, page, period.after) if period.after else None,
    )


def _link(edition: Edition, page: str, month: str, note: str = "") -> LinkView:
    return LinkView(text=_in_words(edition, month), href=edition.urls.path(urls.in_month(page, month)), note=note)


def _in_words(edition: Edition, month: str) -> str:
    return month_in_words(f"{month}-01", edition.language)
