"""Many changes at once, and clocks that go wrong: few builds, and the last of them right."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.edited_site import TODAY, EditedSite
from benchmarks.previewed import FreshBuilds, Previewed
from generator.preview.builder import Builder
from generator.preview.changes import Table, files_of
from generator.preview.doorbell import Doorbell
from generator.store.places import find_places

# Folders made one inside the other at once are reported twice, which watchdog warns of; see `Doorbell`.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


@pytest.fixture
def site(tmp_path: Path) -> EditedSite:
    return EditedSite.make(tmp_path / "site", 8, seed=3)


def _seen(files: Iterator[Path]) -> dict[str, bytes]:
    found = {}
    for file in files:
        with suppress(FileNotFoundError):  # removed this very moment: the next build is for that
            found[file.name] = file.read_bytes()
    return found


def test_a_hundred_saves_in_a_second_are_few_builds(site: EditedSite) -> None:
    """Somebody types and an editor saves at every key: at most five builds come to their end, the last is right."""
    path = site.pick()
    with Previewed.open(site.root, TODAY) as preview:
        before = len(preview.told)
        begun = time.monotonic()
        for number in range(100):
            site.change(path, title=f"Key number {number}")
            time.sleep(max(0.0, begun + (number + 1) / 100 - time.monotonic()))
        wrong = preview.stale(FreshBuilds(preview.places, TODAY))
        builds = len(preview.told) - before

    assert wrong == []
    assert 1 <= builds <= 5
    assert b"Key number 99" in preview.stage.showing.pages["search/index.html"]


def test_a_mistake_in_the_middle_of_a_burst_does_no_harm(site: EditedSite) -> None:
    """Settings are broken and mended while clippings are saved: what is shown in the end is right."""
    settings = site.config.read_bytes()
    with Previewed.open(site.root, TODAY) as preview:
        for number in range(30):
            site.change(site.pick(), title=f"Edit {number}")
            if number == 10:
                site.config.write_text("titel = 'Mistyped'\n", encoding="utf-8")
            if number == 20:
                site.config.write_bytes(settings)
            time.sleep(0.02)

        assert preview.stale(FreshBuilds(preview.places, TODAY)) == []
        assert not preview.stage.showing.is_stale


def test_a_checkout_of_two_thousand_files_is_one_build_or_two(tmp_path: Path) -> None:
    """Another branch rewrites, removes and adds files within a second: one or two builds, and none of them missed."""
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path / "site", check=True, capture_output=True)

    def commit(branch: str, numbers: range) -> None:
        for number in numbers:
            file = content / f"{number % 20}" / f"{number}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"{branch} {number}", encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", branch)

    git("init", "--quiet", "--initial-branch", "main")
    commit("main", range(1000))
    git("checkout", "--quiet", "-b", "other")
    commit("other", range(1900))
    git("rm", "--quiet", "-r", "content/0", "content/1")
    git("commit", "--quiet", "--message", "fewer")
    git("checkout", "--quiet", "main")
    places = find_places(tmp_path / "site")
    seen: list[dict[str, bytes]] = []

    def build(_changed: frozenset[str], _news: frozenset[str]) -> Iterator[bool]:
        found = _seen(file for file in files_of(places).values() if file.is_relative_to(content))
        yield False
        seen.append(found)  # unless the build was dropped half-way

    builder = Builder(build, Table(lambda: files_of(places)), Doorbell(deep=(content,), flat=(tmp_path / "site",)))
    builder.start()
    while not seen:
        time.sleep(0.01)
    git("checkout", "--quiet", "other")
    expected = _seen(file for file in content.rglob("*.md"))
    end = time.monotonic() + 20
    while seen[-1] != expected and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)
    builder.stop()

    assert len(expected) == 1710
    assert (seen[-1] == expected, len(seen) in (2, 3)) == (True, True)


@pytest.mark.parametrize("moment", [0, 1_000_000_000, 4_000_000_000])
def test_the_clock_may_say_anything(site: EditedSite, moment: int) -> None:
    """A file whose time is older than before, at the beginning of time or in the future is read anew all the same."""
    path = site.pick()
    with Previewed.open(site.root, TODAY) as preview:
        for title in ("The first edit", "Edits in turn"):
            os.utime(site.change(path, title=title), (moment, moment))

            assert preview.stale(FreshBuilds(preview.places, TODAY)) == []
        assert b"Edits in turn" in preview.stage.showing.pages["search/index.html"]


def test_at_midnight_what_was_held_back_is_shown(site: EditedSite) -> None:
    """A new day is a change although nobody edited anything."""
    site.change(site.pick(), title="Planned for the twentieth", day="2021-03-20")
    with Previewed.open(site.root, TODAY) as preview:
        fresh = FreshBuilds(preview.places, TODAY)
        assert b"Planned for the twentieth" not in preview.stage.showing.pages["search/index.html"]
        preview.today = fresh.today = "2021-03-20"

        assert preview.stale(fresh) == []
        assert b"Planned for the twentieth" in preview.stage.showing.pages["search/index.html"]


_WITHOUT_WATCHES = """
import os, resource, sys, threading
from pathlib import Path
from generator.preview.doorbell import Doorbell
told = []
doorbell = Doorbell(deep=(Path(sys.argv[1]),), flat=(), warn=told.append)
doorbell.tend()
doorbell.disconnect()
assert told == [], "while there are watches, nothing is told"
resource.setrlimit(resource.RLIMIT_NOFILE, (os.dup(0), resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
assert not doorbell.tend() and not doorbell.tend()
assert threading.active_count() == 1, "nothing is left of what failed"
print(*told, sep="\\n")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of inotify")
def test_a_system_without_watches_is_told_of_once_with_the_cure(tmp_path: Path) -> None:
    """The builder then looks twice a second by itself, which somebody who waits should know."""
    command = [sys.executable, "-c", _WITHOUT_WATCHES, str(tmp_path)]
    told = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )

    assert told.stdout.count("changes are not reported by the system") == 1
    assert "raise fs.inotify.max_user_watches" in told.stdout


def test_a_folder_that_cannot_be_looked_at_does_not_end_the_watching(tmp_path: Path) -> None:
    """Trouble with a look costs this one look: the next one finds what changed."""
    file = tmp_path / "a.md"
    file.write_text("one", encoding="utf-8")
    is_closed, seen = False, list[str]()

    def files() -> dict[str, Path]:
        if is_closed:
            raise PermissionError("closed")
        return {file.name: file}

    def build(_changed: frozenset[str], _news: frozenset[str]) -> Iterator[bool]:
        seen.append(file.read_text(encoding="utf-8"))
        yield True

    builder = Builder(build, Table(files), Doorbell(deep=(tmp_path,), flat=()))
    builder.start()
    while not seen:
        time.sleep(0.01)
    is_closed = True
    (tmp_path / "new").mkdir()
    time.sleep(0.3)
    is_closed = False
    file.write_text("two", encoding="utf-8")
    end = time.monotonic() + 10
    while seen[-1] != "two" and time.monotonic() < end:
        time.sleep(0.01)
    builder.stop()

    assert seen == ["one", "two"]
