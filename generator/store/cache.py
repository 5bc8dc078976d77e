"""The cache folder: made on demand, never committed to anyone's repository, held by one build at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import DayfoldError, Diagnostic, diagnose

__all__ = ["cannot_remember", "hold_lock", "open_cache"]

_LOCK_NAME = "lock"


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
    try:
        yield
    finally:
        lock.release()
