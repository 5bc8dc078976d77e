"""Compiled templates are handed to the next build whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.store.compiled import load_codes, save_codes

CODE = compile("answer = 6 * 7", "day.html", "exec")


def test_code_is_kept(tmp_path: Path) -> None:
    """What one build has compiled the next one runs."""
    save_codes(tmp_path / "cache", {"day": CODE})
    names: dict[str, int] = {}
    exec(load_codes(tmp_path / "cache", [])["day"], names)
    assert names["answer"] == 42


@pytest.mark.parametrize("place", [0, 40, -1])
def test_damaged_code_is_never_run(tmp_path: Path, place: int) -> None:
    """One flipped bit anywhere, and all is compiled again; the build says so."""
    notes: list[Diagnostic] = []
    save_codes(tmp_path, {"day": CODE})
    file = tmp_path / "templates.marshal"
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert load_codes(tmp_path, notes) == {}
    assert [one.name for one in notes] == ["cache-damaged"]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """A build then compiles what it needs, as the first one did."""
    (tmp_path / "cache").write_text("a file in its place")
    save_codes(tmp_path / "cache", {"day": CODE})
    assert load_codes(tmp_path / "cache", []) == {}
