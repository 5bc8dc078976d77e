"""Who stands beside a reporting verb: in: the classes of a sentence's tokens, out: the tokens that name a claimant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Subject", "subject_at_start", "subject_before", "subjects_after"]

_REACH = 40
"""Tokens before a verb among which its subject is looked for."""

# Before a verb a subject is read from its end, for there it is known to stand: these patterns match reversed classes.
_BEGINS = r"(?=[C.&W(]|$)"
"""Before a subject with words that no table knows a clause must begin."""
_HEAD = r"[NR][JNR]*D*"
_PHRASE = rf"{_HEAD}(?:O{_HEAD})*"
_BELONGS = r"[XNR][JNRX#]{0,3}D{0,2}[OTY]"
"""What belongs to a subject: `with knowledge of the talks`, `for the harbour`."""
_LOOSE = rf"(?:(?:{_BELONGS}){{1,2}}{_HEAD}|(?:{_BELONGS}){{0,2}}(?:[XNR][JNRX#]{{0,4}}D|[NR]+X{{1,2}}[JNR]*))"
"""`the board`, `residents of the old town`, `Ostland skater Ana Hale`."""
_ASIDE = re.compile(r"(?:C(?:A+O?)+C|C#C|A|\)[^()C]{1,6}\()*")
"""Between subject and verb: adverbs, `in turn`, a weekday, an age, an abbreviation in brackets."""
_WAYS_BEFORE = tuple(
    re.compile(way)
    for way in (
        r"(?P<pronoun>P)",
        r"D?(?P<statement>S)(?![JNRX])",
        rf"C[^.()]{{1,24}}?C{_PHRASE}C(?P<one>NN+)",
        rf"C(?P<apposition>[^.()]{{1,24}}?)C(?:{_BELONGS}){{0,2}}?(?P<one>{_PHRASE})(?=[C.&WK(]|$)",
        rf"(?:WC?)?(?P<two>{_PHRASE})&(?P<one>{_PHRASE})(?![X&])",
        rf"(?:WC?)?(?P<two>{_LOOSE})&(?P<one>{_LOOSE}|{_PHRASE}){_BEGINS}",
        rf"(?:WC?)?(?P<one>{_LOOSE}){_BEGINS}",
        rf"(?:WC?)?(?P<one>{_PHRASE})",
    )
)
"""What is surer comes first, and of two that are as sure what is longer."""

_NAMED_BEHIND = re.compile(r"(?P<name>N+)(?:C#)?")
"""An apposition that names whose role the subject is, and perhaps an age."""

_NP = r"D*[JNR]*[NR](?:OD*[JNR]*[NR])*"
_WAYS_AFTER = tuple(
    re.compile(way)
    for way in (
        r"(?P<pronoun>P)",
        rf"D?(?:S[YO]|RY)(?P<one>{_NP})",
        r"D*[JNRX]{1,4}C(?P<name>NN+)(?=[C.]|$)",
        rf"(?P<one>{_NP})&(?P<two>{_NP})",
        rf"(?P<one>{_NP})",
        r"D?(?P<statement>S)",
        r"(?P<one>D{0,2}[JNRX]{1,4}[NR])",
        r"(?P<one>D{1,2}[JNX]{0,3}X)",
    )
)
_START = re.compile(rf"(?P<one>{_NP})(?:&(?P<two>{_NP}))?")


class Subject(NamedTuple):
    """Token ranges of whom a sentence names beside a verb; one range for each when there are two."""

    ranges: tuple[tuple[int, int], ...]
    kind: str
    """`named`, `pronoun` or `statement`."""
    is_sure: bool = True
    """False where a word stands in it that no table knows."""


def subject_before(classes: str) -> Subject | None:
    """
    Read the subject that ends where a verb begins; `classes` are those of the tokens before it.

    >>> subject_before("DRONNA")
    Subject(ranges=((0, 5),), kind='named', is_sure=True)
    """
    near = classes[: -_REACH - 1 : -1]
    aside = _ASIDE.match(near)
    skipped = aside.end() if aside else 0
    for way in _WAYS_BEFORE:
        if found := way.match(near, skipped):
            return _named_by_apposition(found, classes) or _subject(found, classes, is_reversed=True)
    return None


def subjects_after(classes: str) -> Iterator[Subject]:
    """List the readings of a subject that begins where `classes` begin, behind an inverted verb; the surest first."""
    for way in _WAYS_AFTER:
        if found := way.match(classes):
            yield _subject(found, classes)


def subject_at_start(classes: str) -> Subject | None:
    """Read what a sentence opens with, for a verb whose subject stands before an earlier verb."""
    found = _START.match(classes)
    return _subject(found, classes) if found else None


def _named_by_apposition(found: re.Match[str], classes: str) -> Subject | None:
    """Take the name in "the minister, Ana Hale, said"."""
    if "apposition" not in found.re.groupindex:
        return None
    start, end = (len(classes) - place for place in reversed(found.span("apposition")))
    name = _NAMED_BEHIND.fullmatch(classes, start, end)
    is_role = "R" in found["one"] or found.start("one") > found.end("apposition") + 1
    return Subject((name.span("name"),), "named") if name and is_role else None


def _subject(found: re.Match[str], classes: str, *, is_reversed: bool = False) -> Subject:
    named = found.groupdict()
    kind = next((kind for kind in ("pronoun", "statement") if named.get(kind)), "named")
    parts = (kind,) if kind != "named" else ("name",) if named.get("name") else ("one", "two")
    spans = [found.span(part) for part in parts if named.get(part)]
    if is_reversed:
        spans = [(len(classes) - end, len(classes) - start) for start, end in spans]
    return Subject(tuple(spans), kind, not any("X" in classes[start:end] for start, end in spans))
