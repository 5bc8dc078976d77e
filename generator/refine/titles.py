"""Titles: in: what a draft calls itself, or its first sentence, out: one line to print, marked when it was inferred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from generator.config import OutletSettings
from generator.records import Draft, Evidence, Finding, Record
from generator.refine import fields
from generator.refine.hosts import host_of, name_of_host
from generator.refine.person_names import names_in
from generator.refine.site_names import SiteNames, cut_site, fold, names_of_site
from generator.refine.tables import load_table
from generator.refine.title_text import clean_title

__all__ = [
    "infer_title",
    "is_same_line",
    "name_cut_from",
    "title_from_fields",
    "title_from_line",
    "what_titles_carry",
]

_GIVEN = frozenset({"title", "headline", "newstitle", "full title"})
"""Names that whoever kept the text uses; the other fields are a page's words about itself."""

_LONGEST = 200
"""Characters of an inferred title: a long sentence still says what happened; beyond that it is cut."""

_ROOMY = 120
"""Characters from which an inferred title is better without its trailing participle clause."""

_PARTICIPLE_CLAUSE = re.compile(
    r", (?:\w+ly )?(?!includ|accord|regard|concern|involv|follow|dur|be|any|every|some|no)\w{2,}ing\b.*$"
)
"""`, causing …`, `, saying …`: what follows from the news, not the news (English only); `, including …` may go on."""

_FEWEST_WORDS = 5
"""Words that must be left of a sentence without its trailing clause."""

_FIRST_BLOCKS = 12
"""How far down a text its headline may stand again."""

_FIRST_CHARACTERS = 24
"""Characters of a line that rarely begin like the headline without being it."""

_CUT = "site-name-cut"

_CLAUSE_END = re.compile(r"[,;:]? [–—-] |[,;:] (?=\S)")
_FOOTNOTE = re.compile(r"(?:\s*\[\^?\w{1,3}\])+$")
_CUT_SHORT = re.compile(r"\s*(?:…|\.{3})$")


class _Candidate(Record, frozen=True, kw_only=True):
    """A field that may be the title."""

    given: fields.Given
    title: str
    cut: str
    """The name of the site that was split off, separators included; empty when there was none."""

    @property
    def key(self) -> str:
        return fold(self.title)

    @property
    def is_given(self) -> bool:
        return self.given.field.name in _GIVEN


def what_titles_carry(draft: Draft, url: Finding | None, known: Mapping[str, OutletSettings]) -> SiteNames:
    """Gather the names that may stand before or behind a draft's title, and the lines that may repeat it."""
    hosts = [host_of(url.value)] if url else []
    sites = [value for given in fields.find_fields(draft, fields.OUTLET) for value in given.values]
    hosts += [host_of(site) for site in sites if site.startswith("http")]
    named = [name for host in hosts if (name := name_of_host(host, known))]
    people = [name for given in fields.find_fields(draft, fields.AUTHOR) for name in names_in(given.value)]
    lines = [block.passage.text for block in draft.blocks[:_FIRST_BLOCKS] if len(block.passage.text) <= _LONGEST]
    return names_of_site((*sites, *named), filter(None, hosts), people, lines)


def name_cut_from(title: Finding) -> str:
    """Give the name of a site that was split off a title, separators included; empty when there was none."""
    return next((one.quote for one in title.against if one.rule == _CUT), "")


def title_from_fields(draft: Draft, names: SiteNames) -> Finding | None:
    """
    Take the title a source gives itself, without the name of its site before or behind it.

    The word of whoever kept the text goes first. Of what a page says about itself that on which most fields and
    headings agree is taken. None when no field holds a title, or only the site's name above a page with headings.
    """
    headings = [fold(block.passage.text) for block in draft.blocks if block.kind == "heading"]
    candidates, against = [], []
    for given in fields.find_fields(draft, fields.TITLE):
        cleaned = clean_title(given.value)
        if not fold(cleaned) or fold(cleaned) in _no_titles():
            against.append(Evidence(rule="no-title", quote=given.quote))
            continue
        title, cut = cut_site(cleaned, names)
        candidates.append(_Candidate(given=given, title=title, cut=cut))
    if not candidates:
        return None
    votes = _count_votes(candidates, headings)
    best = min(candidates, key=lambda one: (names.is_site(one.title), not one.is_given, -votes[one.key]))
    if names.is_site(best.title) and not best.is_given and headings:
        return None
    if best.cut:
        against.append(Evidence(rule=_CUT, quote=best.cut))
    against += _why_not(candidates, best, names, votes)
    rule = "field-without-site" if best.cut else "field"
    evidence = Evidence(rule=rule, quote=best.given.quote)
    return Finding(value=best.title, evidence=evidence, against=tuple(against))


