"""
The output folder: in: artifacts one after the other, out: a folder that holds exactly them and what others put there.

A commit has two steps. First everything is rendered and what differs is staged; if that fails, the old site stands
untouched. Then the staged files are swapped in under a journal (`journal.py`).
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import DayfoldError, Diagnostic, diagnose
from generator.publish.planned import Standing
from generator.records import Artifact, Record
from generator.store.journal import JOURNAL_NAME, STAGE_NAME, Journal, carry_out, recover, write_journal
from generator.store.manifest import MANIFEST_NAME, hash_of, is_plain_file, load_manifest, reaches_through_link
from generator.store.paths import Addresses
from generator.store.sights import Sight, sight_of

__all__ = ["Changes", "commit", "list_output"]


class Changes(Record, frozen=True, kw_only=True):
    """What a commit did to the output folder."""

    written: int
    unchanged: int
    removed: int
    diagnostics: tuple[Diagnostic, ...]
    sights: Mapping[str, Sight]
    """What the artifacts in the folder look like, by path."""


def commit(
    artifacts: Iterable[Artifact | Standing], folder: Path, sights: Mapping[str, Sight] | None = None
) -> Changes:
    """
    Make the output folder hold these artifacts.

    One that is known to stand is made only where it does not, and is not even read where it looks as in `sights`, those
    of an earlier commit to the same folder. Files whose bytes are the same are not touched. Removed
    are files that an earlier build made, that are made no longer, and that nobody has edited since; then the folders
    this leaves empty. All else in the folder stays.

    *Errors*: `page-blocked` for a file in the way that dayfold did not make; `foreign-file-kept` for one of its own
    that was edited and is made no longer; `edit-overwritten` for an edited one that is still made; `address-unusable`
    for artifacts that cannot be files. `DayfoldError` with `output-unwritable`; whatever making
    the artifacts raises passes through. In both cases the old site stands, unless the disk failed in the middle of the
    swap: then the message says so, and the next commit finishes the swap.
    """
    with _saying_unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        making = _Commit(folder, sights or {})
    try:
        for artifact in artifacts:
            with _saying_unwritable(folder):
                making.add(artifact)
        with _saying_unwritable(folder):
            return making.finish()
    finally:
        if not making.is_committed:
            shutil.rmtree(folder / STAGE_NAME, ignore_errors=True)


def list_output(folder: Path) -> tuple[str, ...]:
    """List every file of a built site, whoever made it, dayfold's own books left out; sorted."""
    paths = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return tuple(sorted(path for path in paths if path != MANIFEST_NAME and not path.startswith(f"{STAGE_NAME}/")))


class _Above(NamedTuple):
    """What is known of a folder that an artifact should go into."""

    is_there: bool
    obstacle: str = ""
    """The link, or the file of somebody else, that stands in its place or above it; empty for none."""


