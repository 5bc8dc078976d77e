"""When a watched site is built again: real files, real events."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from generator.diagnostics import DayfoldError, diagnose
from generator.preview.builder import Builder, attempt
from generator.preview.changes import Table
from generator.preview.doorbell import Doorbell, settle

_PATIENCE_S = 10.0


class _Builds:
    """Counts builds; each remembers what the folder held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[dict[str, str]] = []
        self.hold = threading.Event()
        self.hold.set()

    def files(self) -> dict[str, Path]:
        files = (Path(place, name) for place, _, names in os.walk(self.folder) for name in names)
        return {file.relative_to(self.folder).as_posix(): file for file in files}

    def __call__(self, _changed: frozenset[str], _news: frozenset[str]) -> Iterator[bool]:
        seen = {}
        for name, file in self.files().items():
            with suppress(FileNotFoundError):  # removed this very moment: the next build is for that
                seen[name] = file.read_text(encoding="utf-8")
        self.seen.append(seen)
        self.hold.wait()
        yield False


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            pytest.fail("nothing happened in time")
        time.sleep(0.01)


@contextmanager
def _watched(folder: Path) -> Iterator[_Builds]:
    builds = _Builds(folder)
    builder = Builder(builds, Table(builds.files), Doorbell(deep=(folder,), flat=(folder.parent,)))
    builder.start()
    try:
        _wait_for(lambda: len(builds.seen) == 1)
        yield builds
    finally:
        builds.hold.set()
        builder.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    (made / "a.md").write_text("one", encoding="utf-8")
    return made


def test_edits_deletions_renames_and_new_folders_each_cause_a_build(folder: Path) -> None:
    """After each of them the next build sees the folder as it is."""
    with _watched(folder) as builds:
        (folder / "a.md").write_text("two", encoding="utf-8")
        _wait_for(lambda: builds.seen[-1] == {"a.md": "two"})
        (folder / "a.md").rename(folder / "b.md")
        _wait_for(lambda: builds.seen[-1] == {"b.md": "two"})
        (folder / "x" / "y").mkdir(parents=True)
        (folder / "x" / "y" / "c.md").write_text("deep", encoding="utf-8")
        _wait_for(lambda: builds.seen[-1] == {"b.md": "two", "x/y/c.md": "deep"})
        (folder / "b.md").unlink()
        _wait_for(lambda: builds.seen[-1] == {"x/y/c.md": "deep"})
        (folder / "saved").write_text("atomic", encoding="utf-8")
        (folder / "saved").replace(folder / "x" / "y" / "c.md")
        _wait_for(lambda: builds.seen[-1] == {"x/y/c.md": "atomic"})


def test_a_folder_that_is_removed_and_made_again_is_still_watched(folder: Path) -> None:
    """A checkout of another branch may replace the content folder itself."""
    with _watched(folder) as builds:
        shutil.rmtree(folder)
        _wait_for(lambda: builds.seen[-1] == {})
        folder.mkdir()
        (folder / "b.md").write_text("again", encoding="utf-8")
        _wait_for(lambda: builds.seen[-1] == {"b.md": "again"})
        (folder / "b.md").write_text("and again", encoding="utf-8")
        _wait_for(lambda: builds.seen[-1] == {"b.md": "and again"})


def test_changes_during_a_build_cause_exactly_one_more(folder: Path) -> None:
    """Ten edits while a build runs are built together once it is done."""
    with _watched(folder) as builds:
        builds.hold.clear()
        (folder / "a.md").write_text("start", encoding="utf-8")
        _wait_for(lambda: len(builds.seen) == 2)
        for number in range(10):
            (folder / "a.md").write_text(f"edit {number}", encoding="utf-8")
            time.sleep(0.03)
        builds.hold.set()
        _wait_for(lambda: len(builds.seen) == 3)
        time.sleep(0.5)

        assert builds.seen == [{"a.md": "one"}, {"a.md": "start"}, {"a.md": "edit 9"}]


def test_many_files_at_once_are_one_build(folder: Path) -> None:
    """A copy of two hundred files is not two hundred builds, and none is missed."""
    with _watched(folder) as builds:
        for number in range(200):
            (folder / f"{number}.md").write_text("new", encoding="utf-8")
        _wait_for(lambda: len(builds.seen[-1]) == 201)

        assert len(builds.seen) <= 5  # 2 are usual; a busy machine takes longer to write the files than to settle


