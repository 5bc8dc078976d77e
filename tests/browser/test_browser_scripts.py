"""What scripts add for a reader: search, shortcuts, colours, marks and footnotes, by keyboard and under the policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hosted_site import hosted_site
from playwright.sync_api import Browser, Page, expect

from generator.store.pagefind import find_pagefind

pytestmark = pytest.mark.browser

DAY = "2026/03/05/"
_LARGEST = 10_000
"""Bytes of the script that every page loads."""


@pytest.fixture(scope="module")
def address(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site."""
    with hosted_site(project, tmp_path_factory.mktemp("site")) as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader's window in which nothing may go wrong: no error, no breach of the policy, no missing file."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, color_scheme="light")
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    yield opened
    context.close()
    assert trouble == []


@pytest.fixture
def searching(page: Page, address: str) -> Page:
    """The same with the search page open; skipped where the site can have no index."""
    if find_pagefind() is None:
        pytest.skip("Pagefind is not installed")
    page.goto(f"{address}search/")
    return page


def test_a_search_finds_the_clipping_by_its_words(searching: Page) -> None:
    """Typed into the field: headline, outlet, day and a passage with marks; the number is announced."""
    searching.get_by_label("Words").fill("nineteen ships wait")
    result = searching.locator("#found li").first

    expect(result.get_by_role("link")).to_have_text("Nineteen ships wait as harbour strike enters second day")
    expect(result.locator(".credit")).to_have_text("The Harbour Post · 3 March 2026")
    expect(result.locator("mark").first).to_have_text("Nineteen")
    expect(searching.get_by_role("status")).to_contain_text("clipping")
    expect(searching.locator("#all")).to_be_hidden()


def test_a_result_leads_to_the_clipping_in_its_sub_path(searching: Page, address: str) -> None:
    """The arrow goes from the field to the first result, Enter opens it."""
    searching.get_by_label("Words").fill("nineteen ships wait")
    expect(searching.locator("#found li").first).to_be_visible()
    searching.keyboard.press("ArrowDown")
    searching.keyboard.press("Enter")
    searching.wait_for_url(f"{address}clippings/*/")

    expect(searching.locator("h1")).to_have_text("Nineteen ships wait as harbour strike enters second day")


def test_a_search_can_be_narrowed_and_linked(searching: Page) -> None:
    """By outlet, without a word; the address says it all, and says it to the next who opens it."""
    searching.get_by_label("Words").focus()
    outlets = searching.get_by_label("Outlet")
    expect(outlets.locator("option[value='The Northline']")).to_have_count(1)
    outlets.select_option("The Northline")
    expect(searching.locator("#found .credit").first).to_contain_text("The Northline · ")
    searching.reload()

    expect(searching.locator("#found .credit").first).to_contain_text("The Northline · ")
    assert "outlet=The+Northline" in searching.url


def test_nothing_found_is_said(searching: Page) -> None:
    """In the status line, where a screen reader reads it out."""
    searching.get_by_label("Words").fill("xylophone quizzically")

    expect(searching.get_by_role("status")).to_have_text("No clipping has these words")


def test_a_slash_leads_to_the_search(page: Page, address: str) -> None:
    """From any page, with the field ready for typing."""
    if find_pagefind() is None:
        pytest.skip("Pagefind is not installed")
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_url(f"{address}search/*")

    expect(page.locator("#query")).to_be_focused()


def test_headlines_are_walked_by_j_and_k(page: Page, address: str) -> None:
    """Forth and back, and on a story's page to the story after it; not while somebody types with Ctrl."""
    page.goto(f"{address}{DAY}")
    headlines = page.locator("article.story > .headline a")
    page.keyboard.press("j")
    expect(headlines.first).to_be_focused()
    page.keyboard.press("Control+k")
    expect(headlines.first).to_be_focused()
    for _ in range(20):
        page.keyboard.press("j")
    page.keyboard.press("k")

    assert page.evaluate("document.activeElement.matches('main a[data-headline], main .headline a')")


def test_help_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    """A question mark opens it, Escape closes it; shortcuts that were switched off do nothing."""
    page.goto(address)
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Options")
    expect(help_).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    page.get_by_role("button", name="Options").click()
    page.get_by_label("Keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("h1").click()
    page.keyboard.press("?")

    expect(help_).to_be_hidden()


def test_colours_are_chosen_and_kept(page: Page, address: str) -> None:
    """The next page has them from its first paint on; the system's come back when asked for."""
    colour = "getComputedStyle(document.body).backgroundColor"
    page.goto(address)
    light = page.evaluate(colour)
    page.keyboard.press("?")
    page.get_by_label("dark").check()
    dark = page.evaluate(colour)
    page.goto(f"{address}{DAY}")
    kept = page.evaluate(colour)
    page.keyboard.press("?")
    page.get_by_label("as the system").check()

    assert (light != dark, kept, page.evaluate(colour)) == (True, dark, light)


def test_nothing_is_kept_before_somebody_chooses(page: Page, address: str) -> None:
    """No cookie, nothing in the browser's storage, after pages were read and searched."""
    for path in ("", DAY, "search/?q=harbour"):
        page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")

    assert (page.context.cookies(), page.evaluate("localStorage.length")) == ([], 0)


def test_what_was_read_is_marked_where_asked_for(page: Page, address: str) -> None:
    """Only from the moment of asking, and no longer than wanted."""
    page.goto(f"{address}{DAY}")
    headline = page.locator("article.story > .headline a").first
    headline.click()
    page.wait_for_url(f"{address}{DAY}*/")
    page.keyboard.press("?")
    page.get_by_label("Mark what I have read").check()
    page.goto(f"{address}{DAY}")
    expect(headline).to_have_attribute("data-read", "")
    page.keyboard.press("?")
    page.get_by_label("Mark what I have read").uncheck()

    expect(headline).not_to_have_attribute("data-read", "")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("how", ["focus", "hover"])
def test_a_footnote_opens_where_one_reads(page: Page, address: str, how: str) -> None:
    """On focus and under the pointer, with the source's own words and links; Escape closes it, and the link works."""
    page.goto(f"{address}{DAY}")
    marker = page.locator("a.footnote").first
    (marker.focus if how == "focus" else marker.hover)()
    card = page.locator("#footnote")
    expect(card).to_be_visible()
    expect(card.locator("a[data-headline]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    marker.click()

    assert "#n-" in page.url


def test_the_links_of_a_footnote_are_next_in_order(page: Page, address: str) -> None:
    """Tab goes from the mark into its note, and past the last link out of it again."""
    page.goto(f"{address}{DAY}")
    page.locator("a.footnote").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#footnote') !== null")
    for _ in range(4):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#footnote')?.previousElementSibling.textContent !== '[1]'")


def test_the_script_of_every_page_is_small(project: Path) -> None:
    """It is loaded before the first paint."""
    assert (project / "templates" / "assets" / "site.js").stat().st_size < _LARGEST
