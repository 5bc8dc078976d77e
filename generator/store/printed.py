"""What was printed: in: fingerprints of a site's pages, out: the same for the next build."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.publish import Prints
from generator.publish.impression import Print
from generator.records import Record
from generator.store.cache import fetch, keep

__all__ = ["load_prints", "save_prints"]

_FILE_NAME = "prints.msgpack"


class _Printed(Record, frozen=True, kw_only=True):
    frame: bytes
    pages: dict[str, Print]


def load_prints(folder: Path, stamp: str, notes: list[Diagnostic]) -> Prints:
    """Fetch what was kept under this stamp; nothing when it is absent, another's or, which is noted, damaged."""
    payload = fetch(folder, _FILE_NAME, stamp, notes, cost="every page is made anew")
    if payload is None:
        return Prints()
    printed = msgspec.msgpack.decode(payload, type=_Printed)
    return Prints(printed.frame, printed.pages)


def save_prints(folder: Path, stamp: str, prints: Prints) -> Diagnostic | None:
    """Keep them for the next build; say why where nothing can be kept."""
    printed = _Printed(frame=prints.frame, pages=dict(prints.pages))
    return keep(folder, _FILE_NAME, stamp, msgspec.msgpack.encode(printed))
