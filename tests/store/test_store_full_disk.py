"""A build on a full disk leaves the old site, says what is wrong, and is right as soon as there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.full_disk import FullDisk, can_mount


def test_a_disk_that_is_full_keeps_the_old_site(tmp_path: Path) -> None:
    """On real disks of four sizes, from no room to enough; `benchmarks.full_disk` tries many more."""
    if not can_mount():
        pytest.skip("mounting a small disk takes an administrator's rights")
    disk = FullDisk(tmp_path)
    step = (disk.most_kb - disk.least_kb) // 3

    assert [wrong for part in range(4) for wrong in disk.build(disk.least_kb + part * step)] == []
    assert set(disk.ends) == {"exit 1, old site", "exit 0, new site"}
