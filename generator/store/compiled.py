"""Compiled templates: in: a cache folder, out: the code of templates by key, as an earlier build left it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import marshal
import os
import sys
from pathlib import Path
from types import CodeType

from generator.store.cache import open_cache

__all__ = ["load_codes", "save_codes"]

_FILE_NAME = "templates.marshal"

_MOST = 128
"""Templates that are kept, the newest: several themes' worth, and no more of what was edited since."""


def load_codes(folder: Path) -> dict[str, CodeType]:
    """Fetch what was kept by this Python and this Jinja2; nothing when it is absent, damaged or another's."""
    try:
        data = (folder / _FILE_NAME).read_bytes()
        head, payload = data[: len(_head(b""))], data[len(_head(b"")) :]
        codes: dict[str, CodeType] = marshal.loads(payload) if head == _head(payload) else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return codes


def save_codes(folder: Path, codes: dict[str, CodeType]) -> None:
    """Keep code for the next build; where nothing can be kept, that one compiles again."""
    payload = marshal.dumps(dict([*codes.items()][-_MOST:]))
    fresh = folder / f"{_FILE_NAME}.{os.getpid()}"
    if open_cache(folder):
        return
    try:
        fresh.write_bytes(_head(payload) + payload)
        fresh.replace(folder / _FILE_NAME)
    except OSError:
        fresh.unlink(missing_ok=True)


def _head(payload: bytes) -> bytes:
    """Hash what code depends on besides its template, and the code itself: damaged code would crash the interpreter."""
    makers = f"dayfold templates 1 {sys.version} {importlib.metadata.version('jinja2')}\n"
    return hashlib.sha256(makers.encode() + payload).digest()
