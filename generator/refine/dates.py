"""The day of an article: in: what fields, datelines, names and links say, out: one dating with the evidence for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Dating, Draft, Evidence, Record
from generator.refine import fields
from generator.refine.calendar_names import weekdays_in
from generator.refine.moments import ImpossibleDateError, Moment, is_no_date, read_moment

__all__ = ["find_dating"]

_LEAD_WORDS = 120
"""How much of the text may speak about the day: the lead says "on Sunday" of the news, the background of anything."""

_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)
"""The zones of the world: at one moment it is two calendar days somewhere, and never more than three."""


class _Candidate(Record, frozen=True, kw_only=True):
    moment: Moment
    evidence: Evidence


def find_dating(
    draft: Draft, dateline: str | None, texts: Sequence[str], url: str | None, zone: ZoneInfo
) -> tuple[Dating, tuple[Diagnostic, ...]]:
    """
    Choose the day of an article, in the site's zone.

    In order of trust: a field, a dateline that a person wrote, a stamp glued to the text, the file's name or folder,
    the address. A bare count of seconds is the moment somebody's program fetched the page: where it falls on two
    calendar days around the world, a weekday in the lead or a dated link decides between them. The day a clipping
    was captured is not taken for the day it was published.

    *Errors*: `date-impossible`, `date-unreadable`, `date-contested`, `undated`.
    """
    found: list[Diagnostic] = []
    candidates = list(_candidates(draft, dateline, url, found))
    captured = tuple(
        Evidence(rule="capture-date-is-not-publication", quote=given.quote)
        for given in fields.find_fields(draft, fields.CAPTURED)
    )
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
    best = candidates[0]
    against = tuple(other.evidence for other in candidates[1:] if not _agrees(best.moment, other.moment, zone))
    if best.moment.is_stamp:
        return _weigh_stamp(draft, best, texts, zone, (*against, *captured), found)
    return _dating(best, zone, (*against, *captured)), tuple(found)


def _candidates(draft: Draft, dateline: str | None, url: str | None, found: list[Diagnostic]) -> Iterator[_Candidate]:
    for given in fields.find_fields(draft, fields.PUBLISHED):
        rule = "page-metadata" if ":" in given.field.name or "." in given.field.name else "field"
        yield from _try(draft, given.value, rule, given.quote, found)
    if dateline:
        yield from _try(draft, dateline, "dateline", dateline, found)
    for given in fields.find_fields(draft, ("updated", "inline-date", "html.time")):
        rule = {"inline-date": "inline-stamp", "updated": "field"}.get(given.field.name, "page-metadata")
        yield from _try(draft, given.value, rule, given.quote, found)
    path = fields.find_field(draft, ("path", "permalink"))
    names = (("file-name", draft.path), ("path-field", path.value if path else ""), ("address", url or ""))
    for rule, written in names:
        if dated := _date_in_path(written):
            yield from _try(draft, dated[0], rule, dated[1], found)


def _try(draft: Draft, written: str, rule: str, quote: str, found: list[Diagnostic]) -> Iterator[_Candidate]:
    """Read one date; a bad one is reported and costs nobody anything."""
    if is_no_date(written):
        if written.strip("0-/:. ") == "" and written.strip():
            found.append(_impossible(draft, quote))
        return
    try:
        moment = read_moment(written)
    except ImpossibleDateError:
        found.append(_impossible(draft, quote))
        return
    if moment:
        yield _Candidate(moment=moment, evidence=Evidence(rule=rule, quote=quote[:200]))
    elif rule == "field":
        found.append(
            diagnose(
                "date-unreadable",
                draft.path,
                f"{quote[:80]!r} is no date in a known form and was passed over",
                hint="write it like 2020-10-18 or 2020-10-18T11:56:00-04:00",
            )
        )


def _impossible(draft: Draft, quote: str) -> Diagnostic:
    return diagnose(
        "date-impossible",
        draft.path,
        f"{quote[:80]!r} is a date that no calendar has and was passed over",
        hint="correct the day, the month or the hour",
    )


def _date_in_path(path: str) -> tuple[str, str] | None:
    """
    Find a day in a name or an address, as `(ISO day, the words)`; a bare number may be anything and is none.

    >>> _date_in_path("posts/2020-11-4-harvest.md")
    ('2020-11-4', '2020-11-4-harvest.md')
    """
    name = PurePosixPath(path).name
    if found := re.match(r"(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)", name):
        return f"{found[1]}-{found[2]}-{found[3]}", name
    if found := re.search(r"(?:^|/)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])", path):
        return f"{found[1]}-{found[2]}-{found[3]}", path
    return None


def _weigh_stamp(
    draft: Draft,
    stamp: _Candidate,
    texts: Sequence[str],
    zone: ZoneInfo,
    against: tuple[Evidence, ...],
    found: list[Diagnostic],
) -> tuple[Dating, tuple[Diagnostic, ...]]:
    """Let the text choose between the calendar days on which a bare stamp falls around the world."""
    instant = stamp.moment.instant(zone)
    assert instant is not None  # a stamp is a moment
    own_day = instant.astimezone(zone).date()
    possible = {(instant + shift).date() for shift in (_EARLIEST, _LATEST)} | {own_day}
    votes = [(day, evidence) for day, evidence in _voices(draft, texts, own_day) if day in possible]
    days = {day for day, _ in votes}
    if not votes or own_day in days:
        confirming = tuple(evidence for day, evidence in votes if day == own_day)
        dating = _dating(stamp, zone, against)
        return _with_evidence(dating, (*dating.evidence, *confirming[:3]), dating.against), tuple(found)
    chosen = max(days, key=lambda day: (sum(1 for vote, _ in votes if vote == day), day))
    evidence = tuple(one for day, one in votes if day == chosen)[:3]
    found.append(
        diagnose(
            "date-contested",
            draft.path,
            f"the stamp {stamp.evidence.quote!r} falls on {own_day} in the zone {zone.key}, "
            f"but {evidence[0].quote!r} means {chosen}; the text is believed",
            hint=f"add a line published: {chosen} to settle it",
        )
    )
    contested = Evidence(rule="bare-stamp", quote=stamp.evidence.quote)
    dating = Dating(
        day=chosen.isoformat(),
        edtf=chosen.isoformat(),
        precision="day",
        evidence=evidence,
        against=(contested, *against),
    )
    return dating, tuple(found)


def _voices(draft: Draft, texts: Sequence[str], near: date) -> Iterator[tuple[date, Evidence]]:
    """List what in the lead, the pictures and the links names a day near the stamp."""
    lead = " ".join(" ".join(texts[:4]).split()[:_LEAD_WORDS])
    for number, words in weekdays_in(lead):
        day = min((near + timedelta(days=shift) for shift in range(-3, 4)), key=lambda one: one.weekday() != number)
        yield day, Evidence(rule="weekday-in-lead", quote=words)
    pictures = [given.value for given in fields.find_fields(draft, fields.IMAGE)]
    for address in (*pictures, *(image.src for image in draft.images), *(link.href for link in draft.links)):
        if dated := re.search(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.?-]|$)", address):
            try:
                yield (
                    date(int(dated[1]), int(dated[2]), int(dated[3])),
                    Evidence(rule="dated-link", quote=address[:200]),
                )
            except ValueError:
                continue


def _dating(candidate: _Candidate, zone: ZoneInfo, against: tuple[Evidence, ...]) -> Dating:
    moment = candidate.moment
    instant = moment.instant(zone)
    if instant is not None:
        day = instant.astimezone(zone).date().isoformat()
        return Dating(
            day=day,
            instant=_written(instant),
            edtf=day,
            precision=moment.precision,
            evidence=(candidate.evidence,),
            against=against,
        )
    edtf = "-".join([f"{moment.year:04}", *(f"{part:02}" for part in (moment.month, moment.day) if part is not None)])
    return Dating(
        day=edtf if moment.day else None,
        edtf=edtf,
        precision=moment.precision,
        evidence=(candidate.evidence,),
        against=against,
    )


def _with_evidence(dating: Dating, evidence: tuple[Evidence, ...], against: tuple[Evidence, ...]) -> Dating:
    return Dating(
        day=dating.day,
        instant=dating.instant,
        edtf=dating.edtf,
        precision=dating.precision,
        is_guess=dating.is_guess,
        evidence=evidence,
        against=against,
    )


def _agrees(one: Moment, other: Moment, zone: ZoneInfo) -> bool:
    """Say whether two dates name the same day as far as both are precise."""
    first, second = (_dating(_Candidate(moment=moment, evidence=_NOTHING), zone, ()).edtf for moment in (one, other))
    return first.startswith(second) or second.startswith(first)


_NOTHING = Evidence(rule="", quote="")


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
