"""
What the last digest was made of: in: clippings and what their digest asked a recall for, out: the same objects again.

A recall knows a value by the very objects that it was made of, so clippings and values are kept in one pickle.
"""

from __future__ import annotations

import importlib
import io
import pickle
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic
from generator.recall import Held
from generator.records import Clipping
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


class Recollection(NamedTuple):
    """Clippings, and values that were made of these very objects."""

    clippings: tuple[Clipping, ...] = ()
    held: Mapping[Hashable, Held] = {}
    mark: bytes = b""
    """Of the memory that holds these clippings too, as `memory_mark` gives it."""


def load_recollection(folder: Path, stamp: str, notes: list[Diagnostic]) -> Recollection:
    """Fetch what was kept under this stamp; nothing when it is absent, another's or, which is noted, damaged."""
    payload = fetch(folder, _FILE_NAME, stamp, notes, cost=_COST)
    if payload is None:
        return Recollection()
    try:
        return Recollection(*_Unpickler(io.BytesIO(payload)).load())
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError, ValueError) as error:
        notes.append(damaged(folder, _FILE_NAME, error, _COST))
        return Recollection()


def save_recollection(folder: Path, stamp: str, recollection: Recollection) -> Diagnostic | None:
    """Keep it for the next build; say why where nothing can be kept."""
    return keep(folder, _FILE_NAME, stamp, pickle.dumps(tuple(recollection), pickle.HIGHEST_PROTOCOL))


class _Unpickler(pickle.Unpickler):
    """Makes values and nothing that could do anything: a cache folder may have come along with somebody's site."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _HARMLESS:
            return super().find_class(module, name)
        found = getattr(importlib.import_module(module), name) if module.startswith(_OURS) else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} has no business here")
