"""What can be searched: the search page with and without an index, the cards it is made from, and its files."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Literal

import cbor2
import msgspec
import pytest
from publish_reading import tree_of
from publish_samples import CONFIG, EMPTY, build_site, make_entry, sample_digest
from selectolax.lexbor import LexborHTMLParser

from generator.publish import urls
from generator.publish.edition import make_edition
from generator.publish.search_bundle import make_bundle
from generator.publish.search_cards import search_cards
from generator.publish.urls import Urls
from generator.records import Digest


def cards_of(digest: Digest) -> dict[str, LexborHTMLParser]:
    edition = make_edition(digest, CONFIG, Urls(CONFIG.base_url))
    return {card.path: LexborHTMLParser(card.data.decode()) for card in search_cards(edition, digest)}


def test_every_clipping_can_be_found() -> None:
    """There is a card for each, under the address of its page, with its headline, and one day to be put in order by."""
    digest = sample_digest()
    cards = cards_of(digest)

    assert list(cards) == [f"clippings/{entry.id}.html" for entry in digest.entries]
    assert [card.css("h1")[0].text() for card in cards.values()] == [one.title.value for one in digest.entries]
    assert all(len(card.css("[data-pagefind-sort=date]")) == 1 for card in cards.values())


def test_the_index_holds_no_more_of_a_clipping_than_its_page() -> None:
    """What the budget of quotation keeps off the page cannot be read out of the index either."""
    sentences = " | ".join(f"The board weighed its plan number {number} for the harbour." for number in range(60))
    entry = make_entry("long", "A long report", sentences, rights="quote")
    (card,) = cards_of(msgspec.structs.replace(EMPTY, entries=(entry,), undated=(entry,))).values()

    assert card.css("p")[0].text() == "The board weighed its plan number 0 for the harbour."


def test_a_clipping_is_found_by_topic_outlet_and_date() -> None:
    """By year and by month; what is known of it is no part of the text that is searched."""
    entry = make_entry("dam", "The dam holds", "It held.", day="2031-03-09", outlet="The <b>Post</b>, Ltd")
    (card,) = cards_of(msgspec.structs.replace(EMPTY, entries=(entry,))).values()
    filters = [(one.attributes["data-pagefind-filter"], one.text()) for one in card.css("[data-pagefind-filter]")]

    assert filters == [("outlet", "The <b>Post</b>, Ltd"), ("date", "2031"), ("date", "2031-03")]
    assert all("data-pagefind-ignore" in one.attributes for one in card.css("i"))


def test_with_an_index_the_search_page_has_a_field(project: Path) -> None:
    """It is shown by the script, and the policy of the site lets the engine run."""
    site = build_site(project)
    tree = tree_of(site, urls.SEARCH)

    assert tree.css_first("form.search").attributes["data-index"] == "/coast/pagefind/"
    assert "hidden" in tree.css_first("form.search").attributes
    assert [one.css_first("label") is not None for one in tree.css("form.search .field")] == [True] * 5
    assert b"script-src 'self' 'wasm-unsafe-eval';" in site["_headers"]


@pytest.mark.parametrize("search", [False, "missing"])
def test_without_an_index_the_search_page_lists_headlines(project: Path, search: Literal[False, "missing"]) -> None:
    """There is no field that could not work, and no script and no policy for it."""
    site = build_site(project, config=msgspec.structs.replace(CONFIG, search=search))
    tree = tree_of(site, urls.SEARCH)

    assert (tree.css("form.search"), tree.css("script[src*=search]")) == ([], [])
    assert b"script-src 'self';" in site["_headers"]
    assert len(tree.css("#all a[data-headline]")) == len(sample_digest().entries)


def _packed(value: object) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps(value))


def _written(values: list[object], filters: list[list[str]]) -> dict[str, bytes]:
    """Files as Pagefind 1.5 writes them, with what it leaves to chance in the given order."""
    return {
        "filter/en_1234567.pf_filter": _packed(["topic", values]),
        "filter/en_7654321.pf_filter": _packed(["outlet", [["The Post", [0]]]]),
        "fragment/en_0000001.pf_fragment": b"text",
        "pagefind.en_0123456789.pf_meta": _packed(["1.5.2", [["en_0000001", 3]], [], filters, [], ["title"]]),
        "pagefind-entry.json": b'{"version":"1.5.2","languages":{"en":{"hash":"en_0123456789","wasm":"en"}}}',
        "pagefind.js": b"script",
        "pagefind-ui.js": b"another interface",
        "wasm.en.pagefind": b"engine",
        "wasm.unknown.pagefind": b"engine",
    }


def test_what_is_left_to_chance_is_put_in_order() -> None:
    """Two runs of Pagefind over the same pages are published as the same files, and name each other."""
    values: list[object] = [["Dams", [0]], ["Boats", [0]]]
    filters = [["topic", "en_1234567"], ["outlet", "en_7654321"]]
    bundle = make_bundle(_written(values, filters))
    meta = next(path for path in bundle if path.endswith(".pf_meta"))
    named = [f"filter/{file}.pf_filter" for _, file in cbor2.loads(bundle[meta].removeprefix(b"pagefind_dcd"))[3]]

    assert bundle == make_bundle(_written(values[::-1], filters[::-1]))
    assert msgspec.json.decode(bundle["pagefind-entry.json"])["languages"]["en"]["hash"] in meta
    assert set(named) == {path for path in bundle if path.startswith("filter/")}


def test_interfaces_that_pagefind_brings_are_not_published() -> None:
    """Only what a browser loads for a search of ours."""
    bundle = make_bundle(_written([], [["topic", "en_1234567"], ["outlet", "en_7654321"]]))

    assert [path for path in bundle if "/" not in path and "pf_meta" not in path] == [
        "pagefind-entry.json",
        "pagefind.js",
        "wasm.en.pagefind",
    ]
