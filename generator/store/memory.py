"""Remembered work: in: a source and the settings that reading sees, out: the clipping an earlier build made of it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

import generator
from generator.config import RefineSettings
from generator.diagnostics import Diagnostic, diagnose
from generator.records import Clipping, Record, Source
from generator.store.cache import cannot_remember, open_cache

__all__ = ["Memory", "code_version", "load_memory", "make_stamp", "save_memory"]

_FILE_NAME = "clippings.msgpack"
_MAGIC = b"dayfold memory 1\n"
_DIGEST_SIZE = hashlib.sha256().digest_size

_CODE = ("read", "refine", "text", "clippings.py", "records.py", "diagnostics.py", "config.py")
"""What a clipping is made by; a change in any of it makes remembered work worthless."""

_LIBRARIES = (
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


class _Remembered(Record, frozen=True, kw_only=True):
    stamp: str
    clippings: tuple[Clipping, ...]


class Memory:
    """
    The clippings of the last build, handed out again while their sources stay the same.

    A clipping depends on its source's path and bytes, on those of the side-car beside it, and on the stamp (settings
    and code), on nothing else. What was
    neither handed out nor taken in is forgotten, so the memory never outgrows the site.
    """

    def __init__(
        self,
        stamp: str,
        clippings: Iterable[Clipping] = (),
        *,
        is_saved: bool = False,
        notes: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.stamp = stamp
        self.notes = notes
        self._known = {one.path: one for one in clippings}
        self._used: dict[str, Clipping] = {}
        self._is_saved = is_saved

    def recall(self, source: Source) -> Clipping | None:
        """Hand out what was made of the very same source; None when it is new or changed."""
        known = self._known.get(source.path)
        if known is None or (known.sha256, known.sidecar_path) != (source.sha256, source.sidecar_path):
            return None
        if source.sidecar_path and known.sidecar_sha256 != hashlib.sha256(source.sidecar).hexdigest():
            return None
        self._used[source.path] = known
        return known

    def keep(self, clipping: Clipping) -> None:
        """Take in a clipping that was just made."""
        self._used[clipping.path] = clipping
        self._is_saved = False

    def clippings(self) -> tuple[Clipping, ...]:
        """List what this build used, by path."""
        return tuple(self._used[path] for path in sorted(self._used))

    def is_saved(self) -> bool:
        """Tell whether the file on disk already holds exactly what this build used."""
        return self._is_saved and self._used.keys() == self._known.keys()

    def for_next_build(self, stamp: str, *, is_whole: bool = True) -> Memory:
        """
        Carry the same records, not equal ones, into another build of this process, unless settings changed.

        After a build that was broken off (`is_whole` is False) or never came to reading, nothing is forgotten.
        """
        carried = self.clippings() if is_whole and self._used else tuple((self._known | self._used).values())
        return Memory(stamp, carried if stamp == self.stamp else ())


def make_stamp(settings: RefineSettings) -> str:
    """Say in a hash by which settings and which code clippings are made."""
    return hashlib.sha256(
        msgspec.json.encode(settings, order="sorted") + code_version(_CODE, _LIBRARIES).encode()
    ).hexdigest()


def load_memory(folder: Path, stamp: str, *, forget: bool = False) -> Memory:
    """
    Fetch what the last build remembered.

    Empty after a change of settings or code, and with `forget`. A file that is damaged, cut short or not ours is
    reported in the memory's notes (`cache-damaged`) and forgotten; it is never half believed.
    """
    file = folder / _FILE_NAME
    if forget or not file.is_file():
        return Memory(stamp)
    try:
        remembered = _decode(file.read_bytes())
    except (OSError, ValueError, msgspec.DecodeError) as error:
        note = diagnose(
            "cache-damaged",
            f"{folder.name}/{_FILE_NAME}",
            f"the remembered work cannot be used ({error}); every clipping is read anew",
        )
        return Memory(stamp, notes=(note,))
    if remembered.stamp != stamp:
        return Memory(stamp)
    return Memory(stamp, remembered.clippings, is_saved=True)


def save_memory(folder: Path, memory: Memory) -> Diagnostic | None:
    """
    Keep what this build used for the next, in one step: another build sees the old file or the new one.

    Says why (`cache-damaged`, a note) when nothing can be kept.
    """
    trouble = open_cache(folder)
    if trouble or memory.is_saved():
        return trouble
    payload = msgspec.msgpack.encode(_Remembered(stamp=memory.stamp, clippings=memory.clippings()))
    fresh = folder / f"{_FILE_NAME}.{os.getpid()}"
    try:
        fresh.write_bytes(_MAGIC + hashlib.sha256(payload).digest() + payload)
        fresh.replace(folder / _FILE_NAME)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        return cannot_remember(folder, error)
    return None


def _decode(data: bytes) -> _Remembered:
    if not data.startswith(_MAGIC):
        raise ValueError("not a memory of this version")
    digest, payload = data[len(_MAGIC) :][:_DIGEST_SIZE], data[len(_MAGIC) + _DIGEST_SIZE :]
    if hashlib.sha256(payload).digest() != digest:
        raise ValueError("its checksum does not fit")
    return msgspec.msgpack.decode(payload, type=_Remembered)


@cache
def code_version(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """
    Hash all that could make something else of the same input: parts of dayfold, libraries, Python with its tables.

    `parts` are files and folders of the package, `.` for the whole; `libraries` are names of distributions.
    """
    digest = hashlib.sha256(sys.version.encode())
    for name in libraries:
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    package = Path(generator.__file__).parent
    for part in parts:
        for file in sorted([package / part, *(package / part).rglob("*")]):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(package).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()
