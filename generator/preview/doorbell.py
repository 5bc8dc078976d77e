"""Native file events, taken for nothing but a doorbell: in: folders, out: an event that is set when one should look."""

from __future__ import annotations

import errno
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

__all__ = ["QUIET_S", "Doorbell", "Superseded", "settle"]

QUIET_S = 0.025
"""An editor's save is several events within a millisecond or two of each other."""
_LONGEST_S = 0.25
"""Somebody who writes without a pause, a checkout of thousands of files, does not put a build off for ever."""

_CURE = (
    "files are looked at twice a second instead. On Linux raise fs.inotify.max_user_watches and"
    " fs.inotify.max_user_instances with sysctl, or the limit of open files with ulimit -n"
)

_TELLING: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Not opened and closed without writing: a build's own reading would ring for the next build, without end."""


class Superseded(BaseException):
    """Work was broken off, because the files it works on have changed. No error, and nobody's to handle as one."""


class Doorbell(FileSystemEventHandler):
    """
    Rings when something may have changed in or below the folders.

    Folders that are removed and made again fall silent, and so does everything when the system has no watches left;
    `tend` puts that right as far as it goes, and the caller looks now and then without having been rung for.
    """

    def __init__(
        self, deep: Iterable[Path], flat: Iterable[Path], warn: Callable[[str], None] = lambda _: None
    ) -> None:
        """
        `deep` folders are watched with all that is below them, `flat` ones without.

        `warn` is told, once, that the system reports no changes, and what to do about it.
        """
        self._warn: Callable[[str], None] | None = warn
        self.rung = threading.Event()
        self.is_heeded = True
        """False while work must come to its end whoever rings."""
        self.worker = 0
        """The thread whose work may be broken off; others answer requests."""
        self._hints: set[str] = set()
        self._folders = {**dict.fromkeys(flat, False), **dict.fromkeys(deep, True)}
        self._observer: BaseObserver | None = None
        self._inodes: dict[Path, int | None] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring. Nothing here can fail: an exception would end the observer's thread, for good and in silence."""
        self._hints.update((os.fsdecode(event.src_path), os.fsdecode(event.dest_path)))
        self.rung.set()

    def hints(self) -> frozenset[str]:
        """Name the paths that events spoke of since the last time. Where to look first, and never all there is."""
        taken, self._hints = self._hints, set()
        return frozenset(taken - {""})

    def heed(self) -> None:
        """Break work off when somebody has rung meanwhile. *Errors*: `Superseded`."""
        if self.is_heeded and self.rung.is_set() and threading.get_ident() == self.worker:
            raise Superseded

    def tend(self) -> bool:
        """Connect, or connect again when a folder is another one than before; tell whether it is connected now."""
        inodes = {folder: _inode(folder) for folder in self._folders}
        is_alive = self._observer is not None and self._observer.is_alive()
        if not is_alive or inodes != self._inodes:
            self.disconnect()
            self._inodes = inodes
            self._connect()
        return self._observer is not None

    def disconnect(self) -> None:
        """Stop listening."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def _connect(self) -> None:
        # Folders made one inside the other at once are reported twice; the observer then takes the later watch for
        # the earlier one and says so, which is nobody's trouble.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        observer: BaseObserver | None = None
        try:
            observer = Observer()
            for folder, is_deep in self._folders.items():
                if self._inodes[folder] is not None:
                    observer.schedule(self, str(folder), recursive=is_deep, event_filter=_TELLING)
            observer.start()
        except OSError as error:  # no watches left, or the folder went away just now: the caller's own looking must do
            if observer is not None:
                observer.stop()  # it has a thread from the moment it is made
            self._tell(error)
            return
        self._observer = observer

    def _tell(self, error: OSError) -> None:
        """Warn the first time; a folder that went away just now is nobody's trouble."""
        if self._warn and error.errno not in (errno.ENOENT, errno.ENOTDIR):
            self._warn(f"changes are not reported by the system ({error.strerror or error}); {_CURE}")
            self._warn = None


def settle(rung: threading.Event, quiet_s: float = QUIET_S) -> None:
    """Wait until the bell has been quiet for a moment, but not for ever, and leave it silent."""
    end = time.monotonic() + max(_LONGEST_S, quiet_s)
    while (left := end - time.monotonic()) > 0:
        rung.clear()
        if not rung.wait(min(quiet_s, left)):
            return
    rung.clear()


def _inode(folder: Path) -> int | None:
    try:
        return os.stat(folder).st_ino
    except OSError:
        return None
