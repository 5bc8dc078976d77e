"""What to make of a server's answer: in: its status and headers, out: take it, ask elsewhere, later, or not again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from generator.config import is_web_address
from generator.records import Record

__all__ = ["Answer", "Elsewhere", "Failed", "Gone", "Later", "Take", "Unchanged", "backoff_s", "judge"]

_FOR_GOOD = frozenset({301, 308})
_FOR_NOW = frozenset({302, 303, 307})
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Troubles that may be over soon (RFC 9110, 15; RFC 6585, 4)."""


class Take(Record, frozen=True):
    """There is a document."""


class Unchanged(Record, frozen=True):
    """It is the one that was had before."""


class Gone(Record, frozen=True):
    """It is gone for good."""


class Elsewhere(Record, frozen=True, kw_only=True):
    """It is at another address."""

    url: str
    is_for_good: bool


class Later(Record, frozen=True, kw_only=True):
    """It may be had if it is asked for again."""

    why: str
    wait_s: float | None
    """As the server asks; None when it does not say."""


class Failed(Record, frozen=True, kw_only=True):
    """It is not to be had, and asking again would not help."""

    why: str


Answer = Take | Unchanged | Gone | Elsewhere | Later | Failed


def judge(status: int, headers: Mapping[str, str], url: str, now: float) -> Answer:
    """
    Decide by an answer's status; `headers` have names in small letters, `now` is in seconds since 1970.

    >>> judge(308, {"location": "/new.xml"}, "https://example.org/old.xml", 0.0)
    Elsewhere(url='https://example.org/new.xml', is_for_good=True)
    >>> judge(404, {}, "https://example.org/old.xml", 0.0)
    Failed(why='it answered with status 404')
    """
    if status == 200:
        return Take()
    if status == 304:
        return Unchanged()
    if status == 410:
        return Gone()
    why = f"it answered with status {status}"
    if status in _FOR_GOOD | _FOR_NOW:
        return _elsewhere(headers.get("location", ""), url, is_for_good=status in _FOR_GOOD)
    if status in _PASSING:
        return Later(why=why, wait_s=_retry_after(headers.get("retry-after", ""), now))
    return Failed(why=why)


def backoff_s(attempt: int, first_s: float) -> float:
    """
    Say how long to wait after a failed attempt, numbered from 0: twice as long each time.

    >>> [backoff_s(attempt, 2.0) for attempt in range(3)]
    [2.0, 4.0, 8.0]
    """
    return float(first_s * 2**attempt)


def _elsewhere(location: str, url: str, *, is_for_good: bool) -> Answer:
    try:
        target = urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        target = ""
    if not location or not is_web_address(target):
        return Failed(why=f"it leads on to {location[:80]!r}, which is no address")
    return Elsewhere(url=target, is_for_good=is_for_good)


def _retry_after(value: str, now: float) -> float | None:
    """Read seconds or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now)
