"""A site is proved from its sources; whatever is tampered with is found and named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_site import SOURCES, Site, build_site

from generator.diagnostics import Diagnostic

SITE = build_site()


def names(found: tuple[Diagnostic, ...]) -> set[str]:
    return {one.name for one in found}


def copy() -> Site:
    return Site(SITE.sources, SITE.files)


def page_with(text: str) -> str:
    """The first HTML page that prints a text."""
    return next(path for path, data in sorted(SITE.files.items()) if path.endswith(".html") and text.encode() in data)


def tampered(path: str, old: str, new: str, *, by_the_build: bool = False) -> tuple[Diagnostic, ...]:
    """Replace a text in a built file; `by_the_build` as if dayfold itself had written it so."""
    site = copy()
    data = site.files[path].decode()
    assert old in data
    site.files[path] = data.replace(old, new, 1).encode()
    if by_the_build:
        site.publish_as_is()
    return site.verify().diagnostics


def test_an_untouched_site_is_proved() -> None:
    """Every quotation of pages and feeds is found in entities, escapes, markup, wrapped lines and nested HTML."""
    verdict = SITE.verify()

    assert verdict.diagnostics == ()
    assert verdict.quotations == sum(
        len(re.findall(r"(?:<|&lt;|&#x3C;|\\u003c)q cite", data.decode())) for data in SITE.files.values()
    )
    assert (verdict.sources, verdict.pages) == (len(SOURCES), len(SITE.manifest))


def test_files_of_others_are_no_error() -> None:
    """What dayfold did not make may lie beside the site, and is named, because nothing in it is proved."""
    site = copy()
    site.files["CNAME"] = b"digest.example"

    assert [(one.path, one.name, one.severity) for one in site.verify().diagnostics] == [
        ("CNAME", "foreign-file", "note")
    ]


def test_a_site_that_was_never_built_proves_nothing() -> None:
    """Without a list of what was written there is nothing to compare."""
    assert names(Site({}, {}).verify().diagnostics) == {"output-missing"}


@pytest.mark.parametrize("path", ["data/ledger.json", "data/digest.json", "feeds/atom.xml"])
def test_a_missing_file_is_named(path: str) -> None:
    """A page, a feed or the ledger that is gone is reported under its name."""
    site = copy()
    del site.files[path]
    found = site.verify().diagnostics

    assert names(found) == {"output-missing"}
    assert path in {one.path for one in found}


def test_a_ledger_of_nonsense_is_reported() -> None:
    """A ledger that cannot be read stops the proof with a message, not with a traceback."""
    site = copy()
    site.files["data/ledger.json"] = b'{"sources":[{"path":1}]}'

    assert names(site.verify().diagnostics) == {"output-missing", "page-changed"}


def test_a_changed_sentence_on_a_page_is_named_with_its_line() -> None:
    """The message names page, line, the words, and where the source says otherwise."""
    path = page_with("engineers said on Sunday")
    found = [one for one in tampered(path, "engineers said on Sunday", "engineers hoped on Sunday") if one.line]
    line = SITE.files[path].decode().partition("engineers said")[0].count("\n") + 1

    assert [(one.name, one.path, one.line) for one in found] == [("quotation-unproved", path, line)]
    assert "“The dam on the Ash river held" in found[0].message
    assert re.search(r"(courier\.txt|herald\.html) says at line \d", found[0].message)


def test_a_wrong_sentence_is_found_even_if_the_build_wrote_it() -> None:
    """The proof rests on the sources, not on what was written."""
    found = tampered(page_with("engineers said"), "engineers said", "engineers say", by_the_build=True)

    assert names(found) == {"quotation-unproved"}


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/daily.xml"])
def test_a_wrong_sentence_in_a_feed_is_found(path: str) -> None:
    """Feeds are proved like pages, in every format."""
    found = tampered(path, "engineers said", "engineers say", by_the_build=True)

    assert {(one.name, one.path) for one in found} == {("quotation-unproved", path)}
    assert all(one.line > 1 for one in found)


def test_a_feed_in_an_encoding_that_does_not_exist_is_found() -> None:
    """A declaration that was tampered with is told of its file, and the rest of the site is proved."""
    found = tampered("feeds/atom.xml", "utf-8", "utfC8", by_the_build=True)

    assert {(one.name, one.path) for one in found} == {("quotation-unproved", "feeds/atom.xml")}


def test_a_wrong_headline_is_found() -> None:
    """A headline is the clipping's own, to the letter."""
    found = tampered(page_with("<h1"), "<h1 data-headline=", "<h1 title='' data-headline=", by_the_build=True)
    assert found == ()

    found = tampered(page_with("ferry is late</h1>"), "ferry is late</h1>", "ferry is lost</h1>", by_the_build=True)
    assert names(found) == {"quotation-unproved"}


def test_a_title_that_its_source_does_not_hold_is_found() -> None:
    """Even where pages and data agree, the source has the last word."""
    site = copy()
    for path, data in site.files.items():
        site.files[path] = data.replace(b"ferry is late", b"ferry is lost")
    site.publish_as_is()

    assert {(one.name, one.path) for one in site.verify().diagnostics} == {("quotation-unproved", "data/digest.json")}


def test_a_sentence_outside_a_quotation_is_found() -> None:
    """In an extract every word is a quotation, a marker, or a credit of somebody known."""
    path = page_with("engineers said")
    found = tampered(path, '<p class="extract">', '<p class="extract">It was a miracle.', by_the_build=True)

    assert names(found) == {"quotation-unproved"}
    assert "It was a miracle" in found[0].message


