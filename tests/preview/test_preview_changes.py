"""What counts as a change while a site is edited."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.preview.changes import Table, files_of
from generator.preview.doorbell import Superseded
from generator.store.places import find_places


def _files(folder: Path) -> dict[str, Path]:
    return {file.name: file for file in sorted(folder.iterdir())}


def _table(folder: Path) -> Table:
    table = Table(lambda: _files(folder))
    table.refresh()
    return table


def test_files_that_come_go_and_change_are_named(tmp_path: Path) -> None:
    """A new, a deleted, an edited and a renamed file are each found by the next look."""
    for name in ("edited", "deleted", "renamed", "same"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    table = _table(tmp_path)
    (tmp_path / "edited").write_text("longer than before", encoding="utf-8")
    (tmp_path / "deleted").unlink()
    (tmp_path / "renamed").rename(tmp_path / "new name")
    (tmp_path / "added").write_text("new", encoding="utf-8")

    assert {"edited", "deleted", "renamed", "new name", "added"} == table.refresh()
    assert frozenset() == table.refresh()


def test_an_edit_of_the_same_size_with_its_time_put_back_is_found(tmp_path: Path) -> None:
    """Copying tools restore times; the bytes count."""
    file = tmp_path / "a"
    file.write_text("one", encoding="utf-8")
    table = _table(tmp_path)
    times = file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert {"a"} == table.refresh()


def test_many_edits_in_one_tick_of_the_clock_are_found(tmp_path: Path) -> None:
    """Stamps have steps of milliseconds; an edit within one of them is found by its bytes."""
    file = tmp_path / "a"
    file.write_text("000", encoding="utf-8")
    table = _table(tmp_path)
    found = []
    for number in range(1, 100):
        with file.open("r+", encoding="utf-8") as stream:
            stream.write(f"{number:03}")
        found.append(table.refresh())

    assert [frozenset({"a"})] * 99 == found


def test_reading_is_no_change(tmp_path: Path) -> None:
    """A build's own reading does not cause the next build."""
    file = tmp_path / "a"
    file.write_text("one", encoding="utf-8")
    table = _table(tmp_path)
    time.sleep(0.12)
    file.read_bytes()

    assert [frozenset(), frozenset()] == [table.refresh(), table.refresh()]


def test_a_file_that_cannot_be_looked_at_is_no_change_until_it_can(tmp_path: Path) -> None:
    """A name that leads nowhere is waited for in peace."""
    table = Table(lambda: {"gone": tmp_path / "gone"})
    looks = [table.refresh(), table.refresh()]
    (tmp_path / "gone").write_text("here", encoding="utf-8")

    assert [{"gone"}, set(), {"gone"}] == [*looks, table.refresh()]


def test_a_site_is_made_of_settings_templates_and_sources(tmp_path: Path) -> None:
    """Output, cache and editors' temporary files are no part of what is watched."""
    for path in (
        "dayfold.toml",
        "content/a.md",
        "content/.a.md.swp",
        "templates/base.html",
        "output/index.html",
        ".dayfold/clippings.msgpack",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", encoding="utf-8")
    own = [name for name, file in files_of(find_places(tmp_path)).items() if file.is_relative_to(tmp_path)]

    assert ["config:dayfold.toml", f"theme:{tmp_path / 'templates' / 'base.html'}", "content:a.md"] == own


def test_a_look_that_is_broken_off_has_seen_nothing(tmp_path: Path) -> None:
    """What changed before is found by the next look, though a part of the files had been looked at already."""
    for name in ("a", "b"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    table = _table(tmp_path)
    (tmp_path / "a").write_text("longer than before", encoding="utf-8")
    looked = iter([None])

    def heed() -> None:
        if next(looked, True):
            raise Superseded

    with pytest.raises(Superseded):
        table.refresh(heed)

    assert {"a"} == table.refresh()
