"""One thread that builds when it starts and again whenever the files settle; in: a build, out: calls of it."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from generator.diagnostics import DayfoldError, Diagnostic
from generator.mistakes import own_mistake
from generator.preview.changes import Table
from generator.preview.doorbell import Doorbell, settle

__all__ = ["Builder", "attempt"]

_SWEEP_S = 2.0
"""How often the builder looks without being rung for: catches what the system did not tell (3 ms per 1,000 files)."""
_ALONE_SWEEP_S = 0.5
"""The same where there is no bell at all."""

_T = TypeVar("_T")


class Builder(threading.Thread):
    """
    Builds one after the other, never two at once.

    The files are looked at before they are read, so a change during a build, or during the very first one, is found
    by the look after it: however many changes there were, they cause exactly one more build.
    """

    def __init__(self, build: Callable[[], None], table: Table, doorbell: Doorbell) -> None:
        """`build` must not raise, see `attempt`."""
        super().__init__(name="dayfold-builder", daemon=True)
        self._build = build
        self._table = table
        self._doorbell = doorbell
        self._is_stopping = False

    def run(self) -> None:
        """Build, and build again, until stopped."""
        is_connected = self._doorbell.tend()
        self._table.refresh()
        self._build()
        while not self._is_stopping:
            if self._doorbell.rung.wait(_SWEEP_S if is_connected else _ALONE_SWEEP_S):
                settle(self._doorbell.rung)
            is_connected = self._doorbell.tend()
            if not self._is_stopping and self._table.refresh():
                self._build()
        self._doorbell.disconnect()

    def stop(self) -> None:
        """Let the build that is under way end, and wait for that."""
        self._is_stopping = True
        self._doorbell.rung.set()
        self.join()


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