def title_from_line(line: str, rule: str, names: SiteNames) -> Finding:
    """Take a headline that stands above a text, without the name of its site; `rule` says how it was found."""
    title, cut = cut_site(line, names)
    against = (Evidence(rule=_CUT, quote=cut),) if cut else ()
    return Finding(value=title, evidence=Evidence(rule=rule, quote=line[:200]), against=against)


def _count_votes(candidates: Sequence[_Candidate], headings: Sequence[str]) -> Counter[str]:
    """Count who agrees on each title: fields, headings, and titles that are its beginning, cut short."""
    votes = Counter([*(one.key for one in candidates), *headings])
    for short in candidates:
        if _CUT_SHORT.search(short.title):
            start = fold(_CUT_SHORT.sub("", short.title))
            longer = {one.key for one in candidates if one.key.startswith(start) and one.key != start}
            votes.update(longer)
            votes[short.key] = 0 if longer else votes[short.key]
    return votes


def _why_not(
    candidates: Sequence[_Candidate], best: _Candidate, names: SiteNames, votes: Counter[str]
) -> Iterator[Evidence]:
    """Say of every other title by which rule it lost, each title once."""
    seen = {best.key}
    for one in candidates:
        if one.key in seen:
            continue
        seen.add(one.key)
        if names.is_site(one.title):
            rule = "site-name"
        elif best.is_given or votes[one.key] == votes[best.key]:
            rule = "less-trusted-field"
        else:
            rule = "fewer-agree"
        yield Evidence(rule=rule, quote=one.given.quote)


def infer_title(sentence: str) -> Finding:
    """
    Make a title of a first sentence: its words, without the full stop.

    >>> infer_title("The dam held.").value
    'The dam held'
    """
    title = _FOOTNOTE.sub("", sentence).rstrip(" .。")
    if len(title) > _ROOMY:
        shorter = _PARTICIPLE_CLAUSE.sub("", title)
        title = shorter if len(shorter.split()) >= _FEWEST_WORDS else title
    if len(title) > _LONGEST:
        title = _cut_short(title)
    return Finding(value=title, evidence=Evidence(rule="first-sentence", quote=sentence[:200]), is_guess=True)


def _cut_short(title: str) -> str:
    """Cut a long title where a clause ends, if one ends in good time, else behind a word."""
    ends = [found.start() for found in _CLAUSE_END.finditer(title, _ROOMY, _LONGEST)]
    cut = title[: ends[-1]] if ends else title[:_LONGEST].rpartition(" ")[0] or title[:_LONGEST]
    return cut.rstrip(" ,;:–—-") + " …"


def is_same_line(line: str, title: str) -> bool:
    """
    Say whether a line is a headline again: the same letters, or cut short, or with a site's name behind one of them.

    A line that goes on where the headline ends is a sentence of the text.

    >>> is_same_line("Dam opened in Oslo | The Northline", "Dam opened in Oslo")
    True
    >>> is_same_line("Dam opened in Oslo and it rained", "Dam opened in Oslo")
    False
    """
    start, other = fold(line[:_FIRST_CHARACTERS]), _key_of(title)
    if not other or (not start.startswith(other) and not other.startswith(start)):
        return False  # as most lines, by their first words
    one = fold(line)
    if not one:
        return False
    if one == other:
        return True
    shorter, longer = (line, title) if len(one) < len(other) else (title, line)
    start = fold(shorter)
    if not fold(longer).startswith(start):
        return False
    if _CUT_SHORT.search(shorter):
        return len(start) > 20
    return len(start) > 10 and any(start == fold(rest) for rest in _without_last_parts(longer))


def _without_last_parts(line: str) -> Iterator[str]:
    for found in re.finditer(r"\s[|–—-]{1,2}\s|\s*[|｜]\s*", line):
        if len(line) - found.end() <= 60:
            yield line[: found.start()]


@lru_cache(maxsize=16)
def _key_of(title: str) -> str:
    """Fold a title that many lines are held against."""
    return fold(title)


@cache
def _no_titles() -> frozenset[str]:
    return frozenset(map(fold, load_table("titles")["no_title"]))
