"""The sample site as a reader meets it: in a real browser, without scripts, on a phone and at a desk."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

THREAD = "threads/red-warning-valley-d9688b98/"
PAGES = (
    *("", "2026/03/05/", "2026/03/", "threads/", THREAD, "topics/", "topics/tarvenne-flood/"),
    *("sources/", "undated/", "ledger/", "search/", "feeds/", "404.html"),
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


@pytest.fixture(scope="module")
def address(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site, built for a sub-path and served from there."""
    root = tmp_path_factory.mktemp("site")
    config = shutil.copy(project / "dayfold.toml", tmp_path_factory.mktemp("settings"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        base = f"http://127.0.0.1:{server.server_port}/news/"
        folders = ["--config", str(config), "--content", str(project / "content"), "--output", str(root / "news")]
        command = [sys.executable, "-m", "generator", "build", *folders, "--base-url", base]
        subprocess.run(command, check=True, cwd=project)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield base
        server.shutdown()
        thread.join()


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window without scripts, once as wide as a phone and once as a desk."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_and_asks_nobody_else(page: Page, address: str, path: str) -> None:
    """No page scrolls sideways, misses a file, complains, or loads anything from elsewhere."""
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on(
        "request", lambda one: trouble.append(one.url) if urlsplit(one.url).netloc != urlsplit(address).netloc else None
    )
    page.on("response", lambda one: trouble.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    page.goto(address + path)
    window = page.viewport_size
    assert window is not None
    root = page.locator("html").bounding_box()
    assert root is not None
    widest = page.locator("body").bounding_box()
    assert widest is not None

    assert trouble == []
    assert max(root["width"], widest["width"]) <= window["width"]


def test_footnote_leads_to_the_sentence(page: Page, address: str) -> None:
    """From a marker on a day's page to the note, from there to the very sentence on the clipping's page."""
    page.goto(f"{address}2026/03/05/")
    printed = page.locator("q:has(+ sup a[role=doc-noteref])").first
    said = printed.text_content()
    printed.locator("+ sup a").first.click()
    note = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert note.is_visible()
    note.locator("a[href*='/clippings/']").first.click()
    sentence = page.locator(f"[id='{urlsplit(page.url).fragment}']")

    assert sentence.is_visible()
    assert sentence.locator("q").text_content() == said


def test_an_editors_footnote_leads_there_and_back_by_keyboard(page: Page, address: str) -> None:
    """Without scripts: Enter on a mark of a note goes to its item, Enter on the item's link goes back to the mark."""
    page.goto(f"{address}2026/03/04/")
    mark = page.locator("aside.editor sup a[role=doc-noteref]").first
    mark.focus()
    page.keyboard.press("Enter")
    item = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert item.is_visible()
    item.locator("xpath=ancestor-or-self::li").first.locator(".back a").first.focus()
    page.keyboard.press("Enter")

    assert urlsplit(page.url).fragment == mark.locator("xpath=..").get_attribute("id")


def test_background_unfolds_by_a_click_and_on_paper(page: Page, address: str) -> None:
    """What was said before is folded on the screen, opens without a program, and stands open in print."""
    page.goto(f"{address}2026/03/06/")
    fold = page.locator("details.background").first
    sentence = fold.locator("q").first
    is_shown = [sentence.is_visible()]
    page.emulate_media(media="print")
    is_shown.append(sentence.is_visible())
    page.emulate_media(media="screen")
    fold.locator("summary").click()

    assert [*is_shown, sentence.is_visible()] == [False, True, True]


def test_an_old_address_leads_to_the_new_one(page: Page, address: str) -> None:
    """The browser goes on by itself to where the story, or the thread, stands now."""
    old = f"{address}threads/oskola-bursts-its-banks-ebb73591/"
    page.goto(old)
    page.wait_for_url(f"{address}{THREAD}")

    assert page.locator(".thread-day").count() == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_schemes_differ(browser: Browser, address: str, scheme: str) -> None:
    """The page follows the reader's choice of light or dark."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")[:3]
    context.close()

    assert (red + green + blue > 3 * 128) == (scheme == "light")


def test_who_reads_in_the_dark_prints_dark_words_on_white(browser: Browser, address: str) -> None:
    """Paper is white, whatever scheme was chosen for the screen."""
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """(document.documentElement.dataset.scheme = "dark",
        [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor])"""
    )
    context.close()

    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
