"""
The words that lead into an original, tried in a real browser: what it marks is the quoted sentence, to the letter.

The mark is read back from a picture. `::target-text` is painted in a colour that nothing else has, and a character
is marked when the point in its middle has that colour.
"""

from __future__ import annotations

import base64
import threading
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from fragment_texts import ARTICLES
from playwright.sync_api import Browser, Error, Page

from generator.publish.text_fragments import Fragment, find_fragment
from generator.publish.web_links import link_to_passages
from generator.records import Entry

pytestmark = pytest.mark.browser

STYLE = """
body { font: 12px/20px "DejaVu Sans", sans-serif; color: #000; background: #fff; margin: 8px }
::target-text { color: #f0f; background: #f0f }
"""
CHARACTERS = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let at = 0;
    for (const character of node.data) {
      range.setStart(node, at);
      range.setEnd(node, at += character.length);
      const box = range.getClientRects()[0];
      if (box && box.width >= 1 && character.trim()) {
        found.push([character, box.x + box.width / 2, box.y + box.height / 2]);
      }
    }
  }
  return found;
}"""
"""Every character that takes up room, and its middle."""
COLOURS = """async (picture) => {
  const bytes = Uint8Array.from(atob(picture), one => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0);
  const all = pen.getImageData(0, 0, image.width, image.height).data;
  return points.map(([, x, y]) => {
    const at = 4 * (Math.floor(y) * image.width + Math.floor(x));
    return all[at] === 255 && all[at + 1] === 0 && all[at + 2] === 255;
  }).flatMap((isMarked, place) => isMarked ? [place] : []);
}"""
"""Which points of a picture have the colour of the mark, by place."""

Refine = Callable[[str, str], Entry]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


class Viewer:
    """Opens one article after the other, at a fragment, and reads back what is marked."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._page: Page = browser.new_page()
        self._painter: Page = browser.new_page()
        self._base = base
        self._address = ""
        self._visits = 0

    def open_article(self, name: str) -> str:
        """Show an article and give its visible characters in order, headline first."""
        self._address = f"{self._base}{name}.html"
        self._page.set_viewport_size({"width": 900, "height": 1300 if name == "long" else 600})
        self._page.goto(self._address)
        points = [point for point in self._page.evaluate(CHARACTERS) if solid(point[0])]
        self._painter.evaluate("points => { window.points = points }", points)
        assert self._page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "the picture holds it all"
        return "".join(character for character, _, _ in points)

    def marked(self, fragment: Fragment) -> list[int]:
        """Which characters are marked, by place. Each visit has its own address, so that the page is opened anew."""
        self._visits += 1
        self._page.goto(link_to_passages(f"{self._address}?{self._visits}", [fragment]))
        places = self._painter.evaluate(COLOURS, base64.b64encode(self._picture()).decode())
        return [int(place) for place in places]

    def _picture(self) -> bytes:
        """Chromium without a graphics card refuses one picture of some thousands, and gives it when asked again."""
        for _ in range(3):
            try:
                return self._page.screenshot()
            except Error as error:
                if "Unable to capture" not in error.message:
                    raise
        return self._page.screenshot()


def page_of(name: str) -> str:
    language, title, body = ARTICLES[name]
    direction = ' dir="rtl"' if language in ("ar", "he") else ""
    return (
        f'<!doctype html><html lang="{language}"{direction}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )


@pytest.fixture(scope="module")
def viewer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    """A browser, and a server with the articles."""
    root: Path = tmp_path_factory.mktemp("articles")
    for name in ARTICLES:
        (root / f"{name}.html").write_text(page_of(name), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Viewer(browser, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join()


def solid(text: str) -> str:
    """Leave out blanks and what takes up no room: accents of their own, soft hyphens, marks of direction."""
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one) not in ("Mn", "Me", "Cf"))


def places_of(entry: Entry, text: str) -> dict[int, range]:
    """Where each sentence stands in the visible text of its page, headline first."""
    found, reached = {}, len(solid(entry.title.value))
    for sentence in (one for paragraph in entry.paragraphs for one in paragraph.sentences):
        wanted = solid(sentence.text)
        begin = text.index(wanted, reached)
        reached = begin + len(wanted)
        found[sentence.number] = range(begin, reached)
    return found


def test_every_fragment_marks_its_sentence_and_nothing_else(viewer: Viewer, refine_text: Refine) -> None:
    """Each sentence of every article is opened by its own address, 200 of them or more."""
    tried, wrong = 0, []
    for name in ARTICLES:
        entry = refine_text(page_of(name), f"{name}.html")
        for number, place in places_of(entry, viewer.open_article(name)).items():
            fragment = find_fragment(entry, number)
            tried += 1
            if fragment is None or viewer.marked(fragment) != list(place):
                wrong.append((name, number, fragment))

    assert wrong == []
    assert tried >= 200


def test_a_wrong_fragment_is_seen_to_be_wrong(viewer: Viewer, refine_text: Refine) -> None:
    """The trial above can fail: half a sentence, another sentence, and words that are not there."""
    entry = refine_text(page_of("dashes"), "dashes.html")
    place = places_of(entry, viewer.open_article("dashes"))[1]
    right = find_fragment(entry, 1)

    assert right is not None
    assert list(place) == viewer.marked(right)
    for wrong in (
        Fragment(start=right.start),
        Fragment(start=right.start, end="of its signing"),
        Fragment(start="Twenty-one traders"),
        Fragment(start="The cease-fire on the moon"),
    ):
        assert list(place) != viewer.marked(wrong)
