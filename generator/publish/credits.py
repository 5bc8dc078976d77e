"""Credit in words: in: an entry, out: who published it, through which agency, by whom, when; who says what in it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from generator.records import Dating, Entry

__all__ = ["credit_in_words", "date_in_words", "outlet_in_words", "says_in_words", "via_in_words"]

UNKNOWN_OUTLET = "Unknown outlet"


def outlet_in_words(entry: Entry) -> str:
    """
    Name who says so, agency first: `AP via The Independent`, `NPR`, `AP`, or `Unknown outlet`.

    An agency's text carried by an outlet is credited to both.
    """
    outlet = entry.outlet.value if entry.outlet else ""
    agency = entry.agency.value if entry.agency else ""
    if agency and outlet and agency != outlet:
        return f"{agency} via {outlet}"
    return outlet or agency or UNKNOWN_OUTLET


def date_in_words(dating: Dating, language: str) -> str:
    """
    Write a date as precisely as it is known: `18 October 2020`, `October 2020`, `c. 16 October 2020 (inferred)`.

    Empty when nothing is known; never today's.
    """
    words = _write_date(dating.edtf, language)
    return f"c. {words} (inferred)" if dating.is_guess and words else words


@lru_cache(maxsize=10_000)
def _write_date(edtf: str, language: str) -> str:
    parts = edtf.rstrip("~").split("-") if edtf else []
    numbers = [int(part) for part in parts if part.isdigit()]
    if not numbers:
        return ""
    known = date(*([*numbers, 1, 1])[:3])
    pattern = ("y", "MMMM y", "d MMMM y")[len(numbers) - 1]
    return format_date(known, format=pattern, locale=language.replace("-", "_"))


def credit_in_words(entry: Entry, language: str) -> str:
    """Join outlet, authors and date, leaving out what is not known."""
    authors = ", ".join(author.value for author in entry.authors)
    known = (outlet_in_words(entry), authors, date_in_words(entry.dating, language))
    return " · ".join(part for part in known if part)


def says_in_words(entry: Entry, number: int) -> str:
    """
    Say who says what a sentence says: `says: Harbour Board, via Delta Wire`; empty when the sentence names nobody.

    Several are named one after the other, in the order of the sentence. The clipping's own agency and outlet, who stand
    behind all of it, are in its credit and not repeated.
    """
    said = (
        f"{claim.stance}: {claim.claimant}{', ' if claim.chain else ''}{via_in_words(claim.chain)}"
        for claim in entry.claims
        if claim.number == number
    )
    return "; ".join(dict.fromkeys(said))


def via_in_words(chain: tuple[str, ...]) -> str:
    """Say who passed a claim on, the nearest to the claimant first; empty for nobody."""
    return f"via {', '.join(chain)}" if chain else ""
