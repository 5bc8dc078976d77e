"""`dayfold serve` and `dayfold watch` as somebody runs them: a process, a folder, edits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest
from playwright.sync_api import Browser, Page

_PATIENCE_S = 20.0
_CLIPPING = """\
---
title: {title}
date: 2020-10-18
outlet: The Example Courier
url: https://example.org/courier/{slug}
---

The mayor opened the new bridge over the river on Sunday. Hundreds of people walked across it in the first hour.
"""


class _Process:
    """A running dayfold and what it said so far."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not condition():
            if time.monotonic() > end or self.process.poll() is not None:
                pytest.fail(f"it did not come to that; dayfold said:\n{self.said()}")
            time.sleep(0.02)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=_PATIENCE_S)


@contextmanager
def _running(site: Path, *arguments: str) -> Iterator[_Process]:
    log = site.parent / "log.txt"
    stream: IO[str]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments],
            cwd=site,
            stdout=stream,
            stderr=stream,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            yield _Process(process, log)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


def _write(site: Path, name: str, title: str) -> Path:
    file = site / "content" / name
    file.write_text(_CLIPPING.format(title=title, slug=file.stem), encoding="utf-8")
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = tmp_path / "site"
    (made / "content").mkdir(parents=True)
    (made / "dayfold.toml").write_text('base-url = "https://example.org/news/"\n', encoding="utf-8")
    _write(made, "bridge.md", "The bridge is open")
    return made


def _pages(site: Path) -> str:
    """All pages of a built site in one text; empty while there is none, or while one is being put in place."""
    try:
        files = sorted((site / "output").rglob("*.html"))
        return "".join(file.read_text(encoding="utf-8") for file in files)
    except FileNotFoundError:
        return ""


def test_watch_keeps_the_output_up_to_date_and_survives_mistakes(site: Path) -> None:
    """The output follows edits, renames, deletions and templates; while settings are broken the last site stays."""
    with _running(site, "watch") as watching:
        watching.wait_for(lambda: "The bridge is open" in _pages(site))
        file = _write(site, "bridge.md", "The bridge is closed")
        watching.wait_for(lambda: "The bridge is closed" in _pages(site) and "is open" not in _pages(site))
        renamed = file.rename(site / "content" / "renamed.md")
        _write(site, "second.md", "A second bridge")
        watching.wait_for(lambda: "A second bridge" in _pages(site))
        assert "__dayfold" not in _pages(site), "the preview's script is for the preview alone"
        renamed.unlink()
        watching.wait_for(lambda: "The bridge is closed" not in _pages(site))
        (site / "dayfold.toml").write_text("titel = 'Mistyped'\n", encoding="utf-8")
        watching.wait_for(lambda: "did you mean title?" in watching.said())
        assert "A second bridge" in _pages(site)
        (site / "dayfold.toml").write_text("title = 'Mended'\n", encoding="utf-8")
        watching.wait_for(lambda: "Mended" in _pages(site))
        (site / "templates").mkdir()
        (site / "templates" / "404.html").write_text("Nothing here but {{ nonsense", encoding="utf-8")
        watching.wait_for(lambda: "[template-error]" in watching.said())
        (site / "templates" / "404.html").write_text("Nothing here at all", encoding="utf-8")
        watching.wait_for(lambda: (site / "output" / "404.html").read_bytes() == b"Nothing here at all")

        assert watching.stop() == 0
    assert "Traceback" not in watching.said()


