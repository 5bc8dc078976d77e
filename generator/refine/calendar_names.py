"""Names of months and weekdays and the words around dates: in: a word as written, out: what the calendar table says."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from generator.refine.tables import load_table

__all__ = ["is_in", "month_number", "plain_form", "spaced_months", "weekday_number", "weekdays_in", "zone_named"]

_MISSPELT_FROM = 6
"""Letters a month's name has at least for one lost or swapped letter to leave no doubt (`Novemer`, `Setpember`)."""

_ENGLISH = 0
_LONG_WEEKDAY = 6
"""Letters a weekday's name has at least to be no short form and no other word in running text."""


@lru_cache(maxsize=4096)
def plain_form(word: str) -> str:
    """
    Write a word as the table compares words: without capitals, accents, full stops and the dotless i.

    >>> plain_form("Févr."), plain_form("ARALIK"), plain_form("aralık")
    ('fevr', 'aralik', 'aralik')
    """
    folded = word.casefold()
    if not folded.isascii():
        letters = unicodedata.normalize("NFKD", folded)
        folded = "".join(one for one in letters if not unicodedata.combining(one)).replace("ı", "i")
    return folded.strip(".")


def month_number(word: str) -> int | None:
    """
    Give the number of a month, 1 to 12, by a name in any language of the table; None for any other word.

    >>> month_number("Oct."), month_number("октября"), month_number("Novemer"), month_number("Monday")
    (10, 10, 11, None)
    """
    return _months().get(plain_form(word))


def weekday_number(word: str) -> int | None:
    """Give the number of a weekday, 0 for Monday to 6; None for any other word."""
    return _weekdays().get(plain_form(word))


def zone_named(word: str) -> int | str | None:
    """Give minutes east of Greenwich, or an IANA name, for a zone's short name; None for any other word."""
    return _zones().get(plain_form(word))


def is_in(row: str, word: str) -> bool:
    """Say whether a word stands in a row of the table: `beside`, `said_published`, `day_first_words` …"""
    return plain_form(word) in _row(row)


@cache
def spaced_months() -> tuple[str, ...]:
    """List the names of months that are two words, the longest first: a pattern for one word would miss them."""
    names = (name for names in load_table("calendar")["months"] for name in names if " " in name)
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def weekdays_in(text: str) -> list[tuple[int, str]]:
    """
    Find weekday names, as `(0 for Monday … 6, the words)`, in order; only names that are no other word.

    >>> weekdays_in("It rained on Sunday and Monday.")
    [(6, 'on Sunday'), (0, 'Monday')]
    """
    found = (one[0] for one in _weekday_pattern().finditer(text))
    return [(_weekdays()[plain_form(words.rpartition(" ")[2])], words) for words in found]


@cache
def _months() -> dict[str, int]:
    rows: list[list[str]] = load_table("calendar")["months"]
    numbers = {plain_form(name): number for number, names in enumerate(rows, 1) for name in names}
    for number, names in enumerate(rows, 1):
        for misspelt in _misspellings(names[_ENGLISH]):
            numbers.setdefault(misspelt, number)
    return numbers


def _misspellings(name: str) -> list[str]:
    """Leave out each letter of a long name in turn, and swap each two neighbours, the first letter kept."""
    if len(name) < _MISSPELT_FROM:
        return []
    places = range(1, len(name))
    lost = [name[:at] + name[at + 1 :] for at in places]
    swapped = [name[:one] + name[two] + name[one] + name[two + 1 :] for one, two in pairwise(places)]
    return lost + swapped


@cache
def _weekdays() -> dict[str, int]:
    rows: list[list[str]] = load_table("calendar")["weekdays"]
    return {plain_form(name): number for number, names in enumerate(rows) for name in names}


@cache
def _zones() -> dict[str, int | str]:
    zones: dict[str, int | str] = load_table("calendar")["zones"]
    return {plain_form(name): zone for name, zone in zones.items()}


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(plain_form(word) for word in load_table("calendar")[name])


@cache
def _weekday_pattern() -> re.Pattern[str]:
    """East Asian names stand between other letters; the others are words of their own."""
    table = load_table("calendar")
    names = {name for names in table["weekdays"] for name in names} - set(table["weekdays_beside_dates_only"])
    glued = {name for name in names if name[0] >= "\u4e00"}
    words = {name for name in names - glued if len(name) >= _LONG_WEEKDAY or (len(name) > 3 and not name.isascii())}
    return re.compile(rf"(?<!\w)(?:on |am |le )?(?:{_either(words)})(?!\w)|(?:{_either(glued)})", re.I)


def _either(names: set[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
