"""The code that makes things: in: nothing, out: a hash of it; whatever other code made is of no use."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from functools import cache
from pathlib import Path

import generator

__all__ = ["LIBRARIES", "code_of_all", "code_of_reading"]

_READING = ("read", "refine", "text", "clippings.py", "records.py", "diagnostics.py", "config.py")
"""What a clipping is made by."""

_READING_LIBRARIES = (
    "charset-normalizer",
    "docutils",
    "htmldate",
    "lxml",
    "lxml_html_clean",
    "markdown-it-py",
    "mdit-py-plugins",
    "msgspec",
    "python-frontmatter",
    "pyyaml",
    "rapidfuzz",
    "sentencex",
    "trafilatura",
    "tzdata",
)

_OPTIONAL_LIBRARIES = ("pillow",)
"""Those that something printed depends on where a site wants it."""

LIBRARIES = (*_READING_LIBRARIES, "babel", "jinja2", "markupsafe", "numpy")
"""Those that anything printed could depend on."""


def code_of_reading() -> str:
    """Hash all that could make another clipping of the same source."""
    return _hash_of(_READING, _READING_LIBRARIES)


def code_of_all() -> str:
    """Hash all that could make another site of the same sources: dayfold, its libraries, Python with its tables."""
    installed = tuple(name for name in _OPTIONAL_LIBRARIES if _is_installed(name))
    return _hash_of((".",), (*LIBRARIES, *installed))


def _is_installed(name: str) -> bool:
    try:
        return bool(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False


@cache
def _hash_of(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """`parts` are files and folders of the package, `.` for the whole; `libraries` are names of distributions."""
    digest = hashlib.sha256(sys.version.encode())
    for name in libraries:
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    package = Path(generator.__file__).parent
    for part in parts:
        for file in sorted([package / part, *(package / part).rglob("*")]):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(package).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()
