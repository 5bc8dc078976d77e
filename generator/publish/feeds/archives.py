"""Archives of feeds: in: all that a feed ever held, out: volumes that stay as they are when news come (RFC 5005, 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.records import Day, Entry, Record, Story

__all__ = ["Dated", "Volume", "bind", "count_sure", "entries_of"]

Dated = Story | Day | Entry
"""What a feed has an item for: it stands on one day."""

_MOST_ITEMS = 50
_MOST_BYTES = 400_000
"""Of a volume, as far as it can be judged: as much as a live feed, or twice as much."""

_SURE_BYTES = 125_000
"""Of a live feed: what it has room for even where items come out twice as large as they were judged."""

_ITEM_BYTES = 1_500
_CLIPPING_BYTES = 500
_MARK_BYTES = 900
"""What an item, each clipping it names, and each source of a sentence take beside the text, in the longest format."""


class Volume(Record, frozen=True, kw_only=True):
    """One archive document of a feed."""

    name: str
    """As part of its address: `2020-10-1`, the first of a month."""
    month: str
    """`2020-10`"""
    number: int
    """In its month, from 1."""
    contents: tuple[Dated, ...]
    is_closed: bool
    """False while the next clippings may still go into it. Its name then tells what is in it."""


def bind(contents: Sequence[Dated], latest: str) -> tuple[Volume, ...]:
    """
    Bind what a feed holds into volumes, oldest first. `latest` is the site's newest day.

    A volume holds a month, or as much of one as a document can. It is closed when another follows, and the day of its
    last item is over: nothing goes into it any more but what comes late, and that moves nothing beyond its month.
    Readers keep the volumes they fetched by address, so one that is not closed has another address for every state.
    """
    ordered = sorted(contents, key=lambda one: (_day(one), _key(one)))
    volumes: list[Volume] = []
    for month, group in groupby(ordered, key=lambda one: _day(one)[:7]):
        runs = _cut(group)
        for number, run in enumerate(runs, 1):
            is_closed = _day(run[-1]) < latest and (number < len(runs) or month < latest[:7])
            state = "" if is_closed else f"-{_fingerprint(run)}"
            name = f"{month}-{number}{state}"
            volumes.append(Volume(name=name, month=month, number=number, contents=tuple(run), is_closed=is_closed))
    return tuple(volumes)


def _cut(contents: Iterable[Dated]) -> list[list[Dated]]:
    """Cut what a month brought into runs, from its beginning."""
    runs: list[list[Dated]] = []
    size = 0
    for one in contents:
        size += _judge_size(one)
        if not runs or len(runs[-1]) == _MOST_ITEMS or size > _MOST_BYTES:
            runs.append([])
            size = _judge_size(one)
        runs[-1].append(one)
    return runs


def count_sure(contents: Sequence[Dated], most: int) -> int:
    """Count the first items that a live feed has room for whatever the format, at most `most` and at least one."""
    size = 0
    for number, one in enumerate(contents[:most]):
        size += _judge_size(one)
        if number and size > _SURE_BYTES:
            return number
    return min(len(contents), most)


def entries_of(one: Dated) -> Iterator[Entry]:
    """Give the clippings behind an item."""
    if isinstance(one, Entry):
        yield one
    for story in one.stories if isinstance(one, Day) else (one,):
        if isinstance(story, Story):
            yield from story.entries


def _judge_size(one: Dated) -> int:
    """Guess from above how many bytes an item takes, without writing it."""
    if isinstance(one, Day):
        return sum(map(_judge_size, one.stories)) + sum(note.note.pieces[-1].span.end for note in one.notes)
    if isinstance(one, Entry):
        return _ITEM_BYTES + _CLIPPING_BYTES
    quoted = sum(2 * len(quotation.text) + _MARK_BYTES * len(quotation.sources) for quotation in one.extract)
    noted = sum(note.note.pieces[-1].span.end for note in one.notes)
    return _ITEM_BYTES + _CLIPPING_BYTES * len(one.entries) + quoted + noted


def _fingerprint(run: Sequence[Dated]) -> str:
    parts = (f"{entry.id} {entry.sha256}\n" for one in run for entry in entries_of(one))
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:8]


def _day(one: Dated) -> str:
    """Give the ISO day of an item. *Errors*: `ValueError` when it has none: no feed can hold it."""
    if isinstance(one, Story):
        return one.day
    day = one.date if isinstance(one, Day) else one.dating.day
    if day is None:
        raise ValueError(f"{_key(one)} has no day")
    return day


def _key(one: Dated) -> str:
    return one.date if isinstance(one, Day) else one.id
