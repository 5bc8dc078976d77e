"""What dayfold made in an output folder: path -> hash. Only files that are listed here may ever be removed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.records import Record
from generator.store.paths import problem_with

__all__ = ["MANIFEST_NAME", "encode_manifest", "hash_of", "is_plain_file", "load_manifest", "reaches_through_link"]

MANIFEST_NAME = ".dayfold-manifest.json"


class _Manifest(Record, frozen=True, kw_only=True):
    files: dict[str, str]
    """Path, POSIX and relative to the output folder -> SHA-256 in hexadecimal."""


def load_manifest(folder: Path) -> dict[str, str]:
    """
    Read what an earlier build made.

    Empty when there was none or its list is damaged: then every file in the folder counts as somebody else's. A list
    from a stranger is not trusted: a path that leads out of the folder is not in it.

    *Errors*: `OSError` when the disk does not give the list: all files would seem to be somebody else's.
    """
    try:
        files = msgspec.json.decode((folder / MANIFEST_NAME).read_bytes(), type=_Manifest).files
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, msgspec.DecodeError):
        return {}
    return {path: sha256 for path, sha256 in files.items() if problem_with(path) is None}


def encode_manifest(files: Mapping[str, str]) -> bytes:
    """Write the list, sorted, a file a line."""
    ordered = {path: files[path] for path in sorted(files)}
    return msgspec.json.format(msgspec.json.encode(_Manifest(files=ordered)), indent=1) + b"\n"


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_plain_file(file: Path) -> bool:
    """Tell whether a regular file stands here, not a link to one."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def reaches_through_link(folder: Path, path: str) -> bool:
    """Tell whether a folder on the way to `path` is a link: what lies behind it is not ours, wherever it is."""
    parents = path.split("/")[:-1]
    return any(os.path.islink(folder.joinpath(*parents[: depth + 1])) for depth in range(len(parents)))
