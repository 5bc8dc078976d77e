"""
Builds that are killed: at any moment the site on disk is the old one or the new one, and the next build is right.

    python -m benchmarks.kills [--kills 300] [--together 50] [--clippings 24] [--seed 1]

A made-up site is edited, and its build is killed at a random moment: by SIGKILL, or by SIGINT as Ctrl-C does, some
builds cold and some warm, with two workers. Then each file must be the one of the site before or after the edit, the
next build must equal a fresh one byte for byte, and nothing may be left over: no process, no file of a half-done
commit, no file in the cache under a name of a killed build. With --together two builds are started at once instead: one
of them may be told to wait, and the site must be right when both have ended. Every violation is printed; the exit code
is 1 if there was one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.edited_site import EditedSite

__all__ = ["Killed", "main"]

_PROJECT = Path(__file__).resolve().parent.parent
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT)

Files = dict[str, bytes]


class Killed:
    """A site whose builds are killed."""

    def __init__(self, folder: Path, clippings: int, seed: int) -> None:
        self.dice = random.Random(seed)
        self.site = EditedSite.make(folder / "site", clippings, seed)
        self.moments: Counter[str] = Counter()
        """How builds ended, by signal and by what became of the site."""
        self._fresh = folder / "fresh"
        begun = time.perf_counter()
        self._build(self.site.root).communicate()
        self._whole_s = time.perf_counter() - begun

    def kill_once(self) -> list[str]:
        """Edit, kill, look, build again, look again; say all that is wrong."""
        old = _files(self.site.root / "output")
        self._edit()
        new = self._build_fresh()
        if self.dice.random() < 0.3:
            shutil.rmtree(self.site.root / ".dayfold", ignore_errors=True)
        by = self.dice.choice(_SIGNALS)
        building = self._build(self.site.root)
        time.sleep(self.dice.uniform(0.05, 1.1) * self._whole_s)
        building.send_signal(by)
        _, told = building.communicate()
        after = _files(self.site.root / "output")
        self.moments[f"{by.name}, {'new site' if after == new else 'old site' if after == old else 'both'}"] += 1
        wrong = [f"traceback: {told[-300:]}"] if "Traceback" in told else []
        wrong += [
            f"{path} is of neither site" for path in sorted(after) if after[path] not in (old.get(path), new.get(path))
        ]
        wrong += self._build_again(new)
        return wrong

    def build_together(self) -> list[str]:
        """Edit, start two builds at once, and look when both have ended; say all that is wrong."""
        self._edit()
        new = self._build_fresh()
        both = [self._build(self.site.root) for _ in range(2)]
        told = [building.communicate()[1] for building in both]
        codes = sorted(building.returncode for building in both)
        waited = sum("[output-locked]" in one for one in told)
        self.moments[f"two at once, {'one was told to wait' if waited else 'both built'}"] += 1
        wrong = [f"traceback: {one[-300:]}" for one in told if "Traceback" in one]
        if waited > 1 or codes[0] != 0:
            wrong.append(f"two builds ended with {codes}: {told}")
        return [*wrong, *_differences(_files(self.site.root / "output"), new)]

    def _build_again(self, new: Files) -> list[str]:
        building = self._build(self.site.root)
        _, told = building.communicate()
        if building.returncode not in (0, 1):
            return [f"the next build ended with {building.returncode}: {told[-300:]}"]
        wrong = _differences(_files(self.site.root / "output"), new)
        stage = [path.name for path in (self.site.root / "output").iterdir() if path.name.startswith(".dayfold-stage")]
        left = [path.name for path in (self.site.root / ".dayfold").iterdir() if path.suffix[1:].isdecimal()]
        return [*wrong, *(f"{name} is left over" for name in (*stage, *left))]

    def _edit(self) -> None:
        path = self.dice.choice(sorted(self.site.clips))
        if self.dice.random() < 0.2 and len(self.site.clips) > 5:
            self.site.remove(path)
            self.site.add(self.site.new_path())
        else:
            self.site.change(path, title=f"An edited title {self.site.number()}")

    def _build_fresh(self) -> Files:
        shutil.rmtree(self._fresh, ignore_errors=True)
        shutil.copytree(self.site.root, self._fresh, ignore=shutil.ignore_patterns("output", ".dayfold"))
        self._build(self._fresh).communicate()
        return _files(self._fresh / "output")

    def _build(self, root: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "generator",
                "build",
                "--quiet",
                "--jobs",
                "2",
                "--config",
                str(root / "dayfold.toml"),
            ],
            cwd=_PROJECT,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1616025600"},  # 18 March 2021
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300, help="how many builds are killed (default 300)")
    parser.add_argument("--together", type=int, default=0, help="how often two builds are started at once (default 0)")
    parser.add_argument("--clippings", type=int, default=24, help="how large the site is (default 24)")
    parser.add_argument("--seed", type=int, default=1, help="of the dice (default 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = Killed(Path(folder), options.clippings, options.seed)
        wrong = 0
        for name, count, trial in (
            ("kill", options.kills, killed.kill_once),
            ("two builds", options.together, killed.build_together),
        ):
            for number in range(count):
                for one in trial():
                    wrong += 1
                    print(f"{name} {number}: {one}", flush=True)
    told = ", ".join(f"{moment}: {count}" for moment, count in sorted(killed.moments.items()))
    print(f"{options.kills} kills, {options.together} times two builds, {wrong} violations ({told})")
    return int(wrong > 0)


def _differences(after: Files, new: Files) -> list[str]:
    differ = (path for path in sorted({*after, *new}) if after.get(path) != new.get(path))
    return [f"{path} is not as in a fresh build" for path in differ]


def _files(folder: Path) -> Files:
    """Read a site as a visitor could: without dayfold's own books."""
    if not folder.is_dir():
        return {}
    found = (file for file in folder.rglob("*") if file.is_file())
    names = ((file.relative_to(folder).as_posix(), file) for file in found)
    return {name: file.read_bytes() for name, file in names if not name.startswith(".dayfold")}


if __name__ == "__main__":
    sys.exit(main())
