"""Compiled templates: in: a cache folder, out: the code of templates by key, as an earlier build left it."""

from __future__ import annotations

import importlib.metadata
import marshal
import sys
from pathlib import Path
from types import CodeType

from generator.diagnostics import Diagnostic
from generator.store.cache import fetch, keep

__all__ = ["load_codes", "save_codes"]

_FILE_NAME = "templates.marshal"

_MOST = 128
"""Templates that are kept, the newest: several themes' worth, and no more of what was edited since."""


def load_codes(folder: Path, notes: list[Diagnostic]) -> dict[str, CodeType]:
    """Fetch what was kept by this Python and this Jinja2; nothing when there is none or, which is noted, damaged."""
    payload = fetch(folder, _FILE_NAME, _version(), notes, cost="every template is compiled anew")
    return marshal.loads(payload) if payload else {}


def save_codes(folder: Path, codes: dict[str, CodeType]) -> Diagnostic | None:
    """Keep code for the next build; say why where nothing can be kept."""
    return keep(folder, _FILE_NAME, _version(), marshal.dumps(dict([*codes.items()][-_MOST:])))


def _version() -> str:
    """Say what code depends on besides its template; the wrong code would crash the interpreter."""
    return f"templates 1 {sys.version} {importlib.metadata.version('jinja2')}"
