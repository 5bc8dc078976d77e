"""
The second step of a commit, in a form that survives being killed.

In: a folder of staged files and a list of what is to happen. Out: the new site. The list is written first; from then
on the new site is what will stand there, if need be because the next build finishes the job. Before that moment
nothing but the stage has been touched, and the old site stands.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from generator.records import Record
from generator.store.manifest import MANIFEST_NAME, encode_manifest, hash_of, is_plain_file, reaches_through_link
from generator.store.paths import OWN_PREFIX, problem_with

__all__ = ["JOURNAL_NAME", "STAGE_NAME", "Journal", "carry_out", "recover", "write_journal"]

STAGE_NAME = f"{OWN_PREFIX}stage"
JOURNAL_NAME = "journal.json"
_MANIFEST_STAGED = "manifest"


class Journal(Record, frozen=True, kw_only=True):
    """All that a commit does to the output folder."""

    writes: tuple[str, ...]
    """Paths; the bytes of the first are staged in a file named `0`, of the second in `1` …"""
    removes: dict[str, str]
    """Path -> the hash that the file must still have."""
    manifest: dict[str, str]
    """What dayfold has made in this folder when all is done."""


def write_journal(folder: Path, journal: Journal) -> None:
    """
    Commit: from here on the new site counts.

    Flushed to the disk before anything moves. The staged files are not: that would cost milliseconds for each. If the
    power fails before the system has written them, they are recognised by their hash, see `carry_out`. The manifest is
    staged with them, so that a full disk turns out to be full while the old site stands.
    """
    stage = folder / STAGE_NAME
    (stage / _MANIFEST_STAGED).write_bytes(encode_manifest(journal.manifest))
    fresh = stage / f"{JOURNAL_NAME}.fresh"
    with fresh.open("wb") as stream:
        stream.write(msgspec.json.encode(journal))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(stage / JOURNAL_NAME)
    _flush_folder(stage)


def carry_out(folder: Path, journal: Journal, *, is_just_staged: bool = False) -> None:
    """
    Do what the journal says; done twice, or from the middle on, it comes to the same.

    Removals come first, because a page may take the place of a folder. A staged file whose bytes are not those that
    the manifest promises was lost with the power; it is passed over, and the build that is about to run writes it.
    Whoever has staged the files in this very moment need not read them again.
    """
    for path, sha256 in journal.removes.items():
        file = folder / path
        if not reaches_through_link(folder, path) and is_plain_file(file) and hash_of(file.read_bytes()) == sha256:
            file.unlink()
    _remove_empty_folders(folder, journal.removes)
    parents: dict[str, bool] = {}
    for number, path in enumerate(journal.writes):
        staged = f"{folder}/{STAGE_NAME}/{number}"
        parent = path.rpartition("/")[0]
        if parent not in parents:
            parents[parent] = _make_folder(folder, path)
        if parents[parent] and (is_just_staged or _is_sound(staged, journal.manifest[path])):
            os.replace(staged, f"{folder}/{path}")
    fresh, manifest = folder / STAGE_NAME / _MANIFEST_STAGED, encode_manifest(journal.manifest)
    if not is_just_staged and not _is_sound(os.fspath(fresh), hash_of(manifest)):
        fresh.write_bytes(manifest)
    fresh.replace(folder / MANIFEST_NAME)
    _flush_folder(folder)
    (folder / STAGE_NAME / JOURNAL_NAME).unlink(missing_ok=True)


def recover(folder: Path) -> None:
    """Finish the commit of a build that was killed, if it had got that far; throw away its stage in any case."""
    stage = folder / STAGE_NAME
    if stage.is_symlink() or not stage.is_dir():
        return
    journal = _load(stage / JOURNAL_NAME)
    if journal:
        carry_out(folder, journal)
    shutil.rmtree(stage)


def _make_folder(folder: Path, path: str) -> bool:
    """Make the folder that a page goes into; False when it lies behind a link, where nothing is ours."""
    if reaches_through_link(folder, path):
        return False
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    return True


def _is_sound(staged: str, sha256: str) -> bool:
    try:
        return hash_of(Path(staged).read_bytes()) == sha256
    except FileNotFoundError:
        return False


def _load(file: Path) -> Journal | None:
    try:
        journal = msgspec.json.decode(file.read_bytes(), type=Journal)
    except (FileNotFoundError, ValueError, msgspec.DecodeError):
        return None
    named = {*journal.writes, *journal.removes, *journal.manifest}
    is_ours = set(journal.writes) <= journal.manifest.keys() and not any(map(problem_with, named))
    return journal if is_ours else None


def _remove_empty_folders(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders that held nothing but removed files, deepest first."""
    emptied = {parent for path in paths for parent in PurePosixPath(path).parents if parent.parts}
    for parent in sorted(emptied, key=lambda one: (-len(one.parts), one)):
        if not reaches_through_link(folder, f"{parent}/x"):
            with suppress(OSError):  # not empty, or gone already: both are fine
                (folder / parent).rmdir()


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
