"""
Builds on a disk that is full: a small one, mounted for it, which the new site does not fit on beside the old one.

    python -m benchmarks.full_disk [--every-kb 64] [--cold] [--seed 1]

A small made-up site is edited and built on a file system in memory of its own, again and again, each time with a little
more room: from none beside what already stands there to enough. A build that finds no room must say so, naming the
cure, without a traceback, and must end with another code than that of a build that went well; the old site must be
whole. When there is room again, the next build must equal a fresh one and leave nothing over. Every violation is
printed; the exit code is 1 if there was one. Mounting takes a system's administrator: else the exit code is 77, and
nothing was tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.built_files import Files, differing, read_files
from benchmarks.edited_site import EditedSite

__all__ = ["FullDisk", "can_mount", "main"]

_PROJECT = Path(__file__).resolve().parent.parent
_PAGE_KB = 4
"""What the file system gives out at a time."""
_ROOM_KB = 64 * 1024
_NOT_TRIED = 77
"""The exit code by which test drivers know a skipped test."""


def can_mount() -> bool:
    """Say whether this process may mount a file system in memory."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _mounted(Path(folder), 64):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


class FullDisk:
    """A site that was edited since it was built, and the disk that its next build runs out of room on."""

    def __init__(self, folder: Path, *, seed: int = 1, is_cold: bool = False) -> None:
        self._before, self._disk = folder / "before", folder / "disk"
        self._disk.mkdir()
        self.ends: Counter[str] = Counter()
        """How builds ended."""
        site = EditedSite.make(self._before, 12, seed)
        site.write_config(search="false")
        _build(self._before)
        self.old = read_files(self._before / "output")
        for path in sorted(site.clips):
            site.change(path, title=f"An edited title {site.number()}")
        fresh = folder / "fresh"
        shutil.copytree(self._before, fresh, ignore=shutil.ignore_patterns("output", ".dayfold"))
        self._code, _ = _build(fresh)
        self.new = read_files(fresh / "output")
        if is_cold:
            shutil.rmtree(self._before / ".dayfold")
        with _mounted(self._disk, _ROOM_KB):
            self.least_kb = self._lay_out()
            """What stands on the disk before the build."""
            _build(self._disk / "site")
            self.most_kb = self._used_kb() + _kb_of(self.new)
            """Enough for a build: every file that is new is staged beside the old one."""

    def build(self, room_kb: int) -> list[str]:
        """Build with so many kilobytes on the disk, look, make room, build again, look; say all that is wrong."""
        with _mounted(self._disk, room_kb):
            self._lay_out()
            code, told = _build(self._disk / "site")
            left = read_files(self._disk / "site" / "output")
            became = "new" if left == self.new else "old" if left == self.old else "half a"
            self.ends[f"exit {code}, {became} site"] += 1
            wrong = ["a traceback"] if "Traceback" in told or "internal-error" in told else []
            if became != ("new" if code == self._code else "old"):
                wrong.append(f"it ended with {code} and left {became} site: {differing(left, self.new)}")
            if code != self._code and not ("[output-unwritable]" in told and "hint:" in told):
                wrong.append(f"it ended with {code} and said {told[-300:]!r}")
            subprocess.run(["mount", "-o", f"remount,size={_ROOM_KB}k", os.fspath(self._disk)], check=True)
            code, told = _build(self._disk / "site")
            after = read_files(self._disk / "site" / "output")
            if (code, after) != (self._code, self.new):
                wrong.append(f"with room again it ended with {code}, unlike a fresh one: {differing(after, self.new)}")
            cache = self._disk / "site" / ".dayfold"
            wrong += [f"{one.name} is left over" for one in cache.glob("*") if one.suffix[1:].isdecimal()]
        return [f"{room_kb} kB: {one}" for one in wrong]

    def _lay_out(self) -> int:
        """Copy the site to the disk, and say how many kilobytes it takes there."""
        shutil.copytree(self._before, self._disk / "site", symlinks=True)
        return self._used_kb()

    def _used_kb(self) -> int:
        used = os.statvfs(self._disk)
        return (used.f_blocks - used.f_bfree) * used.f_frsize // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every-kb", type=int, default=64, help="how much more room each build has (default 64)")
    parser.add_argument("--cold", action="store_true", help="build without a cache")
    parser.add_argument("--seed", type=int, default=1, help="of the made-up site (default 1)")
    options = parser.parse_args()
    if not can_mount():
        print("nothing tried: this process may not mount a file system in memory")
        return _NOT_TRIED
    with tempfile.TemporaryDirectory() as folder:
        disk = FullDisk(Path(folder), seed=options.seed, is_cold=options.cold)
        rooms = range(disk.least_kb, disk.most_kb + options.every_kb, options.every_kb)
        wrong = 0
        for room_kb in rooms:
            for one in disk.build(room_kb):
                wrong += 1
                print(one, flush=True)
    for end, count in sorted(disk.ends.items()):
        print(f"{count:4} {end}")
    print(f"{len(rooms)} builds on {disk.least_kb} to {disk.most_kb} kB, {wrong} violations")
    return int(wrong > 0)


@contextmanager
def _mounted(folder: Path, size_kb: int) -> Iterator[None]:
    """Have a file system in memory of this size at a folder. *Errors*: `OSError`, `CalledProcessError`."""
    where = os.fspath(folder)
    options = f"size={size_kb}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", where], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", where], check=True)


def _kb_of(files: Files) -> int:
    return sum(-(-len(data) // 1024 // _PAGE_KB) * _PAGE_KB + _PAGE_KB for data in files.values())


def _build(root: Path) -> tuple[int, str]:
    """Build in a process of its own; give the exit code and what was told."""
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--jobs", "2"]
    done = subprocess.run(
        [*command, "--config", str(root / "dayfold.toml")],
        cwd=_PROJECT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1616025600"},  # 18 March 2021
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
