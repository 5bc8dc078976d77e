"""What a site claims about itself: in: its digest and ledger as written, out: where each printed sentence should be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Record, Span
from generator.verify.counts import Counts, DayRow, OutletRow, OutletValue, ThreadRow, TopicRow

__all__ = ["DIGEST", "LEDGER", "Claim", "FigureRow", "Ledger", "NoteRow", "Title", "load_ledger"]

# Spelled again here on purpose, as are the rows below: a proof that shares its reading with the writer proves less.
DIGEST = "data/digest.json"
LEDGER = "data/ledger.json"


class Claim(Record, frozen=True, kw_only=True):
    """Where a sentence is said to stand."""

    path: str
    sha256: str
    """The first 16 digits, of the sentence's text."""
    spans: tuple[Span, ...]


class Title(Record, frozen=True, kw_only=True):
    value: str
    is_guess: bool


class _Dating(Record, frozen=True, kw_only=True):
    day: str | None = None


class _Site(Record, frozen=True, kw_only=True):
    base_url: str


class FigureRow(Record, frozen=True, kw_only=True):
    """What a sentence is said to count."""

    number: int
    what: str
    amount: str
    as_of_words: str


class _EntryRow(Record, frozen=True, kw_only=True):
    id: str
    path: str
    part: int
    title: Title
    dating: _Dating
    credit: str
    outlet: OutletValue | None
    figures: tuple[FigureRow, ...]


class NoteRow(Record, frozen=True, kw_only=True):
    """What an editor's note says."""

    path: str
    headline: str
    author: str
    text: tuple[str, ...]
    """Stretches without markup, in order."""


class _Digest(Record, frozen=True, kw_only=True):
    site: _Site
    days: tuple[DayRow, ...]
    threads: tuple[ThreadRow, ...]
    topics: tuple[TopicRow, ...]
    outlets: tuple[OutletRow, ...]
    undated: tuple[str, ...]
    entries: tuple[_EntryRow, ...]
    notes: tuple[NoteRow, ...]


class _SentenceRow(msgspec.Struct, frozen=True, array_like=True):
    number: int
    sha256: str
    spans: tuple[Span, ...]


class _Account(Record, frozen=True, kw_only=True):
    part: int
    sentences: tuple[_SentenceRow, ...]


class _Sidecar(Record, frozen=True, kw_only=True):
    path: str
    sha256: str


class _Source(Record, frozen=True, kw_only=True):
    path: str
    sha256: str
    sidecar: _Sidecar | None = None


class _Accounts(Record, frozen=True, kw_only=True):
    entries: tuple[_Account, ...]


class _Rows(Record, frozen=True, kw_only=True):
    sources: tuple[msgspec.Raw, ...]


class Ledger:
    """
    Answers where a sentence should stand.

    The rows stay as they are written until one is asked for: as values, the sentences of a large site would take
    ten times the memory.
    """

    def __init__(self, digest: _Digest, rows: _Rows) -> None:
        self.base_url = digest.site.base_url
        self.credits = frozenset(entry.credit for entry in digest.entries)
        self.titles = {entry.id: entry.title for entry in digest.entries}
        self.figures = {entry.id: entry.figures for entry in digest.entries if entry.figures}
        self.notes = {note.path: note for note in digest.notes}
        self.source_of = {entry.id: entry.path for entry in digest.entries}
        self._part_of = {entry.id: entry.part for entry in digest.entries}
        self.counts = Counts(
            days=digest.days,
            threads=digest.threads,
            topics=digest.topics,
            outlets=digest.outlets,
            undated=digest.undated,
            outlet_of={entry.id: entry.outlet.value if entry.outlet else "" for entry in digest.entries},
            month_of={
                entry.id: f"{entry.dating.day[:4]}/{entry.dating.day[5:7]}/"
                for entry in digest.entries
                if entry.dating.day
            },
            sources=len(rows.sources),
        )
        self._rows = {msgspec.json.decode(row, type=_Source).path: row for row in rows.sources}
        self._sentences = lru_cache(maxsize=64)(self._decode_sentences)

    def sources(self) -> Iterator[tuple[str, str]]:
        """List the sources, and their side-cars, with the hashes they had; empty for what was not read."""
        for row in self._rows.values():
            source = msgspec.json.decode(row, type=_Source)
            yield source.path, source.sha256
            if source.sidecar:
                yield source.sidecar.path, source.sidecar.sha256

    def sidecar_of(self, path: str) -> str | None:
        """Name the file of fields that was read with a source."""
        sidecar = msgspec.json.decode(self._rows[path], type=_Source).sidecar if path in self._rows else None
        return sidecar.path if sidecar else None

    def find(self, entry_id: str, number: int) -> Claim | None:
        """Say where a sentence should stand; None when the ledger does not know it."""
        path = self.source_of.get(entry_id)
        if path is None or path not in self._rows:
            return None
        found = self._sentences(path).get((self._part_of[entry_id], number))
        return Claim(path=path, sha256=found.sha256, spans=found.spans) if found else None

    def _decode_sentences(self, path: str) -> dict[tuple[int, int], _SentenceRow]:
        accounts = msgspec.json.decode(self._rows[path], type=_Accounts).entries
        return {(account.part, row.number): row for account in accounts for row in account.sentences}


def load_ledger(digest: bytes | None, ledger: bytes | None) -> Ledger | Diagnostic:
    """Read the two files. *Errors*: `output-missing` when one is gone or is not what dayfold writes."""
    for path, data in ((DIGEST, digest), (LEDGER, ledger)):
        if data is None:
            return _missing(path, "is not there")
    try:
        rows = msgspec.json.decode(ledger or b"", type=_Rows)
        for row in rows.sources:
            msgspec.json.decode(row, type=_Accounts)
        return Ledger(msgspec.json.decode(digest or b"", type=_Digest), rows)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _missing(f"{DIGEST} or {LEDGER}", f"cannot be read: {error}")


def _missing(path: str, what: str) -> Diagnostic:
    return diagnose(
        "output-missing", path, f"{path} {what}, so nothing can be proved", hint="run `dayfold build` and verify again"
    )
