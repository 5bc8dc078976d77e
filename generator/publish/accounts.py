"""What became of a source, as data: in: a clipping, out: its row in `ledger.json`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from generator.diagnostics import Diagnostic
from generator.publish.rights import kept_sentences
from generator.records import Clipping, Entry, Piece, PieceRole, Record, Span

__all__ = ["SourceAccount", "count_by_role", "make_account"]

_ROLES: tuple[PieceRole, ...] = ("kept", "removed", "metadata", "markup")


class SentenceRow(msgspec.Struct, frozen=True, array_like=True):
    """`[number, first 16 hexadecimal digits of the SHA-256 of the text, [[start, end], …]]`"""

    number: int
    sha256: str
    spans: tuple[Span, ...]


class PieceRow(msgspec.Struct, frozen=True, array_like=True):
    """`[start, end, role, rule]`"""

    start: int
    end: int
    role: str
    rule: str


class EntryAccount(Record, frozen=True, kw_only=True):
    id: str
    part: int
    extent: Span
    """The part of the source that this entry answers for; its pieces tile it."""
    totals: dict[str, int]
    """Characters by role; they add up to the extent."""
    pieces: tuple[PieceRow, ...]
    sentences: tuple[SentenceRow, ...]


class NoteAccount(Record, frozen=True, kw_only=True):
    """The editor's words that a source holds; its pieces tile the source."""

    totals: dict[str, int]
    pieces: tuple[PieceRow, ...]


class LeftOutRow(Record, frozen=True, kw_only=True):
    part: int
    reason: str
    message: str


class SidecarRow(Record, frozen=True, kw_only=True):
    """The file of fields that was read with a source: values in the digest may stand there."""

    path: str
    sha256: str


class SourceAccount(Record, frozen=True, kw_only=True):
    path: str
    sha256: str
    format: str
    encoding: str
    length: int
    """Of the decoded text, in characters, as are all places here."""
    entries: tuple[EntryAccount, ...]
    left_out: tuple[LeftOutRow, ...]
    diagnostics: tuple[Diagnostic, ...]
    sidecar: SidecarRow | None
    note: NoteAccount | None


def make_account(clipping: Clipping) -> SourceAccount:
    """Write down what a source became: its entries with their pieces and sentences, and what was left out."""
    return SourceAccount(
        path=clipping.path,
        sha256=clipping.sha256,
        format=clipping.format,
        encoding=clipping.encoding,
        length=clipping.length,
        entries=tuple(_account_for_entry(entry) for entry in clipping.entries),
        left_out=tuple(LeftOutRow(part=one.part, reason=one.reason, message=one.message) for one in clipping.left_out),
        diagnostics=clipping.diagnostics,
        sidecar=SidecarRow(path=clipping.sidecar_path, sha256=clipping.sidecar_sha256)
        if clipping.sidecar_path
        else None,
        note=NoteAccount(totals=count_by_role(clipping.note.pieces), pieces=_rows(clipping.note.pieces))
        if clipping.note
        else None,
    )


def _account_for_entry(entry: Entry) -> EntryAccount:
    return EntryAccount(
        id=entry.id,
        part=entry.part,
        extent=Span(entry.pieces[0].span.start, entry.pieces[-1].span.end) if entry.pieces else Span(0, 0),
        totals=count_by_role(entry.pieces),
        pieces=_rows(entry.pieces),
        sentences=tuple(SentenceRow(one.number, _short_hash(one.text), one.spans) for one in kept_sentences(entry)),
    )


def _rows(pieces: Iterable[Piece]) -> tuple[PieceRow, ...]:
    return tuple(PieceRow(one.span.start, one.span.end, one.role, one.rule) for one in pieces)


def count_by_role(pieces: Iterable[Piece]) -> dict[str, int]:
    """Count characters by role, every role named."""
    totals: dict[str, int] = dict.fromkeys(_ROLES, 0)
    for piece in pieces:
        totals[piece.role] += piece.span.end - piece.span.start
    return totals


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
