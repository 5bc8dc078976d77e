"""Kinds of edits that previews are known to be stale after: after each, every file is that of a fresh build."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.edited_site import TODAY, Clip, EditedSite
from benchmarks.previewed import FreshBuilds, Previewed
from generator.store.theme_files import default_theme_folder

# Folders made one inside the other at once are reported twice, which watchdog warns of; see `Doorbell`.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

_CLIP = Clip(
    title="A ferry for Karsk",
    day="2021-03-05",
    outlet="Radio Nine",
    slug="ferry",
    topics=("Ferries",),
    sentences=("The ferry to Karsk runs again.", "Ana Ruzel said that 12 boats were ready.", "Nobody was hurt."),
)


class _Scene:
    """A previewed site that one scenario after the other happens to."""

    def __init__(self, site: EditedSite, preview: Previewed) -> None:
        self.site = site
        self.preview = preview
        self._fresh = FreshBuilds(preview.places, TODAY)

    def settle(self) -> dict[str, bytes]:
        """Wait until the preview is what a fresh build is, and give its files; the test fails when it never is."""
        assert self.preview.stale(self._fresh) == []
        return dict(self.preview.stage.showing.pages)

    def fail(self) -> None:
        """Wait until the preview tells what keeps the site from being built."""
        assert self.preview.stale(self._fresh) == []
        assert self.preview.stage.showing.is_stale

    def clip(self, **values: object) -> str:
        """Put a clipping of its own there, and give its path."""
        name = f"ferry-{self.site.number()}"
        fields = {name: getattr(_CLIP, name) for name in _CLIP.__dataclass_fields__}
        self.site.add(f"{name}.md", Clip(**fields | {"slug": name} | values))
        self.settle()
        return f"{name}.md"

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below the site's folder, in place."""
        file = self.site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def shipped(self, name: str) -> str:
        return (default_theme_folder() / name).read_text(encoding="utf-8")

    def bytes_of(self, path: str) -> bytes:
        return (self.site.content / path).read_bytes()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Scene]:
    site = EditedSite.make(tmp_path_factory.mktemp("scenarios") / "site", 10, seed=6)
    site.dice = random.Random(6)
    with Previewed.open(site.root, TODAY) as preview:
        yield _Scene(site, preview)


Scenario = Callable[[_Scene], None]


def _topic_moved_to_a_new_one(scene: _Scene) -> None:
    path = scene.clip(topics=("Old harbour",))
    scene.site.change(path, topics=("New harbour",))
    files = scene.settle()
    assert ("topics/old-harbour/index.html" in files, "topics/new-harbour/index.html" in files) == (False, True)


def _last_clipping_of_a_topic_drops_it(scene: _Scene) -> None:
    path = scene.clip(topics=("Lamps",))
    scene.site.change(path, topics=())
    assert [path for path in scene.settle() if path.startswith("topics/lamps/")] == []


def _date_changed(scene: _Scene) -> None:
    path = scene.clip(day="2021-02-01")
    assert "2021/02/01/index.html" in scene.settle()
    scene.site.change(path, day="2021-02-03")
    files = scene.settle()
    assert ("2021/02/01/index.html" in files, "2021/02/03/index.html" in files) == (False, True)


def _draft_on(scene: _Scene) -> None:
    path = scene.clip(title="Soon to be a draft")
    scene.site.change(path, is_draft=True)
    assert b"Soon to be a draft" not in scene.settle()["search/index.html"]


def _draft_off(scene: _Scene) -> None:
    path = scene.clip(title="No draft any more", is_draft=True)
    scene.site.change(path, is_draft=False)
    assert b"No draft any more" in scene.settle()["search/index.html"]


def _clipping_deleted(scene: _Scene) -> None:
    path = scene.clip(title="Gone tomorrow")
    before = scene.settle()
    scene.site.remove(path)
    assert len(before) > len(scene.settle())


def _clipping_added_in_the_middle(scene: _Scene) -> None:
    scene.clip(day="2021-03-04")


def _clipping_renamed(scene: _Scene) -> None:
    path = scene.clip()
    scene.site.move(path, "renamed.md")
    assert b"renamed.md" in scene.settle()["ledger/index.html"]
    scene.site.remove("renamed.md")


def _clipping_in_new_folders(scene: _Scene) -> None:
    scene.site.add(f"new/{scene.site.number()}/deep/down/story.md")


def _text_changed(scene: _Scene) -> None:
    path = scene.clip()
    scene.site.change(path, sentences=("The ferry sank in the harbour of Karsk.", *_CLIP.sentences))


def _title_changed(scene: _Scene) -> None:
    path = scene.clip(title="Before")
    scene.site.change(path, title="Afterwards")
    assert b"Before" not in scene.settle()["feeds/atom.xml"]


def _fields_beside_a_clipping_changed(scene: _Scene) -> None:
    path = scene.clip()
    side = f"content/{Path(path).stem}.meta"
    scene.write(side, "author: Lena Marsh\n")
    scene.settle()
    scene.write(side, "author: Piotr Halloran\n")


def _included_part_changed(scene: _Scene) -> None:
    part = scene.write("templates/parts/own.html", "one")
    scene.write("templates/404.html", "{% include 'parts/own.html' %}")
    scene.settle()
    part.write_text("two", encoding="utf-8")
    assert scene.settle()["404.html"] == b"two"
    (scene.site.templates / "404.html").unlink()


def _base_template_changed(scene: _Scene) -> None:
    own = scene.write("templates/base.html", f"{scene.shipped('base.html')}<!-- own -->")
    assert b"<!-- own -->" in scene.settle()["index.html"]
    own.unlink()


def _settings_changed(scene: _Scene) -> None:
    scene.write("dayfold.toml", f'title = "Digest {scene.site.number()}"\n')


