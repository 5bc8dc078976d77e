"""
An hour of editing: is every edit shown, and does the preview's process stay as large as it was?

    python -m benchmarks.preview_hour [--minutes 60] [--clippings 300] [--seed 1]

A made-up site is served by a process of its own, with a page open in a browser's place. Once a second something is
edited, and the preview is asked what it shows. Once a minute every file is compared with a fresh build. Prints
memory, threads and children a minute, and the medians of the first and the last quarter; exits with 1 when an edit was
not shown, a page was stale, or memory grew by more than a tenth. The first minute, in which all is read and made for
the first time, is not counted.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.edited_site import EditedSite
from benchmarks.previewed import FreshBuilds, differences
from generator.store.places import find_places

_NOON = "1616068800"
"""2021-03-18, in seconds since 1970: what the child takes for now."""
_TODAY = "2021-03-18"
_SCRIPT = re.compile(rb'<script src="/__dayfold/reload\.js"[^>]*></script>')
_EDIT_EVERY_S = 1.0
_COMPARED_EVERY_S = 60.0
_SHOWN_WITHIN = 2
"""Settled builds after an edit: the first may have begun before it, however busy the machine is."""
_SETTLES_WITHIN_S = 60.0
_GROWTH = 1.10
_PROJECT = Path(__file__).resolve().parent.parent


class Sample(NamedTuple):
    """What the system says of the preview's process."""

    rss_mb: float
    threads: int
    children: int
    zombies: int


class Served:
    """A preview in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        self.client = httpx.Client(trust_env=False, timeout=30)

    @classmethod
    @contextmanager
    def open(cls, site: EditedSite, log: Path) -> Iterator[Served]:
        """Serve a site until the context ends, and have a page of it open."""
        command = [sys.executable, "-m", "generator", "serve", "--port", "18900"]
        environment = {**os.environ, "PYTHONPATH": str(_PROJECT), "SOURCE_DATE_EPOCH": _NOON}
        with log.open("w") as said:
            process = subprocess.Popen(command, cwd=site.root, stdout=said, stderr=said, text=True, env=environment)
        try:
            while "serving " not in log.read_text():
                time.sleep(0.1)
                if process.poll() is not None:
                    raise SystemExit(log.read_text())
            served = cls(process, log.read_text().partition("serving ")[2].split()[0])
            threading.Thread(target=served._listen, daemon=True).start()
            yield served
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(self.address + path)

    def status(self) -> dict[str, object]:
        state: dict[str, object] = self.client.get(self.address.replace("/news/", "/__dayfold/status.json")).json()
        return state

    def sample(self) -> Sample:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        values = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = [int(child) for task in tasks for child in task.read_text().split()]
        return Sample(
            int(values["VmRSS"].split()[0]) / 1024,
            int(values["Threads"]),
            len(children),
            sum(map(_is_zombie, children)),
        )

    def files(self, names: Iterator[str]) -> dict[str, bytes]:
        """Fetch files as they would be published: without the preview's script."""
        found = {}
        for name in names:
            answered = self.get(name.removesuffix("index.html") if name.endswith("/index.html") else name)
            if answered.status_code == 200 or name == "404.html":
                found[name] = _SCRIPT.sub(b"", answered.content)
        return found

    def _listen(self) -> None:
        """Keep a page's connection, and renew it now and then as a reader who goes from page to page does."""
        events = self.address.replace("/news/", "/__dayfold/events?page=/news/")
        while self.process.poll() is None:
            try:
                with httpx.Client(trust_env=False, timeout=60) as client, client.stream("GET", events) as stream:
                    end = time.monotonic() + 30
                    for _ in stream.iter_lines():
                        if time.monotonic() > end:
                            break
            except httpx.HTTPError:
                time.sleep(0.2)


class Editor:
    """Edits a site so that it stays about as large as it was, and knows what must be seen of each edit."""

    def __init__(self, site: EditedSite) -> None:
        self.site = site
        self._size = len(site.clips)

    def edit(self) -> tuple[str, str]:
        """Do something; gives a title that must be seen now, and one that must be seen no more, empty for none."""
        site, mark = self.site, f"Mark {self.site.number()} of the editor"
        kind = site.dice.choice(("title",) * 6 + ("date", "date", "add", "delete", "rename", "swap"))
        if kind == "add" and len(site.clips) < self._size + 10:
            site.add(site.new_path())
        if kind == "delete" and len(site.clips) > self._size - 10:
            path = site.pick()
            gone = site.clips[path].title
            site.remove(path)
            return "", gone if gone.startswith("Mark ") else ""
        path = site.pick()
        before = site.clips[path].title
        if kind == "rename":
            site.move(path, path := site.new_path())
        other = site.pick()
        if kind == "swap" and other != path:
            site.move(path, "swapping.md")
            site.move(other, path)
            site.move("swapping.md", other)
            path = other
        days = {"day": site.new_clip().day} if kind == "date" else {}
        sentences = (*site.clips[path].sentences[1:], site.sentence())
        site.change(path, title=mark, sentences=sentences, **days)
        return mark, before if before.startswith("Mark ") else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--clippings", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = EditedSite.make(Path(folder, "site"), given.clippings, given.seed)
        site.write_config(future="true")  # so that every clipping is shown, whatever its day
        with Served.open(site, Path(folder, "log.txt")) as served:
            sys.exit(_spend(site, served, given.minutes * 60))


