"""Laws that hold on every page of every site."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publish_reading import anchors, attribute, file_behind, links, pages, text_of, tree_of
from publish_samples import (
    CONFIG,
    EMPTY,
    UNDATED,
    build_site,
    make_clipping,
    make_entry,
    make_story,
    quote,
    sample_digest,
)

from generator.records import Day, Digest, Outlet, Sentence, Topic

HOSTILE = "<script>alert('x')</script> & \"quoted\" &amp; 'single' {{ page }} {% raw %}"

_DATA = b'<script type="application/ld+json">'
"""Begins a block of data, which no browser runs."""


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project)


def sentences() -> dict[tuple[str, int], Sentence]:
    return {
        (entry.id, sentence.number): sentence
        for entry in sample_digest().entries
        for paragraph in entry.paragraphs
        for sentence in paragraph.sentences
    }


def test_every_quotation_is_verbatim_and_leads_to_its_sentence(site: dict[str, bytes]) -> None:
    """Every printed sentence is the one it cites, to the letter, and its anchor is on the clipping's page."""
    known = sentences()
    known_anchors = {path: set(anchors(tree)) for path, tree in pages(site).items()}
    checked = 0
    for tree in pages(site).values():
        for quotation in tree.css("q"):
            address = f"https://digest.example.org{attribute(quotation, 'cite')}"
            path, _, anchor = file_behind(address), None, address.partition("#")[2]
            checked += 1

            assert known[path.split("/")[1], int(anchor.removeprefix("s"))].text == quotation.text()
            assert anchor in known_anchors[path]
    assert checked > 40


def test_every_headline_is_the_title_of_its_entry(site: dict[str, bytes]) -> None:
    """An element with `data-headline` holds the entry's title and nothing else."""
    titles = {entry.id: entry.title.value for entry in sample_digest().entries}
    printed = [
        (attribute(node, "data-headline"), node.text())
        for tree in pages(site).values()
        for node in tree.css("[data-headline]")
    ]

    assert set(titles) == {entry_id for entry_id, _ in printed}
    assert [pair for pair in printed if titles[pair[0]] != pair[1]] == []


def test_every_link_inside_the_site_leads_somewhere(site: dict[str, bytes]) -> None:
    """No page links to a page or an anchor that does not exist."""
    trees = pages(site)
    known = {path: set(anchors(tree)) for path, tree in trees.items()}
    broken = [
        (path, target, anchor)
        for path, tree in trees.items()
        for target, anchor in links(path, tree)
        if target not in site or (anchor and anchor not in known.get(target, set()))
    ]

    assert broken == []


def test_no_id_stands_twice_on_a_page(site: dict[str, bytes]) -> None:
    """Footnotes, markers and sentences have ids that are unique on their page."""
    twice = {path: [one for one, n in Counter(anchors(tree)).items() if n > 1] for path, tree in pages(site).items()}

    assert {path: found for path, found in twice.items() if found} == {}


def test_every_page_says_what_it_is(site: dict[str, bytes]) -> None:
    """A page has a language, a title of its own, a description, an absolute address, an icon and one main heading."""
    trees = {path: tree for path, tree in pages(site).items() if not tree.css_first("[http-equiv=refresh]")}
    for path, tree in trees.items():
        assert attribute(tree.css_first("html"), "lang") == "en", path
        assert len(tree.css("h1")) == 1, path
        assert attribute(tree.css_first("meta[name=description]"), "content"), path
        assert attribute(tree.css_first("link[rel=canonical]"), "href").startswith(CONFIG.base_url), path
        assert tree.css_first("link[rel=icon]"), path
        assert len(tree.css("link[rel=alternate]")) >= 4, path
    titles = [text_of(tree.css_first("title")) for tree in trees.values()]

    assert len(titles) == len(set(titles))


def test_clippings_with_one_headline_and_outlet_keep_titles_of_their_own(project: Path) -> None:
    """Two clippings that share headline and outlet still have two page titles."""
    entries = tuple(make_entry(f"twin-{number}", "Twin", "One text.", outlet="Post") for number in (1, 2))
    stories = tuple(make_story((entry,), (quote((entry, 1)),)) for entry in entries)
    digest = msgspec.structs.replace(EMPTY, entries=entries, days=(Day(date="2031-03-09", stories=stories),))
    titles = [text_of(tree.css_first("title")) for tree in pages(build_site(project, digest)).values()]

    assert len(titles) == len(set(titles))


def test_pages_hold_no_program_and_no_inline_style(site: dict[str, bytes]) -> None:
    """Scripts are files of the site; there is no inline one, no inline style, no event handler, no other host."""
    for path, tree in pages(site).items():
        assert tree.css("style, [style], iframe, img, object, embed") == [], path
        scripts = tree.css("script:not([type='application/ld+json'])")
        assert [node.text() for node in scripts if node.text() or "defer" not in node.attributes] == [], path
        assert [one for node in scripts if not (one := attribute(node, "src")).startswith("/coast/assets/")] == [], path
        assert [name for node in tree.css("*") for name in node.attributes if name.startswith("on")] == [], path
        loaded = [attribute(node, "href") for node in tree.css("link[rel=stylesheet], link[rel=icon]")]
        assert [address.startswith("/coast/assets/") for address in loaded] == [True] * 2, path


def test_same_digest_gives_the_same_bytes(project: Path, site: dict[str, bytes]) -> None:
    """Publishing twice gives the same files in the same order."""
    again = build_site(project)

    assert list(site.items()) == list(again.items())


