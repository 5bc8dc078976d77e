"""What a reader has read is not shown again: ids of feed items outlast whatever becomes of the site around them."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from generator.clippings import make_clippings
from generator.config import Config, refine_settings
from generator.digest import make_digest
from generator.publish.feeds import plan_feeds
from generator.publish.urls import Urls
from generator.store.memory import Memory
from generator.store.sources import find_files
from generator.workers import Alone

FEEDS = ("feeds/atom.xml", "feeds/rss.xml", "feeds/daily.xml", "sources/valley-courier/atom.xml")

FLOOD = """---
title: Dam of Aldmere holds after night of rain
date: 2020-10-18T09:00:00Z
source: Valley Courier
url: https://courier.example.org/dam
---

The dam of Aldmere held after a night of heavy rain, the water board said on Sunday.

Engineers of the water board had opened both gates of the dam before midnight.
"""

FERRY = """---
title: Ferry to Kelby is late again
date: 2020-10-17T09:00:00Z
source: Valley Courier
---

The ferry to Kelby was late for the ninth time this month, passengers complained on Saturday.
"""

FURTHER = """---
title: Aldmere dam held in heavy rain, water board says
date: 2020-10-18T15:00:00Z
source: Coast Herald
url: https://herald.example.org/aldmere
story: https://courier.example.org/dam
---

The dam of Aldmere held after a night of heavy rain, the water board said.
"""

Item = tuple[str, str]
"""Id and link."""


def items(folder: Path, files: dict[str, str], base_url: str = "https://digest.example/") -> dict[str, list[Item]]:
    """Build the feeds of some clippings, and give the items of each."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    config = Config(base_url=base_url)
    found, _ = find_files(folder / "content", within=folder)
    read = make_clippings(found, Memory("stamp"), refine_settings(config), workers=Alone(), progress=lambda *_: None)
    feeds = plan_feeds(make_digest(tuple(read), config), config, Urls(base_url))
    made = {feed.path: feed.make() for feed in feeds if feed.path in FEEDS}
    return {path: [(one.id, one.link) for one in feedparser.parse(data).entries] for path, data in made.items()}


def ids(feeds: dict[str, list[Item]]) -> dict[str, list[str]]:
    return {path: [one for one, _ in those] for path, those in feeds.items()}


@pytest.fixture
def before(tmp_path: Path) -> dict[str, list[Item]]:
    found = items(tmp_path / "before", {"flood.md": FLOOD, "ferry.md": FERRY})
    assert [len(found[path]) for path in FEEDS] == [2, 2, 2, 2]
    return found


def test_a_corrected_headline_leaves_all_ids(tmp_path: Path, before: dict[str, list[Item]]) -> None:
    """A story's address has its headline in it and changes; its id, and the address of the clipping, do not."""
    renamed = {
        "flood.md": FLOOD.replace("holds after", "stands after"),
        "ferry.md": FERRY.replace("late", "delayed", 1),
    }
    after = items(tmp_path / "after", renamed)

    assert ids(after) == ids(before)
    assert after["sources/valley-courier/atom.xml"] == before["sources/valley-courier/atom.xml"]


def test_moved_files_leave_all_ids_and_links(tmp_path: Path, before: dict[str, list[Item]]) -> None:
    """Where a clipping lies in `content/` is nobody's business."""
    assert items(tmp_path / "after", {"2020/a-flood.md": FLOOD, "old/z.md": FERRY}) == before


def test_another_base_url_leaves_all_ids_and_paths(tmp_path: Path, before: dict[str, list[Item]]) -> None:
    """A site that moves to another host and sub-path shows no reader anything again."""
    after = items(tmp_path / "after", {"flood.md": FLOOD, "ferry.md": FERRY}, "http://elsewhere.example/news/")

    assert before == {
        path: [(one, link.replace("http://elsewhere.example/news/", "https://digest.example/")) for one, link in those]
        for path, those in after.items()
    }


def test_a_clipping_that_joins_a_story_leaves_all_ids_and_links(tmp_path: Path, before: dict[str, list[Item]]) -> None:
    """A story is named after its earliest clipping, so a later one changes what it says and not which it is."""
    after = items(tmp_path / "after", {"flood.md": FLOOD, "ferry.md": FERRY, "further.md": FURTHER})

    assert after == before
