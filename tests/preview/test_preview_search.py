"""The search in a preview: its index is made when somebody searches, and at no other time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from generator.config import Config, for_preview
from generator.preview.pages import Pages
from generator.preview.rebuild import Preview
from generator.preview.server import make_app
from generator.preview.showing import Showing
from generator.preview.stage import Stage
from generator.preview.workshop import Workshop
from generator.publish.planned import PlannedFile
from generator.store.pagefind import find_pagefind
from generator.store.places import find_places

_CLIPPING = "---\ntitle: The ferry runs again\ndate: 2026-03-07\nsource: The Example Courier\n---\n\nIt left at nine.\n"


def _get(stage: Stage, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=make_app(stage, "127.0.0.1"))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_an_index_is_made_when_a_file_of_it_is_asked_for() -> None:
    """Pages, and paths that do not exist, are no reason; a file that the index does not have is not found."""
    asked = []

    def index() -> dict[str, bytes]:
        asked.append(True)
        return {"pagefind/pagefind.js": b"engine"}

    pages = Pages([PlannedFile("index.html", lambda: b"home"), PlannedFile("404.html", lambda: b"lost")], index=index)
    stage = Stage()
    stage.show(Showing(build=1, pages=pages))
    before = [_get(stage, path).status_code for path in ("/", "/nothing/")]
    was_asked = bool(asked)
    after = [_get(stage, f"/pagefind/{name}") for name in ("pagefind.js", "pagefind-ui.js")]

    assert (before, was_asked, list(pages)) == ([200, 404], False, ["404.html", "index.html"])
    assert [one.status_code for one in after] == [200, 404]
    assert (after[0].content, after[0].headers["content-type"]) == (b"engine", "text/javascript; charset=utf-8")


def test_a_previewed_site_can_be_searched(tmp_path: Path) -> None:
    """The engine and what it loads are there, under the sub-path, without a build of the output."""
    if find_pagefind() is None:
        pytest.skip("Pagefind is not installed")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "ferry.md").write_text(_CLIPPING, encoding="utf-8")
    stage = Stage()
    workshop = Workshop(
        lambda: find_places(tmp_path),
        lambda _: for_preview(Config(base_url="https://example.org/news/")),
        lambda _: "2026-03-08",
    )
    preview = Preview(workshop, stage, "http://127.0.0.1:8000", lambda *_: None)
    for _ in preview.rebuild(frozenset(), frozenset()):
        pass
    entry = _get(stage, "/news/pagefind/pagefind-entry.json").json()["languages"]["en"]

    assert entry["page_count"] == 1
    assert _get(stage, f"/news/pagefind/pagefind.{entry['hash']}.pf_meta").status_code == 200
    assert not (tmp_path / "output").exists()
