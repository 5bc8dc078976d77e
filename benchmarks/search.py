"""
Whether the search finds what it is asked for: fragments of headlines, typed into the search page of a generated site.

    python -m benchmarks.search [--articles 1000] [--fragments 100] [--content DIR]

A fragment is three to five words in a row of a headline, and only such as one headline of the site has: no clipping is
the right one for the others. A hit is the clipping among the first three results, as a reader in Chromium sees them,
with the site in a sub-path and under the policy that its headers give it. `--content` takes clippings of another kind
than those of `benchmarks.corpus`. Printed are hits, the time a search takes from the last letter to the results, what
Pagefind takes for the index, and how large that is. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.build import front_matter
from benchmarks.corpus import make_articles
from generator.pipeline import gather, open_index, open_memory, plan
from generator.publish.site_files import security_policy
from generator.store.places import find_places
from generator.store.settings import load_config

_FIRST = 3
"""A hit is a right clipping among so many results."""


class _Host(SimpleHTTPRequestHandler):
    """A static host that sends what the site's `_headers` ask for."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", security_policy(has_index=True))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many to generate (default 1000)")
    parser.add_argument("--fragments", type=int, default=100, help="how many to search for (default 100)")
    parser.add_argument("--content", type=Path, help="a folder of clippings in place of generated ones")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        content = work / "content"
        if given.content:
            content.symlink_to(given.content.resolve())
        else:
            _write(content, given.articles)
        with _hosted(work / "public") as base:
            _build(content, work, base)
            _tell_index(work)
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                _tell_hits(browser.new_page(), f"{base}search/", given.fragments)
                browser.close()


def choose_fragments(titles: Mapping[str, str], count: int) -> list[tuple[str, str]]:
    """Choose fragments of headlines that one headline alone has, each with the id of its clipping; always the same."""
    dice = random.Random(1)
    runs = {entry_id: list(_runs(title.split())) for entry_id, title in sorted(titles.items())}
    owners = Counter(run.casefold() for those in runs.values() for run in set(those))
    telling = {
        entry_id: own
        for entry_id, those in runs.items()
        if (own := [run for run in those if owners[run.casefold()] == 1])
    }
    chosen = dice.sample(sorted(telling), min(count, len(telling)))
    return [(dice.choice(telling[entry_id]), entry_id) for entry_id in chosen]


def _runs(words: Sequence[str]) -> Iterator[str]:
    for size in (3, 4, 5):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _write(folder: Path, count: int) -> None:
    folder.mkdir()
    for article in make_articles(count):
        (folder / f"{article.slug}.md").write_text(front_matter(article, original="url"), "utf-8")


def _build(content: Path, work: Path, base: str) -> None:
    config = work / "dayfold.toml"
    config.touch()
    folders = ["--config", str(config), "--content", str(content), "--output", str(work / "public" / "news")]
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--quiet", *folders, "--base-url", base], check=True, timeout=600
    )


def _tell_index(work: Path) -> None:
    """Say what the index costs: made once more from what the build remembers, and weighed as it was published."""
    places = find_places(work, content=work / "content", output=work / "public" / "news", config=work / "dayfold.toml")
    config = load_config(places)
    digest = gather(places, config, open_memory(places, config), today="2030-01-01")
    index = open_index(config, plan(places, config, digest))
    begun = time.perf_counter()
    files = index.files()
    print(f"index made in       {time.perf_counter() - begun:.2f} s, of {len(digest.entries)} clippings")
    sizes: Counter[str] = Counter()
    for path, data in files.items():
        sizes[path.split("/")[1]] += len(data)
    parts = ", ".join(f"{name} {size / 1000:.0f}" for name, size in sizes.most_common())
    print(f"index weighs        {sizes.total() / 1000:.0f} kB in {len(files)} files ({parts})")


def _tell_hits(page: Page, address: str, count: int) -> None:
    page.goto(address)
    listed = page.locator("#all a[data-headline]")
    titles = listed.evaluate_all("links => links.map(link => [link.dataset.headline, link.textContent])")
    fragments = choose_fragments(dict(titles), count)
    hits, missed, seconds = 0, [], []
    for fragment, entry_id in fragments:
        begun = time.perf_counter()
        shown = search_for(page, fragment)
        seconds.append(time.perf_counter() - begun)
        is_hit = any(f"/clippings/{entry_id}/" in href for href in shown[:_FIRST])
        hits += is_hit
        missed += [] if is_hit else [fragment]
    print(f"right one in top {_FIRST}  {hits} of {len(fragments)}")
    print(f"a search            {statistics.median(seconds) * 1000:.0f} ms (the slowest {max(seconds) * 1000:.0f} ms)")
    for fragment in missed:
        print(f"  missed: {fragment}")


def search_for(page: Page, words: str) -> list[str]:
    """Type words into the search page and give the addresses of the results."""
    page.fill("#query", "")
    page.wait_for_selector("#found", state="hidden")
    page.fill("#query", words)
    page.press("#query", "Enter")
    page.wait_for_function(
        "() => { const said = document.querySelector('#found [role=status]');"
        " return said.textContent && said.textContent !== said.dataset.wait }"
    )
    hrefs: list[str] = page.locator("#found li > a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return hrefs


@contextmanager
def _hosted(folder: Path) -> Iterator[str]:
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/news/"
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    main()
