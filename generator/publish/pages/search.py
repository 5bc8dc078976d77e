"""Search without a program: every headline on one page, where the browser's own find works."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.pages.page import Page, make_head
from generator.publish.views import DateView, HeadlineView, LinkView, date_view, headline_view
from generator.publish.wording import counted
from generator.records import Entry, Record

__all__ = ["SearchView", "search_pages"]

_OTHERS = "#"
"""The group of headlines that begin with a digit or a sign."""


class SearchLine(Record, frozen=True, kw_only=True):
    headline: HeadlineView
    date: DateView | None


class LetterView(Record, frozen=True, kw_only=True):
    """The headlines under one letter."""

    letter: str
    anchor: str
    lines: tuple[SearchLine, ...]


class SearchView(Record, frozen=True, kw_only=True):
    """What the search page may print."""

    counts: str
    ways: tuple[LinkView, ...]
    """Other ways to find a clipping; at least one."""
    letters: tuple[LetterView, ...]
    """In the order of Unicode; headlines without a letter at the front come first."""


def search_pages(edition: Edition) -> Iterator[Page]:
    """Make the list of all headlines, if there is any."""
    entries = edition.digest.entries
    if not entries:
        return
    ordered = sorted(entries, key=lambda entry: (_letter(entry), _sorted_as(entry), entry.id))
    view = SearchView(
        counts=counted(len(entries), "headline", "headlines", edition.language),
        ways=tuple(_ways(edition)),
        letters=tuple(
            LetterView(
                letter=letter,
                anchor="letter-other" if letter == _OTHERS else f"letter-{letter.casefold()}",
                lines=tuple(
                    SearchLine(headline=headline_view(edition, entry), date=date_view(entry.dating, edition.language))
                    for entry in group
                ),
            )
            for letter, group in groupby(ordered, key=_letter)
        ),
    )
    head = make_head(edition, urls.SEARCH, title="Search", description=f"{view.counts}, from A to Z")
    changed = edition.days[-1].date if edition.days else None
    yield Page(path=urls.SEARCH, template="search.html", head=head, view=view, changed=changed)


def _ways(edition: Edition) -> Iterator[LinkView]:
    rows = (
        ("the calendar", urls.CALENDAR, edition.days),
        ("topics", urls.TOPICS, edition.digest.topics),
        ("sources", urls.OUTLETS, edition.digest.outlets),
        ("the ledger", urls.LEDGER, edition.digest.clippings),
    )
    for text, page, content in rows:
        if content:
            yield LinkView(text=text, href=edition.urls.path(page))


def _sorted_as(entry: Entry) -> str:
    """Sort without accents, quotation marks and case, as indexes do."""
    folded = unicodedata.normalize("NFKD", entry.title.value.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char)).lstrip(" \"'“”‘’«»„‚([…-–—")


def _letter(entry: Entry) -> str:
    first = _sorted_as(entry)[:1].upper()[:1]
    return first if first.isalpha() else _OTHERS
