"""
Builds that are killed: at any moment the site on disk is the old one or the new one, and the next build is right.

    python -m benchmarks.kills [--kills 300] [--together 50] [--clippings 60] [--seed 1]

A made-up site is edited, and its build is killed: by SIGKILL, or by SIGINT as Ctrl-C does, some builds cold and some
warm, with two workers; most at a random moment, some just after the first file was staged, since the swap takes a few
milliseconds only. Then each file must be the one of the site before or after the edit; what the next start makes of
the folder before it builds must be one of the two sites as a whole, dayfold's own list included; the next build must
equal a fresh one byte for byte; and nothing may be left over: no process, no file of a half-done commit, no file in
the cache under a name of a killed build. With --together two builds are started at once instead: one of them may be
told to wait, and the site must be right when both have ended. Every violation is printed; the exit code is 1 if there
was one.
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

from benchmarks.built_files import Files, differing, is_own, read_files, seen
from benchmarks.edited_site import EditedSite
from generator.store.journal import STAGE_NAME, recover

__all__ = ["Killed", "main"]

_PROJECT = Path(__file__).resolve().parent.parent
_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT)
_SWAP_S = 0.05
"""What a small site takes from its first staged file to the end of its swap, and a little more."""
_PATIENCE_S = 20.0
"""How long the processes of a killed build may take to be gone: Ctrl-C may end with a swap, on a busy machine."""


class Killed:
    """A site whose builds are killed."""

    def __init__(self, folder: Path, clippings: int, seed: int) -> None:
        self.dice = random.Random(seed)
        self.site = EditedSite.make(folder / "site", clippings, seed)
        self.moments: Counter[str] = Counter()
        """How builds ended, by signal and by what became of the site."""
        self._output = self.site.root / "output"
        self._cache = self.site.root / ".dayfold"
        self._fresh = folder / "fresh"
        self._recovered = folder / "recovered"
        self._cold_s = self._time_build()
        self._edit()
        self._warm_s = self._time_build()

    def kill_once(self) -> list[str]:
        """Edit, kill, look, build again, look again; say all that is wrong."""
        old = read_files(self._output)
        self._edit()
        new = self._build_fresh()
        is_cold = self.dice.random() < 0.3
        if is_cold:
            shutil.rmtree(self._cache, ignore_errors=True)
        by = self.dice.choice(_SIGNALS)
        wrong = self._kill(by, self._cold_s if is_cold else self._warm_s)
        left = read_files(self._output)
        wrong += [
            f"{path} is of neither site"
            for path in sorted(left)
            if not is_own(path) and left[path] not in (old.get(path), new.get(path))
        ]
        whole = self._recover()
        became = "new site" if whole == new else "old site" if whole == old else "neither"
        state = "whole" if left == whole else "a stage alone" if seen(left) in (seen(old), seen(new)) else "half"
        self.moments[f"{by.name} {'cold' if is_cold else 'warm'}, left {state}, {became}"] += 1
        if became == "neither":
            wrong.append(f"the next start finds neither site: {differing(whole, new)}")
        return [*wrong, *self._build_again(new)]

    def build_together(self) -> list[str]:
        """Edit, start two builds at once, and look when both have ended; say all that is wrong."""
        self._edit()
        new = self._build_fresh()
        both = [self._build(self.site.root) for _ in range(2)]
        told = [building.communicate()[1] for building in both]
        waited = sum("[output-locked]" in one for one in told)
        self.moments[f"two at once, {'one was told to wait' if waited else 'both built'}"] += 1
        wrong = [f"traceback: {one[-300:]}" for one in told if "Traceback" in one]
        if waited > 1 or any(building.returncode not in (0, 1) for building in both):
            wrong.append(f"two builds ended with {[building.returncode for building in both]}: {told}")
        after = read_files(self._output)
        return [*wrong, *([] if after == new else [f"two builds are not as a fresh one: {differing(after, new)}"])]

    def _kill(self, by: signal.Signals, expected_s: float) -> list[str]:
        """Begin a build and end it at some moment; say what it should not have said, and who does not go."""
        building = self._build(self.site.root)
        if self.dice.random() < 0.4:
            stage = os.fspath(self._output / STAGE_NAME)
            while building.poll() is None and not os.path.exists(stage):
                time.sleep(0.0005)
            time.sleep(self.dice.uniform(0, _SWAP_S))
        else:
            time.sleep(self.dice.uniform(0.05, 1.1) * expected_s)
        building.send_signal(by)
        try:
            _, told = building.communicate(timeout=_PATIENCE_S)  # ends when no process has the other end any more
        except subprocess.TimeoutExpired:
            building.kill()
            return [f"after {_PATIENCE_S:g} seconds a process is still there"]
        return [f"traceback: {told[-300:]}"] if "Traceback" in told else []

    def _recover(self) -> Files:
        """Do to a copy of the output what the next start does before anything else."""
        shutil.rmtree(self._recovered, ignore_errors=True)
        shutil.copytree(self._output, self._recovered)
        recover(self._recovered)
        return read_files(self._recovered)

    def _build_again(self, new: Files) -> list[str]:
        building = self._build(self.site.root)
        _, told = building.communicate()
        if building.returncode not in (0, 1):  # 1: an edit may leave a note without the clipping it quotes
            return [f"the next build ended with {building.returncode}: {told[-300:]}"]
        after = read_files(self._output)
        wrong = [] if after == new else [f"the next build is not as a fresh one: {differing(after, new)}"]
        left = [path.name for path in self._cache.iterdir() if path.suffix[1:].isdecimal()]
        return [*wrong, *(f"{name} is left over" for name in left)]

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
        return read_files(self._fresh / "output")

    def _time_build(self) -> float:
        begun = time.perf_counter()
        self._build(self.site.root).communicate()
        return time.perf_counter() - begun

    def _build(self, root: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "generator", "build", "--quiet", "--jobs", "2"]
        return subprocess.Popen(
            [*command, "--config", str(root / "dayfold.toml")],
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
    parser.add_argument("--clippings", type=int, default=60, help="how large the site is (default 60)")
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
    for moment, count in sorted(killed.moments.items()):
        print(f"{count:4} {moment}")
    print(f"{options.kills} kills, {options.together} times two builds, {wrong} violations")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
