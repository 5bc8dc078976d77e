"""Remembered work: in: a source and the settings that reading sees, out: the clipping an earlier build made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.config import RefineSettings
from generator.diagnostics import Diagnostic
from generator.records import Clipping, Source
from generator.store.cache import fetch, keep
from generator.store.code import code_of_reading

__all__ = ["Memory", "load_memory", "make_stamp", "save_memory"]

_FILE_NAME = "clippings.msgpack"


class Memory:
    """
    The clippings of the last build, handed out again while their sources stay the same.

    A clipping depends on its source's path and bytes, on those of the side-car beside it, and on the stamp (settings
    and code), on nothing else. What was neither handed out nor taken in is forgotten, so the memory never outgrows the
    site.
    """

    def __init__(
        self,
        stamp: str,
        clippings: Iterable[Clipping] = (),
        *,
        is_saved: bool = False,
        notes: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.stamp = stamp
        self.notes = notes
        self._known = {one.path: one for one in clippings}
        self._used: dict[str, Clipping] = {}
        self._is_saved = is_saved

    def recall(self, source: Source) -> Clipping | None:
        """Hand out what was made of the very same source; None when it is new or changed."""
        known = self._known.get(source.path)
        if known is None or (known.sha256, known.sidecar_path) != (source.sha256, source.sidecar_path):
            return None
        if source.sidecar_path and known.sidecar_sha256 != hashlib.sha256(source.sidecar).hexdigest():
            return None
        self._used[source.path] = known
        return known

    def keep(self, clipping: Clipping) -> None:
        """Take in a clipping that was just made."""
        self._used[clipping.path] = clipping
        self._is_saved = False

    def known(self) -> Iterable[Clipping]:
        """Give all that an earlier build made."""
        return self._known.values()

    def clippings(self) -> tuple[Clipping, ...]:
        """List what this build used, by path."""
        return tuple(self._used[path] for path in sorted(self._used))

    def is_saved(self) -> bool:
        """Tell whether the file on disk already holds exactly what this build used."""
        return self._is_saved and self._used.keys() == self._known.keys()

    def for_next_build(self, stamp: str, *, is_whole: bool = True) -> Memory:
        """
        Carry the same records, not equal ones, into another build of this process, unless settings changed.

        After a build that was broken off (`is_whole` is False) or never came to reading, nothing is forgotten.
        """
        carried = self.clippings() if is_whole and self._used else tuple((self._known | self._used).values())
        return Memory(stamp, carried if stamp == self.stamp else ())


def make_stamp(settings: RefineSettings) -> str:
    """Say in a hash by which settings and which code clippings are made."""
    return hashlib.sha256(msgspec.json.encode(settings, order="sorted") + code_of_reading().encode()).hexdigest()


def load_memory(folder: Path, stamp: str, *, forget: bool = False) -> Memory:
    """
    Fetch what the last build remembered.

    Empty after a change of settings or code, and with `forget`. A file that is damaged, cut short or not ours is
    reported in the memory's notes (`cache-damaged`) and forgotten; it is never half believed.
    """
    notes: list[Diagnostic] = []
    payload = None if forget else fetch(folder, _FILE_NAME, stamp, notes, cost="every clipping is read anew")
    if payload is None:
        return Memory(stamp, notes=tuple(notes))
    return Memory(stamp, msgspec.msgpack.decode(payload, type=tuple[Clipping, ...]), is_saved=True)


def save_memory(folder: Path, memory: Memory) -> Diagnostic | None:
    """
    Keep what this build used for the next, in one step: another build sees the old file or the new one.

    Says why (`cache-damaged`, a note) when nothing can be kept.
    """
    if memory.is_saved():
        return None
    return keep(folder, _FILE_NAME, memory.stamp, msgspec.msgpack.encode(memory.clippings()))
