"""The order of time: in: entries, out: the same ones by day and moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.records import Entry

__all__ = ["chronological", "newest_first", "part_by_day", "when"]

_UNKNOWN = "~"
"""Sorts after every digit: within a day an entry without a known moment comes last, and so do the undated."""


def when(entry: Entry) -> tuple[str, str]:
    """Give an entry's place in time, as something to sort by: its day and its moment."""
    return entry.dating.day or _UNKNOWN, entry.dating.instant or _UNKNOWN


def chronological(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by day, moment and id; the undated come last."""
    return sorted(entries, key=lambda entry: (*when(entry), entry.id))


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Sort the latest day and moment first, ties by id; the undated still come last."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    ordered.sort(key=lambda entry: (entry.dating.day or "", entry.dating.instant or ""), reverse=True)
    return ordered


def part_by_day(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Put dated entries on their days, oldest day first; the undated are left out."""
    days: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in chronological(entries):
        if entry.dating.day is not None:
            days[entry.dating.day].append(entry)
    return dict(days)
