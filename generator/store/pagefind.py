"""Pagefind, the program that makes a search index: in: pages, out: the files it writes, or why it wrote none."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from generator.records import Artifact

__all__ = ["find_pagefind", "run_pagefind", "version_of"]

_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")
"""Wheels that bring the program; the extended one also knows where words of Chinese and Japanese end."""


def find_pagefind() -> Path | None:
    """
    Find the program, as Pagefind's own package does: in its wheels, else on the path; None where there is none.

    The package is not asked, because to import it takes longer than a build that has nothing to do.
    """
    for package in _PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            program = shutil.which(package.replace("_bin", ""), path=folder)
            if program:
                return Path(program)
    found = shutil.which("pagefind_extended") or shutil.which("pagefind")
    return Path(found) if found else None


def version_of(program: Path) -> str:
    """Ask the program which one it is. *Errors*: `OSError`, `subprocess.SubprocessError`."""
    return _run(program, "--version").strip()


def run_pagefind(program: Path, pages: Iterable[Artifact], language: str) -> dict[str, bytes]:
    """
    Index pages, all as of one language (ISO 639-1), and give what is written, by path in the index's own folder.

    All in one, because Pagefind would else show a reader only the clippings in the language of the search page.

    *Errors*: `OSError`, `subprocess.SubprocessError`.
    """
    with tempfile.TemporaryDirectory(prefix="dayfold-") as made:
        folder = Path(made).resolve()
        site, output = folder / "site", folder / "index"
        made_folders: set[str] = set()
        for page in pages:
            parent = page.path.rpartition("/")[0]
            if parent not in made_folders:
                (site / parent).mkdir(parents=True, exist_ok=True)
                made_folders.add(parent)
            with open(f"{site}/{page.path}", "wb") as file:
                file.write(page.data)
        _run(program, "--site", site.name, "--output-path", output.name, "--force-language", language, within=folder)
        files = sorted(os.path.join(place, name) for place, _, names in os.walk(output) for name in names)
        return {Path(file).relative_to(output).as_posix(): Path(file).read_bytes() for file in files}


def _run(program: Path, *arguments: str, within: Path | None = None) -> str:
    """Run it far from settings of its own, in files and in the environment, that somebody may have for other sites."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(
        [program, *arguments],
        cwd=within,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=True,
    )
    return done.stdout