def test_reading_the_files_does_not_cause_a_build(folder: Path) -> None:
    """A build reads everything; if that rang the bell there would be no end of builds."""
    with _watched(folder) as builds:
        for _ in range(5):
            (folder / "a.md").read_text(encoding="utf-8")
            time.sleep(0.05)
        time.sleep(0.3)

        assert len(builds.seen) == 1


def test_a_bell_that_never_stops_does_not_put_a_build_off_for_ever() -> None:
    """Somebody who writes without a pause is built for after a quarter of a second."""
    rung, stop = threading.Event(), threading.Event()

    def ring() -> None:
        while not stop.wait(0.005):
            rung.set()

    ringing = threading.Thread(target=ring)
    ringing.start()
    begun = time.monotonic()
    settle(rung)
    took = time.monotonic() - begun
    stop.set()
    ringing.join()

    assert 0.2 < took < 2


def test_a_failure_is_told_as_diagnostics(capsys: pytest.CaptureFixture[str]) -> None:
    """A broken template is told as it is, a mistake of dayfold's own by its name and with its traceback."""
    trouble = diagnose("template-error", "base.html", "broken")

    def broken() -> int:
        raise DayfoldError(trouble)

    def mistaken() -> int:
        raise ZeroDivisionError("by nought")

    told = attempt(mistaken)

    assert ((trouble,), 3) == (attempt(broken), attempt(lambda: 3))
    assert isinstance(told, tuple)
    assert [(one.name, one.message.partition(", line")[0]) for one in told] == [
        ("internal-error", "dayfold failed with ZeroDivisionError: by nought (test_preview_builder.py")
    ]
    assert "Traceback" in capsys.readouterr().err


def test_an_edit_does_not_wait_for_a_look_at_all_files(folder: Path) -> None:
    """The look that is taken now and then is dropped when somebody saves: on a large site it takes long."""
    builds = _Builds(folder)
    doorbell = Doorbell(deep=(folder,), flat=(folder.parent,))
    is_long, is_looking = threading.Event(), threading.Event()

    def files() -> dict[str, Path]:
        while is_long.is_set():
            is_looking.set()
            doorbell.heed()
            time.sleep(0.005)
        return builds.files()

    builder = Builder(builds, Table(files), doorbell)
    builder.start()
    try:
        _wait_for(lambda: len(builds.seen) == 1)
        is_long.set()
        assert is_looking.wait(_PATIENCE_S)
        (folder / "a.md").write_text("two", encoding="utf-8")
        _wait_for(lambda: builds.seen[-1] == {"a.md": "two"})
    finally:
        is_long.clear()
        builder.stop()


@pytest.mark.parametrize("is_shown", [True, False])
def test_edits_wait_for_no_build_that_has_shown_them(folder: Path, *, is_shown: bool) -> None:
    """Somebody who saves again and again sees each edit at once, or else, after some, all of them."""
    begun: list[str] = []
    pieces: list[int] = []

    def build(_changed: frozenset[str], _news: frozenset[str]) -> Iterator[bool]:
        begun.append((folder / "a.md").read_text(encoding="utf-8"))
        pieces.append(0)
        while pieces[-1] < 40:
            time.sleep(0.05)
            pieces[-1] += 1
            yield is_shown

    files = {"a.md": folder / "a.md"}
    builder = Builder(build, Table(lambda: files), Doorbell(deep=(folder,), flat=(folder.parent,)))
    builder.start()
    try:
        waited = []
        for number in range(12):
            _wait_for(lambda: bool(pieces and pieces[-1]))
            (folder / "a.md").write_text(f"edit {number}", encoding="utf-8")
            before = len(pieces), pieces[-1]
            _wait_for(lambda: begun[-1] == f"edit {number}")  # noqa: B023 - waited for within the loop
            waited.append(pieces[before[0] - 1] - before[1])
    finally:
        builder.stop()

    assert max(waited[:8]) < 10
    assert (max(waited) < 10) is is_shown
