"""Where one showing takes the place of the other: in: showings, out: what requests are answered from."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from generator.preview.showing import Showing

__all__ = ["Stage"]


class Stage:
    """
    Holds the one `Showing` that is current: swapped in one step by the builder, read by every request.

    Whoever watches is woken at once; the stage knows which pages are being looked at.
    """

    def __init__(self) -> None:
        self.showing = Showing(build=0)
        self.is_closed = False
        self._lock = threading.Lock()
        self._watchers: dict[asyncio.Event, tuple[asyncio.AbstractEventLoop, str]] = {}

    def show(self, showing: Showing) -> None:
        """Put a showing on stage and wake everybody who watches; from any thread."""
        self.showing = showing
        self._wake()

    def close(self) -> None:
        """Tell everybody who watches that nothing more will come."""
        self.is_closed = True
        self._wake()

    def looked_at(self) -> tuple[str, ...]:
        """List the output paths of the pages that somebody watches, those opened last first."""
        with self._lock:
            paths = [path for _, path in self._watchers.values()]
        return tuple(dict.fromkeys(reversed(paths)))

    @contextmanager
    def watching(self, path: str) -> Iterator[asyncio.Event]:
        """Give an event of the running loop that is set whenever there is something new; to be cleared by its owner."""
        news = asyncio.Event()
        with self._lock:
            self._watchers[news] = asyncio.get_running_loop(), path
        try:
            yield news
        finally:
            with self._lock:
                del self._watchers[news]

    def _wake(self) -> None:
        with self._lock:
            watchers = [(loop, news) for news, (loop, _) in self._watchers.items()]
        for loop, news in watchers:
            with suppress(RuntimeError):  # its loop has come to its end
                loop.call_soon_threadsafe(news.set)