def _settings_replaced_by_a_new_file(scene: _Scene) -> None:
    fresh = scene.write("dayfold.toml.new", f'title = "Digest {scene.site.number()}"\nrights = "quote"\n')
    fresh.replace(scene.site.config)


def _asset_added(scene: _Scene) -> None:
    name = f"own-{scene.site.number()}.svg"
    scene.write(f"templates/assets/{name}", "<svg/>")
    assert scene.settle()[f"assets/{name}"] == b"<svg/>"


def _asset_removed(scene: _Scene) -> None:
    asset = scene.write("templates/assets/passing.svg", "<svg/>")
    scene.settle()
    asset.unlink()
    assert "assets/passing.svg" not in scene.settle()


def _folder_renamed(scene: _Scene) -> None:
    number = scene.site.number()
    scene.site.add(f"folder-{number}/one.md")
    scene.site.add(f"folder-{number}/two.md")
    scene.settle()
    (scene.site.content / f"folder-{number}").rename(scene.site.content / f"renamed-{number}")
    scene.site.clips = {path: scene.site.clips[path] for path in scene.site.living()}


def _two_edits_in_a_row(scene: _Scene) -> None:
    one, other = scene.clip(slug="row-1"), scene.clip(slug="row-2", title="Another ferry")
    scene.site.change(one, title="The first of two")
    time.sleep(0.03)
    scene.site.change(other, title="The second of two")


def _five_edits_during_a_rebuild(scene: _Scene) -> None:
    path = scene.clip()
    for number in range(5):
        scene.site.change(path, title=f"Edit {number}")
        time.sleep(0.06)
    assert b"Edit 4" in scene.settle()["search/index.html"]


def _emptied_then_written(scene: _Scene) -> None:
    path = scene.clip()
    data = scene.bytes_of(path).replace(b"A ferry", b"A lifeboat")
    scene.write(f"content/{path}", b"")
    time.sleep(0.3)
    scene.write(f"content/{path}", data)
    assert b"A lifeboat" in scene.settle()["search/index.html"]


def _saved_by_rename(scene: _Scene) -> None:
    path = scene.clip()
    fresh = scene.write(f"content/.{path}.tmp", scene.bytes_of(path).replace(b"A ferry", b"A raft"))
    fresh.replace(scene.site.content / path)
    assert b"A raft" in scene.settle()["search/index.html"]


def _saved_by_vim(scene: _Scene) -> None:
    path = scene.clip()
    data = scene.bytes_of(path).replace(b"A ferry", b"A tug")
    scene.write("content/4913", b"").unlink()
    (scene.site.content / path).replace(scene.site.content / f"{path}~")
    scene.write(f"content/{path}", data)
    (scene.site.content / f"{path}~").unlink()
    assert b"A tug" in scene.settle()["search/index.html"]


def _sixty_clippings_added(scene: _Scene) -> None:
    paths = [f"many/{number}.md" for number in range(60)]
    for path in paths:
        scene.site.add(path)
    files = scene.settle()
    assert all(path.encode() in files["ledger/index.html"] for path in paths)
    for path in paths:
        scene.site.remove(path)


def _head_broken_and_mended(scene: _Scene) -> None:
    path = scene.clip()
    data = scene.bytes_of(path)
    scene.write(f"content/{path}", data.replace(b"title: ", b"title: : ["))
    scene.settle()
    scene.write(f"content/{path}", data.replace(b"A ferry", b"A steamer"))
    assert b"A steamer" in scene.settle()["search/index.html"]


def _part_broken_and_mended(scene: _Scene) -> None:
    part = scene.write("templates/parts/own.html", "{{ nonsense")
    scene.write("templates/404.html", "{% include 'parts/own.html' %}")
    scene.fail()
    part.write_text("mended", encoding="utf-8")
    assert scene.settle()["404.html"] == b"mended"
    (scene.site.templates / "404.html").unlink()


def _edit_of_the_same_size_and_time(scene: _Scene) -> None:
    path = scene.clip()
    file = scene.site.content / path
    times = file.stat()
    scene.write(f"content/{path}", scene.bytes_of(path).replace(b"A ferry", b"B ferry"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert b"B ferry" in scene.settle()["search/index.html"]


KNOWN_TO_FAIL_ELSEWHERE: tuple[Scenario, ...] = (
    _topic_moved_to_a_new_one,
    _last_clipping_of_a_topic_drops_it,
    _date_changed,
    _draft_on,
    _draft_off,
    _clipping_deleted,
    _clipping_added_in_the_middle,
    _clipping_renamed,
    _clipping_in_new_folders,
    _text_changed,
    _title_changed,
    _fields_beside_a_clipping_changed,
    _included_part_changed,
    _base_template_changed,
    _settings_changed,
    _settings_replaced_by_a_new_file,
    _asset_added,
    _asset_removed,
    _folder_renamed,
    _two_edits_in_a_row,
    _five_edits_during_a_rebuild,
    _emptied_then_written,
    _saved_by_rename,
    _saved_by_vim,
    _sixty_clippings_added,
    _head_broken_and_mended,
    _part_broken_and_mended,
    _edit_of_the_same_size_and_time,
)
"""The edits by which previews of other generators were compared."""


def _name(scenario: Scenario) -> str:
    return scenario.__name__.strip("_")


@pytest.mark.parametrize("scenario", KNOWN_TO_FAIL_ELSEWHERE, ids=_name)
def test_the_preview_is_a_fresh_build_after(scenario: Scenario, scene: _Scene) -> None:
    """Whatever was edited, the preview shows it, and shows nothing that is gone."""
    before = scene.preview.stage.showing.build
    scenario(scene)
    scene.settle()

    assert scene.preview.stage.showing.build > before