def test_serve_shows_edits_without_writing_a_site(site: Path) -> None:
    """The pages are served at the sub-path, renew themselves, and nothing appears in the output folder."""
    with _running(site, "serve", "--port", "18500") as serving, httpx.Client(trust_env=False) as client:
        serving.wait_for(lambda: "serving http://127.0.0.1:" in serving.said())
        address = serving.said().partition("serving ")[2].split()[0]
        home = client.get(address)

        assert (address.endswith("/news/"), home.status_code, "The bridge is open" in home.text) == (True, 200, True)
        assert "https://example.org/news/" not in client.get(f"{address}feeds/atom.xml").text

        with client.stream("GET", address.replace("/news/", "/__dayfold/events?page=/news/")) as events:
            news = (line for line in events.iter_lines() if line.startswith("data:"))
            first = next(news)
            _write(site, "bridge.md", "The bridge is closed")
            second = next(news)

        assert ('"build":1,' in first, '"build":2,' in second) == (True, True)
        assert "The bridge is closed" in client.get(address).text

        (site / "dayfold.toml").write_text("base-url = 'nowhere'\n", encoding="utf-8")
        status = address.replace("/news/", "/__dayfold/status.json")
        serving.wait_for(lambda: bool(client.get(status).json()["stale"]))
        assert "The bridge is closed" in client.get(address).text
        (site / "dayfold.toml").write_text("base-url = 'https://example.org/other/'\n", encoding="utf-8")
        serving.wait_for(lambda: not client.get(status).json()["stale"])
        assert client.get(address.replace("/news/", "/other/")).status_code == 200
        assert not (site / "output").exists()
        assert serving.stop() == 0
    assert "Traceback" not in serving.said()


def test_serve_starts_with_a_broken_site_and_explains(site: Path) -> None:
    """The browser shows what is wrong until it is mended, then the site."""
    (site / "dayfold.toml").write_text("timezone = 'Atlantis'\n", encoding="utf-8")
    with _running(site, "serve", "--port", "18600") as serving, httpx.Client(trust_env=False) as client:
        serving.wait_for(lambda: "serving http://127.0.0.1:" in serving.said())
        address = serving.said().partition("serving ")[2].split()[0]

        assert ((broken := client.get(address)).status_code, "Atlantis" in broken.text) == (503, True)

        (site / "dayfold.toml").write_text("timezone = 'Asia/Baku'\n", encoding="utf-8")
        serving.wait_for(lambda: client.get(f"{address}").status_code in (200, 307))
        assert serving.stop() == 0


def test_a_preview_for_the_network_is_warned_of(site: Path) -> None:
    """Whoever listens on more than the own machine is told that drafts are seen by others."""
    with _running(site, "serve", "--host", "0.0.0.0", "--port", "18650") as serving:
        serving.wait_for(lambda: "serving http://127.0.0.1:" in serving.said())

        assert "warning: everybody in the network of 0.0.0.0 can read this preview" in serving.said()
        assert serving.stop() == 0


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a real browser."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.browser
def test_an_open_page_follows_the_edits_and_shows_what_is_wrong(site: Path, page: Page) -> None:
    """The page renews itself after an edit; a mistake is laid over it, as text, until it is mended."""
    with _running(site, "serve", "--port", "18700") as serving:
        serving.wait_for(lambda: "serving http://127.0.0.1:" in serving.said())
        page.goto(serving.said().partition("serving ")[2].split()[0])
        page.get_by_text("The bridge is open").first.wait_for()
        page.evaluate("window.isSame = true")
        _write(site, "bridge.md", "The bridge is closed")
        page.get_by_text("The bridge is closed").first.wait_for()
        assert page.evaluate("window.isSame") is True
        (site / "dayfold.toml").write_text("'<img src=x onerror=document.title=1>' = 1\n", encoding="utf-8")
        trouble = page.locator("dayfold-preview").get_by_text("there is no setting <img src=x")
        trouble.wait_for()

        assert page.get_by_text("The bridge is closed").first.is_visible()
        assert page.locator("dayfold-preview img").count() == 0

        settings = "title = 'The Mended Digest'\nbase-url = 'https://example.org/news/'\n"
        (site / "dayfold.toml").write_text(settings, encoding="utf-8")
        page.get_by_text("The Mended Digest").first.wait_for()
        page.locator("dayfold-preview").wait_for(state="detached")
        assert serving.stop() == 0