class Promise(NamedTuple):
    """What must be seen of an edit."""

    made_at: float
    """In seconds since the start."""
    builds: int
    """How many settled builds had been seen by then."""
    wanted: str
    """A title that must be on the page of all titles …"""
    unwanted: str
    """… and one that must not; empty for none."""

    def is_kept(self, titles: str) -> bool:
        return self.wanted in titles and not (self.unwanted and f"{self.unwanted}<" in titles)


def _spend(site: EditedSite, served: Served, seconds: float) -> int:
    editor = Editor(site)
    fresh = FreshBuilds(find_places(site.root), _TODAY, origin=served.address.removesuffix("/news/"))
    begun = compared_at = time.monotonic()
    samples: list[tuple[float, Sample]] = []
    wrong: list[str] = []
    open_promises: list[Promise] = []
    took: list[float] = []
    edits, builds, last_build = 0, 0, None
    while (now := time.monotonic() - begun) < seconds:
        wanted, unwanted = editor.edit()
        edits += 1
        open_promises = [one for one in open_promises if one.wanted != unwanted or not unwanted]
        open_promises.append(Promise(now, builds, wanted, unwanted))
        time.sleep(max(0.0, begun + now + _EDIT_EVERY_S - time.monotonic()))
        samples.append((now, served.sample()))
        now = time.monotonic() - begun
        state = served.status()
        if state["settled"]:
            builds, last_build = builds + (state["build"] != last_build), state["build"]
            titles = served.get("search/").text
            took += [now - one.made_at for one in open_promises if one.is_kept(titles)]
            open_promises = [one for one in open_promises if not one.is_kept(titles)]
        wrong += [f"not shown: {one}" for one in open_promises if builds - one.builds > _SHOWN_WITHIN]
        open_promises = [one for one in open_promises if builds - one.builds <= _SHOWN_WITHIN]
        if time.monotonic() - compared_at > _COMPARED_EVERY_S:
            wrong += _compare(served, fresh)
            compared_at = time.monotonic()
            print(_line(now, edits, samples[-1][1], took[-60:], len(wrong)), flush=True)
    return _sum_up(samples, edits, wrong + _compare(served, fresh))


def _compare(served: Served, fresh: FreshBuilds) -> list[str]:
    """Compare every page with a fresh build, once the preview has settled."""
    expected = fresh.build()
    end = time.monotonic() + _SETTLES_WITHIN_S
    while True:
        is_settled = served.status()["settled"]
        wrong = differences(served.files(iter(expected)), expected) if is_settled else ["it does not settle"]
        if not wrong or time.monotonic() > end:
            return wrong
        time.sleep(0.2)


def _line(now: float, edits: int, sample: Sample, took: list[float], wrong: int) -> str:
    return (
        f"{now / 60:5.1f} min  {edits:5} edits  {sample.rss_mb:7.1f} MB  {sample.threads} threads  "
        f"{sample.children} children  {sample.zombies} zombies  settled and asked after {statistics.median(took):.1f} s"
        f"  {wrong} missed or stale"
    )


def _sum_up(samples: list[tuple[float, Sample]], edits: int, wrong: list[str]) -> int:
    counted = [sample for now, sample in samples if now > 60] or [sample for _, sample in samples]
    quarter = max(1, len(counted) // 4)
    first, last = (statistics.median(one.rss_mb for one in part) for part in (counted[:quarter], counted[-quarter:]))
    threads = [statistics.median(one.threads for one in part) for part in (counted[:quarter], counted[-quarter:])]
    print(*wrong[:50], sep="\n")
    print(
        f"{edits} edits: {len(wrong)} missed or stale; memory {first:.1f} MB in the first quarter, {last:.1f} MB in "
        f"the last ({last / first - 1:+.1%}); threads {threads[0]:.0f} and {threads[1]:.0f}; "
        f"at most {max(one.children for one in counted)} children, {max(one.zombies for one in counted)} zombies"
    )
    return int(bool(wrong) or last > first * _GROWTH)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


if __name__ == "__main__":
    main()
