"""Saved feeds become clippings that say what the feeds say."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.diagnostics import DayfoldError
from generator.fetch.intake import Intake, keep_items, read_saved_feed
from generator.fetch.present import keys_present
from generator.records import Source
from generator.store.places import Places, find_places
from generator.store.sources import find_files, load_source

_LIMIT = 8_000_000
_SETTINGS = refine_settings(Config())

_RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Example Courier</title><link>https://example.org/courier/</link><language>en</language>
<item><title>Ferry &amp; bridge: “both” run again</title><link>https://example.org/courier/ferry</link>
<guid isPermaLink="false">courier-17</guid><pubDate>Sun, 18 Oct 2020 09:30:00 +0200</pubDate>
<author>ana@example.org (Ana Example)</author><category>Transport</category><category>River, north</category>
<description>Short.</description>
<content:encoded><![CDATA[<h2>The ferry</h2><p class="lead">The ferry took its <a
href="https://example.org/first">first passengers</a> across.</p>
<ul><li>It ran twice.</li><li>Nobody fell in &amp; all were dry.</li></ul>
<script>alert(1)</script><blockquote><p>It runs well, said the ferry company.</p></blockquote>
<p><img src="https://example.org/ferry.jpg" alt="The ferry"></p>]]></content:encoded></item>
<item><title>No day: the 3 May 2019 report is out</title><link>https://example.org/courier/report</link>
<description>The report on the river was printed. It has forty pages.</description></item>
<item><description>The mill has a new wheel, and no headline says so.</description></item>
</channel></rss>"""

_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Das Beispielblatt</title>
<link href="https://example.com/"/>
<entry><id>tag:example.com,2020:1</id><title type="html">Br&amp;uuml;cke er&amp;ouml;ffnet</title>
<link rel="alternate" href="https://example.com/bruecke"/><published>2020-10-18T08:00:00Z</published>
<updated>2020-10-19T08:00:00Z</updated><author><name>Karl Muster</name></author><category term="Verkehr"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke wurde am Sonntag eröffnet.</p>
<p>Viele Leute gingen <em>hinüber</em>.</p></div></content></entry></feed>"""

_RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Old Wire</title><link>https://example.org/wire/</link>
</channel><item rdf:about="https://example.org/wire/1"><title>Dam repaired</title>
<link>https://example.org/wire/1</link><dc:date>2020-10-17</dc:date>
<description>Workers mended the dam on Saturday.</description></item></rdf:RDF>"""

_JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Example Notes",
        "home_page_url": "https://example.org/notes/",
        "items": [
            {
                "id": "n-1",
                "url": "https://example.org/notes/1",
                "title": "Rain",
                "date_published": "2020-10-18T06:00:00Z",
                "content_text": "It rained all night.\n\n# Not a heading [a](https://example.org/)\n\nThen it stopped.",
                "authors": [{"name": "Ida Example"}],
                "tags": ["weather"],
            }
        ],
    }
)


def _places(folder: Path) -> Places:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    return find_places(folder, content=Path("content"))


def _take_in(places: Places, feed: str, name: str = "feed.xml") -> Intake:
    drafts, _ = read_saved_feed(feed.encode(), name, _LIMIT)
    return keep_items(drafts, places, keys_present(places, _LIMIT))


def _said(sources: Sequence[Source]) -> list[tuple[object, ...]]:
    """What a build prints of the entries of some sources."""
    entries = [entry for source in sources for entry in make_clipping(source, _SETTINGS).entries]
    return sorted(
        (
            entry.id,
            entry.title.value,
            str(entry.dating.day),
            entry.url.value if entry.url else "",
            entry.outlet.value if entry.outlet else "",
            entry.language.value,
            tuple(author.value for author in entry.authors),
            tuple((one.kind, tuple(sentence.text for sentence in one.sentences)) for one in entry.paragraphs),
            tuple((link.href, link.text) for link in entry.links),
        )
        for entry in entries
    )


def _sources(places: Places) -> list[Source]:
    loaded = [load_source(found, _LIMIT) for found in find_files(places.content, places.root)[0]]
    return [one for one in loaded if isinstance(one, Source)]


@pytest.mark.parametrize(
    ("name", "feed"), [("a.xml", _RSS), ("b.xml", _ATOM), ("c.rdf", _RDF), ("d.json", _JSON)], ids=lambda one: one[:5]
)
def test_an_imported_feed_builds_as_the_feed_itself(tmp_path: Path, name: str, feed: str) -> None:
    """Importing a feed gives the entries that dropping its file into the content folder gives."""
    imported, dropped = _places(tmp_path / "imported"), _places(tmp_path / "dropped")
    (dropped.content / name).write_text(feed, "utf-8")

    _take_in(imported, feed, name)

    assert _said(_sources(dropped)) == _said(_sources(imported))


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=40)
_MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<li>",
        "<b>",
        "</b>",
        "<br>",
        "<pre>",
        "<h3>",
        "&lt;p&gt;",
        "{{ x }}",
        "---\n",
        '<div class="a b">',
    ]
)


