"""Words by which a page gives its site away: in: the lines of a draft, out: a guess at who published it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from generator.records import Draft, Evidence, Finding
from generator.refine.hosts import known_spelling
from generator.refine.tables import load_table

__all__ = ["outlet_in_words"]

_WORD = r"(?-i:[A-Z0-9À-ÞĀ-Ž])[\w&’'-]*(?:\.\w[\w&’'-]*)*"
_NAME = rf"(?P<outlet>{_WORD}(?: (?:(?:of|the|and|de|la|le|du|der|die|für|&) )?{_WORD}){{0,4}}?)"
_NOTICE_LENGTH = 300
"""Characters; notices are short, and an article may say the same words of somebody else."""

_PRONOUNS = frozenset("us our the this we me my it you your".split())


def outlet_in_words(draft: Draft) -> Iterator[Finding]:
    """
    Find a site's own words: `Become an OC Media Member`, or `told OC Media` more than once and of nobody else.

    A guess in every case. Agencies are told things too, and everybody prints it: they are never taken from `told`.
    """
    lines = [block.passage.text for block in draft.blocks]
    for line in lines:
        if len(line) <= _NOTICE_LENGTH and any(map(line.casefold().__contains__, _first_words())):
            for pattern in _notices():
                found = pattern.search(line)
                if found and found["outlet"].casefold() not in _PRONOUNS:
                    evidence = Evidence(rule="own-words", quote=line[:200])
                    yield Finding(value=known_spelling(found["outlet"].rstrip(".,")), evidence=evidence, is_guess=True)
                    break
    yield from _spoken_to(lines)


def _spoken_to(lines: list[str]) -> Iterator[Finding]:
    told = [found for line in lines for found in _told().finditer(line)]
    spellings = [(known_spelling(found["outlet"], only_known=True), found[0]) for found in told]
    counted = Counter(name for name, _ in spellings if name)
    if len(counted) != 1:
        return
    name, count = counted.popitem()
    if count > 1 and name.casefold() not in _agency_forms():
        quote = next(quote for spelling, quote in spellings if spelling == name)
        yield Finding(value=name, evidence=Evidence(rule="spoken-to", quote=quote), is_guess=True)


@cache
def _notices() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form.replace("NAME", _NAME), re.I) for form in load_table("own_words")["notices"])


@cache
def _first_words() -> tuple[str, ...]:
    """Letters that every notice holds, so that most lines need no pattern."""
    return tuple(load_table("own_words")["signs"])


@cache
def _told() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_table("own_words")["told"]))
    return re.compile(rf"\b(?:{words}) {_NAME.replace('{0,4}?', '{0,3}')}")


@cache
def _agency_forms() -> frozenset[str]:
    table: dict[str, list[str]] = load_table("agencies")
    return frozenset(form.casefold() for name, forms in table.items() for form in (name, *forms))
