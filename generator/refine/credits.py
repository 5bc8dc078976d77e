"""Credit lines: in: the lines of a text, out: the agency it came through, who wrote and who helped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.records import Draft, Evidence, Finding, Record
from generator.refine import fields
from generator.refine.tables import load_table

__all__ = [
    "Agencies",
    "CreditLine",
    "closing_mark",
    "find_agency",
    "find_authors",
    "known_agencies",
    "names_in",
    "opening_mark",
    "read_credit_line",
]

_NOBODY = frozenset(
    "unknown none null editor editors editorial admin administrator staff anonymous n/a na author guest user webmaster "
    "agencies agency newsroom redaktion".split()
)

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]+(?:\s+(?:(?:de|van|von|der|al|bin|el|la)\s+)*[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*){0,4}"
_NAMES = rf"{_NAME}(?:(?:,|,? and| und| et| y| &)\s+{_NAME}){{0,5}}"


class Agencies(NamedTuple):
    """The agencies a site knows, ready to be looked for."""

    full_names: Mapping[str, str]
    """From any form, small letters, to the full name."""
    pattern: str
    """A regular expression that matches any form, longest first."""


class CreditLine(Record, frozen=True, kw_only=True):
    """What a line that is nothing but a credit says."""

    agency: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    rule: str = "credit-line"
    is_caption: bool = False
    """A picture's credit in brackets: the line is a caption, and the agency is not the text's."""


def known_agencies(own: Mapping[str, tuple[str, ...]]) -> Agencies:
    """Join the table that ships with a site's own agencies, which win."""
    return _agencies(tuple(sorted((name, tuple(forms)) for name, forms in own.items())))


@cache
def _agencies(own: tuple[tuple[str, tuple[str, ...]], ...]) -> Agencies:
    table: dict[str, Sequence[str]] = {**load_table("agencies"), **dict(own)}
    full = {form.casefold(): name for name, forms in table.items() for form in (name, *forms)}
    written = sorted(
        {form for name, forms in table.items() for form in (name, *forms)}, key=lambda one: (-len(one), one)
    )
    return Agencies(full, "|".join(re.escape(form) for form in written))


def read_credit_line(line: str, agencies: Agencies) -> CreditLine | None:
    """
    Read a line that credits somebody and says nothing else; None for any other line.

    >>> read_credit_line("Via AP news wire", known_agencies({})).agency
    'Associated Press'
    >>> read_credit_line("Associated Press writer Ida Holm in Oslo contributed to this report.",
    ...                  known_agencies({})).contributors
    ('Ida Holm',)
    """
    for pattern, kind in _line_patterns(agencies.pattern):
        found = pattern.fullmatch(line)
        if not found:
            continue
        groups = found.groupdict()
        agency = agencies.full_names.get((groups.get("agency") or "").casefold()) or groups.get("unlisted")
        names = names_in(groups.get("names") or "")
        if kind == "caption":
            return CreditLine(is_caption=True)
        if kind == "byline":
            wires = [name for name in names if name.casefold() in agencies.full_names]
            agency = agency or next((agencies.full_names[name.casefold()] for name in wires), None)
            people = tuple(name for name in names if name not in wires)
            return CreditLine(agency=agency, authors=people) if people or agency else None
        if kind == "contribution":
            return CreditLine(agency=agency, contributors=names)
        return CreditLine(agency=agency)
    return None


