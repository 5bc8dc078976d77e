"""Builds that are killed leave the old site or the new one, and the next build is right."""

from __future__ import annotations

from pathlib import Path

from benchmarks.kills import Killed


def test_a_killed_build_does_no_harm(tmp_path: Path) -> None:
    """Eight times at random moments, by signals that cannot be caught and by Ctrl-C; `benchmarks.kills` does 300."""
    killed = Killed(tmp_path, clippings=8, seed=3)

    assert [wrong for _ in range(8) for wrong in killed.kill_once()] == []


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    """Whoever comes second waits, and makes the same site; `benchmarks.kills` does it 50 times."""
    killed = Killed(tmp_path, clippings=8, seed=4)

    assert killed.build_together() == []
