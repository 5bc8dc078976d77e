"""Who stands beside a reporting verb: in: the classes of a sentence's tokens, out: the tokens that name a claimant."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Subject", "subject_after", "subject_at_start", "subject_before"]

_NP = r"D*[JNR]*[NR](?:OD*[JNR]*[NR])*"
_ASIDE = r"(?:C(?:O?A)+C|C#C|O?A)*"
"""Between subject and verb: adverbs, `in turn`, a weekday, an age."""
_BEFORE = re.compile(
    rf"(?:(?P<name>NN+)C[^CN][^C]{{0,9}}C|(?P<name_too>NN+)C{_NP}C"
    rf"|(?P<one>{_NP})(?:&(?P<two>{_NP}))?(?:C?W)?|(?P<pronoun>P)|D?(?P<statement>S)){_ASIDE}$"
)
_APPOSED = re.compile(rf"{_NP}C(?P<name>NN+)C{_ASIDE}$")
_AFTER = re.compile(
    rf"(?:D?S[YO])?(?:(?P<one>{_NP})(?:C(?P<name>NN+)(?:C|$))?(?:&(?P<two>{_NP}))?|(?P<pronoun>P)|D?(?P<statement>S))"
)
_REACH = 24
"""Tokens before a verb among which its subject is looked for; the cost rises with its square."""
_START = re.compile(rf"(?P<one>{_NP})(?:&(?P<two>{_NP}))?")


class Subject(NamedTuple):
    """Token ranges of whom a sentence names beside a verb; one range for each when there are two."""

    ranges: tuple[tuple[int, int], ...]
    kind: str
    """`named`, `pronoun` or `statement`."""


def subject_before(classes: str) -> Subject | None:
    """
    Read the subject that ends where a verb begins; `classes` are those of the tokens before it.

    >>> subject_before("DRONNA")
    Subject(ranges=((0, 5),), kind='named')
    """
    near = classes[-_REACH:]
    skipped = len(classes) - len(near)
    found = _subject(_APPOSED.search(near) or _BEFORE.search(near))
    if found is None:
        return None
    return Subject(tuple((start + skipped, end + skipped) for start, end in found.ranges), found.kind)


def subject_after(classes: str) -> Subject | None:
    """Read the subject that begins where `classes` begin: behind "according to", or behind an inverted verb."""
    return _subject(_AFTER.match(classes))


def subject_at_start(classes: str) -> Subject | None:
    """Read what a sentence opens with, for a verb whose subject stands before an earlier verb."""
    return _subject(_START.match(classes))


def _subject(found: re.Match[str] | None) -> Subject | None:
    if found is None:
        return None
    named = found.groupdict()
    for part in ("name", "name_too"):
        if named.get(part):
            return Subject((found.span(part),), "named")
    for kind in ("pronoun", "statement"):
        if named.get(kind):
            return Subject((found.span(kind),), kind)
    return Subject(tuple(found.span(part) for part in ("one", "two") if named.get(part)), "named")
