"""Builds on a broken disk leave the old site or the new one and say what is wrong, and the next build is right."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from benchmarks.faults import Faulty


@pytest.mark.parametrize("is_cold", [False, True])
def test_a_failing_file_operation_does_no_harm(tmp_path: Path, is_cold: bool) -> None:
    """A dozen of all operations of a build, once only and for good; `benchmarks.faults` lets each of them fail."""
    faulty = Faulty(tmp_path, is_cold=is_cold)
    moments = range(1 + is_cold, faulty.operations + 1, faulty.operations // 6)

    wrong = [
        one
        for at in moments
        for for_good, error in ((False, errno.EIO), (True, errno.ENOSPC))
        for one in faulty.fail(at, error, for_good=for_good)
    ]
    assert wrong == []
    assert any(end.startswith("exit 1") for end in faulty.ends)
