"""Clippings of somebody who means harm, built and opened in a real browser: nothing runs, nothing is fetched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from hostile_texts import hostile_files
from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = pytest.mark.browser

_COUNT = int(os.environ.get("DAYFOLD_HOSTILE", "60"))
"""Inputs; 500 try each payload in some ten places."""

_REDIRECT = '<meta http-equiv="refresh" content="0; url=/'
"""Pages that lead on at once, to a page of the site."""

_REPORT = "addEventListener('securitypolicyviolation', one => console.error('violated ' + one.violatedDirective));"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a site with or without the policy that its `_headers` ask for."""

    def __init__(self, *arguments: object, policy: str, directory: str) -> None:
        self._policy = policy
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


class _Site(NamedTuple):
    output: Path
    policy: str
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> _Site:
    """A site of hostile clippings, and what its `_headers` ask for."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "content").mkdir()
    for name, text in hostile_files(_COUNT):
        (root / "content" / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(root / "dayfold.toml")]
    (root / "dayfold.toml").write_text('rights = "full"\ntitle = "<script>1</script>"\n', encoding="utf-8")
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in built.stderr
    output = root / "output"
    headers = (output / "_headers").read_text(encoding="utf-8")
    policy = headers.partition("Content-Security-Policy: ")[2].partition("\n")[0]
    assert sorted(one.name for one in root.iterdir()) == [".dayfold", "content", "dayfold.toml", "output"]
    files = [file for file in sorted(output.rglob("*.html")) if _REDIRECT not in file.read_text(encoding="utf-8")]
    return _Site(output, policy, tuple(file.relative_to(output).as_posix() for file in files))


def _open_all(browser: Browser, site: _Site, policy: str) -> tuple[list[str], set[str], list[str]]:
    """Open every page; tell where a script ran, which other hosts were asked, and what the policy had to forbid."""
    handler = partial(_Quiet, policy=policy, directory=str(site.output))
    owned, hosts, violations = list[str](), set[str](), list[str]()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = f"127.0.0.1:{server.server_port}"
        context = browser.new_context()
        context.add_init_script(_REPORT)
        _refuse_others(context, own, hosts)
        page = context.new_page()
        page.on("console", lambda one: violations.extend([one.text] if "violated" in one.text else []))
        for path in site.pages:
            page.goto(f"http://{own}/{path}", wait_until="load")
            if page.evaluate("document.documentElement.dataset.owned"):
                owned.append(path)
        context.close()
        server.shutdown()
    return owned, hosts, violations


def _refuse_others(context: BrowserContext | Page, own: str, asked: set[str]) -> None:
    """Let nothing through that is asked of another host, and note it."""

    def refuse(route: Route) -> None:
        asked.add(route.request.url)
        route.abort()

    context.route(lambda url: own not in url, refuse)


@pytest.mark.parametrize("has_policy", [True, False])
def test_nothing_of_a_clipping_runs_or_is_fetched(browser: Browser, site: _Site, has_policy: bool) -> None:
    """With the policy there is nothing for it to forbid; without it nothing happens either."""
    assert _open_all(browser, site, site.policy if has_policy else "") == ([], set(), [])


def _feed_contents(site: _Site) -> Iterator[str]:
    """Give every text of a feed that its format says is HTML."""
    for file in sorted(site.output.rglob("*.xml")):
        root = ET.parse(file).getroot()
        in_rss = [text for item in root.iter("item") for text in item if text.tag.endswith(("description", "encoded"))]
        yield from (one.text or "" for one in (*in_rss, *root.iter()) if one in in_rss or one.get("type") == "html")
    for file in sorted(site.output.rglob("feed.json")):
        yield from (item["content_html"] for item in json.loads(file.read_text(encoding="utf-8"))["items"])


def test_nothing_of_a_feed_item_runs_or_is_fetched(browser: Browser, site: _Site) -> None:
    """What a reader that trusts feeds would put into its page, put into a page without any policy."""
    asked: set[str] = set()
    page = browser.new_page()
    _refuse_others(page, "about:", asked)
    contents = list(dict.fromkeys(_feed_contents(site)))
    page.set_content("<!doctype html>" + "".join(f"<section>{one}</section>" for one in contents), wait_until="load")

    assert len(contents) > _COUNT / 4
    assert (page.evaluate("document.documentElement.dataset.owned"), asked) == (None, set())
    assert page.locator("script, style, iframe, object, embed, form, [onerror], [onload], [style]").count() == 0
    page.close()


def test_no_link_of_a_page_is_a_script(browser: Browser, site: _Site) -> None:
    """Addresses of clippings are links only where they lead to the web."""
    schemes: set[str] = set()
    page = browser.new_page(java_script_enabled=False)
    for path in site.pages:
        page.goto((site.output / path).as_uri())
        links = page.locator("a[href], link[href], form[action], img[src]").evaluate_all(
            "all => all.map(one => one.getAttribute('href') || one.getAttribute('action') || one.getAttribute('src'))"
        )
        schemes |= {link.partition(":")[0].casefold() for link in links if ":" in link.partition("/")[0]}
    page.close()

    assert schemes <= {"http", "https", "mailto"}
