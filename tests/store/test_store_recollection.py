"""What a digest was made of is handed to the next build, as values and nothing else."""

from __future__ import annotations

import pickle
from pathlib import Path

import msgspec
import pytest

from generator.diagnostics import Diagnostic
from generator.recall import Recall
from generator.records import Clipping
from generator.store.cache import keep
from generator.store.recollection import load_recollection, save_recollection

_CLIPPING = Clipping(
    path="a.md", sha256="1", format="markdown", encoding="utf-8", length=9, entries=(), left_out=(), diagnostics=()
)


def _kept(folder: Path) -> Path:
    recall = Recall()
    recall.made("length", (_CLIPPING,), lambda: ("nine",))
    save_recollection(folder, "stamp", (_CLIPPING,), recall.asked_for())
    return folder / "digest.pickle"


def _recalled(folder: Path, clipping: Clipping) -> tuple[str]:
    held = load_recollection(folder, "stamp", (clipping,), [])
    return Recall(held).made("length", (clipping,), lambda: ("made anew",))


def test_a_value_is_known_by_the_clipping_it_was_made_of(tmp_path: Path) -> None:
    """The clipping of the same source has taken the place of the one before; that of another one has not."""
    _kept(tmp_path)
    same = msgspec.structs.replace(_CLIPPING)
    changed = msgspec.structs.replace(_CLIPPING, sha256="2")

    assert [_recalled(tmp_path, same), _recalled(tmp_path, changed)] == [("nine",), ("made anew",)]


def test_of_another_version_nothing_is_used(tmp_path: Path) -> None:
    """Other settings or other code could have made something else; that is no trouble to report."""
    notes: list[Diagnostic] = []
    _kept(tmp_path)

    assert (load_recollection(tmp_path, "other", (_CLIPPING,), notes), notes) == ({}, [])


@pytest.mark.parametrize("place", [0, 40, 70, -1])
def test_damage_is_noted_and_not_believed(tmp_path: Path, place: int) -> None:
    """One flipped bit anywhere, and every story is told anew."""
    file, notes = _kept(tmp_path), list[Diagnostic]()
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)

    assert load_recollection(tmp_path, "stamp", (_CLIPPING,), notes) == {}
    assert [one.name for one in notes] == ["cache-damaged"]


class _Intruder:
    """What somebody might put into the cache folder of a site that he hands on."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)


def test_a_cache_that_came_with_somebodys_site_can_do_nothing(tmp_path: Path) -> None:
    """Only records are made of what is kept there; a function is refused before it is called."""
    notes: list[Diagnostic] = []
    keep(tmp_path, "digest.pickle", "stamp", pickle.dumps(_Intruder(tmp_path / "touched")))

    assert load_recollection(tmp_path, "stamp", (_CLIPPING,), notes) == {}
    assert ([one.name for one in notes], (tmp_path / "touched").exists()) == (["cache-damaged"], False)
