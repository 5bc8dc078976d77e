"""Saved feeds against feedparser, the yardstick of the trade: items, titles, addresses and dates."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from pathlib import Path
from typing import Any

import feedparser
import pytest

from generator.read import read
from generator.records import Draft, Source

pytestmark = pytest.mark.gate

FOLDERS = ("feedparser-wellformed", "feedparser-illformed")
FINGERPRINT = "6ef8e1acc6da2a1d"
FLOOR_ITEMS = 0.99
FLOOR_FIELDS = 0.95


@pytest.fixture(scope="module")
def feeds(shared: Path) -> list[tuple[str, bytes]]:
    """Test files of feedparser's own, most of them one odd thing each."""
    folder = shared / "data" / "clippings"
    if not all((folder / name).is_dir() for name in FOLDERS):
        pytest.skip("the saved feeds are not in ../shared/data/clippings")
    files = sorted(path for name in FOLDERS for path in (folder / name).rglob("*.xml"))
    found = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]

    assert hashlib.sha256(b"\0".join(data for _, data in found)).hexdigest()[:16] == FINGERPRINT
    return found


def plain(text: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def ours(draft: Draft, name: str) -> str:
    return next((field.values[0] for field in draft.fields if field.name == name), "")


def compare(draft: Draft, entry: Any) -> dict[str, bool]:
    date = entry.get("published", "")
    return {
        "title": plain(ours(draft, "title")) == plain(entry.get("title", "")),
        "address": (ours(draft, "url") or ours(draft, "guid")) == entry.get("link", ours(draft, "guid")),
        "date": plain(ours(draft, "date")) == plain(date) or (not date and not ours(draft, "date")),
    }


def test_items_of_feeds(feeds: list[tuple[str, bytes]], capsys: pytest.CaptureFixture[str]) -> None:
    """As many items as feedparser finds, with its titles, addresses and dates."""
    right: Counter[str] = Counter()
    entries = 0
    for path, data in feeds:
        reading = read(Source(path=path, data=data, sha256=""), 10_000_000)
        yardstick = feedparser.parse(data).entries
        right["items"] += len(reading.drafts) == len(yardstick)
        for draft, entry in zip(reading.drafts, yardstick, strict=False):
            entries += 1
            right.update(name for name, is_same in compare(draft, entry).items() if is_same)
    shares = {name: right[name] / (len(feeds) if name == "items" else entries) for name in sorted(right)}
    with capsys.disabled():
        print(f"\nfeeds as feedparser reads them: {len(feeds)} files, {entries} items, {shares}")

    assert shares["items"] >= FLOOR_ITEMS
    assert min(shares[name] for name in ("title", "address", "date")) >= FLOOR_FIELDS
