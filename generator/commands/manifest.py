"""`dayfold build --manifest FILE`: what to upload and what to remove since the last deploy."""

from __future__ import annotations

import os
from pathlib import Path

import click
import msgspec

from generator.commands.site import built_files
from generator.commands.terminal import say

__all__ = ["write_manifest"]


class _File(msgspec.Struct, frozen=True):
    sha256: str
    size: int
    """Bytes."""


class _Deployed(msgspec.Struct, frozen=True):
    """A site as it was when this was written, and how it differs from the one before."""

    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    files: dict[str, _File] = {}
    """By path below the output folder, POSIX."""


def write_manifest(file: Path, output: Path) -> None:
    """
    List the files of a built site, and what has changed since `file` was last written; then write it anew.

    Without an earlier list everything is added. *Errors*: `click.UsageError` for a file inside the output folder, one
    that is no such list, or one that cannot be written; `DayfoldError` with `output-unreadable`.
    """
    if file.resolve().is_relative_to(output.resolve()):
        raise click.UsageError(f"{file} is inside the output folder; give it a place outside, or it is uploaded too")
    before = _read(file)
    files = {
        path: _File(sha256, (output / path).stat().st_size) for path, sha256 in sorted(built_files(output).items())
    }
    deployed = _Deployed(
        added=[path for path in files if path not in before],
        changed=[path for path in files if path in before and before[path] != files[path]],
        removed=[path for path in sorted(before) if path not in files],
        files=files,
    )
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(deployed), indent=1) + b"\n")
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise click.UsageError(f"cannot write {file}: {error.strerror or error}") from None
    say(f"{file}: {len(deployed.added)} added, {len(deployed.changed)} changed, {len(deployed.removed)} removed")


def _read(file: Path) -> dict[str, _File]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Deployed).files
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise click.UsageError(f"{file} is no list of a deployed site: {error}; remove it to begin anew") from None