@cache
def _line_patterns(any_agency: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the forms of credit lines, the particular before the general; short forms are case-sensitive: `apa`."""
    agency = rf"(?:[Tt]he\s+)?(?P<agency>{any_agency})"
    unlisted = r"(?P<unlisted>[A-ZÀ-Ý][\w&]*(?:\s+[A-ZÀ-Ý][\w&]*){0,3})"  # one the tables do not know, by its place
    names = rf"(?P<names>{_NAMES})"
    forms = (
        # Via AP news wire · Source: Reuters
        (
            rf"(?:[Vv]ia|[Ff]rom|[Ss]ource:|[Qq]uelle:)\s+{agency}(?:\s+(?:news\ ?wire|wire|news\ agency|agency))?\.?",
            "agency",
        ),
        (rf"[Vv]ia\s+(?:the\s+)?{unlisted}\s+(?:news\ ?wire|news\ agency)\.?", "agency"),
        # (ANSA) · © AFP · Copyright 2020 The Associated Press
        (rf"\(?(?:©|[Cc]opyright|\([Cc]\))?\s*(?:\d{{4}}\s+)?{agency}\)?\.?", "agency"),
        # Associated Press writer Ida Holm in Oslo contributed to this report.
        (
            rf"""(?:(?:{agency}|{unlisted})\s+(?:news\ agency\s+)?)?
            (?:[Ww]riters?|[Jj]ournalists?|[Rr]eporters?|[Cc]orrespondents?|[Ss]taff)\s+{names}
            (?:,?\s+(?:in|from)\s+[^.]{{2,80}})?\s+contributed(?:\s+.*)?""",
            "contribution",
        ),
        # (Reporting by Ida Holm; Editing by Per Lund)
        (
            rf"\(?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Aa]dditional\ reporting)\s+by\s+{names}[^.]{{0,120}}\)?\.?",
            "contribution",
        ),
        # By Ida Holm · By Ida Holm, Associated Press
        (
            rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Ww]ritten\ by|[Tt]ext:)\s+{names}(?:\s*[,/|–—-]\s*{agency})?",
            "byline",
        ),
        # A street in Oslo (Copyright 2020 Associated Press)
        (r"[^.!?]{0,120}\((?:[Cc]opyright|©)\s[^()]{2,100}\)\.?", "caption"),
        # A street in Oslo (Ida Holm/AFP) · A street in Oslo (Photo: Ida Holm)
        (
            rf"""[^.!?]{{2,160}}\((?:(?:[Pp]hoto|[Ii]mage|[Pp]icture)(?:\ by|:)\s[^()]{{2,60}}
            |[^()]{{0,30}}/(?:{any_agency})[^()]{{0,40}})\)\.?""",
            "caption",
        ),
        # This report was produced by AFP.
        (
            rf"""\(?(?:[Tt]his|[Tt]he)\ (?:report|article|story)\ (?:was|is)\ (?:first\ )?
            (?:published|provided|produced|supplied)\ by\ {agency}\.?\)?""",
            "agency",
        ),
    )
    return tuple((re.compile(form, re.X), kind) for form, kind in forms)


def opening_mark(paragraph: str, agencies: Agencies) -> tuple[int, CreditLine] | None:
    """
    Find an agency's mark before a text, `TARVENNE (AP) —` or `(ANSA) -`: where it ends and what it credits.

    >>> opening_mark("OSLO (AP) — Rain fell.", known_agencies({}))[0]
    12
    """
    found = re.match(rf"(?:[A-ZÀ-Ý][^()]{{0,60}}\s*)?\(({agencies.pattern})\)\s*[—–-]*\s*", paragraph)
    if not found or found.end() == len(paragraph):
        return None
    return found.end(), CreditLine(agency=agencies.full_names[found[1].casefold()], rule="dateline-mark")


def closing_mark(paragraph: str, agencies: Agencies) -> tuple[int, CreditLine] | None:
    """
    Find an agency's mark behind a text, `… he said. dpa` or `(ANSA)`: where it begins and what it credits.

    >>> closing_mark("Rain fell. dpa", known_agencies({}))[0]
    11
    """
    found = re.search(rf"(?<=[.!?”\"’])\s*([\[(]?({agencies.pattern})[\])]?\.?)$", paragraph)
    if not found or not found.start():
        return None
    return found.start(1), CreditLine(agency=agencies.full_names[found[2].casefold()], rule="closing-mark")


def find_agency(draft: Draft, credit_lines: Sequence[tuple[str, CreditLine]], agencies: Agencies) -> Finding | None:
    """
    Name the wire a text came through: a field, a credit line, a mark in the dateline or at the very end.

    A picture's credit and an agency that is quoted in running text ("Reuters reported") are none of these.
    """
    if given := fields.find_field(draft, fields.AGENCY):
        name = agencies.full_names.get(given.value.casefold(), given.value)
        return Finding(value=name, evidence=Evidence(rule="field", quote=given.quote))
    for line, credit in credit_lines:
        if credit.agency:
            return Finding(value=credit.agency, evidence=Evidence(rule=credit.rule, quote=line[:200]))
    return None


def find_authors(
    draft: Draft, credit_lines: Sequence[tuple[str, CreditLine]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Name who wrote the text and who contributed, from fields and credit lines; nobody is made up."""
    return (
        _people(draft, fields.AUTHOR, [(line, credit.authors) for line, credit in credit_lines]),
        _people(draft, fields.CONTRIBUTOR, [(line, credit.contributors) for line, credit in credit_lines]),
    )


def _people(draft: Draft, names: tuple[str, ...], lines: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for given in fields.find_fields(draft, names):
        for value in given.field.values:
            for name in names_in(value):
                evidence = Evidence(rule="field", quote=f"{given.field.name}: {value}"[:200])
                found.setdefault(name.casefold(), Finding(value=name, evidence=evidence))
    for line, people in lines:
        for name in people:
            finding = Finding(value=name, evidence=Evidence(rule="credit-line", quote=line[:200]))
            found.setdefault(name.casefold(), finding)
    return tuple(found.values())


def names_in(written: str) -> tuple[str, ...]:
    """
    Take the names out of a field or a credit: no `By`, no brackets of a wiki link, no address, nobody called Unknown.

    >>> names_in("By [[Ida Holm]] and Per Lund <per@example.org>")
    ('Ida Holm', 'Per Lund')
    """
    text = re.sub(r"<[^>]*>|\([^)]*@[^)]*\)|\[\[|\]\]|https?://\S+", " ", written)
    text = re.sub(r"^\s*(?:written\s+)?by:?\s+", "", text, flags=re.I)
    parts = re.split(r"\s*[;,/|]\s*|\s+(?:and|und|et|y|&)\s+", text)
    cleaned = (" ".join(part.split()).strip(" .\"'") for part in parts)
    return tuple(dict.fromkeys(name for name in cleaned if len(name) > 1 and name.casefold() not in _NOBODY))
