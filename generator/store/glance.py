"""A glance at folders: in: where to look, out: a hash of what can be seen without opening a file."""

from __future__ import annotations

import os
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import Protocol

__all__ = ["glance_at"]


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def glance_at(folders: Collection[Path], leave_out: Collection[Path] = (), names: Collection[Path] = ()) -> str:
    """
    Hash the names, sizes, times and numbers of all files below some folders, and the times of the folders `names`.

    A file's change time is set by the system and by nobody else, so that bytes which were changed under an old
    modification time are seen. Empty when that is not enough: where a link leads elsewhere, or a folder cannot be
    listed. Folders that are hidden, and those to leave out, are not looked into.
    """
    told = sha256()
    left_out = {os.fspath(one) for one in leave_out}
    try:
        for folder in folders:
            told.update(f"\0{folder}\0".encode("utf-8", "surrogateescape"))
            if not _look(os.fspath(folder), left_out, told):
                return ""
        for folder in names:
            told.update(f"{folder}\0{folder.stat().st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return told.hexdigest()


def _look(folder: str, left_out: Collection[str], told: _Hash) -> bool:
    """Look at a folder and those below it; False when a link is met."""
    lines = []
    below = []
    with os.scandir(folder) as items:
        for item in items:
            if item.is_symlink():
                return False
            if item.is_dir(follow_symlinks=False):
                if item.path not in left_out and not item.name.startswith("."):
                    below.append(item.path)
            else:
                seen = item.stat(follow_symlinks=False)
                lines.append(
                    f"{item.path}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ctime_ns}\0{seen.st_ino}\0{seen.st_mode}"
                )
    lines.sort()
    told.update("\n".join(lines).encode("utf-8", "surrogateescape"))
    return all(_look(one, left_out, told) for one in sorted(below))
