"""What a build left in an output folder: in: the folder, out: its files, to compare with those of another build."""

from __future__ import annotations

from pathlib import Path

__all__ = ["Files", "differing", "is_own", "read_files", "seen"]

Files = dict[str, bytes]
"""Bytes by path below the output folder, POSIX."""

_MOST_NAMED = 5


def read_files(folder: Path) -> Files:
    """Read all that stands in an output folder, dayfold's own books too."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def is_own(path: str) -> bool:
    """Tell dayfold's own books from what visitors see."""
    return path.startswith(".dayfold")


def seen(files: Files) -> Files:
    """Leave out dayfold's own books: what remains is what visitors see."""
    return {path: data for path, data in files.items() if not is_own(path)}


def differing(one: Files, other: Files) -> list[str]:
    """Name the first few files in which two outputs differ."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)][:_MOST_NAMED]
