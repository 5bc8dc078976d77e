"""What a date says: in: its parts as far as they were written, out: how precise it is and which moment it names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from generator.records import Precision, Record

__all__ = ["ImpossibleDateError", "Moment", "check_calendar"]

_YEARS = range(1000, 3000)
"""Years that a clipping can be of; arithmetic with time zones fails at the ends of what a date can hold."""


class ImpossibleDateError(ValueError):
    """The form of a date with numbers that no calendar has."""


class Moment(Record, frozen=True, kw_only=True):
    """A date as far as it was written; a part that was not written is None."""

    year: int
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int | None] | None = None
    """Hour, minute, second."""
    zone: int | str | None = None
    """Minutes east of Greenwich, or an IANA name; None when none was written."""
    is_stamp: bool = False
    """A bare count of seconds: a machine's note of when it fetched or wrote something."""

    @property
    def precision(self) -> Precision:
        if self.time:
            return "second" if self.time[2] is not None else "minute"
        if self.day:
            return "day"
        return "month" if self.month else "year"

    def instant(self, site_zone: tzinfo) -> datetime | None:
        """The moment in UTC; a time without a zone is read in the site's. None when no time is known."""
        if not (self.time and self.month and self.day):
            return None
        hour, minute, second = self.time
        zone = self.zone
        if isinstance(zone, int):
            where: tzinfo = timezone(timedelta(minutes=zone))
        else:
            where = ZoneInfo(zone) if zone else site_zone
        local = datetime(self.year, self.month, self.day, hour, minute, second or 0, tzinfo=where)
        return local.astimezone(UTC)


def check_calendar(moment: Moment, seen: str) -> Moment:
    """
    Give a moment back as it is.

    *Errors*: `ImpossibleDateError`, quoting what was `seen`, for 31 February, half past 25, the year 9999, a zone
    that is a day away.
    """
    if moment.year not in _YEARS:
        raise ImpossibleDateError(f"{seen}: no clipping is of the year {moment.year}")
    month = 1 if moment.month is None else moment.month  # 0 is as impossible as 13
    day = 1 if moment.day is None else moment.day
    try:
        date(moment.year, month, day)
        moment.instant(UTC)
    except ValueError as error:
        raise ImpossibleDateError(f"{seen}: {error}") from None
    return moment
