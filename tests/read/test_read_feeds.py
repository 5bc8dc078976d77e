"""Saved feeds of every age, broken ones among them, are an article an item."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.loose_feed import read_loosely
from generator.records import Reading

Read = Callable[..., Reading]

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Northline</title><link>https://example.org/</link>
<item><title>Rain</title><link>https://example.org/1</link><description>It rained.</description></item>
<item><title>Sun</title><link>/2</link><author>ida@example.org (Ida Holm)</author><description>It shone.</description>
</item></channel></rss>"""


def texts(reading: Reading, part: int = 0) -> list[str]:
    return [block.passage.text for block in reading.drafts[part].blocks]


def values(reading: Reading, part: int = 0) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[part].fields}


@pytest.mark.parametrize(
    ("whole", "broken", "line"),
    [
        ("<title>Sun", "<title>Sun & sand", 4),
        ("<title>Sun", "<title>Sun &nbsp; sand", 4),
        ("It rained.<", "It rained, <br>said all.<", 3),
        ("</channel></rss>", "", 5),
    ],
)
def test_items_behind_the_break_of_a_feed_are_kept(read_text: Read, whole: str, broken: str, line: int) -> None:
    """A feed that is no XML is reported with the line where it breaks, and its items are told by their tags."""
    reading = read_text(RSS.replace(whole, broken), "feed.xml")

    assert len(reading.drafts) == 2
    assert texts(reading, 1) == ["It shone."]
    assert [(one.name, one.line) for one in reading.diagnostics] == [("feed-not-well-formed", line)]


def test_relative_addresses_of_a_feed(read_text: Read) -> None:
    """A relative address is resolved against the feed's own."""
    assert values(read_text(RSS, "feed.xml"), 1)["url"] == ("https://example.org/2",)


def test_author_with_a_mail_address(read_text: Read) -> None:
    """RSS wants the address first and the name in brackets; the name is the author."""
    assert values(read_text(RSS, "feed.xml"), 1)["author"] == ("Ida Holm",)


def test_names_and_titles_inside_an_atom_entry(read_text: Read) -> None:
    """An author's address and a source's other elements are not the author and the source."""
    reading = read_text(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/" xml:lang="en"><a:entry>'
        "<a:title>Fog</a:title><a:link rel='self' href='fog.xml'/><a:link href='fog.html'/><a:id>tag:1</a:id>"
        "<a:author><a:name>Ida Holm</a:name><a:email>ida@example.org</a:email></a:author><a:category term='Sea'/>"
        "<a:source><a:title>Harbour Post</a:title><a:id>tag:2</a:id></a:source>"
        "<a:content type='html'>&lt;a href='more'&gt;Fog&lt;/a&gt; came.</a:content></a:entry></a:feed>",
        "feed.xml",
    )

    assert values(reading) == {
        "title": ("Fog",),
        "url": ("https://example.org/news/fog.html",),
        "guid": ("tag:1",),
        "author": ("Ida Holm",),
        "tags": ("Sea",),
        "site_name": ("Harbour Post",),
        "language": ("en",),
    }
    assert [link.href for link in reading.drafts[0].links] == ["https://example.org/news/more"]


def test_feeds_of_the_first_days(read_text: Read) -> None:
    """RSS 1.0 keeps its items beside the channel and its dates in Dublin Core."""
    reading = read_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>The Northline</title></channel>'
        "<item><title>Rain</title><d:date>2026-03-04</d:date><d:creator>Ida Holm</d:creator></item></rdf:RDF>",
        "feed.rdf",
    )

    assert values(reading) == {
        "title": ("Rain",),
        "date": ("2026-03-04",),
        "author": ("Ida Holm",),
        "channel.title": ("The Northline",),
    }


def test_what_is_encoded_is_not_printed(read_text: Read) -> None:
    """Nobody could check a text in base64 against the file, so the readable summary is taken."""
    reading = read_text(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Fog</title>'
        '<content mode="base64" type="text/html">PHA+Rm9nIGNhbWUuPC9wPg==</content>'
        "<summary>Fog came.</summary></entry></feed>",
        "feed.xml",
    )

    assert texts(reading) == ["Fog came."]


def test_entities_that_grow_are_not_expanded(read_text: Read) -> None:
    """A document type that defines one entity by ten others costs nothing."""
    names = "abcdefghij"
    declared = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    reading = read_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{declared}]><rss><channel><item><title>Fog</title>'
        "<description>Fog &j; came.</description></item></channel></rss>",
        "feed.xml",
    )

    assert texts(reading) == ["Fog came."]


def test_title_of_a_picture_is_not_the_feeds(read_text: Read) -> None:
    """A channel's logo has a title too."""
    picture = "<image><title>Logo</title><link>https://example.org/logo</link></image><title>The N"
    reading = read_text(RSS.replace("<title>The N", picture), "feed.xml")

    assert values(reading)["channel.title"] == ("The Northline",)


PIECES = [*re.findall(r"<[^>]*>|[^<>]+", RSS), "&", "<", "<![CDATA[", '"', "<b>"]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_feed_can_be_read_loosely(pieces: list[str]) -> None:
    """However its tags are mixed, every item of a broken feed ends before the next begins."""
    spans = [item.span for item in read_loosely("".join(pieces)).items]

    assert all(one.start <= one.end <= two.start for one, two in pairwise(spans))


def test_a_line_break_between_escaped_tags(read_text: Read) -> None:
    """A line break whose brackets are escaped parts two words, and both lead back to the source."""
    feed = "<rss><channel><item><description>one&lt;br&gt;two</description></item></channel></rss>"

    reading = read_text(feed, "feed.xml")

    passage = reading.drafts[0].blocks[0].passage
    assert passage.text == "one two"
    assert feed[passage.runs[-1].start : passage.runs[-1].end] == "two"
