"""Remembered work: what is handed out again, what is forgotten, what is not believed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from generator.config import Config, OutletSettings, refine_settings
from generator.diagnostics import DayfoldError
from generator.records import Clipping, Source
from generator.store.cache import hold_lock, open_cache
from generator.store.memory import Memory, load_memory, make_stamp, save_memory


def _clipping(path: str, sha256: str) -> Clipping:
    return Clipping(
        path=path, sha256=sha256, format="plain", encoding="utf-8", length=3, entries=(), left_out=(), diagnostics=()
    )


def _source(path: str, sha256: str) -> Source:
    return Source(path=path, data=b"", sha256=sha256)


def _saved(folder: Path, *clippings: Clipping) -> Path:
    memory = load_memory(folder, "stamp")
    for one in clippings:
        memory.keep(one)
    save_memory(folder, memory)
    return folder / "clippings.msgpack"


def test_an_unchanged_source_is_remembered_and_a_changed_one_is_not(tmp_path: Path) -> None:
    """The same path and bytes give the same clipping; other bytes, or another path, give nothing."""
    _saved(tmp_path, _clipping("a.md", "1"))
    memory = load_memory(tmp_path, "stamp")
    asked = [
        memory.recall(_source("a.md", "1")),
        memory.recall(_source("a.md", "2")),
        memory.recall(_source("b.md", "1")),
    ]

    assert [_clipping("a.md", "1"), None, None] == asked


def test_another_side_car_makes_a_source_new() -> None:
    """The fields beside an article are part of what it is; an article that lost or got some is read again."""
    memory = Memory("stamp")
    fields = b".. title: Ferry late again\n"
    digits = hashlib.sha256(fields).hexdigest()
    kept = msgspec.structs.replace(_clipping("a.md", "1"), sidecar_path="a.meta", sidecar_sha256=digits)
    memory.keep(kept)
    memory = memory.for_next_build("stamp")
    source = msgspec.structs.replace(_source("a.md", "1"), sidecar=fields, sidecar_path="a.meta")
    other = msgspec.structs.replace(source, sidecar=fields * 2)

    assert [memory.recall(one) for one in (source, other, _source("a.md", "1"))] == [kept, None, None]


def test_what_was_not_used_is_forgotten(tmp_path: Path) -> None:
    """A deleted source does not stay in the cache for ever."""
    _saved(tmp_path, _clipping("a.md", "1"), _clipping("b.md", "2"))
    memory = load_memory(tmp_path, "stamp")
    memory.recall(_source("b.md", "2"))
    save_memory(tmp_path, memory)

    assert None is load_memory(tmp_path, "stamp").recall(_source("a.md", "1"))


def test_an_unchanged_memory_is_not_written_again(tmp_path: Path) -> None:
    """A build that learns nothing leaves the file alone."""
    file = _saved(tmp_path, _clipping("a.md", "1"))
    before = file.stat().st_mtime_ns, file.stat().st_ino
    memory = load_memory(tmp_path, "stamp")
    memory.recall(_source("a.md", "1"))
    save_memory(tmp_path, memory)

    assert before == (file.stat().st_mtime_ns, file.stat().st_ino)


def test_other_settings_or_a_wish_to_forget_start_afresh(tmp_path: Path) -> None:
    """Work done under other settings is no use; that is no trouble to report."""
    _saved(tmp_path, _clipping("a.md", "1"))
    memories = [load_memory(tmp_path, "other stamp"), load_memory(tmp_path, "stamp", forget=True)]

    assert [(one.recall(_source("a.md", "1")), one.notes) for one in memories] == [(None, ()), (None, ())]


@pytest.mark.parametrize("damage", [b"", b"something else", None])
def test_a_damaged_memory_is_noted_and_not_believed(tmp_path: Path, damage: bytes | None) -> None:
    """An emptied, foreign or cut file costs the speed of one build, nothing more."""
    file = _saved(tmp_path, _clipping("a.md", "1"))
    file.write_bytes(file.read_bytes()[:-5] if damage is None else damage)
    memory = load_memory(tmp_path, "stamp")

    assert (memory.recall(_source("a.md", "1")), [one.name for one in memory.notes]) == (None, ["cache-damaged"])


def test_a_cache_that_cannot_be_made_is_noted(tmp_path: Path) -> None:
    """Where a file stands instead of the folder the build goes on without remembering and without a lock."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    memory = load_memory(tmp_path / "cache", "stamp")
    memory.keep(_clipping("a.md", "1"))
    with hold_lock(tmp_path / "cache", 0):
        note = save_memory(tmp_path / "cache", memory)

    assert note is not None
    assert (note.name, note.severity) == ("cache-damaged", "note")


def test_the_cache_folder_ignores_itself(tmp_path: Path) -> None:
    """Nobody commits a cache by accident."""
    open_cache(tmp_path / ".dayfold")

    assert (tmp_path / ".dayfold" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_records_are_shared_with_the_next_build_of_a_process() -> None:
    """A watched site keeps the very objects, so that unchanged days are known by identity."""
    kept = _clipping("a.md", "1")
    memory = Memory("stamp")
    memory.keep(kept)

    assert kept is memory.for_next_build("stamp").recall(_source("a.md", "1"))
    assert None is memory.for_next_build("other").recall(_source("a.md", "1"))


def test_only_settings_that_reading_sees_change_the_stamp() -> None:
    """Another title keeps the remembered work, another time zone does not."""
    stamps = [
        make_stamp(refine_settings(config))
        for config in (
            Config(),
            Config(title="Other"),
            Config(timezone="Asia/Baku"),
            Config(outlets={"example.org": OutletSettings(name="The Example")}),
        )
    ]

    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 3


def test_a_memory_survives_its_encoding(tmp_path: Path) -> None:
    """What comes back from disk equals what went there."""
    kept = msgspec.structs.replace(_clipping("ü.md", "1"), encoding="windows-1252")
    _saved(tmp_path, kept)

    assert kept == load_memory(tmp_path, "stamp").recall(_source("ü.md", "1"))


def test_a_second_build_is_told_that_another_one_runs(tmp_path: Path) -> None:
    """Two builds at once would mix their pages; the second gives up after a while and says why."""
    with hold_lock(tmp_path, 0), pytest.raises(DayfoldError) as caught, hold_lock(tmp_path, 0):
        pass

    assert [one.name for one in caught.value.diagnostics] == ["output-locked"]
