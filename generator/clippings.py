"""Sources to clippings: what was remembered is handed out again, the rest is read and refined, in order of path."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from generator.config import RefineSettings
from generator.diagnostics import Diagnostic, diagnose
from generator.read import read
from generator.read.bystanders import bystander_by_content, bystander_by_name
from generator.records import Clipping, Entry, LeftOut, Reading, Source
from generator.refine import refine
from generator.refine.notes import FoundNote, find_note, is_note
from generator.store.memory import Memory
from generator.store.sources import Found, load_source
from generator.workers import Workers

__all__ = ["Progress", "lost_clipping", "make_clipping", "make_clippings"]

Progress = Callable[[str, int, int], None]
"""Told whenever a step begins or goes on: its name, how much of it is done, and how much there is, 0 if unknown."""

_BATCH = 512
"""Sources in memory at a time; enough of them to keep the workers busy."""

_FEW = 16
"""Sources that are read sooner than anybody could be told to."""


def make_clippings(
    files: Sequence[Found], memory: Memory, settings: RefineSettings, *, workers: Workers, progress: Progress
) -> tuple[Clipping, ...]:
    """
    Make a clipping of every file, one that cannot be read included.

    The outcome is the same for any `workers` and whatever was remembered.
    """
    clippings: list[Clipping] = []
    for start in range(0, len(files), _BATCH):
        progress("reading", start, len(files))
        clippings += _make_batch(files[start : start + _BATCH], memory, settings, workers, progress)
    progress("reading", len(files), len(files))
    return tuple(sorted(clippings, key=lambda one: one.path))


def make_clipping(source: Source, settings: RefineSettings, progress: Progress | None = None) -> Clipping:
    """
    Read and refine one source. Never raises for content.

    A mistake of dayfold's own on the way costs this one source, not the build, and is not kept quiet: it becomes
    `source-unreadable`, an error that names the exception.
    """
    try:
        return _read_and_refine(source, settings, progress or _tell_nobody)
    except Exception as error:  # noqa: BLE001 - the one place where a bug in reading is kept from taking the site along
        return lost_clipping(
            diagnose(
                "source-unreadable",
                source.path,
                f"dayfold failed on this file with {type(error).__name__}: {error}",
                hint="this is a mistake in dayfold: please report it with the file, or move the file out meanwhile",
            )
        )


def lost_clipping(trouble: Diagnostic) -> Clipping:
    """Account for a file that nothing was made of: it could not be read, or is no clipping."""
    return Clipping(
        path=trouble.path,
        sha256="",
        format="none",
        encoding="none",
        length=0,
        entries=(),
        left_out=(_reason(trouble),),
        diagnostics=(trouble,),
    )


def _make_batch(
    files: Sequence[Found], memory: Memory, settings: RefineSettings, workers: Workers, progress: Progress
) -> Iterator[Clipping]:
    fresh: list[Source] = []
    for found in files:
        if bystander := bystander_by_name(found.path):
            yield lost_clipping(bystander)
            continue
        source = load_source(found, settings.max_source_bytes)
        if isinstance(source, Diagnostic):
            yield lost_clipping(source)
        elif remembered := memory.recall(source):
            yield remembered
        else:
            fresh.append(source)
    for clipping in _make_fresh(fresh, settings, workers, progress):
        if clipping.sha256:  # what failed is tried again next time
            memory.keep(clipping)
        yield clipping


def _make_fresh(
    sources: Sequence[Source], settings: RefineSettings, workers: Workers, progress: Progress
) -> Iterator[Clipping]:
    if workers.count == 1 or len(sources) < _FEW:
        yield from (make_clipping(source, settings, progress) for source in sources)
        return
    for packed in workers.map(partial(_make_packed, settings=settings), workers.cut(sources)):
        yield from msgspec.msgpack.decode(packed, type=tuple[Clipping, ...])


def _make_packed(sources: Sequence[Source], settings: RefineSettings) -> bytes:
    """Clippings travel packed: pickling them takes ten times as long."""
    return msgspec.msgpack.encode([make_clipping(source, settings) for source in sources])


def _read_and_refine(source: Source, settings: RefineSettings, progress: Progress) -> Clipping:
    if bystander := bystander_by_name(source.path):
        return lost_clipping(bystander)
    progress("reading", 0, 0)
    reading = read(source, settings.max_source_bytes)
    bystander = bystander_by_content(reading)
    progress("refining", 0, 0)
    if bystander:
        made: list[Entry | LeftOut] = [_reason(bystander)]
    else:
        made = [refine(draft, reading.text, settings) for draft in reading.drafts if not is_note(draft)]
    note = None if bystander else _note(reading)
    entries = tuple(one for one in made if isinstance(one, Entry))
    left_out = tuple(one for one in made if isinstance(one, LeftOut))
    found = {bystander} if bystander else set(_told_by_reading(reading))
    found.update(told for entry in entries for told in entry.diagnostics)
    found.update(_untold(left_out, {one.name for one in found}))
    if note:
        found.update(note.diagnostics)
    elif not made:
        left_out = tuple(_reason(one) for one in reading.diagnostics)
    return Clipping(
        path=source.path,
        sha256=source.sha256,
        format=reading.format,
        encoding=reading.encoding,
        length=len(reading.text),
        entries=entries,
        left_out=left_out,
        diagnostics=tuple(sorted(found)),
        sidecar_path=source.sidecar_path,
        sidecar_sha256=hashlib.sha256(source.sidecar).hexdigest() if source.sidecar_path else "",
        note=note.note if note else None,
    )


def _note(reading: Reading) -> FoundNote | None:
    """Read the editor's note that a source is; None when it is none."""
    if len(reading.drafts) != 1 or not is_note(reading.drafts[0]):
        return None
    return find_note(reading.drafts[0], reading.text)


def _told_by_reading(reading: Reading) -> Iterator[Diagnostic]:
    yield from reading.diagnostics
    for draft in reading.drafts:
        yield from draft.diagnostics


def _reason(trouble: Diagnostic) -> LeftOut:
    return LeftOut(path=trouble.path, part=0, reason=trouble.name, message=trouble.message)


def _untold(left_out: Sequence[LeftOut], told: set[str]) -> Iterator[Diagnostic]:
    """Report what was left out for a reason that no diagnostic has given yet."""
    for one in left_out:
        if one.reason not in told:
            yield diagnose(one.reason, one.path, one.message, line=one.line, column=one.column)


def _tell_nobody(step: str, done: int, total: int) -> None:
    """Keep progress to oneself."""
