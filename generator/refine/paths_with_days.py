"""Days in names of files and in addresses: in: `posts/2020-11-4-harvest.md`, out: the date and the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.refine.calendar_names import month_number

__all__ = ["date_in_path", "years_in_path"]

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_TWO_DIGITS = r"(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"

_HAS_YEAR = re.compile(r"(?:19|20)\d\d")

_IN_NAME = tuple(
    re.compile(form)
    for form in (rf"{_YEAR}[-_.]{_MONTH}[-_.]{_DAY}(?!\d)", rf"{_YEAR}{_TWO_DIGITS}(?!\d)(?=[-_. T]|$)")
)
_IN_FOLDERS = tuple(
    re.compile(form)
    for form in (
        rf"(?:^|/){_YEAR}[/-]{_MONTH}[/-]{_DAY}(?=[/_-]|$)",
        rf"(?:^|/){_YEAR}[/-](?P<name>[a-zA-Z]{{3,9}})[/-]{_DAY}(?=[/_-]|$)",
        rf"(?:^|/){_YEAR}{_TWO_DIGITS}(?=/)",
        rf"(?:^|/){_YEAR}[/-](?P<month>0?[1-9]|1[0-2])(?=/)",
    )
)
"""The last says no day: a folder of a month."""


def date_in_path(path: str) -> tuple[str, str] | None:
    """
    Find a date in a name, else in the folders around it, as `(ISO date, the words)`.

    It is a day or, of a folder such as `2021-03/`, a month. Digits that run on may be anything and are none.

    >>> date_in_path("posts/2020-11-4-harvest.md")
    ('2020-11-4', '2020-11-4-harvest.md')
    >>> date_in_path("https://example.org/2020/oct/18/rain"), date_in_path("2021-03/index.md")[0]
    (('2020-10-18', 'https://example.org/2020/oct/18/rain'), '2021-03')
    """
    if not _HAS_YEAR.search(path):
        return None
    name = PurePosixPath(path).name
    for form in _IN_NAME:
        if found := form.match(name):
            return f"{found['year']}-{found['month']}-{found['day']}", name
    for form in _IN_FOLDERS:
        if found := form.search(path):
            parts = found.groupdict()
            month = parts.get("month") or month_number(parts["name"])
            if month is not None:
                return "-".join(str(part) for part in (parts["year"], month, parts.get("day")) if part), path
    return None


def years_in_path(path: str) -> Iterator[int]:
    """List the years that stand as words of their own in a path or an address."""
    for found in re.finditer(rf"(?<![^/_-]){_YEAR}(?![^/_.-])", path):
        yield int(found["year"])
