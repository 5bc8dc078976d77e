"""Figures: in: the paragraphs of an entry and who says what in them, out: numbers that count or measure something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from generator.records import Claim, Figure, Paragraph, Sentence
from generator.refine.figure_amounts import find_amounts
from generator.refine.figure_counted import what_is_counted, words_around
from generator.refine.figure_days import find_as_of
from generator.refine.figure_words import figure_words
from generator.refine.tables import load_table

__all__ = ["find_figures"]

_PROSE = frozenset({"paragraph", "standfirst", "item", "quote"})
_FAR = 1000
"""Characters to a claimant behind a number, who is taken only when nobody is named before it."""


_SAID_BEHIND = re.compile(r"[,”\"]\s(?:(?:the|an?)\s)?$", re.I)


def find_figures(
    paragraphs: Sequence[Paragraph], language: str, claims: Sequence[Claim], day: str | None
) -> tuple[Figure, ...]:
    """
    List the numbers with a unit or a counted noun, in order, each with who says so and as of when.

    `claims` are the entry's own, `day` its ISO day. In English all kinds are found; in other languages only per
    cent and currencies behind digits. Headings, captions and code are not asked.
    """
    is_english = language.split("-")[0].lower() == "en"
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.number, []).append(claim)
    found: list[Figure] = []
    for paragraph in paragraphs:
        if paragraph.kind not in _PROSE:
            continue
        for sentence in paragraph.sentences:
            if is_english:
                found += _english(sentence, by_sentence.get(sentence.number, ()), day)
            elif not sentence.text.isalpha():
                found += _abroad(sentence)
    return tuple(found)


def _english(sentence: Sentence, claims: Sequence[Claim], day: str | None) -> Iterator[Figure]:
    text, befell = sentence.text, ""
    as_of: tuple[str, str] | None = None
    for amount in find_amounts(text):
        counted = what_is_counted(text, amount, befell)
        if counted is None:
            continue
        befell = counted.befell or befell
        if as_of is None:
            as_of = find_as_of(text, day)
        claim = _claim_of(text, amount.start, amount.end, claims)
        yield Figure(
            number=sentence.number,
            kind=counted.kind,
            what=text[counted.start : counted.end],
            amount=text[amount.start : counted.unit_end or amount.end],
            value=amount.value,
            claimant=claim.claimant if claim else "",
            stance=claim.stance if claim else "says",
            chain=claim.chain if claim else (),
            as_of=as_of[0],
            as_of_words=as_of[1],
        )


def _claim_of(text: str, start: int, end: int, claims: Sequence[Claim]) -> Claim | None:
    """
    Choose who says a number where a sentence has several claimants: the claimant nearest before it, or "according to"
    right behind it.
    """
    if len(claims) < 2:
        return next((one for one in claims if one.is_carried or not _is_of_later_clause(text, end, one)), None)

    def distance(claim: Claim) -> int:
        named = claim.evidence.quote.removesuffix(claim.verb).split()
        if not named:
            return _FAR
        if claim.verb == "according to":
            form = rf"according to\s(?:[^,;]{{1,60}}?\s)??{re.escape(named[-1])}"
            places = (found.start() for found in re.finditer(form, text, re.I))
            return min((start - place if place < start else place - end for place in places), default=_FAR)
        before = text.rfind(named[-1], 0, start)
        return start - before if before >= 0 else _FAR

    return min(claims, key=distance)


def _is_of_later_clause(text: str, end: int, claim: Claim) -> bool:
    """
    Say whether a claimant is named behind a number, but not as who says the whole sentence: "seven died, as the
    government promised an inquiry", and not "seven died, the government said".
    """
    if claim.verb == "according to":
        return False
    named = claim.evidence.quote.removesuffix(claim.verb).split()
    places = [text.rfind(word) for word in (claim.verb, *named[:1]) if word in text]
    first = min(places, default=0)
    return first >= end and not _SAID_BEHIND.search(text[:first])


def _abroad(sentence: Sentence) -> Iterator[Figure]:
    """Find digits with per cent or a currency in a language whose nouns are not known."""
    text = sentence.text
    for found in _abroad_form().finditer(text):
        place = words_around(text, found.start(), found.end())
        if place is None:
            continue
        kind = "share" if found["share"] else "money"
        start, end = place
        yield Figure(number=sentence.number, kind=kind, what=text[start:end], amount=found[0])


@cache
def _abroad_form() -> re.Pattern[str]:
    table = load_table("figure_words")["abroad"]
    share, scale, currency = (_either(table[name]) for name in ("per_cent", "scales", "currencies"))
    sign = _either(figure_words().signs)
    number = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
    return re.compile(
        rf"(?<![\w.,])(?:(?:{sign})\s?{number}(?:\s(?:{scale}))?(?!\w)"
        rf"|{number}(?:\s(?:{scale}))?\s?(?:(?P<share>{share})|(?:{currency}))(?!\w))"
    )


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
