"""Figures side by side: in: entries of a story, stories of a thread, out: what each says, and how it went on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.records import Copy, Entry, Figure, SentenceRef, Series, Stated, Story

__all__ = ["KINDS", "find_series", "gather_figures"]

_FATES = ("dead", "missing", "injured", "displaced", "infected", "detained")
"""What befell people: told first, and drawn over the days of a thread."""

KINDS = (
    *_FATES,
    *("votes", "seats", "troops", "people", "jobs", "buildings", "money", "share", "vehicles", "weapons", "things"),
    *("magnitude", "area", "distance", "weight", "volume", "temperature", "speed", "power", "data"),
)
"""The order in which kinds are told; one that is not here comes last."""

_LEAST_DAYS = 3
"""Fewer points make no line."""


def gather_figures(entries: Sequence[Entry], copies: Sequence[Copy]) -> tuple[Stated, ...]:
    """
    Put the figures of a story beside each other; nothing is added up, and what differs stays apart.

    One number of one kind by one claimant as of one day is told once, with everyone who printed it. What an entry says
    itself is its own, except that a reprint says what its original says.
    """
    of_copy = {copy.entry_id: copy.of_id for copy in copies}
    found: dict[tuple[str, ...], list[tuple[Figure, str, SentenceRef]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.id in of_copy):
        for figure in entry.figures:
            day = figure.as_of or entry.dating.day or ""
            speaker = figure.claimant.casefold() or of_copy.get(entry.id, entry.id)
            key = (figure.kind, figure.amount.casefold(), speaker, day)
            found.setdefault(key, []).append((figure, day, SentenceRef(entry.id, figure.number)))
    stated = (_state(those) for those in found.values())
    return tuple(sorted(stated, key=lambda one: (_rank(one.figure.kind), one.figure.kind, one.day)))


def find_series(stories: Sequence[Story]) -> tuple[Series, ...]:
    """
    Follow what befell people over the days of a thread, oldest story first: by one claimant where somebody gave a
    figure on three days, of which the largest of a day is the total; else by whoever gave one.
    """
    by_kind: defaultdict[str, list[Stated]] = defaultdict(list)
    for story in stories:
        for one in story.figures:
            is_of_thread = stories[0].day <= one.day <= stories[-1].day
            if one.figure.kind in _FATES and one.figure.value is not None and is_of_thread and _is_own(one):
                by_kind[one.figure.kind].append(one)
    series: list[Series] = []
    for kind in sorted(by_kind, key=_rank):
        alone = list(_by_claimant(kind, by_kind[kind]))
        series += alone or _by_anybody(kind, by_kind[kind])
    return tuple(series)


def _state(those: Sequence[tuple[Figure, str, SentenceRef]]) -> Stated:
    figure, day, _ = those[0]
    return Stated(figure=figure, day=day, sources=tuple(dict.fromkeys(ref for _, _, ref in those)))


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _is_own(one: Stated) -> bool:
    """Leave out what somebody denies."""
    return one.figure.stance != "denies"


def _by_claimant(kind: str, stated: Iterable[Stated]) -> Iterator[Series]:
    days: defaultdict[str, dict[str, Stated]] = defaultdict(dict)
    for one in stated:
        if who := one.figure.claimant.casefold():
            known = days[who].get(one.day)
            if known is None or (one.figure.value or 0) > (known.figure.value or 0):
                days[who][one.day] = one
    for who in sorted(days):
        points = tuple(days[who][day] for day in sorted(days[who]))
        if len(points) >= _LEAST_DAYS:
            yield Series(kind=kind, claimant=points[0].figure.claimant, points=points)


def _by_anybody(kind: str, stated: Sequence[Stated]) -> list[Series]:
    """Take of each day the figure that most clippings print, the first told among equals."""
    days: dict[str, Stated] = {}
    for one in stated:
        if one.day not in days or len(one.sources) > len(days[one.day].sources):
            days[one.day] = one
    if len(days) < _LEAST_DAYS:
        return []
    return [Series(kind=kind, claimant="", points=tuple(days[day] for day in sorted(days)))]
