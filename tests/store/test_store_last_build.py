"""The last build: its report is handed out while nothing changed, and for no longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from generator.config import Config
from generator.records import Report
from generator.store.last_build import keep_report, recall_report, stamp_inputs
from generator.store.places import Places, find_places

TODAY = "2026-03-02"
REPORT = Report(
    entries=1,
    days=1,
    stories=1,
    undated=0,
    topics=0,
    sources=1,
    written=3,
    unchanged=1,
    removed=2,
    errors=0,
    warnings=0,
    diagnostics=(),
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A site that was built: one clipping with fields beside it, a template, a page."""
    for path, text in {
        "content/rain.md": "# Rain",
        "content/rain.meta": ".. title: Rain",
        "templates/day.html": "day",
        "output/index.html": "front",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / ".dayfold").mkdir()
    made = find_places(tmp_path)
    keep_report(made, stamp_inputs(made, Config(), TODAY), REPORT)
    return made


def test_nothing_changed(places: Places) -> None:
    """The report of the last build is true but for what was written: nothing is, now."""
    expected = msgspec.structs.replace(REPORT, written=0, unchanged=4, removed=0)
    assert expected == recall_report(places, stamp_inputs(places, Config(), TODAY))


def _replace(path: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_replace("content/rain.md", "# Hail"), id="a source of the same size"),
        pytest.param(_replace("content/rain.meta", ".. title: Hail"), id="its file of fields"),
        pytest.param(_replace("content/snow.md", "# Snow"), id="a new source"),
        pytest.param(_replace("content/.hidden", ""), id="a hidden file, which the ledger lists"),
        pytest.param(lambda root: (root / "content/rain.md").unlink(), id="a source is gone"),
        pytest.param(lambda root: (root / "content/rain.md").rename(root / "content/a.md"), id="a source is renamed"),
        pytest.param(_replace("templates/day.html", "Day"), id="a template"),
        pytest.param(_replace("templates/story.html", "story"), id="a template that begins to override another"),
        pytest.param(_replace("output/index.html", "edited"), id="a page was edited by hand"),
        pytest.param(lambda root: (root / "output/index.html").unlink(), id="a page is gone"),
        pytest.param(_replace("output/CNAME", "example.org"), id="somebody's file in the output"),
        pytest.param(lambda root: os.utime(root / "output/index.html", ns=(1, 1)), id="a page was touched"),
        pytest.param(_replace(".dayfold/last-build.msgpack", "damaged"), id="the record is damaged"),
    ],
)
def test_what_makes_a_build_due(places: Places, change: Callable[[Path], None]) -> None:
    """Anything that goes in or came out, and a record that cannot be read."""
    change(places.root)
    assert recall_report(places, stamp_inputs(places, Config(), TODAY)) is None


def test_settings_and_the_day_make_a_build_due(places: Places) -> None:
    """Entries of tomorrow wait for tomorrow, and every setting may show on a page."""
    assert recall_report(places, stamp_inputs(places, Config(title="Other"), TODAY)) is None
    assert recall_report(places, stamp_inputs(places, Config(), "2026-03-03")) is None
