"""Names of a site in its titles: in: a title and what the site goes by, out: the title alone, and what was cut."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.refine.tables import load_table

__all__ = ["SiteNames", "cut_site", "fold", "names_of_site"]

_SEPARATOR = re.compile(r"\s+(?:[|–—·•«»]|-{1,2}|::)\s+|\s*[|｜]\s*")
_BEFORE_COLON = re.compile(r"^([^:|]{2,40}):\s+(?=\S)")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST = 60
"""Characters of a site's name; what is longer is a part of the title."""

_LONGEST_TITLE = 1_000
"""Characters; what is longer is a field that went astray, and has more separators than can be asked about."""


class SiteNames(NamedTuple):
    """What may stand before or behind a title besides the title, all folded."""

    certain: frozenset[str]
    """The outlet, its host, the authors: as the source itself says."""
    sites: frozenset[str]
    """The first of these alone: a title that is one of them names the site and not the text."""
    hosts: frozenset[str]
    """The telling labels of hosts: `techcrunch`."""
    lines: frozenset[str]
    """Headings and first lines of the text: what remains is the title when one of them says the same."""

    def is_site(self, title: str) -> bool:
        return fold(title) in self.sites


def fold(line: str) -> str:
    """Reduce a line to what makes it the same headline: its letters and digits, small."""
    return "".join(_LETTERS.findall(line.casefold()))


def names_of_site(
    sites: Iterable[str], hosts: Iterable[str], authors: Iterable[str], lines: Iterable[str]
) -> SiteNames:
    """Gather what a title may carry: `hosts` are whole (`www.example.org`), `lines` those the text begins with."""
    known = tuple(hosts)
    site_keys = frozenset(filter(None, map(fold, (*sites, *known))))
    labels = (fold(label) for host in known for label in host.split(".")[:-1])
    return SiteNames(
        certain=site_keys | frozenset(filter(None, map(fold, authors))),
        sites=site_keys,
        hosts=frozenset(label for label in labels if len(label) >= 5),
        lines=frozenset(key for key in map(fold, lines) if len(key) >= 10),
    )


def cut_site(title: str, names: SiteNames) -> tuple[str, str]:
    """
    Split names of the site, its author and the platform off a title: what remains, and what was cut off.

    Only names that are known are cut, because dashes and bars are part of many titles.

    >>> cut_site("Rain – and more | The Northline", names_of_site(["The Northline"], (), (), ()))
    ('Rain – and more', '| The Northline')
    """
    cut: list[str] = []
    if len(title) > _LONGEST_TITLE:
        return title, ""
    while (shorter := _cut_once(title, names)) is not None:
        title, removed = shorter
        cut.append(removed)
    return title, " ".join(reversed(cut))


def _cut_once(title: str, names: SiteNames) -> tuple[str, str] | None:
    marks = list(_SEPARATOR.finditer(title))
    for index, mark in enumerate(marks):
        is_last = index + 1 == len(marks)
        part = title[mark.end() : len(title) if is_last else marks[index + 1].start()]
        rest = title[: mark.start()].strip()
        if rest and not names.is_site(rest) and _is_name(part, mark[0], rest, names, is_last=is_last):
            return rest, title[mark.start() :].strip()
    before = marks[0] if marks else _BEFORE_COLON.match(title)
    if before:
        part = before[1] if not marks else title[: before.start()]
        rest = title[before.end() :].strip()
        if rest and not names.is_site(rest) and (fold(part) in names.sites or fold(rest) in names.lines):
            return rest, title[: before.end()].strip()
    return None


def _is_name(part: str, mark: str, rest: str, names: SiteNames, *, is_last: bool) -> bool:
    key = fold(part)
    if not key or len(part) > _LONGEST:
        return False
    if key in names.certain or key.removeprefix("by") in names.certain:
        return True
    if not is_last:
        return False
    is_bar = "|" in mark or "｜" in mark
    if key in _platforms() or (key in _outlets() and (is_bar or key not in _common_words())):
        return True
    return fold(rest) in names.lines or _is_host(key, names.hosts)


def _is_host(key: str, hosts: frozenset[str]) -> bool:
    """
    Say whether a name is a host's, with at most two short words more: `SHIFT AI TIMES` on `shift-ai.example`, `The
    Courier` on `courier.example`.
    """
    bare = key.removeprefix("the")
    return any(one.startswith(label) and len(one) <= len(label) + 12 for label in hosts for one in (key, bare))


@cache
def _outlets() -> frozenset[str]:
    return frozenset(map(fold, load_table("outlets").values()))


@cache
def _platforms() -> frozenset[str]:
    return frozenset(map(fold, load_table("titles")["platforms"]))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(map(fold, load_table("titles")["words"]))
