"""
What dayfold costs: start-up, a cold and a warm build of the sample site, and reading, in one run side by side.

    python -m benchmarks.measure [--rounds N]

Times are whole processes by the wall clock unless a row says otherwise; medians are printed, with the fastest and the
slowest round beside them, because machines are noisy. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.records import Source

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often each row is measured (default 7)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, measure in rows(work):
            seconds = sorted(measure() for _ in range(rounds))
            middle = statistics.median(seconds)
            print(f"{name:<44} {middle * 1000:9.1f} ms   ({seconds[0] * 1000:.1f} to {seconds[-1] * 1000:.1f})")


def rows(work: Path) -> list[tuple[str, Callable[[], float]]]:
    """List what is measured: a name, and a function that does it once and says how many seconds it took."""
    shutil.copytree(PROJECT / "content", work / "content")
    shutil.copy(PROJECT / "dayfold.toml", work)
    build = [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(work / "dayfold.toml")]
    return [
        ("bare Python: start and stop", lambda: run([sys.executable, "-c", "pass"])),
        ("dayfold --version", lambda: run([sys.executable, "-m", "generator", "--version"])),
        ("sample site, cold (no cache, no output)", lambda: cold(build, work)),
        ("sample site, nothing changed", lambda: run(build)),
        ("reading and refining, an entry, in process", lambda: reading(work / "content")),
    ]


def run(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return seconds


def cold(build: list[str], work: Path) -> float:
    for name in ("output", ".dayfold"):
        shutil.rmtree(work / name, ignore_errors=True)
    return run(build)


def reading(content: Path) -> float:
    """Seconds an entry, over all sample clippings."""
    settings = refine_settings(Config())
    sources = [
        Source(path=path.relative_to(content).as_posix(), data=data, sha256=hashlib.sha256(data).hexdigest())
        for path in sorted(content.rglob("*"))
        if path.is_file() and (data := path.read_bytes())
    ]
    start = time.perf_counter()
    entries = sum(len(make_clipping(source, settings).entries) for source in sources)
    return (time.perf_counter() - start) / entries


if __name__ == "__main__":
    main()
