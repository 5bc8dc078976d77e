"""A build that is killed at any moment leaves the old site or the new one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.records import Artifact
from generator.store.journal import STAGE_NAME, Journal, recover, write_journal
from generator.store.manifest import hash_of
from generator.store.output import commit

_OLD = {"index.html": b"old home", "a/b/gone.html": b"gone", "same.html": b"same", "page": b"a file"}
_NEW = {"index.html": b"new home", "new/index.html": b"new", "same.html": b"same", "page/index.html": b"a folder"}

_CHILD = """
import os, signal, sys
from pathlib import Path
from generator.records import Artifact
from generator.store.output import commit

folder, moment = Path(sys.argv[1]), int(sys.argv[2])
seen = 0

def kill_at_the_moment(event, arguments):
    global seen
    if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree") or (
        event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(folder))
    ):
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill_at_the_moment)
commit([Artifact(path=path, data=data) for path, data in SITE.items()], folder)
"""


def _commit(folder: Path, site: dict[str, bytes]) -> None:
    commit([Artifact(path=path, data=data) for path, data in site.items()], folder)


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new(tmp_path: Path, project: Path) -> None:
    """
    `kill -9` before each single change to the disk, one after the other.

    What the next build finds is put right before it begins: all old or all new. That build then equals a fresh one.
    """
    _commit(tmp_path / "old", _OLD)
    _commit(tmp_path / "new", _NEW)
    old, new = _tree(tmp_path / "old"), _tree(tmp_path / "new")
    outcomes = []
    for moment in range(1, 100):
        folder = tmp_path / f"killed-{moment}"
        _commit(folder, _OLD)
        child = [sys.executable, "-c", _CHILD.replace("SITE", repr(_NEW)), str(folder), str(moment)]
        if subprocess.run(child, cwd=project, check=False).returncode != -signal.SIGKILL:
            break
        recover(folder)
        found = _tree(folder)
        outcomes.append("old" if found == old else "new" if found == new else f"half at {moment}: {sorted(found)}")
        _commit(folder, _NEW)

        assert new == _tree(folder)

    assert (sorted(set(outcomes), reverse=True), len(outcomes) > 10) == (["old", "new"], True)
    assert sorted(outcomes, reverse=True) == outcomes


def test_a_staged_file_that_was_lost_with_the_power_is_passed_over(tmp_path: Path) -> None:
    """A file that never reached the disk whole is not swapped in; the next build writes it, without complaint."""
    _commit(tmp_path, {"a.html": b"old", "b.html": b"old"})
    (tmp_path / STAGE_NAME).mkdir()
    (tmp_path / STAGE_NAME / "0").write_bytes(b"ne")
    (tmp_path / STAGE_NAME / "1").write_bytes(b"new")
    hashes = {"a.html": hash_of(b"new"), "b.html": hash_of(b"new")}
    write_journal(tmp_path, Journal(writes=("a.html", "b.html"), removes={}, manifest=hashes))
    recover(tmp_path)

    assert ((tmp_path / "a.html").read_bytes(), (tmp_path / "b.html").read_bytes()) == (b"old", b"new")
    _commit(tmp_path, {"a.html": b"new", "b.html": b"new"})
    assert (tmp_path / "a.html").read_bytes() == b"new"


@pytest.mark.parametrize("journal", [b"", b"{", b'{"writes":["../x"],"removes":{},"manifest":{"../x":""}}'])
def test_a_journal_that_makes_no_sense_is_thrown_away(tmp_path: Path, journal: bytes) -> None:
    """A damaged or forged journal moves nothing."""
    folder = tmp_path / "output"
    _commit(folder, _OLD)
    before = _tree(folder)
    (folder / STAGE_NAME).mkdir()
    (folder / STAGE_NAME / "0").write_bytes(b"")
    (folder / STAGE_NAME / "journal.json").write_bytes(journal)
    recover(folder)

    assert (before, ["output"]) == (_tree(folder), [one.name for one in tmp_path.iterdir()])
