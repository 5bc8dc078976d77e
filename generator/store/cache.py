"""The cache folder: made on demand, never committed to anyone's repository, held by one build at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.diagnostics import DayfoldError, Diagnostic, diagnose

__all__ = ["cannot_remember", "damaged", "fetch", "hold_lock", "keep", "open_cache"]

_LOCK_NAME = "lock"

_HASH_BYTES = hashlib.sha256().digest_size


def open_cache(folder: Path) -> Diagnostic | None:
    """
    Make the cache folder if need be; say why (`cache-damaged`, a note) when nothing can be kept in it.

    The folder ignores itself, so that nobody has to list it in a `.gitignore`.
    """
    ignore = folder / ".gitignore"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        return cannot_remember(folder, error)
    return None


def cannot_remember(folder: Path, error: OSError) -> Diagnostic:
    """Say that work is not remembered, and why."""
    return diagnose(
        "cache-damaged",
        folder.name,
        f"nothing can be remembered in {str(folder)!r}: {error.strerror or error}",
        hint="the site is built all the same, only more slowly",
    )


def fetch(folder: Path, name: str, version: str, notes: list[Diagnostic], *, cost: str) -> memoryview | None:
    """
    Fetch what was kept under a name by the same version of whatever makes it; None when there is no such thing.

    One that cannot be read, or is not what was kept, is noted (`cache-damaged`) in `notes` and is as good as none;
    `cost` says what has to be made anew then.
    """
    try:
        data = memoryview((folder / name).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        notes.append(damaged(folder, name, error.strerror or error, cost))
        return None
    checksum, rest = data[:_HASH_BYTES], data[_HASH_BYTES:]
    if checksum != hashlib.sha256(rest).digest():
        notes.append(damaged(folder, name, "its checksum does not fit", cost))
        return None
    return rest[_HASH_BYTES:] if rest[:_HASH_BYTES] == _hash_of(version) else None


def keep(folder: Path, name: str, version: str, payload: bytes | memoryview) -> Diagnostic | None:
    """
    Keep something for the next build, in one step: another build sees the old one or the new one.

    Says why (`cache-damaged`, a note) when nothing can be kept; then the next build makes it again.
    """
    trouble = open_cache(folder)
    if trouble:
        return trouble
    checksum = hashlib.sha256(_hash_of(version))
    checksum.update(payload)
    fresh = folder / f"{name}.{os.getpid()}"
    try:
        with fresh.open("wb") as file:
            file.write(checksum.digest() + _hash_of(version))
            file.write(payload)
        fresh.replace(folder / name)
    except OSError as error:
        with suppress(OSError):  # a disk that cannot be written may not let go of a file either; `_tidy` tries again
            fresh.unlink(missing_ok=True)
        return cannot_remember(folder, error)
    return None


def damaged(folder: Path, name: str, reason: object, cost: str) -> Diagnostic:
    """Say (`cache-damaged`, a note) that a file of the cache is of no use, why, and what has to be made anew."""
    message = f"the remembered work cannot be used ({reason}); {cost}"
    return diagnose("cache-damaged", f"{folder.name}/{name}", message)


def _hash_of(version: str) -> bytes:
    return hashlib.sha256(version.encode()).digest()


@contextmanager
def hold_lock(folder: Path, wait_s: float) -> Iterator[None]:
    """
    Keep every other build that shares the cache folder waiting while the block runs.

    The system lets go of the lock when a build is killed. Where no lock can be made, on a read-only disk, the block
    runs without one.

    *Errors*: `DayfoldError` with `output-locked` when another build still holds on after `wait_s` seconds.
    """
    from filelock import FileLock, Timeout

    open_cache(folder)
    lock = FileLock(folder / _LOCK_NAME, timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise DayfoldError(
            diagnose(
                "output-locked",
                folder.name,
                f"another build of this site is still running after {wait_s:g} seconds",
                hint="wait for it to end, or stop it, and build again",
            )
        ) from None
    except OSError:
        pass  # no lock can be made here, so nobody else holds one
    else:
        _tidy(folder)
    try:
        yield
    finally:
        lock.release()


def _tidy(folder: Path) -> None:
    """Remove what builds that were killed were about to keep."""
    for left in folder.glob("*.*"):
        if left.suffix[1:].isdecimal():
            with suppress(OSError):
                left.unlink()
