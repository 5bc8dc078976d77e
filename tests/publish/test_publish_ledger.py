"""The ledger's lists: what was left out, by reason, and what was found amiss, by name."""

from __future__ import annotations

import re
from pathlib import Path

from generator.config import Config
from generator.pipeline import gather, render_site
from generator.store.memory import Memory
from generator.store.places import find_places


def test_files_that_are_no_clippings_are_grouped_by_reason_and_told_once(tmp_path: Path) -> None:
    """Thirty pictures are one closed list with its count, one hidden file an open one; neither is found amiss too."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("---\ntitle: A\ndate: 2026-03-08\n---\n\nThe bridge was opened.\n", "utf-8")
    (content / ".notes").write_text("x", "utf-8")
    for number in range(30):
        (content / f"{number:02}.jpg").write_bytes(b"\xff\xd8\xff")
    places = find_places(tmp_path)
    digest = gather(places, Config(), Memory("stamp"), today="2026-12-01")
    artifacts = {one.path: one.data.decode() for one in render_site(places, Config(), digest) if "ledger/" in one.path}
    page = artifacts["ledger/index.html"]

    assert re.findall(r"<details( open)?>\s*<summary>(\d+) × a (\w+)", page) == [
        (" open", "1", "hidden"),
        ("", "30", "picture"),
    ]
    assert page.count("29.jpg") == 1
