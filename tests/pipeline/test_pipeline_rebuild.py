"""A rebuild equals a fresh build, whatever happened before; the heaviest promise of the pipeline."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import refine_settings
from generator.pipeline import build
from generator.publish import Prints, Reprints
from generator.recall import Recall
from generator.records import Report
from generator.store.memory import Memory, make_stamp
from generator.store.past import Past, open_past
from generator.store.places import find_places
from generator.store.settings import load_config

_TODAY = "2020-12-01"
_NAMES = st.sampled_from(["bridge.md", "Ferry.txt", "sub/flood.md", "sub/deep/strike.html", "z.txt"])
_HEAD = "---\ntitle: {title}\ndate: {date}\noutlet: {outlet}\ntags: [{tag}]\n---\n\n"
_BRIDGE = (
    "The mayor of Tarn opened the new river bridge on Sunday. The river bridge cost nine million crowns, the mayor of "
    "Tarn said. Hundreds of people walked across the river bridge in the first hour.\n"
)
_FERRY = "The ferry company of Tarn said that its boats would stop running. Nobody would be dismissed, it said.\n"
_TEXTS = st.sampled_from(
    [
        _HEAD.format(title="River bridge opened", date="2020-10-18", outlet="The Courier", tag="transport") + _BRIDGE,
        _HEAD.format(title="Bridge opens", date="2020-10-18T23:30:00Z", outlet="The Echo", tag="city") + _BRIDGE,
        _HEAD.format(title="Ferry to stop", date="2020-10-19", outlet="The Courier", tag="transport") + _FERRY,
        _HEAD.format(title="Not yet", date="2031-01-01", outlet="The Echo", tag="transport") + _FERRY,
        _HEAD.format(title="A draft", date="2020-10-19\ndraft: true", outlet="The Echo", tag="city") + _FERRY,
        "---\ntitle: : broken\n  - yaml\n---\n\n" + _FERRY,
        " date 2020-10-18 " + _BRIDGE,
        "<html><head><title>The ferry stops</title></head><body><p>" + _FERRY + "</p></body></html>",
        _BRIDGE,
        "",
        "\x00\x01\x02 not text",
    ]
)
_STEPS = st.one_of(
    st.tuples(st.just("write"), _NAMES, _TEXTS),
    st.tuples(st.just("rename"), _NAMES, _NAMES),
    st.tuples(st.just("delete"), _NAMES, st.just("")),
    st.tuples(st.just("set"), st.just("timezone"), st.sampled_from(["UTC", "Asia/Baku"])),
    st.tuples(st.just("template"), st.just("404.html"), st.sampled_from(["Nothing here", "Gone"])),
)


def _apply(site: Path, step: tuple[str, str, str]) -> None:
    kind, name, value = step
    file = site / "content" / name
    if kind == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value, encoding="utf-8")
    elif kind == "rename" and file.exists():
        target = site / "content" / value
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    elif kind == "delete":
        file.unlink(missing_ok=True)
    elif kind == "set":
        (site / "dayfold.toml").write_text(f'{name} = "{value}"\n', encoding="utf-8")
    elif kind == "template":
        (site / "templates").mkdir(exist_ok=True)
        (site / "templates" / name).write_text(value, encoding="utf-8")


def _go_on(past: Past, stamp: str) -> Past:
    return past._replace(memory=past.memory.for_next_build(stamp))


def _build(site: Path, past: Past | None = None) -> tuple[Report, Past]:
    """Build as a process that goes on does, or as one of its own that leaves to the next what it can."""
    places = find_places(site)
    config = load_config(places)
    seen = refine_settings(config)
    past = _go_on(past, make_stamp(seen)) if past else open_past(places.cache, seen)
    report = build(places, config, past, today=_TODAY, leave=isinstance(past.printed, Prints))
    past.recall.settle()
    return report, past


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


def _fresh(site: Path, folder: Path) -> dict[str, bytes | None]:
    """Build a copy of a site, without its output and its memory."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("output", ".dayfold"))
    _build(folder)
    return _tree(folder / "output")


@settings(max_examples=12, deadline=None)
@given(st.lists(_STEPS, min_size=1, max_size=6), st.booleans())
def test_a_rebuild_equals_a_fresh_build(steps: list[tuple[str, str, str]], is_one_process: bool) -> None:
    """After any edits, renames, deletions and changes of settings and templates the outputs are the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        (site / "content").mkdir(parents=True)
        past = Past(Memory(""), Recall(), Reprints(), {}) if is_one_process else None
        for step in steps:
            _apply(site, step)
            _, last = _build(site, past)
            past = last if is_one_process else None

        assert _fresh(site, Path(folder, "fresh")) == _tree(site / "output")


def test_a_build_without_a_change_touches_nothing(tmp_path: Path) -> None:
    """The second of two builds writes no page and reads nothing anew."""
    _apply(tmp_path, ("write", "bridge.md", " date 2020-10-18 " + _BRIDGE))
    first, _ = _build(tmp_path)
    second, past = _build(tmp_path)

    assert (0, first.written, 0) == (second.written, second.unchanged, second.removed)
    assert past.memory.is_saved()


def test_remembered_work_repeats_its_warnings(tmp_path: Path) -> None:
    """A warning does not vanish because the clipping it is about was not read again."""
    _apply(tmp_path, ("write", "broken.md", "---\ntitle: : broken\n  - yaml\n---\n\n" + _FERRY))
    first, second = _build(tmp_path)[0], _build(tmp_path)[0]

    assert first.diagnostics != ()
    assert first.diagnostics == second.diagnostics
