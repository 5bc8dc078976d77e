"""The last build: its report is handed out while nothing changed, and for no longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from generator.config import Config
from generator.records import Report
from generator.store.last_build import glance_at_inputs, keep_report, recall_report, stamp_inputs
from generator.store.places import Places, find_places

TODAY = "2026-03-02"
CONFIG = Config()
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
    seen, inputs = glance_at_inputs(made, CONFIG, TODAY), stamp_inputs(made, CONFIG, TODAY)
    keep_report(made, REPORT, seen=seen, inputs=inputs)
    return made


def _by_glance(places: Places, config: Config = CONFIG, today: str = TODAY) -> Report | None:
    return recall_report(places, [], seen=glance_at_inputs(places, config, today))


def _by_bytes(places: Places, config: Config = CONFIG, today: str = TODAY) -> Report | None:
    return recall_report(places, [], inputs=stamp_inputs(places, config, today))


@pytest.mark.parametrize("recall", [_by_glance, _by_bytes])
def test_nothing_changed(places: Places, recall: Callable[[Places], Report | None]) -> None:
    """The report of the last build is true but for what was written: nothing is, now."""
    expected = msgspec.structs.replace(REPORT, written=0, unchanged=4, removed=0)
    assert expected == recall(places)


def test_a_file_that_was_only_touched_is_asked_for_its_bytes(places: Places) -> None:
    """A checkout gives every file a new time; a glance cannot tell, and the bytes can."""
    file = places.root / "content/rain.md"
    file.write_bytes(file.read_bytes())
    os.utime(file, ns=(1, 1))
    assert _by_glance(places) is None
    assert _by_bytes(places) is not None


def test_other_bytes_under_the_old_time_are_seen(places: Places) -> None:
    """A tool may set back the time of what it has changed; the system's own time of the change it cannot set."""
    file = places.root / "content/rain.md"
    before = file.stat()
    file.write_text("# Hail", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [_by_glance(places), _by_bytes(places)] == [None, None]


def test_links_are_not_judged_by_a_glance(places: Places) -> None:
    """Where a link leads is changed without the link; the bytes behind it are asked."""
    (places.root / "elsewhere.md").write_text("# Elsewhere", encoding="utf-8")
    (places.root / "content/link.md").symlink_to(places.root / "elsewhere.md")
    assert glance_at_inputs(places, CONFIG, TODAY) == ""
    assert None is _by_glance(places)


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
    assert [_by_glance(places), _by_bytes(places)] == [None, None]


def test_settings_and_the_day_make_a_build_due(places: Places) -> None:
    """Entries of tomorrow wait for tomorrow, and every setting may show on a page."""
    for recall in (_by_glance, _by_bytes):
        assert recall(places, Config(title="Other"), TODAY) is None
        assert recall(places, CONFIG, "2026-03-03") is None
