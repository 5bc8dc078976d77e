"""Moments for feeds: in: the datings of entries, out: the first and the last moment, in UTC. Never the clock's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.records import Dating

__all__ = ["first_and_last", "in_rfc3339"]

_NOON = 12
"""A whole day's moment: the hour that falls on the same date in most zones, the site's own foremost."""


def first_and_last(datings: Iterable[Dating], item: str, timezone: str) -> tuple[datetime, datetime] | None:
    """
    Say when a thing began and when it was last added to; None when no day is known.

    Instants count as they are, and where there is one, days without an hour say nothing more. Only when nothing but
    days is known, the day counts as a moment in the hour from noon in the site's zone: feeds have no way to say "that
    day", and two items of one moment are shown in any order by readers and warned of by the W3C's validator
    (DuplicateUpdated); so minute and second come from the item's id, and stay as it stays.
    """
    dated = [dating for dating in datings if dating.day]
    moments = [_instant(dating.instant) for dating in dated if dating.instant]
    moments = moments or [_midday(dating.day, item, timezone) for dating in dated if dating.day]
    return (min(moments), max(moments)) if moments else None


def in_rfc3339(moment: datetime) -> str:
    """
    >>> in_rfc3339(datetime(2020, 10, 18, 9, 5, tzinfo=UTC))
    '2020-10-18T09:05:00Z'
    """
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _instant(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _midday(day: str, item: str, timezone: str) -> datetime:
    minute, second = divmod(int.from_bytes(hashlib.sha256(item.encode()).digest()[:4], "big") % 3600, 60)
    date = datetime.fromisoformat(day)
    return date.replace(hour=_NOON, minute=minute, second=second, tzinfo=ZoneInfo(timezone)).astimezone(UTC)