class _Commit:
    """One commit on its way: what is staged, and what will happen."""

    def __init__(self, folder: Path, sights: Mapping[str, Sight]) -> None:
        self.is_committed = False
        self._sights_before = sights
        self._sights: dict[str, Sight] = {}
        self._folder = folder
        self._root = os.fspath(folder)
        self._above: dict[str, _Above] = {}
        self._before = load_manifest(folder)
        self._addresses = Addresses()
        self._asked_for: set[str] = set()
        self._manifest: dict[str, str] = {}
        self._writes: list[str] = []
        self._diagnostics: list[Diagnostic] = []

    def add(self, artifact: Artifact | Standing) -> None:
        """Stage an artifact unless the folder holds it already, or cannot."""
        path = artifact.path
        trouble = self._addresses.refuse(path)
        if trouble:
            self._diagnostics.append(trouble)
            return
        self._asked_for.add(path)
        above = self._look_above(path.rpartition("/")[0])
        found = self._look_at(path) if above.is_there and not above.obstacle else None
        mode = found.st_mode if found else 0
        sight = sight_of(found) if found and stat.S_ISREG(mode) else None
        if isinstance(artifact, Standing) and sight and self._is_untouched(path, sight, artifact.sha256):
            self._leave(path, artifact.sha256, sight)
            return
        standing = (self._folder / path).read_bytes() if sight else None
        if isinstance(artifact, Standing):
            if sight and standing is not None and hash_of(standing) == artifact.sha256:
                self._leave(path, artifact.sha256, sight)
                return
            artifact = Artifact(path=path, data=artifact.make())
        sha256 = hash_of(artifact.data)
        if sight and standing == artifact.data:
            self._leave(path, sha256, sight)
            return
        blocked = self._find_obstacle(path, mode, above)
        if blocked:
            self._diagnostics.append(blocked)
            return
        if standing is not None and hash_of(standing) != self._before[path]:
            self._diagnostics.append(_overwritten(path))
        self._stage(artifact)
        self._manifest[path] = sha256

    def finish(self) -> Changes:
        """Swap the staged files in and remove what is made no longer."""
        removes = self._find_removals()
        is_new = self._manifest != self._before or not (self._folder / MANIFEST_NAME).is_file()
        if self._writes or removes or is_new:
            (self._folder / STAGE_NAME).mkdir(exist_ok=True)
            journal = Journal(writes=tuple(self._writes), removes=removes, manifest=self._manifest)
            write_journal(self._folder, journal)
            self.is_committed = True
            _swap_in(self._folder, journal)
        return Changes(
            written=len(self._writes),
            unchanged=len(self._manifest) - len(self._writes),
            removed=len(removes),
            diagnostics=tuple(sorted(self._diagnostics)),
            sights=self._sights | dict(self._see_written()),
        )

    def _is_untouched(self, path: str, sight: Sight, sha256: str) -> bool:
        """Tell whether a file is one that an earlier commit left with these bytes, and looks as it did then."""
        return self._before.get(path) == sha256 and self._sights_before.get(path) == sight

    def _leave(self, path: str, sha256: str, sight: Sight) -> None:
        self._manifest[path] = sha256
        self._sights[path] = sight

    def _see_written(self) -> Iterator[tuple[str, Sight]]:
        for path in self._writes:
            found = self._look_at(path)
            if found and stat.S_ISREG(found.st_mode):
                yield path, sight_of(found)

    def _find_obstacle(self, path: str, mode: int, above: _Above) -> Diagnostic | None:
        """Find what stands where an artifact should go and is not ours to replace."""
        if above.obstacle:
            return _blocked(above.obstacle, f"stands where the folder of {path!r} should go")
        if stat.S_ISDIR(mode):
            inside = (self._folder / path).rglob("*")
            names = (one.relative_to(self._folder).as_posix() for one in inside if not one.is_dir())
            return None if all(map(self._is_ours, names)) else _blocked(path, "is a folder where a page should go")
        is_replaceable = not mode or (stat.S_ISREG(mode) and path in self._before)
        return None if is_replaceable else _blocked(path, "stands where a page should go")

    def _look_above(self, folder: str) -> _Above:
        """Look at the folder of an artifact, once: while a commit is staged nothing of ours changes there."""
        known = self._above.get(folder)
        if known is None:
            known = self._above[folder] = self._look_anew(folder)
        return known

    def _look_anew(self, folder: str) -> _Above:
        if not folder:
            return _Above(is_there=True)
        parent = self._look_above(folder.rpartition("/")[0])
        if parent.obstacle or not parent.is_there:
            return parent
        mode = self._mode_of(folder)
        is_in_the_way = stat.S_ISLNK(mode) or (stat.S_ISREG(mode) and not self._is_ours(folder))
        return _Above(is_there=stat.S_ISDIR(mode), obstacle=folder if is_in_the_way else "")

    def _mode_of(self, path: str) -> int:
        """Say what kind of thing stands somewhere; 0 for nothing."""
        found = self._look_at(path)
        return found.st_mode if found else 0

    def _look_at(self, path: str) -> os.stat_result | None:
        """Look at what stands somewhere, be it a link that leads nowhere; None for nothing."""
        try:
            return os.lstat(f"{self._root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _stage(self, artifact: Artifact) -> None:
        if not self._writes:
            (self._folder / STAGE_NAME).mkdir(exist_ok=True)
        with open(f"{self._root}/{STAGE_NAME}/{len(self._writes)}", "wb") as file:
            file.write(artifact.data)
        self._writes.append(artifact.path)

    def _find_removals(self) -> dict[str, str]:
        removes = {}
        for path in sorted(self._before.keys() - self._asked_for):
            if self._is_ours(path):
                removes[path] = self._before[path]
            elif is_plain_file(self._folder / path):
                self._diagnostics.append(_kept(path, "is made no longer but was edited since it was"))
        return removes

    def _is_ours(self, path: str) -> bool:
        """Tell whether a file stands as an earlier build left it."""
        file = self._folder / path
        if path not in self._before or reaches_through_link(self._folder, path) or not is_plain_file(file):
            return False
        return hash_of(file.read_bytes()) == self._before[path]


def _swap_in(folder: Path, journal: Journal) -> None:
    try:
        carry_out(folder, journal, is_just_staged=True)
    except KeyboardInterrupt:
        # Somebody pressed Ctrl-C in the few milliseconds of the swap: what is left takes no longer than stopping.
        carry_out(folder, journal)
        raise
    finally:
        # A stage that still holds its journal is the next build's to finish.
        if not (folder / STAGE_NAME / JOURNAL_NAME).exists():
            shutil.rmtree(folder / STAGE_NAME, ignore_errors=True)


def _blocked(path: str, reason: str) -> Diagnostic:
    return diagnose(
        "page-blocked",
        path,
        f"{path!r} {reason}, and dayfold did not make it; it was left as it is",
        hint="move it away, or give --output another folder, and build again",
    )


def _kept(path: str, reason: str) -> Diagnostic:
    return diagnose(
        "foreign-file-kept",
        path,
        f"{path!r} {reason}; it was left as it is",
        hint="remove it, if nobody needs the edit",
    )


def _overwritten(path: str) -> Diagnostic:
    return diagnose(
        "edit-overwritten",
        path,
        f"{path!r} was edited since dayfold made it; the edit is gone",
        hint="change the clipping or the template instead; the output is made anew at every build",
    )


@contextmanager
def _saying_unwritable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = f" at {error.filename!r}" if error.filename else ""
        is_half_done = os.path.lexists(folder / STAGE_NAME / JOURNAL_NAME)
        left = "a part of the new site is in place, and the next build finishes it" if is_half_done else ""
        raise DayfoldError(
            diagnose(
                "output-unwritable",
                str(folder),
                f"the output folder {str(folder)!r} cannot be written: {error.strerror or error}{where}; "
                + (left or "what stood there stands there still"),
                hint="check the folder, its permissions and the space on the disk, or give --output another one",
            )
        ) from None