def test_the_style_sheet_is_named_by_its_content(site: dict[str, bytes]) -> None:
    """The style sheet's name changes with its bytes, so that it may be cached for ever."""
    sheets = [path for path in site if path.startswith("assets/style.")]

    assert len(sheets) == 1
    assert len("assets/style.01234567.css") == len(sheets[0])
    assert f"/coast/{sheets[0]}" == attribute(tree_of(site, "").css_first("link[rel=stylesheet]"), "href")


def test_a_site_without_clippings_still_has_its_front_page(project: Path) -> None:
    """Only pages that have content are made: front page, feeds page and 404 remain, and say so."""
    site = build_site(project, EMPTY)

    assert list(pages(site)) == ["index.html", "feeds/index.html", "404.html"]
    assert "Nothing is here yet" in text_of(tree_of(site, "").css_first("main"))
    assert tree_of(site, "").css("nav.menu li") == []


def test_a_site_with_only_undated_clippings_sends_readers_to_the_shelf(project: Path) -> None:
    """With nothing but undated clippings there is no calendar, and the front page leads to the shelf."""
    digest = msgspec.structs.replace(EMPTY, entries=(UNDATED,), undated=(UNDATED,), clippings=(make_clipping(UNDATED),))
    site = build_site(project, digest)
    front = tree_of(site, "").css_first("main")

    assert "calendar/index.html" not in site
    assert "1 clipping of which no day is known" in text_of(front)


def test_a_front_page_of_many_stories_has_a_lead_six_cards_and_lines(project: Path) -> None:
    """However much happens, the front page is read to its end: what has no card has a line, and nothing is left out."""
    entries = [make_entry(f"e{number}", f"Event number {number}", "It happened.") for number in range(60)]
    stories = tuple(make_story((entry,), ()) for entry in entries)
    days = (Day(date="2031-03-09", stories=stories),)
    digest = msgspec.structs.replace(EMPTY, entries=tuple(entries), days=days)
    front = tree_of(build_site(project, digest), "")
    cards = [node.attributes["data-headline"] for node in front.css(".story .headline [data-headline]")]
    lines = [attribute(node, "data-headline") for node in front.css(".briefs [data-headline]")]

    assert (len(cards), len(lines)) == (7, 53)
    assert [*cards, *lines] == [entry.id for entry in entries]


def test_the_front_page_counts_the_whole_site(site: dict[str, bytes]) -> None:
    """It counts clippings, stories, days and quotations; elsewhere, every page would change with each clipping."""
    counts = "In all: 15 clippings · 5 stories · 3 days · 9 quotations in stories"

    assert [path for path, tree in pages(site).items() if counts in text_of(tree.css_first("body"))] == ["index.html"]


def test_a_page_says_how_many_quotations_can_be_proved(site: dict[str, bytes]) -> None:
    """Those that it prints, in footnotes too; a page without any says nothing of it."""
    for path, tree in pages(site).items():
        count = len(tree.css("q[cite]"))
        said = (
            f"{count} quotation{'' if count == 1 else 's'} on this page, each verbatim and provable with dayfold verify"
        )

        assert (said in text_of(tree.css_first("body"))) == bool(count), path


def test_the_menu_says_where_one_is(site: dict[str, bytes]) -> None:
    """The menu marks the page one is on."""
    current = tree_of(site, "topics/").css("nav.menu [aria-current=page]")

    assert [text_of(node) for node in current] == ["Topics"]


def hostile_digest(words: str) -> Digest:
    """Make a digest whose every name and text is the same stranger's words."""
    other = make_entry("other", words, words, words, outlet=words, authors=(words,), agency=words)
    entry = make_entry("hostile", words, words, words, outlet=words, authors=(words,))
    story = make_story((entry, other), (quote((entry, 1)), quote((other, 2))), topics=("hostile",), together=(words,))
    return msgspec.structs.replace(
        EMPTY,
        entries=(entry, other),
        days=(Day(date="2031-03-09", stories=(story,)),),
        topics=(
            Topic(
                slug="hostile",
                name=words,
                spellings=(words,),
                rule="label",
                stories=(story,),
                undated=(),
                entry_count=2,
            ),
        ),
        outlets=(Outlet(slug="hostile", name=words, entries=(entry, other)),),
        clippings=(make_clipping(entry), make_clipping(other)),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text("<>&\"'{}%#aé ", min_size=1, max_size=30).map(lambda text: f"x{text}x"))
def test_escaping_survives_whatever_strangers_write(project: Path, words: str) -> None:
    """Headlines, outlets, topics and sentences come out of the pages exactly as they went in."""
    site = build_site(project, hostile_digest(words))
    story = next(tree for tree in pages(site).values() if tree.css_first(".story-page"))
    topic, outlet = tree_of(site, "topics/hostile/"), tree_of(site, "sources/hostile/")

    assert {words} == {node.text() for tree in pages(site).values() for node in tree.css("[data-headline], q")}
    assert words == topic.css_first("h1").text() == outlet.css_first("h1").text()
    assert words == story.css_first(".outlet").text() == story.css_first(".authors").text()


def _without_own_scripts(page: bytes) -> bytes:
    return re.sub(rb'<script src="/coast/assets/(?:site|search)\.', b"", page.replace(_DATA, b""))


def test_no_markup_of_a_source_becomes_markup_of_the_page(project: Path) -> None:
    """Tags and template code in a clipping are printed as the characters they are."""
    site = build_site(project, hostile_digest(HOSTILE))

    assert [
        path for path, data in site.items() if path.endswith(".html") and b"<script" in _without_own_scripts(data)
    ] == []
