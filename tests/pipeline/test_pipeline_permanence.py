"""What readers hold on to: links and ids of feeds stay whatever an editor does to headlines, files and addresses."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import parse_config
from generator.pipeline import gather, plan
from generator.store.memory import Memory
from generator.store.places import find_places

_FIRST = """\
---
title: Dam gives way at Tarn
date: 2031-03-09T08:00:00Z
source: The Tarn Courier
url: https://courier.example.org/2031/03/dam-gives-way-at-tarn-482
topics: [floods]
---

The dam above Tarn gave way on Sunday morning, and water ran through the lower town.

“We heard it before we saw it,” said Ana Ruzel, who lives beside the mill.
"""
_PASTED = """\
Museum opens in Velmouth

10 March 2031

A museum of lighthouses was opened in Velmouth on Monday. It holds the lamps of nine towers.

Piotr Halloran, who collected them, said that a tenth was still at sea.
"""
_LATER = """\
---
title: Tarn counts its losses
date: 2031-03-09T18:00:00Z
source: Echo of Velmouth
url: https://echo.example.org/tarn-counts-its-losses
topics: [floods]
---

The dam above Tarn gave way on Sunday morning, and water ran through the lower town of Tarn.

The council of Tarn said that forty houses beside the mill could not be lived in.
"""


def _links(root: Path, base_url: str) -> dict[str, list[str]]:
    """Ids and links of every item of every Atom feed, by the feed's path, addresses without the base."""
    config = parse_config(f'base-url = "{base_url}"\ntitle = "Tarn"\n', "dayfold.toml")
    places = find_places(root)
    digest = gather(places, config, Memory("stamp"), today="2031-04-01")
    feeds = {file.path: file.make().decode() for file in plan(places, config, digest).files if "atom.xml" in file.path}
    found = {}
    for path, feed in feeds.items():
        items = re.findall(r"<entry>.*?</entry>", feed, re.S)
        told = [
            re.findall(r'<id>([^<]+)</id>|rel="alternate" type="text/html" href="([^"]+)"', one)[:2] for one in items
        ]
        found[path] = sorted(" ".join("".join(pair).removeprefix(base_url) for pair in one) for one in told)
    return found


def _retitle(root: Path) -> None:
    file = root / "content" / "dam.md"
    file.write_text(file.read_text().replace("Dam gives way at Tarn", "A wall of water"), encoding="utf-8")
    pasted = root / "content" / "museum.txt"
    pasted.write_text(pasted.read_text().replace("Museum opens in Velmouth", "Lamps of nine towers"), encoding="utf-8")


def _move(root: Path) -> None:
    (root / "content" / "march").mkdir()
    for name in ("dam.md", "museum.txt"):
        shutil.move(root / "content" / name, root / "content" / "march" / f"renamed-{name}")


def _add_a_later_one(root: Path) -> None:
    (root / "content" / "losses.md").write_text(_LATER, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    (content / "dam.md").write_text(_FIRST, encoding="utf-8")
    (content / "museum.txt").write_text(_PASTED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("edit", [_retitle, _move])
def test_ids_and_links_outlive_edits_and_another_address(site: Path, edit: Callable[[Path], None]) -> None:
    """A headline is mended, files are moved, the site moves: every feed names the same items at the same places."""
    before = _links(site, "https://tarn.example/")
    edit(site)

    assert len(before["feeds/atom.xml"]) == 2
    assert _links(site, "https://tarn.example/") == before
    assert _links(site, "https://news.example/tarn/") == before


def test_a_clipping_that_joins_a_story_leaves_its_id_and_link(site: Path) -> None:
    """The story is named after its first clipping, whoever comes later."""
    before = _links(site, "https://tarn.example/")
    _add_a_later_one(site)
    after = _links(site, "https://tarn.example/")

    assert after["feeds/atom.xml"] == before["feeds/atom.xml"]
    assert after["topics/floods/atom.xml"] == before["topics/floods/atom.xml"]
