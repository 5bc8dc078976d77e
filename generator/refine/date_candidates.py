"""All dates a clipping gives of itself: in: fields, datelines, names, links, out: candidates, most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.diagnostics import Diagnostic, diagnose, line_and_column
from generator.records import Draft, Evidence, Record
from generator.refine import fields
from generator.refine.instants import ImpossibleDateError, Moment
from generator.refine.lead_datelines import LeadDateline, find_lead_dateline
from generator.refine.moments import is_no_date, read_moment, read_moments
from generator.refine.paths_with_days import date_in_path, years_in_path

__all__ = ["Candidate", "captured_dates", "list_candidates"]

_HEAD_BLOCKS = 8
"""How far down a paragraph with a dateline may be the first of the article."""

_LINES_WITH_A_LAST = 2
"""A headline and a date below it are a head; with more lines the last one is a foot."""

_LONGEST_LINE = 200
"""Characters of a last line that may be a date with its weekday, clock and zones; the rest are paragraphs."""

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}((?:19|20)\d{2})(?!\d|\s?[-–]\s?\d)", re.I)
_SOON = timedelta(days=31)
"""A text is mostly clipped within a month: a capture date completes a dateline that lies no further back."""


class Candidate(Record, frozen=True, kw_only=True):
    """A date that may be the day of publication."""

    readings: tuple[Moment, ...]
    """One as a rule; two where month and day may be swapped."""
    evidence: tuple[Evidence, ...]
    is_guess: bool = False

    @property
    def moment(self) -> Moment:
        return self.readings[0]

    @property
    def is_open(self) -> bool:
        return len(self.readings) > 1


def list_candidates(
    draft: Draft, dateline: str | None, url: str | None, source: str, found: list[Diagnostic]
) -> Iterator[Candidate]:
    """
    List the dates in order of trust; what could not be read is added to `found`, with its place in the `source`.

    A field, the page's metadata, a dateline that a person wrote, a stamp glued to the text, the file's name or
    folder, the address, the day of a revision, a date that is the whole last line. A dateline without a year comes
    last, and only where something else tells the year.

    *Errors*: `date-impossible`, `date-unreadable`.
    """
    for given in fields.find_fields(draft, fields.PUBLISHED):
        if given.field.name == "page.date-guess":
            for one in _try(draft, given.value, "htmldate", given.quote, found, (0, 0)):
                yield Candidate(readings=one.readings, evidence=one.evidence, is_guess=True)
            continue
        rule = "page-metadata" if ":" in given.field.name or "." in given.field.name else "field"
        yield from _try(draft, given.value, rule, given.quote, found, fields.place_of(given, source))
    last_line = draft.blocks[-1].passage.text if len(draft.blocks) > _LINES_WITH_A_LAST else ""
    if dateline and dateline != last_line:
        yield from _try(draft, dateline, "dateline", dateline, found, _place_of_line(draft, dateline, source))
    lead = _lead_dateline(draft)
    if lead and lead.year and (moment := lead.of_year(lead.year)):
        yield Candidate(readings=(moment,), evidence=(Evidence(rule="dateline-in-lead", quote=lead.quote),))
    for given in fields.find_fields(draft, ("inline-date", "html.time")):
        rule = "inline-stamp" if given.field.name == "inline-date" else "page-metadata"
        yield from _try(draft, given.value, rule, given.quote, found, fields.place_of(given, source))
    for rule, written in _addresses(draft, url):
        if dated := date_in_path(written):
            yield from _try(draft, dated[0], rule, dated[1][:200], found, (0, 0))
    for given in fields.find_fields(draft, ("updated",)):
        yield from _try(draft, given.value, "field", given.quote, found, fields.place_of(given, source))
    if _is_whole_date(last_line):
        yield from _try(draft, last_line, "date-as-last-line", last_line, found, (0, 0))
    if lead and lead.year is None:
        yield from _complete(draft, lead, url)


def captured_dates(draft: Draft) -> tuple[Evidence, ...]:
    """List the days on which the clipping was made: they are shown and not taken for publication."""
    given = fields.find_fields(draft, fields.CAPTURED)
    return tuple(Evidence(rule="capture-date-is-not-publication", quote=one.quote) for one in given)


def _addresses(draft: Draft, url: str | None) -> tuple[tuple[str, str], ...]:
    path = fields.find_field(draft, ("path", "permalink"))
    return ("file-name", draft.path), ("path-field", path.value if path else ""), ("address", url or "")


def _place_of_line(draft: Draft, line: str, source: str) -> tuple[int, int]:
    """Say in which line and column of the source a block of this text begins."""
    starts = (block.passage.runs[0].start for block in draft.blocks if block.passage.text == line)
    start = next(starts, None)
    return (0, 0) if start is None else line_and_column(source, start)


def _try(
    draft: Draft, written: str, rule: str, quote: str, found: list[Diagnostic], place: tuple[int, int]
) -> Iterator[Candidate]:
    """Read one date; a bad one is reported with its place, line and column, and costs nobody anything."""
    if is_no_date(written):
        if written.strip("0-/:. ") == "" and written.strip():
            found.append(_impossible(draft, quote, place))
        return
    try:
        readings = read_moments(written)
    except ImpossibleDateError:
        found.append(_impossible(draft, quote, place))
        return
    if readings:
        yield Candidate(readings=readings, evidence=(Evidence(rule=rule, quote=quote[:200]),))
    elif rule == "field":
        found.append(
            diagnose(
                "date-unreadable",
                draft.path,
                f"{quote[:80]!r} is no date in a known form and was passed over",
                hint="write it like 2020-10-18 or 2020-10-18T11:56:00-04:00",
                line=place[0],
                column=place[1],
            )
        )


def _impossible(draft: Draft, quote: str, place: tuple[int, int]) -> Diagnostic:
    return diagnose(
        "date-impossible",
        draft.path,
        f"{quote[:80]!r} is a date that no calendar has and was passed over",
        hint="correct the day, the month or the hour",
        line=place[0],
        column=place[1],
    )


def _is_whole_date(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    try:
        moment = read_moment(line, whole=True)
    except ImpossibleDateError:
        return False
    return moment is not None and moment.day is not None and not moment.is_stamp


def _lead_dateline(draft: Draft) -> LeadDateline | None:
    lines = (block.passage.text for block in draft.blocks[:_HEAD_BLOCKS] if block.kind in ("paragraph", "quote"))
    return next((line for line in map(find_lead_dateline, lines) if line), None)


def _complete(draft: Draft, lead: LeadDateline, url: str | None) -> Iterator[Candidate]:
    """Give a dateline its year where all that tells one agrees: path, address, copyright, a capture soon after."""
    hints = list(_years(draft, lead, url))
    years = {year for year, _ in hints}
    moment = lead.of_year(years.pop()) if len(years) == 1 else None
    if moment:
        evidence = (Evidence(rule="dateline-in-lead", quote=lead.quote), *(hint for _, hint in hints[:2]))
        yield Candidate(readings=(moment,), evidence=evidence, is_guess=True)


def _years(draft: Draft, lead: LeadDateline, url: str | None) -> Iterator[tuple[int, Evidence]]:
    for rule, written in _addresses(draft, url):
        for year in years_in_path(written):
            yield year, Evidence(rule=f"year-of-{rule}", quote=written[:200])
    for block in draft.blocks:
        if found := _COPYRIGHT.search(block.passage.text):
            yield int(found[1]), Evidence(rule="year-of-copyright", quote=found[0])
    for given in fields.find_fields(draft, fields.CAPTURED):
        for year in _years_before(given.value, lead):
            yield year, Evidence(rule="year-of-capture", quote=given.quote)


def _years_before(captured: str, lead: LeadDateline) -> Iterable[int]:
    """Give the year in which the dateline lies shortly before the capture; none when it would lie further back."""
    try:
        clip = read_moment(captured)
    except ImpossibleDateError:
        return
    if clip is None or clip.month is None or clip.day is None:
        return
    clip_day = date(clip.year, clip.month, clip.day)
    for year in (clip.year, clip.year - 1):
        moment = lead.of_year(year)
        if moment and timedelta() <= clip_day - date(year, lead.month, lead.day) <= _SOON:
            yield year