def test_a_sentence_disguised_as_a_marker_or_a_credit_is_found() -> None:
    """Raised text may only be a number, and a credit only a name that the data knows."""
    for disguise in ("<sup>It was a miracle.</sup>", '<small class="credit">(It was a miracle)</small>'):
        found = tampered(
            page_with("engineers said"), '<p class="extract">', f'<p class="extract">{disguise}', by_the_build=True
        )
        assert names(found) == {"quotation-unproved"}


def test_a_known_credit_beside_a_quotation_is_no_sentence() -> None:
    """Who says so may stand in the extract, in brackets or behind a dash."""
    for credit in ('<small class="credit">(Coast Wire)</small>', '<span class="says">— Coast Wire</span>'):
        path = page_with("engineers said")
        assert tampered(path, '<p class="extract">', f'<p class="extract">{credit}', by_the_build=True) == ()


def test_a_quotation_without_a_source_is_found() -> None:
    """`<q>` without an address of a sentence is an assertion of ours in somebody's mouth."""
    path = page_with("engineers said")

    assert "quotation-unproved" in names(tampered(path, "</p>", "<q>Trust us.</q></p>", by_the_build=True))


def test_a_quotation_that_cites_another_site_is_found() -> None:
    """Only this site's own sentences can be proved here."""
    path = page_with("engineers said")
    found = tampered(path, 'cite="/news/', 'cite="https://elsewhere.example/news/', by_the_build=True)

    assert "quotation-unproved" in names(found)


@pytest.mark.parametrize("gone", [rb'(<li id="|<span id=")n-', rb'(<sup id=")r-'])
def test_a_footnote_that_leads_nowhere_is_found(gone: bytes) -> None:
    """A marker whose note is gone, and a back-link whose marker is gone, are named with their line."""
    site = copy()
    path = page_with("doc-noteref")
    site.files[path] = re.sub(gone, rb"\1x-", site.files[path])
    site.publish_as_is()
    found = [one for one in site.verify().diagnostics if one.path == path]

    assert names(tuple(found)) == {"footnote-broken"}
    assert all(one.line for one in found)


def test_a_feeds_footnotes_must_exist_on_the_storys_page() -> None:
    """A reader that strips ids sends people to the web: the note has to be there."""
    site = copy()
    path = next(path for path, data in SITE.files.items() if path.count("/") > 3 and b"doc-noteref" in data)
    site.files[path] = re.sub(rb'(role="doc-noteref" href="#|<li id="|<span id=")n-', rb"\1m-", site.files[path])
    site.publish_as_is()

    assert {"feeds/atom.xml"} <= {one.path for one in site.verify().diagnostics if one.name == "footnote-broken"}


def test_a_source_that_is_gone_is_named() -> None:
    """What cannot be compared is not proved."""
    site = copy()
    del site.sources["post.md"]
    found = site.verify().diagnostics

    assert [(one.name, one.path) for one in found] == [("source-changed", "post.md")]
    assert "is gone" in found[0].message


def test_a_changed_source_names_the_first_sentence_that_no_longer_holds() -> None:
    """One line a source, however many pages print it: the first sentence, its page, and how many there are."""
    site = copy()
    site.sources["courier.txt"] = SOURCES["courier.txt"].replace(b"Nobody", b"Somebody")
    found = site.verify().diagnostics

    assert [(one.name, one.path) for one in found] == [("source-changed", "courier.txt")]
    assert "“Nobody was hurt" in found[0].message


def test_a_source_that_changed_where_nothing_is_printed_says_so() -> None:
    """An added line at the end moves nothing, but the site is no longer that of its sources."""
    site = copy()
    site.sources["courier.txt"] += b"\nShare this article\n"
    found = site.verify().diagnostics

    assert names(found) == {"source-changed"}
    assert "still stands there" in found[0].message


def test_a_source_that_could_not_be_read_is_not_missed() -> None:
    """The ledger lists it without a hash; nothing of it is printed, so nothing has to be proved."""
    site = copy()
    row = b'{"sources":[\n{"path":"lost.txt","sha256":"","format":"none","encoding":"none","length":0,"entries":[]},'
    site.files["data/ledger.json"] = site.files["data/ledger.json"].replace(b'{"sources":[', row, 1)
    site.publish_as_is()

    assert site.verify().diagnostics == ()


@given(data=st.data())
def test_any_single_changed_character_is_found(data: st.DataObject) -> None:
    """Sources, pages, feeds and ledger: change one character anywhere and an error names that file."""
    site = copy()
    folder = data.draw(st.sampled_from([site.sources, site.files]), label="folder")
    path = data.draw(st.sampled_from(sorted(path for path, content in folder.items() if content)), label="file")
    text = folder[path].decode()
    place = data.draw(st.integers(0, len(text) - 1), label="place")
    new = data.draw(st.characters(codec="utf-8").filter(lambda one: one != text[place]), label="character")
    folder[path] = (text[:place] + new + text[place + 1 :]).encode()
    found = site.verify().diagnostics

    assert [one for one in found if one.path == path and one.severity == "error"]


@given(data=st.data())
def test_any_changed_letter_of_a_printed_sentence_is_found_by_the_sources_alone(data: st.DataObject) -> None:
    """Even if the list of written files agrees with the change, the sentence does not agree with its source."""
    site = copy()
    pages = sorted(path for path, page in site.files.items() if path.endswith(".html") and b"<q " in page)
    path = data.draw(st.sampled_from(pages), label="page")
    text = site.files[path].decode()
    quotation = data.draw(st.sampled_from(list(re.finditer(r"<q [^>]*>([^<]+)</q>", text))), label="quotation")
    place = data.draw(st.integers(quotation.start(1), quotation.end(1) - 1), label="place")
    new = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzé.,").filter(lambda one: one != text[place]))
    site.files[path] = (text[:place] + new + text[place + 1 :]).encode()
    site.publish_as_is()

    assert "quotation-unproved" in names(site.verify().diagnostics)
