"""
How soon a saved file is seen: the live preview beside Hugo's server, in one run on one corpus.

    python -m benchmarks.preview_latency --corpus GENERATOR [--hugo BINARY --hugo-site FOLDER] [--n 1000] [--out FILE]

GENERATOR is a program called with `--n N --out FOLDER --flavours plain,hugo` that writes N clippings to FOLDER/plain,
and the same with Hugo's front matter to FOLDER/hugo, each as `<day>/<name>.md`; --hugo-site holds the configuration and
`layouts/page.html` of a site for the latter. Three figures a server, in milliseconds from before the file is written:

    served   a new connection asks every 1.5 ms for the page of the clipping, until the edit is in it
    seen     the edit is in the DOM of that page, open in headless Chromium (a MutationObserver's time)
    theme    an edit of the template of that page is in its DOM

The servers stand still between two edits. How much of the machine others used meanwhile is printed: figures that were
taken beside a busy neighbour are not this program's. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as NeverSeen

from generator.store.theme_files import default_theme_folder

_POLL_S = 0.0015
_PATIENCE_S = 60.0
"""What takes longer counts as never shown."""
_READY_S = 3600.0
_REST_S = 0.8
"""Hugo takes some time to begin, and a page that it reloads is deaf for a moment to what comes next."""
_TICKS = os.sysconf("SC_CLK_TCK")

_WATCHER = """
const told = new Set();
const look = () => {
  for (const [word] of (document.body?.textContent ?? "").matchAll(/Editmark\\d+x/g)) {
    if (told.has(word)) continue;
    told.add(word);
    console.log(`${word} ${performance.timeOrigin + performance.now()}`);
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
"""


class _Server(NamedTuple):
    """A preview that runs: where its pages and files are."""

    name: str
    process: int
    port: int
    page_of: Callable[[Path], str]
    """The address of the page of a clipping, by the clipping's file."""
    clippings: tuple[Path, ...]
    template: Path
    """Of the clippings' pages."""
    ready_s: float


class _Marks:
    """Words that were never there before."""

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"Editmark{self._count}x"


def main() -> None:
    wishes = _wishes()
    with tempfile.TemporaryDirectory(dir=wishes.work) as folder, ExitStack() as stack:
        work = Path(folder)
        flavours = "plain,hugo" if wishes.hugo else "plain"
        generate = [sys.executable, wishes.corpus, "--n", str(wishes.n), "--out", str(work / "corpus")]
        subprocess.run([*generate, "--flavours", flavours], check=True)
        page = stack.enter_context(_browser()) if not wishes.no_browser else None
        starts: list[Callable[[], Any]] = [lambda: _dayfold(work, wishes.port)]
        if wishes.hugo:
            starts.append(lambda: _hugo(work, wishes.hugo, wishes.hugo_site, wishes.port + 1))
        results = {}
        for start in starts:
            with start() as server:
                results[server.name] = _measure(server, page, wishes.edits, wishes.theme_edits)
    told = {"n": wishes.n, "edits": wishes.edits, "processors": os.cpu_count(), "servers": results}
    if wishes.out:
        Path(wishes.out).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(_table(told))


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True, metavar="GENERATOR")
    parser.add_argument("--hugo", metavar="BINARY")
    parser.add_argument("--hugo-site", type=Path, metavar="FOLDER")
    parser.add_argument("--n", type=int, default=1000, help="clippings (default 1000)")
    parser.add_argument("--edits", type=int, default=50, help="edits for each figure (default 50)")
    parser.add_argument("--theme-edits", type=int, default=5, help="edits of a template (default 5)")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs Chromium")
    parser.add_argument("--port", type=int, default=18950)
    parser.add_argument("--work", metavar="FOLDER", help="where the sites are laid out (default: the system's)")
    parser.add_argument("--out", metavar="FILE", help="write all figures as JSON")
    return parser.parse_args()


# ------------------------------------------------------------------ servers


@contextmanager
def _dayfold(work: Path, port: int) -> Iterator[_Server]:
    site = work / "dayfold"
    shutil.copytree(work / "corpus" / "plain", site / "content")
    template = site / "templates" / "clipping.html"
    template.parent.mkdir()
    shutil.copy(default_theme_folder() / "clipping.html", template)
    project = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    with _started(command, site, {"PYTHONPATH": str(project)}) as (process, begun):
        _wait(lambda: _is_built(json.loads(_get(port, "/__dayfold/status.json") or "{}")), process)
        pages = {
            one["path"]: "/" + one["page"].split("/", 3)[3]
            for one in json.loads(_get(port, "/data/digest.json"))["entries"]
        }
        yield _Server(
            name="dayfold",
            process=process.pid,
            port=port,
            page_of=lambda file: pages[file.relative_to(site / "content").as_posix()],
            clippings=tuple(sorted((site / "content").rglob("*.md"))),
            template=template,
            ready_s=time.perf_counter() - begun,
        )


def _is_built(status: dict[str, Any]) -> bool:
    return bool(status.get("build") and status["settled"])


@contextmanager
def _hugo(work: Path, binary: str, own: Path, port: int) -> Iterator[_Server]:
    site = work / "hugo"
    shutil.copytree(own, site)
    shutil.copytree(work / "corpus" / "hugo", site / "content", dirs_exist_ok=True)
    style = site / "static" / "style.css"
    style.parent.mkdir(exist_ok=True)
    style.touch()
    address = f"http://127.0.0.1:{port}/"
    command = [binary, "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port), "--baseURL", address]
    with _started(command, site, {}) as (process, begun):
        _wait(lambda: _get(port, "/"), process)
        yield _Server(
            name="hugo",
            process=process.pid,
            port=port,
            page_of=lambda file: f"/{file.relative_to(site / 'content').with_suffix('').as_posix()}/",
            clippings=tuple(sorted(one for one in (site / "content").rglob("*.md") if not one.name.startswith("_"))),
            template=site / "layouts" / "page.html",
            ready_s=time.perf_counter() - begun,
        )


@contextmanager
def _started(
    command: list[str], site: Path, settings: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    with (site.parent / f"{site.name}.log").open("wb") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=site, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            yield process, begun
        finally:
            process.terminate()
            process.wait()


def _wait(is_ready: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _READY_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > end:
            sys.exit(f"{process.args!r} did not come up")
        time.sleep(0.1)


def _get(port: int, path: str) -> str:
    """Ask on a new connection; empty when there is no such page, or nobody who answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)) as connection:
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return ""
    return body if response.status == 200 else ""


# ------------------------------------------------------------------ edits


def _measure(server: _Server, page: Page | None, edits: int, theme_edits: int) -> dict[str, Any]:
    marks, chance = _Marks(), random.Random(5)
    busy, own = _busy_s(), _cpu_s(os.getpid())
    begun = time.perf_counter()
    shown: dict[str, list[float | None]] = {"served": []}
    for file in chance.sample(server.clippings, edits):
        shown["served"].append(_edited(server, file, marks.new(), _in_clipping, _served(server, server.page_of(file))))
    if page is not None:
        shown["seen"] = []
        for file in chance.sample(server.clippings, edits):
            page.goto(f"http://127.0.0.1:{server.port}{server.page_of(file)}", wait_until="load")
            shown["seen"].append(_edited(server, file, marks.new(), _in_clipping, _seen(page)))
        shown["theme"] = [
            _edited(server, server.template, marks.new(), _in_template, _seen(page)) for _ in range(theme_edits)
        ]
    passed = time.perf_counter() - begun
    others = max(0.0, _busy_s() - busy - (_cpu_s(os.getpid()) - own)) / (passed * (os.cpu_count() or 1))
    return {
        "ready_s": round(server.ready_s, 2),
        "load": round(os.getloadavg()[1], 2),
        "others": round(others, 2),
        "figures": {name: _summary(took) for name, took in shown.items()},
        "ms": {name: [one and round(one, 1) for one in took] for name, took in shown.items()},
    }


def _edited(
    server: _Server,
    file: Path,
    mark: str,
    edit: Callable[[str, str], str],
    watch: Callable[[str, Callable[[], float]], float | None],
) -> float | None:
    """Save a file with a mark in it once the server stands still; say after how many milliseconds it was shown."""
    after = edit(file.read_text(encoding="utf-8"), mark)
    _settle(server)

    def save() -> float:
        saved = time.time()
        file.write_text(after, encoding="utf-8")
        return saved

    return watch(mark, save)


def _in_clipping(text: str, mark: str) -> str:
    """Begin the title with the mark: that is what every page and list of the clipping shows."""
    return re.sub(r'(?m)^title: "?', rf"\g<0>{mark} ", text, count=1)


def _in_template(text: str, mark: str) -> str:
    return text.replace("</article>", f"<p>{mark}</p></article>")


def _served(server: _Server, path: str) -> Callable[[str, Callable[[], float]], float | None]:
    def watch(mark: str, save: Callable[[], float]) -> float | None:
        saved = save()
        while mark not in _get(server.port, path):
            if time.time() - saved > _PATIENCE_S:
                return None
            time.sleep(_POLL_S)
        return (time.time() - saved) * 1000

    return watch


def _seen(page: Page) -> Callable[[str, Callable[[], float]], float | None]:
    def watch(mark: str, save: Callable[[], float]) -> float | None:
        try:
            with page.expect_console_message(lambda one: one.text.startswith(mark), timeout=_PATIENCE_S * 1000) as told:
                saved = save()
        except NeverSeen:
            return None
        return float(told.value.text.split()[1]) - saved * 1000

    return watch


@contextmanager
def _browser() -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(_WATCHER)
        yield page
        browser.close()


# ------------------------------------------------------------------ the machine


def _settle(server: _Server) -> None:
    """Wait until the server has done next to nothing for a while."""
    end = time.monotonic() + _READY_S
    while time.monotonic() < end:
        before = _cpu_s(server.process)
        time.sleep(_REST_S)
        if _cpu_s(server.process) - before < 0.05 * _REST_S:
            return


def _cpu_s(process: int) -> float:
    """Seconds of processor that a process and those it started have used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [int(one) for task in tasks for one in (task / "children").read_text(encoding="utf-8").split()]
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(map(_cpu_s, children))


def _busy_s() -> float:
    """Seconds of processor that everybody on this machine has used."""
    with Path("/proc/stat").open(encoding="utf-8") as stat:
        ticks = [int(one) for one in stat.readline().split()[1:]]
    return (sum(ticks) - ticks[3] - ticks[4]) / _TICKS


# ------------------------------------------------------------------ figures


def _summary(took: list[float | None]) -> dict[str, float | int]:
    """The median and the 95th percentile (nearest rank) of what was shown, and how often nothing was."""
    known = sorted(one for one in took if one is not None)
    if not known:
        return {"never": len(took)}
    rank = max(0, -(-len(known) * 95 // 100) - 1)
    return {
        "median": round(statistics.median(known), 1),
        "p95": round(known[rank], 1),
        "never": len(took) - len(known),
    }


def _table(told: dict[str, Any]) -> str:
    servers: dict[str, Any] = told["servers"]
    lines = [
        f"{told['n']} clippings, {told['edits']} edits, {told['processors']} processors: ms, median / 95th percentile",
        "",
        "| server | ready s | served | seen | theme | never | load | used by others |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, one in servers.items():
        figures = one["figures"]
        cells = [_cell(figures.get(kind)) for kind in ("served", "seen", "theme")]
        never = sum(figure["never"] for figure in figures.values())
        lines.append(
            f"| {name} | {one['ready_s']} | {' | '.join(cells)} | {never} | {one['load']} | {one['others']:.0%} |"
        )
    if len(servers) == 2:
        own, other = (one["figures"] for one in servers.values())
        ratios = [
            f"{other[kind]['median'] / own[kind]['median']:.1f} x"
            if "median" in own.get(kind, ()) and "median" in other.get(kind, ())
            else "-"
            for kind in ("served", "seen", "theme")
        ]
        lines.append(f"| Hugo takes | | {' | '.join(ratios)} | | | |")
    return "\n".join(lines)


def _cell(figure: dict[str, float] | None) -> str:
    return f"{figure['median']:.0f} / {figure['p95']:.0f}" if figure and "median" in figure else "-"


if __name__ == "__main__":
    main()