@given(titles=st.lists(_WORDS, max_size=2), body=st.lists(st.one_of(_WORDS, _MARKUP), min_size=1, max_size=12))
@settings(max_examples=60)
def test_no_text_is_lost(tmp_path_factory: pytest.TempPathFactory, titles: list[str], body: list[str]) -> None:
    """Whatever stands in an item, its clipping has the same fields and the same paragraphs."""
    places = _places(tmp_path_factory.mktemp("site"))
    written = "".join(f"<title>{html.escape(title)}</title>" for title in titles)
    item = f"<item>{written}<link>https://example.org/1</link><description>{html.escape(''.join(body))}</description>"
    feed = f"<rss><channel><title>Wire</title>{item}</item></channel></rss>"
    (draft,), _ = read_saved_feed(feed.encode(), "feed.xml", _LIMIT)

    keep_items((draft,), places, set())

    (again,) = [read_saved_clipping(one) for one in _sources(places)]
    assert [block.passage.text for block in draft.blocks] == again[1]
    assert {field.name: field.values for field in draft.fields} == again[0]


def read_saved_clipping(source: Source) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The fields and the paragraphs of a clipping."""
    from generator.read import read

    (draft,) = read(source, _LIMIT).drafts
    return {field.name: field.values for field in draft.fields}, [block.passage.text for block in draft.blocks]


def test_a_clipping_reads_well(tmp_path: Path) -> None:
    """The front matter comes in the order in which people look, and the elements that hold no text are gone."""
    outcome = _take_in(_places(tmp_path), _RSS)

    assert (
        outcome.written[0].read_text("utf-8")
        == """---
title: "Ferry & bridge: “both” run again"
date: "Sun, 18 Oct 2020 09:30:00 +0200"
url: "https://example.org/courier/ferry"
author: ["Ana Example"]
tags: ["Transport", "River, north"]
language: "en"
item-id: "courier-17"
channel:
  title: "The Example Courier"
  url: "https://example.org/courier/"
---

<h2>The ferry</h2>
<p class="lead">The ferry took its <a href="https://example.org/first">first passengers</a> across.</p>
<ul><li>It ran twice.</li></ul>
<ul><li>Nobody fell in &amp; all were dry.</li></ul>
<blockquote><p>It runs well, said the ferry company.</p></blockquote>
<p><img src="https://example.org/ferry.jpg" alt="The ferry"></p>
"""
    )


def test_an_item_is_taken_in_once(tmp_path: Path) -> None:
    """Importing a feed again adds nothing, even when a clipping was renamed and its title changed."""
    places = _places(tmp_path)
    first = _take_in(places, _RSS).written[0]
    (places.content / "moved").mkdir()
    moved = first.rename(places.content / "moved" / "other.html")
    moved.write_text(moved.read_text("utf-8").replace("Ferry", "Boat"), "utf-8")

    outcome = _take_in(places, _RSS)

    assert Intake(known=3) == outcome


def test_a_clipping_of_ones_own_counts(tmp_path: Path) -> None:
    """An item whose address a clipping made by hand names is there already."""
    places = _places(tmp_path)
    (places.content / "own.md").write_text("---\nsource: https://example.org/wire/1\n---\n\nDam repaired.\n", "utf-8")

    assert Intake(known=1) == _take_in(places, _RDF)


def test_a_saved_feed_counts(tmp_path: Path) -> None:
    """Items of a feed that lies in the content folder are there already."""
    places = _places(tmp_path)
    (places.content / "saved.xml").write_text(_ATOM, "utf-8")

    assert Intake(known=1) == _take_in(places, _ATOM)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Where a file of that name stands, the item gets another name."""
    places = _places(tmp_path)
    (places.content / "the-old-wire").mkdir()
    own = places.content / "the-old-wire" / "dam-repaired.txt"
    own.write_text("My own notes.\n", "utf-8")

    outcome = _take_in(places, _RDF)

    assert own.read_text("utf-8") == "My own notes.\n"
    assert [file.name[:13] for file in outcome.written] == ["dam-repaired-"]


def test_two_items_of_one_title_are_two_files(tmp_path: Path) -> None:
    """Items that share a title and nothing else are both kept, and one that comes twice is kept once."""
    item = "<item><title>Dam</title><link>https://example.org/{}</link><description>It held.</description></item>"
    items = "".join(item.format(number) for number in (1, 2, 1))

    outcome = _take_in(_places(tmp_path), f"<rss><channel><title>Wire</title>{items}</channel></rss>")

    assert (len(outcome.written), outcome.known) == (2, 1)


def test_an_item_without_anything_is_left_out(tmp_path: Path) -> None:
    """Of an item with neither text nor address no clipping is made."""
    outcome = _take_in(_places(tmp_path), "<rss><channel><item><title>Dam</title></item></channel></rss>")

    assert Intake(empty=1) == outcome


def test_a_web_page_is_no_feed() -> None:
    """A page that was saved in place of its feed is told."""
    drafts, found = read_saved_feed(b"<!doctype html><html><body><p>Hello.</p></body></html>", "feed.xml", _LIMIT)

    assert (drafts, [one.name for one in found]) == ((), ["not-a-feed"])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where the folder of a feed cannot be, the error names the file, and nothing is left behind."""
    places = _places(tmp_path)
    (places.content / "the-old-wire").write_text("in the way", "utf-8")
    drafts, _ = read_saved_feed(_RDF.encode(), "c.rdf", _LIMIT)

    with pytest.raises(DayfoldError) as caught:
        keep_items(drafts, places, set())

    assert [one.name for one in caught.value.diagnostics] == ["clipping-unwritable"]
    assert [file.name for file in places.content.rglob("*")] == ["the-old-wire"]
