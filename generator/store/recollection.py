"""
What the last digest was made of: in: clippings and what their digest asked a recall for, out: the same for the next.

A recall knows a value by the very objects that it was made of. So what it holds is pickled with names in the place of
clippings and entries, and read again with those that the memory has by these names.
"""

from __future__ import annotations

import importlib
import io
import pickle
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.recall import Held
from generator.records import Clipping, Entry
from generator.store.cache import damaged, fetch, keep

__all__ = ["Recollection", "load_recollection", "save_recollection"]

_FILE_NAME = "digest.pickle"
_COST = "every story is told anew"

_HARMLESS = {
    ("builtins", "frozenset"),
    ("builtins", "object"),
    ("builtins", "set"),
    ("collections", "Counter"),
    ("msgspec._utils", "rebuild"),
}
"""What a digest's values consist of beside our own."""

_OURS = tuple(f"generator.{name}" for name in ("config", "diagnostics", "digest.", "recall", "records", "text."))
"""Modules that are pure: to make an object of theirs does nothing else."""


Recollection = Mapping[Hashable, Held]
"""Values by key, as a recall holds them."""


def load_recollection(folder: Path, stamp: str, clippings: Iterable[Clipping], notes: list[Diagnostic]) -> Recollection:
    """
    Fetch what was kept under this stamp; nothing when it is absent, another's or, which is noted, damaged.

    Values that were made of these `clippings` will be found again; those made of others never will.
    """
    payload = fetch(folder, _FILE_NAME, stamp, notes, cost=_COST)
    if payload is None:
        return {}
    try:
        held: Recollection = _Unpickler(payload, clippings).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError, ValueError) as error:
        notes.append(damaged(folder, _FILE_NAME, error, _COST))
        return {}
    return held


def save_recollection(folder: Path, stamp: str, clippings: Iterable[Clipping], held: Recollection) -> Diagnostic | None:
    """Keep it for the next build, which has the same `clippings`; say why where nothing can be kept."""
    written = io.BytesIO()
    _Pickler(written, clippings).dump(dict(held))
    return keep(folder, _FILE_NAME, stamp, written.getbuffer())


_Name = tuple[str, str, int]
"""Path and hash of a source, and the number of an entry in it; -1 for the clipping itself."""


def _named(clippings: Iterable[Clipping]) -> Iterator[tuple[_Name, Clipping | Entry]]:
    for clipping in clippings:
        yield (clipping.path, clipping.sha256, -1), clipping
        for number, entry in enumerate(clipping.entries):
            yield (clipping.path, clipping.sha256, number), entry


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, clippings: Iterable[Clipping]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = {id(one): name for name, one in _named(clippings)}

    def persistent_id(self, obj: object) -> _Name | None:
        return self._names.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Makes values and nothing that could do anything: a cache folder may have come along with somebody's site."""

    def __init__(self, payload: memoryview, clippings: Iterable[Clipping]) -> None:
        super().__init__(io.BytesIO(payload))
        self._by_name = dict(_named(clippings))

    def persistent_load(self, pid: _Name) -> object:
        """Find what has this name; what is not there any more is nothing that a value could be made of again."""
        return self._by_name.get(pid) or object()

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _HARMLESS:
            return super().find_class(module, name)
        found = getattr(importlib.import_module(module), name) if module.startswith(_OURS) else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} has no business here")
