"""What changed: in: a list of files, asked for again and again, out: those that are not as they were last time."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.store.places import Places
from generator.store.sources import find_files
from generator.store.theme_files import default_theme_folder, theme_files

__all__ = ["Table", "files_of"]

_YOUNG_NS = 100_000_000
"""
A file that was changed less than this before it was looked at can change again without any of its stamps showing it:
file systems count time in steps (4 ms on ext4, up to 2 s on FAT; the ext4 figure with a wide margin is taken here).
Its bytes are compared as well.
"""


class _Look(NamedTuple):
    """A file as it was found."""

    stamps: tuple[int, ...]
    """Time of the last change of its bytes and of anything (ns), size (bytes), inode."""
    digest: bytes
    """Of the bytes while the file is young; else empty."""

    @property
    def size(self) -> int:
        return self.stamps[2]


def files_of(places: Places, heed: Callable[[], None] = lambda: None) -> dict[str, Path]:
    """
    List everything that a site is made of, by a name that is its own: settings, templates, sources.

    `heed` may raise, to break the listing off.
    """
    files = {f"config:{file.name}": file for file in (places.config,) if file}
    for folder in (default_theme_folder(), places.templates):
        files.update((f"theme:{file}", file) for _, file in theme_files(folder))
    if places.content.is_dir():
        leave_out = (places.output, places.cache)
        found, _ = find_files(places.content, within=places.root, leave_out=leave_out, heed=heed)
        files.update((f"content:{one.path}", one.file) for one in found)
    return files


class Table:
    """
    The files as they were at the last look: the only judge of whether something changed.

    Events of the operating system come late, twice, for reading too, or not at all (overflow, network disks, link
    targets); they are a reason to look, never a fact.
    """

    def __init__(self, list_files: Callable[[], Mapping[str, Path]], today: Callable[[], str] = lambda: "") -> None:
        """`today` is the date, or empty while nobody knows it: on another day a site is another, without any edit."""
        self._list_files = list_files
        self._today = today
        self._day = ""
        self._looks: dict[str, _Look | None] = {}
        self._names: dict[str, str] = {}
        """By path, of the files of the last look."""

    def refresh(self, heed: Callable[[], None] = lambda: None) -> frozenset[str]:
        """
        Look at every file and name those that came, went or changed since the last look; a new day is named too.

        `heed` is called for each; when it raises, nothing was looked at.
        """
        before, files = self._looks, self._list_files()
        looks = {}
        for name, file in files.items():
            heed()
            looks[name] = _look(file, before.get(name))
        self._looks = looks
        self._names = {str(file): name for name, file in files.items()}
        stayed = before.keys() & self._looks.keys()
        changed = {name for name in stayed if _is_changed(before[name], self._looks[name])}
        return frozenset(changed | (before.keys() ^ self._looks.keys()) | self._new_day())

    def _new_day(self) -> set[str]:
        before, self._day = self._day, self._today()
        return {f"day:{self._day}"} if before not in ("", self._day) else set()

    def refresh_only(self, paths: Iterable[str]) -> frozenset[str] | None:
        """
        Look at these files alone and name those that changed.

        None when that is not enough: one of the paths is a folder, a file that came or went, or one that holds
        nothing, which may be a save on its way.
        """
        changed: dict[str, _Look] = {}
        for path in paths:
            name = self._names.get(path)
            if name is None and not os.path.lexists(path):
                continue  # a file of an editor's own that came and went
            look = _look(Path(path), self._looks.get(name)) if name else None
            if name is None or look is None or not look.size:
                return None
            if _is_changed(self._looks[name], look):
                changed[name] = look
        self._looks.update(changed)
        return frozenset(changed)


def _is_changed(old: _Look | None, new: _Look | None) -> bool:
    if old is None or new is None:
        return old is not new
    return old.stamps != new.stamps or (old.digest != b"" and old.digest != new.digest)


def _look(file: Path, before: _Look | None) -> _Look | None:
    """None when the file cannot be looked at."""
    try:
        found = file.stat()
        stamps = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        is_young = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _YOUNG_NS
        was_young = before is not None and before.digest != b"" and before.stamps == stamps
        digest = hashlib.blake2b(file.read_bytes()).digest() if is_young or was_young else b""
    except OSError:
        return None
    return _Look(stamps, digest)
