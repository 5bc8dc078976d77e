"""Marks of agencies in a text: in: its first and last paragraphs, out: the wire it came through, with evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generator.records import Draft, Evidence, Finding
from generator.refine import fields
from generator.refine.agencies import MASK, Agencies
from generator.refine.credits import CreditLine
from generator.refine.tables import load_table

__all__ = ["closing_mark", "find_agency", "opening_mark"]

_CAPITALS = "A-ZÀ-ÖØ-ÞĀ-ŽƏА-ЯЁЇІЄҐΑ-ΩΆΈΉΊΌΎΏ"
_LONGEST_MARK = 240
"""Characters at the beginning or the end of a text in which a mark is looked for."""
_LEAD_PARAGRAPHS = 3
"""How far down an agency speaks of itself: `Trend reports.`"""


def opening_mark(paragraph: str, agencies: Agencies) -> tuple[int, CreditLine] | None:
    """
    Find an agency's mark before a text, `TARVENNE (AP) —` or `(ANSA) -`: where it ends and what it credits.

    Behind a place a dash or the like must follow, because a text may begin with an agency's name in brackets too.

    >>> from generator.refine.agencies import known_agencies
    >>> opening_mark("OSLO (AP) — Rain fell.", known_agencies({}))[0]
    12
    >>> opening_mark("Agence France-Presse (AFP) said so.", known_agencies({}))
    """
    masked = agencies.mask(paragraph[:_LONGEST_MARK])
    if MASK not in masked:
        return None
    for pattern in _opening_patterns():
        found = pattern.match(masked)
        if found and found.end() < len(paragraph):
            name = agencies.full_names.get(paragraph[slice(*found.span("agency"))].casefold())
            return (found.end(), CreditLine(agency=name, rule="dateline-mark")) if name else None
    return None


def closing_mark(paragraph: str, agencies: Agencies) -> tuple[int, CreditLine] | None:
    """
    Find an agency's mark behind a text, `… he said. dpa` or `(ANSA)`: where it begins and what it credits.

    >>> from generator.refine.agencies import known_agencies
    >>> closing_mark("Rain fell. dpa", known_agencies({}))[0]
    11
    """
    start = max(len(paragraph) - _LONGEST_MARK, 0)
    masked = agencies.mask(paragraph[start:])
    found = _closing_pattern().search(masked) if MASK in masked else None
    if not found or not start + found.start():
        return None
    first, end = found.span("agency")
    name = agencies.full_names.get(paragraph[start + first : start + end].casefold())
    return (start + found.start("mark"), CreditLine(agency=name, rule="closing-mark")) if name else None


def find_agency(
    draft: Draft, credit_lines: Sequence[tuple[str, CreditLine]], prose: Sequence[str], agencies: Agencies
) -> Finding | None:
    """
    Name the wire a text came through: a field, a credit line, a mark in the dateline or at the very end.

    An author's field that names an agency counts, and as a guess an agency that speaks of itself in the first
    paragraphs. A picture's credit and an agency that is quoted ("Reuters reported") are none of these. Other agencies
    that are credited are told as evidence.
    """
    found = [*_from_fields(draft, agencies), *_from_lines(credit_lines)]
    if not found:
        return _speaking_of_itself(prose)
    best = found[0]
    others = {one.value: one.evidence for one in reversed(found) if one.value != best.value}
    against = tuple(Evidence(rule=f"outranked-by-{best.evidence.rule}", quote=one.quote) for one in others.values())
    return Finding(value=best.value, evidence=best.evidence, against=against)


def _from_fields(draft: Draft, agencies: Agencies) -> list[Finding]:
    found = []
    for given in fields.find_fields(draft, fields.AGENCY):
        name = agencies.full_names.get(given.value.casefold(), given.value)
        found.append(Finding(value=name, evidence=Evidence(rule="field", quote=given.quote)))
    for given in fields.find_fields(draft, fields.AUTHOR):
        for value in given.values:
            for part in re.split(r"\s*[,;/|]\s*|\s+(?:and|und|et|y|e|&)\s+", value):
                bare = re.sub(r"^by\s+|\s+staff$", "", part.strip(), flags=re.I)
                if name := agencies.full_names.get(bare.casefold(), ""):
                    found.append(Finding(value=name, evidence=Evidence(rule="author-field", quote=given.quote)))
    return found


def _from_lines(credit_lines: Sequence[tuple[str, CreditLine]]) -> list[Finding]:
    return [
        Finding(value=credit.agency, evidence=Evidence(rule=credit.rule, quote=line[:200]))
        for line, credit in credit_lines
        if credit.agency
    ]


def _speaking_of_itself(prose: Sequence[str]) -> Finding | None:
    for paragraph in prose[:_LEAD_PARAGRAPHS]:
        if found := _own_reports().search(paragraph):
            name = load_table("agency_words")["speak_of_themselves"][found["agency"].casefold()]
            evidence = Evidence(rule="speaks-of-itself", quote=found[0].strip(" ,."))
            return Finding(value=name, evidence=evidence, is_guess=True)
    return None


@cache
def _opening_patterns() -> tuple[re.Pattern[str], ...]:
    agency = rf"(?P<agency>{MASK}+)"
    others = rf"(?:\s*[/,-]\s*[\w.{MASK}-]{{2,20}})*"
    place = "[^()（）.!?]|" + "|".join(rf"(?<=\b{short})\." for short in (r"\w", r"\w\w", r"\w\w\w", r"\w\w\w\w"))
    dash = r"\s*(?:[—–:|=]|-{1,2}|\.\s?[-–—])\s*"
    forms = (
        # TARVENNE (AP) — · Oslo, 18. Oktober (dpa/nor) - · (서울=연합뉴스) … =
        rf"(?=\w)(?:{place}){{1,60}}?\s*[(（]{agency}{others}[)）]{dash}",
        rf"[(（][^()=]{{1,12}}=\s*{agency}[)）]\s*(?:[\w·\s]{{2,20}}=\s*)?",
        # (ANSA) - · (AFP) · [Reuters]
        rf"[(（\[]{agency}{others}[)）\]](?:{dash}|\s+(?=[{_CAPITALS}{MASK}]))",
        # VELDT, (APP - Pakistan Point News - 22nd Oct, 2020 ):
        rf"(?:[{_CAPITALS}][^()]{{0,40}}\s*,?\s*)?\(\s*{agency}\s+[-–—/][^()]{{2,80}}\)\s*:\s*",
        # 【10月18日 AFP】
        rf"[【［\[][^】］\]]{{0,24}}?{agency}[^】］\]]{{0,8}}[】］\]]\s*[-–—]?\s*",
        # 新华社北京10月18日电
        rf"{agency}\s?[\u4e00-\u9fff]{{1,10}}\d{{1,2}}月\d{{1,2}}日电\s*(?:[（(][^（）()]{{2,20}}[)）])?\s*",
        # VELDT, OCTOBER 18, ARMENPRESS. · VELDT, October 18. /TASS/.
        rf"[{_CAPITALS}][{_CAPITALS}\s.'’-]{{2,30}},\s[\w\s.]{{3,20}}[,.]\s/?{agency}/?[.:]\s*[—–-]?\s*",
        # ВЕЛЬДТ, 18 окт - РИА Новости.
        rf"[{_CAPITALS}][{_CAPITALS}\s.'’-]{{2,30}},\s\d{{1,2}}\s\w{{3,9}}\.?\s*[—–/-]\s*{agency}\s*[./]\s*",
        # VELDT / TARVENNE rtr |
        rf"[{_CAPITALS}][{_CAPITALS}\s./'’-]{{2,40}}\s{agency}\s*\|\s*",
    )
    return tuple(map(re.compile, forms))


@cache
def _closing_pattern() -> re.Pattern[str]:
    agency = rf"(?P<agency>{MASK}+)"
    return re.compile(
        rf"(?<=[.!?…。”\"’»)])\s*(?P<mark>[—–-]?\s?[\[(（【]?(?:[Ww]ith |[Mm]it |[Aa]vec |[Cc]on )?/?{agency}"
        rf"(?:\s?[/,]\s?[\w.{MASK}-]{{2,20}}){{0,3}}/?[\])）】]?\.?)$"
    )


@cache
def _own_reports() -> re.Pattern[str]:
    table: dict[str, str] = load_table("agency_words")["speak_of_themselves"]
    names = "|".join(re.escape(name) for name in sorted(table, key=lambda one: (-len(one), one)))
    return re.compile(
        rf"(?:^|[\s,])(?P<agency>(?i:{names})) reports(?=[,.]|$| (?:on|citing|referring|with reference|that)\b)"
    )
