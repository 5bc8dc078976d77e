"""What was printed: in: fingerprints of a site's pages, out: the same for the next build."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.publish import Prints
from generator.publish.impression import Print
from generator.publish.listening import Question
from generator.records import Record
from generator.store.cache import fetch, keep

__all__ = ["load_prints", "save_prints"]

_FILE_NAME = "prints.msgpack"


class _Page(Record, frozen=True, array_like=True):
    sha256: str
    fingerprint: bytes
    asked: list[int]
    """Numbers of questions: many pages ask the same."""
    is_of_site: bool


class _Printed(Record, frozen=True, kw_only=True):
    frame: bytes
    questions: list[Question]
    pages: dict[str, _Page]


def load_prints(folder: Path, stamp: str, notes: list[Diagnostic]) -> Prints:
    """Fetch what was kept under this stamp; nothing when it is absent, another's or, which is noted, damaged."""
    payload = fetch(folder, _FILE_NAME, stamp, notes, cost="every page is made anew")
    if payload is None:
        return Prints()
    printed = msgspec.msgpack.decode(payload, type=_Printed)
    asked = printed.questions
    pages = {
        path: Print(one.sha256, one.fingerprint, tuple(asked[number] for number in one.asked), one.is_of_site)
        for path, one in printed.pages.items()
    }
    return Prints(printed.frame, pages)


def save_prints(folder: Path, stamp: str, prints: Prints) -> Diagnostic | None:
    """Keep them for the next build; say why where nothing can be kept."""
    numbers: dict[Question, int] = {}
    pages = {
        path: _Page(
            one.sha256,
            one.fingerprint,
            [numbers.setdefault(question, len(numbers)) for question in one.asked],
            one.is_of_site,
        )
        for path, one in prints.pages.items()
    }
    printed = _Printed(frame=prints.frame, questions=list(numbers), pages=pages)
    return keep(folder, _FILE_NAME, stamp, msgspec.msgpack.encode(printed))
