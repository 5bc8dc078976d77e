"""Drafts and what is planned: shown in the preview with a label, and left out of what is built."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import msgspec
import pytest
from playwright.sync_api import Browser, Page

from generator.config import Config, for_preview
from generator.pipeline import gather, plan
from generator.preview.rebuild import Preview
from generator.preview.stage import Stage
from generator.preview.workshop import Workshop
from generator.store.memory import Memory
from generator.store.places import find_places

_TODAY = "2026-03-08"
_ORIGIN = "http://127.0.0.1:8000"

_CLIPPING = """\
---
title: {title}
date: {date}
source: The Example Courier
tags: [bridges]
{more}---

The {title} was opened on Sunday by the mayor. Hundreds of people walked across it in the first hour.

Nobody remembers when the {title} was last repaired, said Olo Brandt of the town's archive.
"""
_NOTE = "---\nkind: note\nday: 2026-03-07\ntitle: A week of bridges\ndraft: true\n---\n\nRead the bridges first.\n"


class _Site:
    """A site in a preview that is driven by hand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir()
        self.stage = Stage()
        self._preview: Preview | None = None

    def write(self, name: str, title: str, date: str = "2026-03-07", more: str = "") -> str:
        text = _CLIPPING.format(title=title, date=date, more=more)
        (self.root / "content" / f"{name}.md").write_text(text, encoding="utf-8")
        return f"content:{name}.md"

    def show(self, *changed: str) -> Mapping[str, bytes]:
        """Let the preview come to the end of a build; what is changed on the way is none of its business."""
        if self._preview is None:
            workshop = Workshop(
                lambda: find_places(self.root), lambda _: for_preview(Config(general_topics=False)), lambda _: _TODAY
            )
            self._preview = Preview(workshop, self.stage, _ORIGIN, lambda *_: None)
        for _ in self._preview.rebuild(frozenset(changed), frozenset(changed)):
            pass
        return dict(self.stage.showing.pages)

    def fresh(self, config: Config) -> dict[str, bytes]:
        """Make the whole site as if for the first time."""
        places = find_places(self.root)
        local = msgspec.structs.replace(config, base_url=f"{_ORIGIN}/", general_topics=False)
        digest = gather(places, local, Memory("stamp"), today=_TODAY)
        return {file.path: file.make() for file in plan(places, local, digest).files}


@pytest.fixture
def site(tmp_path: Path) -> _Site:
    """Four clippings: one published, one draft, one in a folder of drafts, one of next month; and a note."""
    made = _Site(tmp_path)
    made.write("mill", "mill bridge")
    made.write("dam", "dam bridge", more="draft: true\n")
    made.write("ferry", "ferry pier", date="2026-04-03")
    (tmp_path / "content" / "_drafts").mkdir()
    made.write("_drafts/rail", "rail viaduct", date="2026-03-06")
    (tmp_path / "content" / "note.md").write_text(_NOTE, encoding="utf-8")
    return made


def _text(pages: Mapping[str, bytes]) -> str:
    return "\n".join(body.decode() for path, body in sorted(pages.items()) if path.endswith(".html"))


def _labels(pages: Mapping[str, bytes], title: str) -> set[str]:
    """What stands behind an entry's headline, on all pages; empty where nothing does."""
    link = rf'<(?:a|span)[^>]* data-headline="[^>]*>{title}</(?:a|span)>'
    return {
        found[1] or ""
        for found in re.finditer(rf'{link}(?: <span class="waits">([^<]*)</span>)?', _text(pages))
        if 'class="value"' not in found[0]
    }


def test_the_preview_labels_what_is_not_published(site: _Site) -> None:
    """Wherever its headline stands, a draft is called one, and what is dated later says for which day it is planned."""
    pages = site.show()

    assert _labels(pages, "mill bridge") == {""}
    assert _labels(pages, "dam bridge") == {"Draft"}
    assert _labels(pages, "rail viaduct") == {"Draft"}
    assert _labels(pages, "ferry pier") == {"Planned for 3 April 2026"}
    assert 'Editor’s note <span class="waits">Draft</span>' in pages["2026/03/07/index.html"].decode()


def test_headlines_are_labelled_on_every_kind_of_page(site: _Site) -> None:
    """A label stands on the front page, on a day, story, clipping, topic and source, and in the search list."""
    labelled = {path.split("/")[0] for path, body in site.show().items() if b'class="waits">' in body}

    assert {"index.html", "2026", "clippings", "topics", "sources", "search"} <= labelled


