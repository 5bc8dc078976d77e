"""Annotations for GitHub: in: diagnostics, out: the lines that its runners show beside the files they are about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.store.places import Places

__all__ = ["github_lines"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def github_lines(found: Iterable[Diagnostic], places: Places | None = None) -> Iterator[str]:
    """
    Write workflow commands, one a line. Paths are made relative to the current folder, which is the repository's there.

    >>> from generator.diagnostics import diagnose
    >>> list(github_lines([diagnose("undated", "a.md", "50% of it", hint="add a date", line=3)]))
    ['::notice file=a.md,line=3,title=undated::50%25 of it%0Aadd a date']

    *Source*: GitHub's documentation of workflow commands; percent, line ends, and in properties colon and comma, are
    escaped.
    """
    for one in found:
        properties = {
            "file": _locate(one.path, places),
            "line": str(one.line or ""),
            "col": str(one.column or ""),
            "title": one.name,
        }
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        yield f"::{_COMMANDS[one.severity]} {told}::{_escape(chr(10).join(filter(None, (one.message, one.hint))))}"


def _locate(path: str, places: Places | None) -> str:
    file = places.content / path if places else Path(path)
    return os.path.relpath(file).replace(os.sep, "/") if file.exists() else path


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
