"""One id, one entry: in: clippings as they were read, out: the same ones, where no two entries share an id."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable
from functools import partial
from typing import NamedTuple

import msgspec

from generator.config import Config
from generator.diagnostics import Diagnostic, diagnose
from generator.recall import Recall
from generator.records import Clipping, Entry, LeftOut

__all__ = ["settle_entries"]

_ID_DIGITS = 12


def settle_entries(
    clippings: Iterable[Clipping], config: Config, today: str | None, recall: Recall
) -> tuple[Clipping, ...]:
    """
    Decide which entries are published and under which id; clippings come back sorted by path.

    An entry that is not published moves to its clipping's `left_out`; one that is shown before its day is told for
    which day it is `planned`. The first by path keeps an id that two entries share. `today` is `2020-10-18`; None
    publishes whatever the date.

    *Diagnostics*: `future-date` for an entry dated after today, and `embargoed` for one whose embargo ends after
    today, unless the settings allow it;
    `same-clipping-twice` for one that says the same as another, from the same outlet on the same day;
    `address-taken` for a different one that wants the same id and gets another.
    """
    published = _Published({}, {})
    latest = None if config.future is True else today
    if latest is not None and config.future:
        clippings = [_plan(clipping, latest, recall) for clipping in clippings]
        latest = None
    return tuple(_settle(clipping, published, latest) for clipping in sorted(clippings, key=_place))


def _plan(clipping: Clipping, latest: str, recall: Recall) -> Clipping:
    """Tell entries that come too early for which day they are planned; without any the same object is returned."""
    if not any(_waits_for(entry, latest) for entry in clipping.entries):
        return clipping

    entries = []
    for entry in clipping.entries:
        day = _waits_for(entry, latest)
        made = partial(msgspec.structs.replace, entry, planned=day)
        entries.append(recall.made(("planned", entry.path, entry.part), (entry, day), made) if day else entry)
    return msgspec.structs.replace(clipping, entries=tuple(entries))


def _waits_for(entry: Entry, latest: str) -> str:
    """Give the ISO day that an entry waits for; empty when it need not wait."""
    first = max(entry.dating.day or "", entry.embargo or "")
    return first if first > latest else ""


class _Published(NamedTuple):
    """The entries that are settled so far."""

    by_id: dict[str, Entry]
    by_substance: dict[Hashable, Entry]
    """By what they say and the id that they wanted."""


def _place(clipping: Clipping) -> tuple[str, str]:
    return clipping.path, clipping.sha256


def _settle(clipping: Clipping, published: _Published, latest: str | None) -> Clipping:
    kept: list[Entry] = []
    left_out: list[LeftOut] = []
    found: list[Diagnostic] = []
    for entry in clipping.entries:
        trouble = _reason_to_leave_out(entry, published, latest)
        if trouble is not None:
            found += [trouble, *entry.diagnostics]
            left_out.append(LeftOut(path=entry.path, part=entry.part, reason=trouble.name, message=trouble.message))
            continue
        named = _rename(entry, published.by_id)
        if named is not entry:
            found.append(_renamed(named, published.by_id[entry.id]))
        published.by_id[named.id] = named
        published.by_substance[_substance(entry)] = named
        kept.append(named)
    if not found:
        return clipping
    return msgspec.structs.replace(
        clipping,
        entries=tuple(kept),
        left_out=(*clipping.left_out, *left_out),
        diagnostics=(*clipping.diagnostics, *found),
    )


def _reason_to_leave_out(entry: Entry, published: _Published, latest: str | None) -> Diagnostic | None:
    if latest is not None and (entry.dating.day or "") > latest:
        return _future(entry, latest)
    if latest is not None and (entry.embargo or "") > latest:
        return _embargoed(entry)
    twin = published.by_substance.get(_substance(entry))
    return _same(entry, twin) if twin else None


def _substance(entry: Entry) -> Hashable:
    outlet = entry.outlet.value.casefold() if entry.outlet else None
    texts = tuple(sentence.text for paragraph in entry.paragraphs for sentence in paragraph.sentences)
    return entry.id, entry.dating.day, outlet, texts


def _rename(entry: Entry, owners: dict[str, Entry]) -> Entry:
    """Make an id of the old one and the place, if the old one is taken; places are unique, so one round will do."""
    name = entry.id
    while name in owners:
        name = hashlib.sha256(f"{name}\n{entry.path}\n{entry.part}".encode()).hexdigest()[:_ID_DIGITS]
    return entry if name == entry.id else msgspec.structs.replace(entry, id=name)


def _future(entry: Entry, latest: str) -> Diagnostic:
    return diagnose(
        "future-date",
        entry.path,
        f"dated {entry.dating.day}, after {latest}, so it waits for its day",
        hint="build with --future to publish it now",
    )


def _embargoed(entry: Entry) -> Diagnostic:
    return diagnose(
        "embargoed",
        entry.path,
        f"may not be published before {entry.embargo}, so it waits for that day",
        hint="build with --future to see it now",
    )


def _same(entry: Entry, owner: Entry) -> Diagnostic:
    return diagnose(
        "same-clipping-twice",
        entry.path,
        f"says the same as {owner.path}, which is published instead",
        hint="remove one of the two",
    )


def _renamed(entry: Entry, owner: Entry) -> Diagnostic:
    return diagnose(
        "address-taken",
        entry.path,
        f"wants the id {owner.id}, which {owner.path} has; it is published as {entry.id}",
        hint="give one of the two an id of its own, with a line such as id: in its front matter",
    )
