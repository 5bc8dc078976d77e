"""From a printed sentence to the same sentence in the original: two clicks from the front page, one with scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hosted_site import hosted_site
from playwright.sync_api import Browser, Locator, Route, expect

pytestmark = pytest.mark.browser

ORIGINAL = "a.there, a.original:not([data-versionurl])"
IS_SEEN = """one => {
  const box = one.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
}"""
PAGES = ("", "2026/03/04/", "2026/03/05/")
"""The front page, a day on which parties contest each other, and one with several passages of a source."""


@pytest.fixture(scope="module")
def address(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site."""
    with hosted_site(project, tmp_path_factory.mktemp("site")) as base:
        yield base


class Reader:
    """Somebody who reads the site, in a world where each original has the wanted sentence far down in a long text."""

    def __init__(self, browser: Browser, *, has_scripts: bool) -> None:
        self._wanted = ""
        self._context = browser.new_context(viewport={"width": 1280, "height": 600}, java_script_enabled=has_scripts)
        self._context.route(lambda url: str(urlsplit(url).hostname).startswith("127.") is False, self._original)
        self.page = self._context.new_page()

    def _original(self, route: Route) -> None:
        filler = "<p>What stands here was not quoted by anybody.</p>" * 80
        text = f"<!doctype html><title>Original</title>{filler}<p id=wanted>{escape(self._wanted)}</p>{filler}"
        route.fulfill(content_type="text/html; charset=utf-8", body=text)

    def arrives(self, link: Locator, sentence: str) -> bool:
        """Click, and say whether the sentence is then before the reader's eyes."""
        self._wanted = sentence
        link.click()
        self.page.wait_for_url(lambda url: not url.startswith("http://127."))
        return bool(self.page.locator("#wanted").evaluate(IS_SEEN))

    def leaves(self) -> None:
        self._context.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A reader without scripts."""
    one = Reader(browser, has_scripts=False)
    yield one
    one.leaves()


@pytest.fixture
def reader_with_scripts(browser: Browser) -> Iterator[Reader]:
    """A reader whose browser opens footnotes in place."""
    one = Reader(browser, has_scripts=True)
    yield one
    one.leaves()


def sentence_before(marker: Locator) -> str:
    return marker.locator("xpath=../preceding-sibling::*[descendant-or-self::q][1]").text_content() or ""


@pytest.mark.parametrize("path", PAGES)
def test_a_footnote_leads_to_its_sentence_in_two_clicks(reader: Reader, address: str, path: str) -> None:
    """The marker to its note, and a link there into the original; a pasted text has none, and ends at its clipping."""
    page = reader.page
    page.goto(address + path)
    shown = [place for place, one in enumerate(page.locator(".extract a.footnote").all()) if one.is_visible()]
    arrived = {}
    for place in shown:
        page.goto(address + path)
        marker = page.locator(".extract a.footnote").nth(place)
        sentence = sentence_before(marker)
        marker.click()
        note = page.locator(f"[id='{urlsplit(page.url).fragment}']")
        link = note.locator(ORIGINAL).last
        if link.count():
            arrived[sentence, place] = reader.arrives(link, sentence)
        else:
            assert note.locator("a[href*='/clippings/']").count() > 0

    assert len(arrived) > 1
    assert set(arrived.values()) == {True}, arrived


def test_a_footnote_that_opens_in_place_leads_there_in_one(reader_with_scripts: Reader, address: str) -> None:
    """Also to the second passage of a source: what opens names the source and shows that passage alone."""
    page = reader_with_scripts.page
    page.goto(f"{address}2026/03/05/")
    marker = page.locator(".extract a.footnote", has_text="[6.2]")
    sentence = sentence_before(marker)
    marker.hover()
    card = page.locator("#footnote")
    expect(card.locator(".outlet")).to_have_text("The Harbour Post")
    expect(card.locator("q")).to_have_text([sentence])

    assert reader_with_scripts.arrives(card.locator("a.there"), sentence)


@pytest.mark.parametrize("path", PAGES)
def test_a_single_source_is_one_click_away_with_all_its_sentences(reader: Reader, address: str, path: str) -> None:
    """A card without footnotes has one line of credit, which leads to each sentence that the card prints."""
    page = reader.page
    page.goto(address + path)
    cards = page.locator("article.story:not(:has(.extract a.footnote)):has(.told > .credit a.original)")
    asked = [
        (card, sentence)
        for card in range(cards.count())
        for sentence in range(cards.nth(card).locator(".told > .extract q").count())
    ]
    arrived = {}
    for card, place in asked:
        page.goto(address + path)
        sentence = cards.nth(card).locator(".told > .extract q").nth(place).text_content() or ""
        arrived[sentence] = reader.arrives(cards.nth(card).locator(".told > .credit").locator(ORIGINAL), sentence)

    assert set(arrived.values()) <= {True}, arrived


def test_what_is_contested_is_one_click_away(reader: Reader, address: str) -> None:
    """Beside each party's sentence an arrow leads into the original, and the outlet's name to the clipping."""
    page = reader.page
    page.goto(address)
    sides = page.locator(".contested p:has(q)")
    arrived = {}
    for place in range(sides.count()):
        page.goto(address)
        sentence = sides.nth(place).locator("q").text_content() or ""
        assert sides.nth(place).locator(".says a[href*='/clippings/']").count() == 1
        arrived[sentence] = reader.arrives(sides.nth(place).locator(ORIGINAL), sentence)

    assert arrived
    assert set(arrived.values()) == {True}, arrived
