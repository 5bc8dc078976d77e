"""One thread that builds when it starts and again whenever files change; in: a build in pieces, out: calls of it."""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import TypeVar

from generator.diagnostics import DayfoldError, Diagnostic
from generator.mistakes import own_mistake
from generator.preview.changes import Table
from generator.preview.doorbell import QUIET_S, Doorbell, Superseded, settle

__all__ = ["Build", "Builder", "attempt"]

_SWEEP_S = 2.0
"""How often the builder looks without being rung for: catches what the system did not tell (3 ms per 1,000 files)."""
_ALONE_SWEEP_S = 0.5
"""The same where there is no bell at all."""
_SWEEP_SHARE = 20
"""A look that takes long is taken less often: it may cost a twentieth of one core."""

_RESTED_S = 0.3
"""After so long without a change, the next one is looked at right away: a single save need not wait for others."""
_BREATH_S = 0.002
"""How long even that waits for the rest of a save, which is several events within a millisecond."""
_EMPTY_S = 0.1
"""How long to wait when a file was found empty: it may have been truncated and is about to be written."""
_MOST_HINTS = 8
"""Files that are looked at alone; with more all are."""
_MOST_DROPPED = 8
"""Builds in a row that changes may cut short before they show all of it; then one does, however much somebody types."""

_T = TypeVar("_T")

Build = Callable[[frozenset[str], frozenset[str]], Iterator[bool]]
"""
Given the names of the files that changed since the last build that came to its end (none for the first), and of these
those that were found just now, does a piece of the work at each step, and says whether nobody would miss the rest. It
may be dropped between two pieces, and then is called again with more names.
"""


class Builder(threading.Thread):
    """
    Builds one after the other, never two at once.

    The files are looked at before they are read, so a change during a build, or during the very first one, is found
    by the look after it. A build that a change makes pointless is dropped at its next piece, and one that knows of
    that change takes its place: however many changes there were, they cause exactly one more build.
    """

    def __init__(self, build: Build, table: Table, doorbell: Doorbell) -> None:
        """`build` must not raise, see `attempt`."""
        super().__init__(name="dayfold-builder", daemon=True)
        self._build = build
        self._table = table
        self._doorbell = doorbell
        self._is_stopping = False
        self._is_connected = False
        self._owes_look = False
        """True after a look at single files: the look at all of them follows the first piece of the build."""
        self._dropped = 0
        self._changed_at = 0.0
        self._look_took_s = 0.0

    def run(self) -> None:
        """Build, and build again, until stopped."""
        self._doorbell.worker = threading.get_ident()
        self._is_connected = self._doorbell.tend()
        self._refresh()
        pending: frozenset[str] = frozenset()
        work: Iterator[bool] | None = self._build(pending, pending)
        is_due = True
        while not self._is_stopping:
            if not is_due:
                self._doorbell.rung.wait(self._pause())
            changed = self._changes(is_idle=not is_due)
            if changed or (is_due and work is None):
                self._dropped += is_due
                pending |= changed
                work, is_due = self._build(pending, changed), True
            if work is not None:
                try:
                    self._doorbell.is_heeded = self._dropped < _MOST_DROPPED
                    is_shown = next(work, None)
                except Superseded:
                    work = None
                else:
                    if is_shown is None:
                        work, pending, is_due = None, frozenset(), False
                    if is_shown is not False:
                        self._dropped = 0
        self._doorbell.disconnect()

    def stop(self) -> None:
        """Let the piece of work that is under way end, and wait for that."""
        self._is_stopping = True
        self._doorbell.rung.set()
        self.join()

    def _pause(self) -> float:
        return max(_SWEEP_S if self._is_connected else _ALONE_SWEEP_S, _SWEEP_SHARE * self._look_took_s)

    def _changes(self, *, is_idle: bool) -> frozenset[str]:
        """Say what changed, if there is a reason to look; between two pieces of work that must cost nothing."""
        if is_idle or (self._doorbell.rung.is_set() and self._dropped < _MOST_DROPPED):
            return self._look()
        return self._sweep() if self._owes_look else frozenset()

    def _look(self) -> frozenset[str]:
        """Say what changed: at once when it is a file or two after a rest, else when it has become quiet."""
        is_rung, now = self._doorbell.rung.is_set(), time.monotonic()
        if is_rung and now - self._changed_at > _RESTED_S:
            settle(self._doorbell.rung, _BREATH_S)
            hints = self._doorbell.hints()
            changed = self._table.refresh_only(hints) if len(hints) <= _MOST_HINTS else None
            if changed is not None:
                self._owes_look = True
                self._changed_at = time.monotonic() if changed else self._changed_at
                return changed
            settle(self._doorbell.rung, _EMPTY_S if any(map(_is_empty, hints)) else QUIET_S)
        elif is_rung:
            settle(self._doorbell.rung)
        changed = self._refresh() if is_rung else self._sweep()
        self._changed_at = time.monotonic() if changed else self._changed_at
        return changed

    def _sweep(self) -> frozenset[str]:
        """Look at all files; when somebody rings meanwhile, look first at what they speak of and owe the rest."""
        try:
            return self._refresh(is_heeding=self._dropped < _MOST_DROPPED)
        except Superseded:
            return self._look()

    def _refresh(self, *, is_heeding: bool = False) -> frozenset[str]:
        self._doorbell.is_heeded = is_heeding
        begun = time.monotonic()
        self._is_connected = self._doorbell.tend()
        self._doorbell.hints()
        try:
            changed = self._table.refresh(self._doorbell.heed)
        except OSError:  # a folder on its way in or out, or closed to us: the next look tries again
            changed = frozenset()
        self._owes_look = False
        self._look_took_s = time.monotonic() - begun
        return changed


def _is_empty(path: str) -> bool:
    try:
        return os.stat(path).st_size == 0
    except OSError:
        return False


def attempt(work: Callable[[], _T]) -> _T | tuple[Diagnostic, ...]:
    """
    Do something that may fail, and say why it did instead of raising.

    A mistake of dayfold's own is shown as `internal-error`, with its traceback on the terminal: whoever edits must
    learn of it, and the preview must go on for the edit that gets around it.
    """
    try:
        return work()
    except DayfoldError as error:
        return error.diagnostics
    except Exception as error:  # noqa: BLE001 - the one place that keeps the preview alive
        traceback.print_exc()
        return (own_mistake(error),)
