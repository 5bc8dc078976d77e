"""
Builds on a broken disk: whatever file operation fails, the old site or the new one stands, and the next build is right.

    python -m benchmarks.faults [--every 1] [--cold] [--seed 1]

A small made-up site is edited and built again and again, each time with another operation on the output folder or on
the cache failing: the first, the second, and so on to the last. Opening a file, renaming, removing, making a folder and
listing one are what can fail, flushing to the disk too; once only, or from there on for good; with an input-output
error, a full disk, a read-only one, or a permission that is gone. Then there must be neither a traceback nor an exit
code of success without the new site; a failure must be told with the name of what failed; each file must be of the old
site or the new one, and what the next start makes of the folder one of them as a whole; and the next build, on a disk
in order, must equal a fresh one and leave nothing over. Every violation is printed; the exit code is 1 if there was
one.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from benchmarks.built_files import Files, differing, is_own, read_files, seen
from benchmarks.edited_site import EditedSite
from generator.cli import dayfold
from generator.store.journal import recover

__all__ = ["Faulty", "main"]

_EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir"})
"""What the interpreter tells before it does it, with the path as the first argument."""
_ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)
_EPOCH = "1616025600"
"""18 March 2021, as a time stamp."""


class _Disk:
    """A disk that can be told to fail. There is one, because what listens to the interpreter listens for good."""

    def __init__(self) -> None:
        self.count = 0
        """Operations so far."""
        self.failed: list[str] = []
        self._folders: tuple[str, ...] = ()
        self._first = 0
        self._is_for_good = False
        self._error = 0
        self._hears = False

    @contextmanager
    def failing(self, folders: tuple[Path, ...], at: int, error: int, *, for_good: bool) -> Iterator[None]:
        """Let the operation of this number, from 1, fail below some folders; 0 for none."""
        if not self._hears:
            sys.addaudithook(self._hear)
            self._hears = True
        self._folders, self._first, self._error = tuple(map(os.fspath, folders)), at, error
        self._is_for_good, self.count, self.failed = for_good, 0, []
        flush = os.fsync

        def flush_or_fail(handle: int) -> None:
            self._step("fsync", "")
            flush(handle)

        try:
            with patch("os.fsync", flush_or_fail):
                yield
        finally:
            self._folders = ()

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._folders or event not in _EVENTS:
            return
        path = arguments[0]
        if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(self._folders):
            self._step(event, os.fspath(path))

    def _step(self, event: str, path: str) -> None:
        self.count += 1
        if self._first and (self.count == self._first or (self._is_for_good and self.count > self._first)):
            self.failed.append(f"{event} {path}")
            raise OSError(self._error, os.strerror(self._error), path or None)


_DISK = _Disk()


class Faulty:
    """A site whose builds fail at one file operation after the other."""

    def __init__(self, folder: Path, *, seed: int = 1, is_cold: bool = False) -> None:
        self._before, self._root, self._fresh = folder / "before", folder / "site", folder / "fresh"
        self._recovered = folder / "recovered"
        self._is_cold = is_cold
        self.ends: Counter[str] = Counter()
        """How builds ended: by exit code and what became of the site."""
        site = EditedSite.make(self._root, 3, seed)
        site.write_config(pages='["calendar"]', search="false")
        self._build()
        self.old = read_files(self._root / "output")
        paths = sorted(site.clips)
        site.change(paths[0], title="An edited title")
        site.remove(paths[1])
        site.add("desk/new.md")
        shutil.copytree(self._root, self._before, symlinks=True)
        shutil.copytree(self._root, self._fresh, ignore=shutil.ignore_patterns("output", ".dayfold"))
        self._root, root = self._fresh, self._root
        self.code = self._build()[0]
        self._root = root
        self.new = read_files(self._fresh / "output")
        assert self.old != self.new
        self.operations = self._count()

    def fail(self, at: int, error: int, *, for_good: bool) -> list[str]:
        """Build with one operation failing, or all from there on; look, build again, look; say all that is wrong."""
        self._reset()
        code, told = self._build(at, error, for_good=for_good)
        failed = f"{os.strerror(error)} at {_DISK.failed[:1]}" if _DISK.failed else "nothing"
        left = read_files(self._root / "output")
        whole = self._recover()
        became = "new" if whole == self.new else "old" if whole == self.old else "neither"
        state = "whole" if left in (self.old, self.new) else "half"
        self.ends[f"exit {code}, {state}, {became} site{'' if '[' in told else ', nothing said'}"] += 1
        wrong = [
            f"{path} is of neither site"
            for path in sorted(left)
            if not is_own(path) and left[path] not in (self.old.get(path), self.new.get(path))
        ]
        if became == "neither":
            wrong.append(f"the next start finds neither site: {differing(whole, self.new)}")
        if "Traceback" in told or "internal-error" in told:
            wrong.append(f"it was told as a mistake: {told[-400:]}")
        if code == self.code and seen(left) != seen(self.new):
            wrong.append("it ended as if all were well, without the new site")
        if code != self.code and "[output-unwritable]" not in told:
            wrong.append(f"it ended with {code} and said {told[-300:]!r}")
        return [f"{failed}: {one}" for one in [*wrong, *self._build_again()]]

    def _build_again(self) -> list[str]:
        code, told = self._build()
        after = read_files(self._root / "output")
        wrong = [] if code == self.code else [f"the next build ended with {code}: {told[-300:]}"]
        if after != self.new:
            wrong.append(f"the next build is not as a fresh one: {differing(after, self.new)}")
        left = [path.name for path in (self._root / ".dayfold").iterdir() if path.suffix[1:].isdecimal()]
        return [*wrong, *(f"{name} is left over" for name in left)]

    def _count(self) -> int:
        """Count the operations of the build when all is well."""
        self._reset()
        self._build(0, 0)
        return _DISK.count

    def _reset(self) -> None:
        shutil.rmtree(self._root)
        shutil.copytree(self._before, self._root, symlinks=True)
        if self._is_cold:
            shutil.rmtree(self._root / ".dayfold")

    def _recover(self) -> Files:
        """Do to a copy of the output what the next start does before anything else."""
        shutil.rmtree(self._recovered, ignore_errors=True)
        shutil.copytree(self._root / "output", self._recovered)
        recover(self._recovered)
        return read_files(self._recovered)

    def _build(self, at: int = 0, error: int = 0, *, for_good: bool = False) -> tuple[int, str]:
        """Build in this process, give the exit code and what was told."""
        told = io.StringIO()
        folders = (self._root / "output", self._root / ".dayfold")
        arguments = ["build", "--quiet", "--jobs", "1", "--config", str(self._root / "dayfold.toml")]
        with (
            patch.dict(os.environ, {"SOURCE_DATE_EPOCH": _EPOCH}),
            redirect_stderr(told),
            redirect_stdout(told),
            _DISK.failing(folders, at, error, for_good=for_good),
        ):
            code = dayfold.main(args=arguments, prog_name="dayfold", standalone_mode=False)
        return int(code or 0), told.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="fail every so many-th operation only (default 1)")
    parser.add_argument("--cold", action="store_true", help="build without a cache")
    parser.add_argument("--seed", type=int, default=1, help="of the made-up site (default 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faulty = Faulty(Path(folder), seed=options.seed, is_cold=options.cold)
        wrong = tried = 0
        for at in range(1, faulty.operations + 1, options.every):
            for for_good in (False, True):
                tried += 1
                for one in faulty.fail(at, _ERRORS[(at + for_good) % len(_ERRORS)], for_good=for_good):
                    wrong += 1
                    print(f"operation {at}{' and on' * for_good}: {one}", flush=True)
    for end, count in sorted(faulty.ends.items()):
        print(f"{count:5} {end}")
    print(f"{faulty.operations} operations, {tried} builds on a broken disk, {wrong} violations")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
