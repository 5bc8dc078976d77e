"""A bibliographic line in parts: in: an entry, out: what every citation format says, no guess disguised."""

from __future__ import annotations

import re
from datetime import date

from generator.once import once_per_object
from generator.publish import urls
from generator.publish.urls import Urls
from generator.publish.web_links import web_link
from generator.records import Entry, Record

__all__ = ["Reference", "archive_day", "make_reference"]

_STAMPED = re.compile(r"://(?:web\.archive\.org/web|archive\.(?:today|ph|is|md|li|vn|fo))/(\d{4})(\d\d)(\d\d)\d{0,6}")
"""Archives that write the moment of capture into the address: the Wayback Machine, and archive.today."""


class Reference(Record, frozen=True, kw_only=True, weakref=True):
    """What a scholar has to know to find a clipping's original again."""

    entry_id: str
    title: str
    outlet: str
    """Empty when it is not known, as are all the others."""
    agency: str
    """Empty, too, when it is the outlet."""
    authors: tuple[str, ...]
    """Names as written: which word is the family's is not for us to guess."""
    date: tuple[int, ...]
    """Year, month, day, as many as are known."""
    is_date_guess: bool
    url: str
    archive_url: str
    archived: str
    """ISO day, when the archive's address says it."""
    language: str
    page: str
    """The clipping's own page, absolute."""
    sha256: str


@once_per_object
def make_reference(entry: Entry, addresses: Urls) -> Reference:
    """Take the bibliographic facts out of an entry; white space is folded, and addresses are fit to be linked."""
    outlet, agency = (_fold(finding.value) if finding else "" for finding in (entry.outlet, entry.agency))
    archive = (web_link(entry.archive_url) if entry.archive_url else None) or ""
    return Reference(
        entry_id=entry.id,
        title=_fold(entry.title.value),
        outlet=outlet or agency,
        agency=agency if outlet and agency != outlet else "",
        authors=tuple(_fold(author.value) for author in entry.authors),
        date=_date(entry.dating.edtf),
        is_date_guess=entry.dating.is_guess,
        url=(web_link(entry.url.value) if entry.url else None) or "",
        archive_url=archive,
        archived=archive_day(archive),
        language="" if entry.language.value == "und" else entry.language.value,
        page=addresses.absolute(urls.clipping(entry)),
        sha256=entry.sha256,
    )


def archive_day(address: str) -> str:
    """
    Read from its address on which day an archive kept a page; empty when it does not say.

    >>> archive_day("https://web.archive.org/web/20201019120000/https://example.org/dam"), archive_day("")
    ('2020-10-19', '')
    """
    stamp = _STAMPED.search(address)
    day = "-".join(stamp.groups()) if stamp else ""
    return day if _date(day) else ""


def _fold(text: str) -> str:
    """Write a text in one line; half of a surrogate pair, which UTF-8 cannot hold, goes."""
    return " ".join(text.split()).encode("utf-8", "ignore").decode()


def _date(edtf: str) -> tuple[int, ...]:
    """
    Read as many parts as are known; nothing of a day that no calendar has.

    >>> _date("2020-10-16~"), _date("2020-10"), _date("2020-02-31"), _date("")
    ((2020, 10, 16), (2020, 10), (), ())
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?", edtf)
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    year, month, day = (*parts, 1, 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return ()
    return parts
