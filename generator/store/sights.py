"""What output files look like: in: a folder that a build left, out: what tells the next that nobody touched a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.store.cache import fetch, keep

__all__ = ["Sight", "load_sights", "save_sights", "sight_of"]

_FILE_NAME = "output.msgpack"

Sight = tuple[int, int, int, int]
"""Size, modification time and change time in nanoseconds, and number of a file."""


def sight_of(found: os.stat_result) -> Sight:
    """
    Say what a file looks like. The system alone sets its change time, so one that looks the same has the same bytes.

    Whoever mistrusts the clock of the file system asks the bytes.
    """
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def load_sights(folder: Path, stamp: str, notes: list[Diagnostic]) -> Mapping[str, Sight]:
    """Fetch what was kept under this stamp, by path; nothing when it is absent, of another or (noted) damaged."""
    payload = fetch(folder, _FILE_NAME, stamp, notes, cost="every file of the site is compared")
    return {} if payload is None else msgspec.msgpack.decode(payload, type=dict[str, Sight])


def save_sights(folder: Path, stamp: str, sights: Mapping[str, Sight]) -> Diagnostic | None:
    """Keep it for the next build; say why where nothing can be kept."""
    return keep(folder, _FILE_NAME, stamp, msgspec.msgpack.encode(sights))
