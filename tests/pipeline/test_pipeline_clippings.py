"""From sources to clippings: one bad source never costs another one."""

from __future__ import annotations

from pathlib import Path

import pytest

import generator.clippings
from generator.clippings import make_clipping, make_clippings
from generator.config import Config, refine_settings
from generator.diagnostics import diagnose
from generator.pipeline import build, gather, loud, open_memory
from generator.records import Clipping, Reading, Source
from generator.refine.unpublished import leave_out_unpublished
from generator.store.manifest import load_manifest
from generator.store.memory import Memory
from generator.store.output import list_output
from generator.store.past import open_past
from generator.store.places import find_places
from generator.store.sources import Found, find_files
from generator.verify import verify
from generator.workers import Alone, Workers, open_workers

_SETTINGS = refine_settings(Config())
_TODAY = "2020-12-01"
_LATER = "2026-12-01"


def _fill(folder: Path, count: int) -> tuple[Found, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f" date 2020-10-{1 + number % 28:02} The bridge number {number} was opened. People walked across it.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return find_files(folder, folder)[0]


def _make(files: tuple[Found, ...], workers: Workers | None = None) -> tuple[Clipping, ...]:
    return make_clippings(files, Memory("stamp"), _SETTINGS, workers=workers or Alone(), progress=lambda *_: None)


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    """Two processes make the same clippings in the same order as one."""
    files = _fill(tmp_path, 40)
    with open_workers(2) as workers:
        assert _make(files) == _make(files, workers)


def test_every_source_is_accounted_for(tmp_path: Path) -> None:
    """Each file becomes one clipping, by path: with entries, or with the reason why not."""
    files = _fill(tmp_path, 300)
    (tmp_path / "004.txt").unlink()
    (tmp_path / "005.txt").write_bytes(b"")
    clippings = _make(files)

    assert [one.path for one in files] == [one.path for one in clippings]
    assert [(one.path, one.left_out[0].reason) for one in clippings if not one.entries] == [
        ("004.txt", "source-unreadable"),
        ("005.txt", "empty-source"),
    ]


def test_a_mistake_in_reading_costs_one_source_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """When reading itself fails on a file, the report names the exception and asks to be told."""

    def mistaken(source: Source, max_bytes: int) -> Reading:
        raise ZeroDivisionError(f"{len(source.data)} by {max_bytes - max_bytes}")

    monkeypatch.setattr(generator.clippings, "read", mistaken)
    made = make_clipping(Source(path="a.txt", data=b"abc", sha256="1"), _SETTINGS)
    told = made.diagnostics[0]

    assert (told.path, told.name, told.severity) == ("a.txt", "source-unreadable", "error")
    assert told.message == "dayfold failed on this file with ZeroDivisionError: 3 by 0"
    assert "report it" in told.hint
    assert [one.reason for one in made.left_out] == ["source-unreadable"]


def test_a_failed_source_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is not remembered: the next build reads it again."""
    files = _fill(tmp_path, 1)
    memory = Memory("stamp")
    with monkeypatch.context() as patch:
        patch.setattr(generator.clippings, "read", None)
        make_clippings(files, memory, _SETTINGS, workers=Alone(), progress=lambda *_: None)

    assert memory.clippings() == ()


def test_progress_is_told_from_nothing_to_all(tmp_path: Path) -> None:
    """Whoever waits sees how far it has come."""
    told: list[tuple[str, int, int]] = []
    make_clippings(
        _fill(tmp_path, 600),
        Memory("stamp"),
        _SETTINGS,
        workers=Alone(),
        progress=lambda step, done, total: told.append((step, done, total)),
    )

    assert [one for one in told if one[2]] == [("reading", 0, 600), ("reading", 512, 600), ("reading", 600, 600)]
    assert {step for step, _, total in told if not total} == {"reading", "refining"}


def test_warnings_are_silenced_by_name_and_errors_are_not() -> None:
    """A site may be tired of a warning; it may not stop hearing of errors."""
    found = [diagnose(name, "a.txt", "message") for name in ("undated", "empty-source", "binary-source", "undated")]
    config = Config(silence=("undated", "binary-source"))

    assert [one.name for one in loud(found, config)] == ["binary-source", "empty-source"]


def test_a_build_reports_what_it_made(tmp_path: Path) -> None:
    """The report counts entries, sources, pages and troubles."""
    _fill(tmp_path / "content", 3)
    (tmp_path / "content" / "empty.txt").write_bytes(b"")
    (tmp_path / "content" / "film.txt").write_bytes(bytes(range(256)) * 8)
    places = find_places(tmp_path)
    report = build(places, Config(), open_past(places.cache, _SETTINGS), today=_TODAY)

    assert (report.entries, report.sources, report.errors, report.warnings) == (3, 5, 1, 1)
    assert report.written == len([one for one in (tmp_path / "output").rglob("*") if one.is_file()]) - 1


def test_gathering_writes_nothing(tmp_path: Path) -> None:
    """Commands that only read leave no trace."""
    _fill(tmp_path / "content", 1)
    places = find_places(tmp_path)
    gather(places, Config(), open_memory(places, Config()), today=_TODAY)

    assert [one.name for one in tmp_path.iterdir()] == ["content"]


def test_every_file_that_is_no_clipping_is_accounted_for(tmp_path: Path) -> None:
    """Pictures, side-cars, drafts and notes make no entry and no error; each is left out with its reason."""
    text = "The bridge was opened on Sunday. People walked across it.\n"
    for path in ("a.md", "a.meta", "a.jpg", "README.md", "_drafts/b.md", "sub/_index.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    clippings = leave_out_unpublished(_make(find_files(tmp_path, tmp_path)[0]))

    assert [(one.path, one.left_out[0].reason) for one in clippings if not one.entries] == [
        ("README.md", "folder-note"),
        ("_drafts/b.md", "unpublished"),
        ("a.jpg", "not-a-clipping"),
        ("a.meta", "side-car"),
        ("sub/_index.md", "section-page"),
    ]
    assert {found.severity for one in clippings for found in one.diagnostics} == {"note"}


def test_a_site_with_a_side_car_is_built_and_proved(tmp_path: Path) -> None:
    """A title from a side-car stands there and not in the article; it is proved from where it stands."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("The bridge was opened on Sunday. People walked across it.\n", encoding="utf-8")
    (content / "a.meta").write_text(".. title: A bridge for Aldersund\n.. date: 2026-03-08\n", encoding="utf-8")
    places = find_places(tmp_path)
    build(places, Config(), open_past(places.cache, _SETTINGS), today=_LATER)
    output = tmp_path / "output"

    def prove() -> list[str]:
        files = {one.path: one.file for one in find_files(content, tmp_path)[0]}
        verdict = verify(
            lambda path: files[path].read_bytes() if path in files else None,
            lambda path: (output / path).read_bytes() if (output / path).is_file() else None,
            list_output(output),
            load_manifest(output),
        )
        return [f"{one.path}: {one.name}" for one in verdict.diagnostics]

    before = prove()
    (content / "a.meta").write_text(".. title: No bridge\n", encoding="utf-8")

    assert (before, "a.meta: source-changed" in prove()) == ([], True)
