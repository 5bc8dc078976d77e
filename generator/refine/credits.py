"""Credit lines: in: a line of a text, out: the agency, who wrote and who helped, if it says nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from generator.records import Record
from generator.refine.agencies import MASK, Agencies
from generator.refine.hosts import known_spelling
from generator.refine.person_names import names_in
from generator.refine.tables import load_table

__all__ = ["CreditLine", "read_credit_line"]

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽƏА-ЯЁЇІЄҐΑ-ΩΆΈΉΊΌΎΏ"
_PARTICLES = "de|van|von|der|den|al|bin|el|la|di|da|dos|du|le"
_NAME = rf"[{_CAPITAL}{MASK}][\w{MASK}’'.-]+(?:\s+(?:(?:{_PARTICLES})\s+)*[{_CAPITAL}{MASK}][\w{MASK}’'.-]*){{0,4}}"
_AND = r"(?:,?\s+(?:and|und|et|y|e|en|og|och|и|і|ve|&)|,)"
_NAMES = rf"{_NAME}(?:{_AND}\s+{_NAME}){{0,5}}"
_NAMES_EAST = r"(?:[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,6}[\s、，]{0,2}){1,4}"

_LONGEST_LINE = 300
"""Characters of a credit; what is longer is a paragraph."""

_LONGEST_TAIL_WORDS = 9
"""Words behind the names of a byline: a role, an outlet, a day; what is longer goes on as a sentence does."""


_SIGNS = {"caption": "(", "help": "contributed"}
"""What every line of a kind holds: most lines hold none, and their patterns are the costly ones."""


class CreditLine(Record, frozen=True, kw_only=True):
    """What a line that is nothing but a credit says."""

    agency: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    rule: str = "credit-line"
    is_caption: bool = False
    """A picture's credit in brackets: the line is a caption, and the agency is not the text's."""


def read_credit_line(line: str, agencies: Agencies) -> CreditLine | None:
    """
    Read a line that credits somebody and says nothing else; None for any other line.

    >>> from generator.refine.agencies import known_agencies
    >>> read_credit_line("Via AP news wire", known_agencies({})).agency
    'Associated Press'
    >>> read_credit_line("By Ida Holm, Staff Writer, Reuters", known_agencies({})).authors
    ('Ida Holm',)
    """
    if len(line) > _LONGEST_LINE:
        return None
    masked = agencies.mask(line)
    for pattern, kind, sign in _line_patterns():
        if sign not in line or not (found := pattern.fullmatch(masked)):
            continue
        groups = {name: line[slice(*found.span(name))] for name in pattern.groupindex if found[name] is not None}
        agency = agencies.full_names.get(groups.get("agency", "").casefold()) or groups.get("unlisted")
        if kind == "caption":
            return CreditLine(is_caption=True)
        if kind == "byline":
            return _read_byline(groups, agency, agencies)
        if kind in ("contribution", "help"):
            helpers = [
                groups.get("names", ""),
                *(line[slice(*one.span("names"))] for one in _helpers().finditer(masked)),
            ]
            names = tuple(dict.fromkeys(name for written in helpers for name in names_in(written)))
            return CreditLine(agency=agency, contributors=names) if names or agency else None
        return CreditLine(agency=agency)
    return None


def _read_byline(groups: Mapping[str, str], agency: str | None, agencies: Agencies) -> CreditLine | None:
    """Part people from wires, and leave out roles, outlets and places behind them; None when nobody is left."""
    tail = groups.get("tail", "")
    if len(tail.split()) > _LONGEST_TAIL_WORDS:
        return None
    people: list[str] = []
    for name in names_in(groups.get("names", "")):
        bare = re.sub(r"\s+(?:[Ss]taff|[Nn]ewsroom|[Nn]ews)$", "", name)
        wire = agencies.full_names.get(bare.casefold())
        agency = agency or wire
        is_place = bool(people) and " " in people[0] and " " not in name
        is_outlet = bool(people) and bool(known_spelling(name, only_known=True))
        if not (wire or is_place or is_outlet or name.casefold() in load_table("people")["no_names"]):
            people.append(name)
    for part in re.split(r"\s*[,|/–—·•-]\s*", tail):
        agency = agency or agencies.full_names.get(part.casefold().removeprefix("the "))
    return CreditLine(agency=agency, authors=tuple(people)) if people or agency else None


@cache
def _line_patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Compile the forms of credit lines, the particular before the general; of lines whose agencies are masked."""
    agency = rf"(?:[Tt]he\s+)?(?P<agency>{MASK}+)"
    more = rf"(?:(?:\s*[/,+&;]\s*|\s+(?:and|und|et|y|e|en)\s+)(?:[Tt]he\s+)?(?:{MASK}+|[\w.-]{{2,12}})){{0,3}}"
    unlisted = rf"(?P<unlisted>[{_CAPITAL}][\w&]*(?:\s+[{_CAPITAL}][\w&]*){{0,3}})"  # one the tables do not know
    names = rf"(?P<names>{_NAMES})"
    table = load_table("people")
    forms = (
        # Via AP news wire · Source: Reuters · With reporting by Reuters and AFP · avec AFP · mit Material von dpa
        (
            rf"""\(?(?:[Vv]ia|[Ff]rom|[Ss]ources?\s?:|[Qq]uellen?:|[Ff]onte\s?:|[Ff]uente\s?:|[Bb]ron:|[Kk]ilder?:|
            [Ии]сточник:|[Kk]aynak\s?:|来源[:：]|來源[:：]|出典[:：]|[Cc]redit:|[Aa]gency:|
            [Ww]ith\ (?:(?:additional\ )?(?:reporting|files|inputs?|information|material)\ (?:by|from)\ )?|
            [Mm]it\ (?:(?:Material|Agenturmaterial|Informationen)\ (?:von|der)\ )?|
            [Aa]vec\ (?:l[’'])?|[Cc]on\ (?:información\ de\ )?|[Mm]et\ )
            \s*{agency}{more}(?:\s+(?:news\ ?wire|wire|news\ agency|agency|inputs))?\)?\.?""",
            "agency",
        ),
        (rf"[Vv]ia\s+(?:the\s+)?{unlisted}\s+(?:news\ ?wire|news\ agency)\.?", "agency"),
        # (ANSA) · © AFP · Copyright 2020 The Associated Press · rtr/dpa · Reuters Staff
        (
            rf"""[\[(（【]?(?:©|[Cc]opyright|\([Cc]\))?\s*(?:\d{{4}}\s+)?{agency}{more}
            (?:\s+(?:[Ss]taff|[Ee]ditorial|[Nn]ewsroom|[Cc]orrespondents?|[Rr]eporters?))?[\])）】]?\.?""",
            "agency",
        ),
        # Associated Press writer Ida Holm in Oslo contributed to this report.
        (
            rf"""(?:(?:{agency}|{unlisted})\s+(?:news\s+agency\s+)?)?
            (?:[Ww]riters?|[Jj]ournalists?|[Rr]eporters?|[Cc]orrespondents?|[Ss]taff)\s+{names}
            (?:,?\s+(?:in|from)\s+[^.]{{2,80}})?\s+contributed(?:\s+.*)?""",
            "help",
        ),
        # Ida Holm in Oslo contributed to this report.
        (
            rf"""\(?{names}(?:,?\s+in\s+[^.]{{2,60}})?\s+contributed\s+
            (?:reporting|to\s+(?:this|the)\s+(?:report|story|article))\.?\)?""",
            "help",
        ),
        # (Reporting by Ida Holm; Editing by Per Lund) · Übersetzung: Ida Holm · 编辑：王小明
        (
            rf"[\[(（]?(?i:{_any_of(table['before_contributors'])})\s+{names}[^.]{{0,120}}[\])）]?\.?",
            "contribution",
        ),
        (
            rf"[\[(（]?(?i:{_any_of(table['labels_of_contributors'])})\s*[:：]\s*(?P<names>{_NAMES}|{_NAMES_EAST})[\])）]?\.?",
            "contribution",
        ),
        # By Ida Holm · By Ida Holm, Staff Writer, Reuters · ByThe Associated Press
        (
            rf"(?i:{_any_of(table['before_authors'])})\s+(?:the\s+)?{names}{_tail(agency)}",
            "byline",
        ),
        (rf"By(?P<names>{_NAMES}){_tail(agency)}", "byline"),
        # von Ida Holm: a name of two words at least, because such words begin names too
        (
            rf"(?i:{_any_of(table['short_before_authors'])})\s+(?=\S+\s+\S){names}{_tail(agency)}",
            "byline",
        ),
        # Автор: Ида Хольм · 記者 王小明 · （記者王小明）
        (
            rf"(?i:{_any_of(table['labels_of_authors'])})\s*[:：]\s*(?P<names>{_NAMES}|{_NAMES_EAST}){_tail(agency)}",
            "byline",
        ),
        (rf"[（(【]?(?:本报|本報|本台)?[记記]者\s*(?P<names>{_NAMES_EAST})[)）】]?(?:[/／].{{2,12}})?", "byline"),
        (r"(?P<names>[\uac00-\ud7a3]{2,4})\s+기자(?:\s+\S+@\S+)?", "byline"),
        # A street in Oslo (Copyright 2020 Associated Press)
        (r"[^.!?]{0,120}\((?:[Cc]opyright|©)\s[^()]{2,100}\)\.?", "caption"),
        # A street in Oslo (Ida Holm/AFP) · A street in Oslo (Photo: Ida Holm)
        (
            rf"""[^.!?]{{2,160}}\((?:(?:[Pp]hoto|[Ii]mage|[Pp]icture)(?:\ by|:)\s[^()]{{2,60}}
            |[^()]{{0,30}}/{MASK}+[^()]{{0,40}})\)\.?""",
            "caption",
        ),
        # This report was produced by AFP.
        (
            rf"""\(?(?:[Tt]his|[Tt]he)\ (?:report|article|story)\ (?:was|is)\ (?:first\ )?
            (?:published|provided|produced|supplied)\ by\ {agency}\.?\)?""",
            "agency",
        ),
    )
    return tuple((re.compile(form, re.X), kind, _SIGNS.get(kind, "")) for form, kind in forms)


@cache
def _helpers() -> re.Pattern[str]:
    """Match each of several credits in one line: `Reporting by Ida Holm; Editing by Per Lund`."""
    return re.compile(rf"(?i:{_any_of(load_table('people')['before_contributors'])})\s+(?P<names>{_NAMES})")


def _any_of(words: Sequence[str]) -> str:
    """Match one of these words, longest first; blanks are escaped for patterns that may be laid out."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))


def _tail(agency: str) -> str:
    """Match what may stand behind the names of a byline: a wire, a role, an outlet, a day."""
    return rf"(?:\s*[,|/–—-]\s*{agency}|(?P<tail>(?:\s*[,|/–—·•]\s*|\s+-\s+|\s+(?:in|for|at|on)\s+)[^.!?]{{2,90}}))?"
