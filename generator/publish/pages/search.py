"""Search: the way to the index of all texts, and every headline on one page, where the browser's own find works."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from generator.publish import urls
from generator.publish.edition import Edition, latest_day
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.selection import has_page, has_search_index
from generator.publish.views import DateView, HeadlineView, LinkView, date_view, headline_view
from generator.publish.wording import counted
from generator.records import Digest, Entry, Record

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
    index: str
    """Address of the folder of the search index; empty where there is none."""
    ways: tuple[LinkView, ...]
    """Other ways to find a clipping; at least one."""
    letters: tuple[LetterView, ...]
    """In the order of Unicode; headlines without a letter at the front come first."""


def search_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the list of all headlines, if there is any."""
    if digest.entries:
        yield PlannedPage(
            path=urls.SEARCH,
            title="Search",
            changed=latest_day(digest) or None,
            make=_search_page,
            about=(digest.entries, tuple(_ways(edition, digest))),
        )


def _search_page(edition: Edition, title: str, entries: tuple[Entry, ...], ways: tuple[LinkView, ...]) -> Page:
    ordered = sorted(entries, key=lambda entry: (_letter(entry), _sorted_as(entry), entry.id))
    view = SearchView(
        counts=counted(len(entries), "headline", "headlines", edition.language),
        index=edition.urls.path(urls.SEARCH_INDEX) if has_search_index(edition.config) else "",
        ways=ways,
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
    head = make_head(edition, urls.SEARCH, title=title, description=f"{view.counts}, from A to Z")
    return Page(template="search.html", head=head, view=view)


def _ways(edition: Edition, digest: Digest) -> Iterator[LinkView]:
    rows = (
        ("the calendar", urls.CALENDAR, latest_day(digest)),
        ("topics", urls.TOPICS, digest.topics),
        ("sources", urls.OUTLETS, digest.outlets),
        ("the ledger", urls.LEDGER, digest.clippings),
    )
    for text, page, content in rows:
        if content and has_page(edition.config, page):
            yield LinkView(text=text, href=edition.urls.path(page))


def _sorted_as(entry: Entry) -> str:
    """Sort without accents, quotation marks and case, as indexes do."""
    folded = unicodedata.normalize("NFKD", entry.title.value.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char)).lstrip(" \"'“”‘’«»„‚([…-–—")


def _letter(entry: Entry) -> str:
    first = _sorted_as(entry)[:1].upper()[:1]
    return first if first.isalpha() else _OTHERS
