"""One id, one entry: in: clippings as they were read, out: the same ones, where no two entries share an id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from generator.config import Config
from generator.diagnostics import Diagnostic, diagnose
from generator.records import Clipping, Entry, LeftOut

__all__ = ["settle_entries"]

_ID_DIGITS = 12


def settle_entries(clippings: Iterable[Clipping], config: Config, today: str | None) -> tuple[Clipping, ...]:
    """
    Decide which entries are published and under which id; clippings come back sorted by path.

    An entry that is not published moves to its clipping's `left_out`. The first by path keeps an id that two
    entries share. `today` is `2020-10-18`; None publishes whatever the date.

    *Diagnostics*: `future-date` for an entry dated after today, unless the settings allow it;
    `same-clipping-twice` for one that says the same as another, from the same outlet on the same day;
    `address-taken` for a different one that wants the same id and gets another.
    """
    owners: dict[str, Entry] = {}
    latest = None if config.future else today
    return tuple(_settle(clipping, owners, latest) for clipping in sorted(clippings, key=_place))


def _place(clipping: Clipping) -> tuple[str, str]:
    return clipping.path, clipping.sha256


def _settle(clipping: Clipping, owners: dict[str, Entry], latest: str | None) -> Clipping:
    kept: list[Entry] = []
    left_out: list[LeftOut] = []
    found: list[Diagnostic] = []
    for entry in clipping.entries:
        owner = owners.get(entry.id)
        if latest is not None and (entry.dating.day or "") > latest:
            trouble: Diagnostic | None = _future(entry, latest)
        elif owner is None:
            trouble = None
        elif _is_same(entry, owner):
            trouble = _same(entry, owner)
        else:
            entry = _rename(entry, owners)
            found.append(_renamed(entry, owner))
            trouble = None
        if trouble is None:
            owners[entry.id] = entry
            kept.append(entry)
        else:
            found.append(trouble)
            left_out.append(LeftOut(path=entry.path, part=entry.part, reason=trouble.name, message=trouble.message))
    if not found:
        return clipping
    return msgspec.structs.replace(
        clipping,
        entries=tuple(kept),
        left_out=(*clipping.left_out, *left_out),
        diagnostics=(*clipping.diagnostics, *found),
    )


def _is_same(one: Entry, other: Entry) -> bool:
    return _substance(one) == _substance(other)


def _substance(entry: Entry) -> tuple[object, ...]:
    outlet = entry.outlet.value.casefold() if entry.outlet else None
    return entry.dating.day, outlet, _texts(entry)


def _texts(entry: Entry) -> Sequence[str]:
    return [sentence.text for paragraph in entry.paragraphs for sentence in paragraph.sentences]


def _rename(entry: Entry, owners: dict[str, Entry]) -> Entry:
    """Make an id of the old one and the place; places are unique, so one round is nearly always enough."""
    name = entry.id
    while name in owners:
        name = hashlib.sha256(f"{name}\n{entry.path}\n{entry.part}".encode()).hexdigest()[:_ID_DIGITS]
    return msgspec.structs.replace(entry, id=name)


def _future(entry: Entry, latest: str) -> Diagnostic:
    return diagnose(
        "future-date",
        entry.path,
        f"dated {entry.dating.day}, after {latest}, so it waits for its day",
        hint="build with --future to publish it now",
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