def test_a_draft_of_a_later_day_says_both(site: _Site) -> None:
    """It will not appear on that day unless it is published."""
    site.write("dam", "dam bridge", date="2026-04-03", more="draft: true\n")

    assert _labels(site.show(), "dam bridge") == {"Draft, planned for 3 April 2026"}


def test_an_embargo_is_a_plan(site: _Site) -> None:
    """What may not be published before a day is shown with that day, though it is dated earlier."""
    site.write("dam", "dam bridge", more="embargo: 2026-03-20\n")

    assert _labels(site.show(), "dam bridge") == {"Planned for 20 March 2026"}


def test_a_build_leaves_it_all_out(site: _Site) -> None:
    """Neither drafts nor what is planned, nor any label, is in a site that is built."""
    text = _text(site.fresh(Config()))

    assert [word for word in ("dam bridge", "rail viaduct", "ferry pier", "week of bridges") if word in text] == []
    assert ("mill bridge" in text, 'class="waits"' in text) == (True, False)


def test_what_is_published_on_purpose_has_no_label(site: _Site) -> None:
    """With `drafts` and `future` in the settings all of it is published as anything else is, in the preview too."""
    settings = Config(drafts=True, future=True)
    text = _text(site.fresh(settings))

    assert ("dam bridge" in text, "ferry pier" in text, 'class="waits"' in text) == (True, True, False)
    assert site.fresh(settings) == site.fresh(for_preview(settings))


def test_a_preview_without_them_equals_a_build(site: _Site) -> None:
    """Somebody who wants to see what will be published sees exactly that."""
    assert site.fresh(Config()) == site.fresh(for_preview(Config(), drafts=False, future=False))


def test_the_preview_equals_a_fresh_build_of_the_same(site: _Site) -> None:
    """Whatever is done to drafts, the pages shown are those of a first build with the same settings, byte for byte."""
    edits: list[list[tuple[str, str, str, str]]] = [
        [],
        [("dam", "weir bridge", "2026-03-07", "draft: true\n")],
        [("dam", "weir bridge", "2026-03-07", "")],
        [("mill", "mill bridge", "2026-03-07", "published: false\n")],
        [("ferry", "ferry landing", "2026-04-03", "")],
        [("ferry", "ferry landing", "2026-03-05", "")],
        [("mill", "mill bridge", "2026-05-01", ""), ("dam", "weir bridge", "2026-05-01", "draft: true\n")],
    ]
    for edit in edits:
        changed = [site.write(*one) for one in edit]

        assert site.fresh(for_preview(Config())) == site.show(*changed)


@pytest.mark.parametrize(
    ("flags", "shown"),
    [((), ["dam bridge", "ferry pier"]), (("--no-drafts",), ["ferry pier"]), (("--no-drafts", "--no-future"), [])],
)
def test_flags_of_serve_hide_them(site: _Site, flags: tuple[str, ...], shown: list[str]) -> None:
    """Without a flag both are shown."""
    command = [sys.executable, "-u", "-m", "generator", "serve", "--port", "18800", *flags]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SOURCE_DATE_EPOCH": "1772928000"}  # _TODAY
    with subprocess.Popen(command, cwd=site.root, env=settings, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr
        told = next(line for line in serving.stderr if line.startswith("serving "))
        found = httpx.get(f"{told.split()[1]}search/", trust_env=False).text
        serving.send_signal(signal.SIGINT)

        assert [title for title in ("dam bridge", "ferry pier") if title in found] == shown


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a real browser."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_can_be_read_by_day_and_by_night(site: _Site, page: Page, scheme: str) -> None:
    """Their words stand out from their ground as WCAG 2.2, 1.4.3 asks: 4.5 to 1, in light and in dark."""
    pages = site.show()
    style = next(body for path, body in pages.items() if path.endswith(".css"))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_content(f"<style>{style.decode()}</style>{pages['index.html'].decode()}")
    label = page.locator("h2 .waits, h3 .waits").first
    ink, ground = (label.evaluate(f"one => getComputedStyle(one).{name}") for name in ("color", "backgroundColor"))
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)

    assert label.is_visible()
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """WCAG's relative luminance of `rgb(29, 27, 24)`."""
    channels = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
