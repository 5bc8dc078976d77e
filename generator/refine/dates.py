"""The day of an article: in: what fields, datelines, names and links say, out: one dating with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Dating, Draft, Evidence
from generator.refine import fields
from generator.refine.contested_stamps import weigh_stamp
from generator.refine.date_candidates import Candidate, captured_dates, list_candidates
from generator.refine.instants import ImpossibleDateError, Moment
from generator.refine.moments import read_moment, says_revision
from generator.text.languages import detect_language

__all__ = ["choose_dateline", "find_dating"]

_MONTH_FIRST = ("en-us", "en_us", "en-ph", "en_ph", "fil")
"""Languages whose readers take 04/05/2020 for April; English as such says nothing."""


def find_dating(
    draft: Draft, dateline: str | None, texts: Sequence[str], url: str | None, zone: ZoneInfo, source: str
) -> tuple[Dating, tuple[Diagnostic, ...]]:
    """
    Choose the day of an article, in the site's zone. `source` is the decoded text that the draft's spans point into.

    The most trusted date wins (`list_candidates` has the order); one that names only a month takes its day from
    another that lies in this month. A bare count of seconds is the moment somebody's program fetched the page: where
    it falls on two calendar days around the world, a weekday in the lead or a dated link decides between them. The
    day a clipping was captured is not taken for the day it was published.

    *Errors*: `date-impossible`, `date-unreadable`, `date-contested`, `undated`.
    """
    found: list[Diagnostic] = []
    listed = list(list_candidates(draft, dateline, url, source, found))
    candidates = [one for one in (_settle(draft, one, listed, texts, found) for one in listed) if one]
    captured = captured_dates(draft)
    if not candidates:
        found.append(
            diagnose(
                "undated",
                draft.path,
                "no day of publication is named; the clipping is on the Undated shelf",
                hint="add a line such as date: 2020-10-18 to its front matter",
            )
        )
        return Dating(against=captured), tuple(found)
    best = _refine_month(candidates, zone)
    others = (other for other in candidates if not _agrees(best.moment, other.moment, zone))
    against = (*(evidence for other in others for evidence in other.evidence[:1]), *captured)
    if best.moment.is_stamp:
        return _weigh(draft, best, texts, zone, against, found), tuple(found)
    return _dating(best, zone, against), tuple(found)


def choose_dateline(lines: Iterable[str]) -> str | None:
    """
    Choose among the datelines above a text; None when there is none.

    A page may carry the day it was fetched above the article's own: a line with a clock is more likely the
    article's, one that speaks of an update less.

    >>> choose_dateline(["Friday 6 March 2026", "4 March 2026 20:37 (UTC+04:00)"])
    '4 March 2026 20:37 (UTC+04:00)'
    """
    return max(lines, key=_telling, default=None)


def _telling(line: str) -> tuple[bool, bool, bool]:
    try:
        moment = read_moment(line)
    except ImpossibleDateError:
        moment = None
    if moment is None:
        return False, False, False
    return not says_revision(line), moment.time is not None, moment.zone is not None


def _settle(
    draft: Draft, one: Candidate, listed: Sequence[Candidate], texts: Sequence[str], found: list[Diagnostic]
) -> Candidate | None:
    """Decide which is the month in 04/05/2020: by another date of the clipping, else by language; None if neither."""
    if not one.is_open:
        return one
    others = [other.moment for other in listed if not other.is_open]
    fitting = [reading for reading in one.readings if any(_in_same_month(reading, other) for other in others)]
    if len(fitting) != 1:
        fitting = _read_by_language(draft, one.readings, texts)
    if len(fitting) == 1:
        return Candidate(readings=(fitting[0],), evidence=one.evidence)
    days = [f"{reading.year:04}-{reading.month:02}-{reading.day:02}" for reading in one.readings]
    found.append(
        diagnose(
            "date-unreadable",
            draft.path,
            f"{one.evidence[0].quote[:80]!r} may be {days[0]} or {days[1]} and was passed over",
            hint=f"write date: {days[0]} or date: {days[1]}",
        )
    )
    return None


def _in_same_month(one: Moment, other: Moment) -> bool:
    return other.month is not None and (one.year, one.month) == (other.year, other.month)


def _read_by_language(draft: Draft, readings: Sequence[Moment], texts: Sequence[str]) -> list[Moment]:
    given = fields.find_field(draft, fields.LANGUAGE)
    language = given.value.casefold() if given else detect_language(" ".join(texts))
    day_first, month_first = readings
    if language.startswith(_MONTH_FIRST):
        return [month_first]
    return list(readings) if language in ("en", "und", "english") else [day_first]


def _refine_month(candidates: Sequence[Candidate], zone: ZoneInfo) -> Candidate:
    """Take the first; where it names a month, take the day from the first that names one in this month."""
    best = candidates[0]
    if best.moment.day is not None:
        return best
    for other in candidates[1:]:
        if other.moment.day is not None and _agrees(best.moment, other.moment, zone):
            evidence = (*best.evidence, *other.evidence)
            return Candidate(readings=other.readings, evidence=evidence, is_guess=other.is_guess)
    return best


def _weigh(
    draft: Draft,
    stamp: Candidate,
    texts: Sequence[str],
    zone: ZoneInfo,
    against: tuple[Evidence, ...],
    found: list[Diagnostic],
) -> Dating:
    """Date by a bare stamp, or by the neighbouring day that the text speaks for."""
    instant = stamp.moment.instant(zone)
    assert instant is not None  # a stamp is a moment
    verdict = weigh_stamp(draft, instant, texts, zone)
    if verdict.chosen == verdict.own_day:
        confirmed = Candidate(readings=stamp.readings, evidence=(*stamp.evidence, *verdict.evidence))
        return _dating(confirmed, zone, against)
    day, quote = verdict.chosen.isoformat(), stamp.evidence[0].quote
    found.append(
        diagnose(
            "date-contested",
            draft.path,
            f"the stamp {quote!r} falls on {verdict.own_day} in the zone {zone.key}, "
            f"but {verdict.evidence[0].quote!r} means {day}; the text is believed",
            hint=f"add a line published: {day} to settle it",
        )
    )
    contested = Evidence(rule="bare-stamp", quote=quote)
    return Dating(day=day, edtf=day, precision="day", evidence=verdict.evidence, against=(contested, *against))


def _dating(candidate: Candidate, zone: ZoneInfo, against: tuple[Evidence, ...]) -> Dating:
    moment = candidate.moment
    instant = moment.instant(zone)
    known = _edtf(moment, zone)
    return Dating(
        day=known if moment.day else None,
        instant=_written(instant) if instant else None,
        edtf=f"{known}~" if candidate.is_guess else known,
        precision=moment.precision,
        is_guess=candidate.is_guess,
        evidence=candidate.evidence,
        against=against,
    )


def _edtf(moment: Moment, zone: ZoneInfo) -> str:
    """Write a date as far as it is known; a moment as its day in the site's zone."""
    if instant := moment.instant(zone):
        return instant.astimezone(zone).date().isoformat()
    parts = (f"{part:02}" for part in (moment.month, moment.day) if part is not None)
    return "-".join([f"{moment.year:04}", *parts])


def _agrees(one: Moment, other: Moment, zone: ZoneInfo) -> bool:
    """Say whether two dates name the same day as far as both are precise."""
    first, second = _edtf(one, zone), _edtf(other, zone)
    return first.startswith(second) or second.startswith(first)


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
