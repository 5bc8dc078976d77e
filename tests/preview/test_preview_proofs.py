"""Edits that come faster than the digest can be made anew: each is shown at once, and none is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.edited_site import TODAY, EditedSite
from generator.config import for_preview
from generator.preview.rebuild import Preview
from generator.preview.stage import Stage
from generator.preview.workshop import Workshop
from generator.store.places import find_places
from generator.store.settings import load_config


class _Scene:
    """A preview that is driven by hand, and never let come to the end of a build."""

    def __init__(self, site: EditedSite) -> None:
        self.site = site
        self.stage = Stage()
        workshop = Workshop(
            lambda: find_places(site.root), lambda places: for_preview(load_config(places)), lambda _: TODAY
        )
        self.preview = Preview(workshop, self.stage, "http://127.0.0.1:8000", lambda *_: None)
        self.changed: frozenset[str] = frozenset()
        for _ in self.preview.rebuild(frozenset(), frozenset()):
            pass

    def retitle(self, path: str, before: str, after: str) -> None:
        """Edit a clipping, and drop the build as soon as it has shown something."""
        file = self.site.content / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
        news = frozenset({f"content:{path}"})
        self.changed |= news
        next(self.preview.rebuild(self.changed, news))

    def pages(self, words: str) -> set[str]:
        return {path for path, data in self.stage.showing.pages.items() if words.encode() in data}


@pytest.fixture
def scene(tmp_path: Path) -> _Scene:
    return _Scene(EditedSite.make(tmp_path / "site", 24, seed=4))


def _one_day(scene: _Scene) -> list[tuple[str, str]]:
    """Paths and titles of the Markdown clippings of the day that has most."""
    by_day: dict[str, list[tuple[str, str]]] = {}
    for path, clip in sorted(scene.site.clips.items()):
        if path.endswith(".md") and clip.day and clip.day <= TODAY and not clip.is_draft:
            by_day.setdefault(clip.day, []).append((path, clip.title))
    return max(by_day.values(), key=len)


def test_many_edits_in_a_row_are_all_shown(scene: _Scene) -> None:
    """The fifth is shown as soon as the first was, and what shows the fifth shows the others too."""
    edits = [*_one_day(scene)]
    edits += [
        (path, clip.title)
        for path, clip in sorted(scene.site.clips.items())
        if path.endswith(".md")
        and clip.day
        and clip.day <= TODAY
        and not clip.is_draft
        and (path, clip.title) not in edits
    ]
    shown: list[set[str]] = []
    for number, (path, title) in enumerate(edits[:6]):
        scene.retitle(path, title, f"Headline {number} of somebody in a hurry")
        shown.append(scene.pages(f"Headline {number} of somebody in a hurry"))
    kept = [scene.pages(f"Headline {number} of somebody in a hurry") for number in range(6)]

    assert len(edits) >= 6
    assert all(any(path.startswith("clippings/") for path in pages) for pages in shown)
    assert kept == shown


def test_an_edit_that_is_taken_back_is_shown_as_it_was(scene: _Scene) -> None:
    """Before the digest is made anew there is nothing to compare with but what is shown."""
    (path, title), *_ = _one_day(scene)
    before = scene.pages(title)
    scene.retitle(path, title, "A slip of the pen")
    meanwhile = scene.pages("A slip of the pen")
    scene.retitle(path, "A slip of the pen", title)

    assert meanwhile
    assert (scene.pages("A slip of the pen"), scene.pages(title)) == (set(), before)
