"""Where a theme's files are: in: a folder, out: its templates and assets by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import generator
from generator.store.sources import is_left_out

__all__ = ["default_theme_folder", "theme_files"]


def default_theme_folder() -> Path:
    """Find the theme that dayfold ships: inside the installed package, or beside it in a checkout."""
    package = Path(generator.__file__).resolve().parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / "templates"


def theme_files(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """List a theme folder's files by name, hidden ones and editors' temporaries left out; nothing when it is absent."""
    if folder is None:
        return
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_left_out(name))
        for name in sorted(names):
            if not is_left_out(name):
                file = Path(place, name)
                yield file.relative_to(folder).as_posix(), file
