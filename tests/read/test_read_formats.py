"""Sources of every format become blocks, fields and a place for each of them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read import read
from generator.read.html import read_html
from generator.read.markdown import read_markdown
from generator.read.plain import read_plain
from generator.records import Block, Reading, Source
from generator.text.passages import spans_between

Read = Callable[..., Reading]


def texts(reading: Reading, part: int = 0) -> list[str]:
    return [block.passage.text for block in reading.drafts[part].blocks]


def values(reading: Reading, part: int = 0) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[part].fields}


def unspelled(source: str, block: Block) -> str:
    """What is left of a block's text when everything its spans spell is taken away, white space aside."""
    rest = re.sub(r"\s+", "", block.passage.text)
    for span in spans_between(block.passage, 0, len(block.passage.text)):
        piece = re.sub(r"\s+", "", source[span.start : span.end])
        readings = (piece, html.unescape(piece), piece.removeprefix("\\"))
        rest = next(
            (rest[len(reading) :] for reading in readings if rest.startswith(reading)), f"{piece} is not {rest}"
        )
    return rest


def assert_provable(source: str, blocks: tuple[Block, ...]) -> None:
    assert [unspelled(source, block) for block in blocks] == [""] * len(blocks)


def test_plain_lines_are_paragraphs(read_text: Read) -> None:
    """A pasted text is split at line ends, and nothing in it is taken for markup."""
    reading = read_text("A *starred* line.\n1918. The war ended.\n\n    Not code.\n--\n")

    assert texts(reading) == ["A *starred* line.", "1918. The war ended.", "Not code.", "--"]


def test_lines_wrapped_by_hand_are_joined(read_text: Read) -> None:
    """A line that ends because the next word did not fit goes on in the next line."""
    wrapped = (
        "The ferry to the outer islands will not sail before Friday, the\n"
        "harbour master said, because the wind is expected to reach storm\n"
        "force again tonight.\n"
        "A spare boat is being prepared."
    )

    assert texts(read_text(wrapped)) == [
        "The ferry to the outer islands will not sail before Friday, the harbour master said, because the wind is "
        "expected to reach storm force again tonight.",
        "A spare boat is being prepared.",
    ]


def test_inline_stamp_is_a_field(read_text: Read) -> None:
    """A crawler's ` date 2026-03-04 ` is taken off the first sentence and kept as a field."""
    reading = read_text(" date 2026-03-04 The dam held through the night.")

    assert reading.drafts[0].format == "inline-date"
    assert values(reading) == {"inline-date": ("2026-03-04",)}
    assert texts(reading) == ["The dam held through the night."]


def test_front_matter_values_stay_text(read_text: Read) -> None:
    """YAML's guesses about times, versions and truth are not made: the file's own words are kept."""
    reading = read_text(
        "---\ntime: 12:30\nanswer: no\nversion: 1.10\ndate: 2026-02-31\ntags: [a b, 010]\n---\nText.", "a.md"
    )

    assert values(reading) == {
        "time": ("12:30",),
        "answer": ("no",),
        "version": ("1.10",),
        "date": ("2026-02-31",),
        "tags": ("a b", "010"),
    }


def test_front_matter_with_trailing_blanks_and_folded_title(read_text: Read) -> None:
    """The habits of one site generator: a blank behind every fence and value, titles folded over two lines."""
    reading = read_text(
        "--- \ntitle: > \n  Rain in the\n  valley \ndate: 1772668800.5 \n--- \n<div><p>It rained.</p></div>"
    )

    assert values(reading) == {"title": ("Rain in the valley",), "date": ("1772668800.5",)}
    assert (reading.format, texts(reading)) == ("html", ["It rained."])


def test_toml_and_json_front_matter(read_text: Read) -> None:
    """The other two kinds of front matter mean the same."""
    toml = read_text('+++\ntitle = "Rain"\n[extra]\nsource = "The Northline"\n+++\nIt rained.', "a.md")
    json = read_text('{\n"title": "Rain", "extra": {"source": "The Northline"}\n}\nIt rained.', "a.md")

    assert values(toml) == values(json) == {"title": ("Rain",), "extra.source": ("The Northline",)}
    assert texts(toml) == texts(json) == ["It rained."]


def test_head_of_field_lines_without_fences(read_text: Read) -> None:
    """Some generators and mailing lists write fields above a blank line and nothing else."""
    reading = read_text("Title: Rain in the\n  valley\nDate: 2026-03-04\nTags: floods, dams\n\nIt rained.", "a.md")

    assert values(reading) == {"title": ("Rain in the valley",), "date": ("2026-03-04",), "tags": ("floods, dams",)}
    assert texts(reading) == ["It rained."]


def test_first_line_with_a_colon_is_not_a_head(read_text: Read) -> None:
    """One line that looks like a field is the article's own."""
    reading = read_text("Title: what is in a name\n\nIt rained.", "a.txt")

    assert texts(reading) == ["Title: what is in a name", "It rained."]


def test_text_between_two_rules_is_not_front_matter(read_text: Read) -> None:
    """A text that begins with a thematic break loses nothing."""
    reading = read_text("---\nHello out there\n\n---\nThe rest.", "a.txt")

    assert "Hello out there" in texts(reading)
    assert reading.drafts[0].fields == ()


def test_field_places_point_at_the_field(read_text: Read) -> None:
    """A field knows where it stands, letters beyond ASCII before it included."""
    source = "---\nauthor: Åse Ørsted\ntitle: Käse\n---\nText."
    field = next(field for field in read_text(source, "a.md").drafts[0].fields if field.name == "title")

    assert source[field.span.start : field.span.end] == "title: Käse"


def test_broken_html_keeps_every_paragraph(read_text: Read) -> None:
    """Headings in paragraphs, end tags without start tags and missing end tags cost no text."""
    reading = read_text(
        '<div><p class="storytitle"><h1>Rain</h1></p>It rained.<p>And <b>rained.</p></b><p>Still', "a.html"
    )

    assert texts(reading) == ["Rain", "It rained.", "And rained.", "Still"]


def test_marked_sections_of_html(read_text: Read) -> None:
    """What word processors leave in pages is passed over, well formed or not, and the text goes on."""
    source = "<p>One.</p><![if !vml]><p>Two.</p><![endif]><p>Three.</p><![<p>Four.</p>"

    assert texts(read_text(source, "a.html")) == ["One.", "Two.", "Three.", "Four."]


def test_html_page_gives_its_metadata(read_text: Read) -> None:
    """A saved page's title, site name, canonical address, language and publication time are fields."""
    page = (
        '<!DOCTYPE html><html lang="en-GB"><head><title>Rain | The Northline</title>'
        '<meta property="og:site_name" content="The Northline"><link rel="canonical" href="https://example.org/rain">'
        '<meta property="article:published_time" content="2026-03-04T10:00:00Z"><script>var a = "<p>no</p>";</script>'
        "</head><body><p>It rained &amp; rained.</p></body></html>"
    )
    reading = read_text(page, "page.txt")

    assert values(reading) == {
        "html.lang": ("en-GB",),
        "html.title": ("Rain | The Northline",),
        "og:site_name": ("The Northline",),
        "canonical": ("https://example.org/rain",),
        "article:published_time": ("2026-03-04T10:00:00Z",),
        "page.published": ("2026-03-04T10:00:00Z",),
    }
    assert texts(reading) == ["It rained & rained."]


def test_markdown_keeps_the_words_and_drops_the_markup(read_text: Read) -> None:
    """Emphasis, links, escapes, entities, code and tables are read as what a reader sees."""
    source = (
        '# Rain *again*\n\nIt \\*rained\\* &amp; [poured](https://example.org/a_(b) "t") on the town_hall.\n'
        "> Said <b>Ida</b>  \n> Holm\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx = 1\n```\n"
    )
    reading = read_text(source, "a.md")

    assert [(block.kind, block.level, block.passage.text) for block in reading.drafts[0].blocks] == [
        ("heading", 1, "Rain again"),
        ("paragraph", 0, "It *rained* & poured on the town_hall."),
        ("quote", 1, "Said Ida Holm"),
        ("item", 1, "one"),
        ("item", 2, "two"),
        ("cell", 0, "a"),
        ("cell", 0, "b"),
        ("cell", 0, "c"),
        ("cell", 0, "d"),
        ("code", 0, "x = 1"),
    ]
    assert [(link.href, link.text) for link in reading.drafts[0].links] == [("https://example.org/a_(b)", "poured")]
    assert_provable(source, reading.drafts[0].blocks)


def test_deeply_nested_markdown_loses_no_text(read_text: Read) -> None:
    """The parser's default would drop what is nested twenty deep without a word."""
    reading = read_text("> " * 60 + "deep", "a.md")

    assert texts(reading) == ["deep"]


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Northline</title>
<item><title>Rain &amp; wind</title><link>https://example.org/1</link><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate>
<category>Weather</category><description>&lt;p&gt;It rained &amp;amp; blew in Tromsø.&lt;/p&gt;</description></item>
<item><title>Sun</title><content:encoded><![CDATA[<p>It <b>shone</b>.</p><p>All day.</p>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>Fog</title><link href="https://example.com/fog"/><published>2026-03-05T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Fog came.</p></div></content></entry></feed>"""


def test_saved_rss_is_an_article_an_item(read_text: Read) -> None:
    """Every item becomes a draft with its fields, whether its HTML was escaped or not."""
    reading = read_text(RSS, "feed.xml")

    assert [draft.format for draft in reading.drafts] == ["rss", "rss"]
    assert values(reading)["title"] == ("Rain & wind",)
    assert values(reading)["channel.title"] == ("The Northline",)
    assert values(reading)["tags"] == ("Weather",)
    assert texts(reading) == ["It rained & blew in Tromsø."]
    assert texts(reading, 1) == ["It shone.", "All day."]


def test_saved_atom_is_an_article_an_entry(read_text: Read) -> None:
    """XHTML content is read from the feed itself."""
    reading = read_text(ATOM, "feed.xml")

    assert values(reading)["url"] == ("https://example.com/fog",)
    assert texts(reading) == ["Fog came."]


def test_text_of_a_feed_can_be_found_in_the_file(read_text: Read) -> None:
    """Text that was escaped twice still knows where it stands."""
    block = read_text(RSS, "feed.xml").drafts[0].blocks[0]
    spans = spans_between(block.passage, 0, len(block.passage.text))
    written = "".join(RSS[span.start : span.end] for span in spans)

    assert written == "It rained &amp;amp; blew in Tromsø."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Zwölf Boxkämpfer".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Zwölf Boxkämpfer".encode(), "utf-8"),
        (b"\xff\xfe" + "Zwölf Boxkämpfer".encode("utf-16-le"), "utf-16-le"),
        ("Zwölf Boxkämpfer".encode("utf-16-be"), "utf-16-be"),
        ("Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(read_text: Read, data: bytes, encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16 with and without, and Windows-1252 are told apart."""
    reading = read_text(data)

    assert reading.encoding == encoding
    assert texts(reading)[0].startswith("Zwölf Boxkämpfer")


def test_other_scripts_in_old_encodings(read_text: Read) -> None:
    """A Russian page in its old encoding is Russian, not accented letters."""
    text = "Вода поднялась на метр, и жители нижнего города покинули свои дома. Дамба выдержала, сказал мэр. " * 3

    assert texts(read_text(text.encode("cp1251")))[0].startswith("Вода поднялась на метр")


def test_line_ends_of_every_kind(read_text: Read) -> None:
    """CRLF, CR and LF read the same."""
    expected = ["One.", "Two.", "Three."]

    assert [texts(read_text(end.join(expected))) for end in ("\n", "\r\n", "\r")] == [expected] * 3


PROSE = st.text(alphabet="ab é&<>*_[]()`#>-\\!.\n \t\u00a0", max_size=120)


@given(PROSE)
def test_plain_text_is_never_lost(text: str) -> None:
    """Every character that is not white space is in a block, in order."""
    blocks = read_plain(text, 0).blocks

    assert re.sub(r"\s+", "", "".join(block.passage.text for block in blocks)) == re.sub(r"\s+", "", text)
    assert_provable(text, blocks)


@given(PROSE)
def test_html_text_is_provable(text: str) -> None:
    """Whatever HTML holds, every block is spelled by its spans."""
    assert_provable(text, read_html(text, 0, len(text)).blocks)


@given(PROSE)
def test_markdown_text_is_provable(text: str) -> None:
    """Whatever Markdown holds, every block is spelled by its spans."""
    assert_provable(text, read_markdown(text, 0).blocks)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.xml", "a"]))
def test_any_bytes_can_be_read(data: bytes, name: str) -> None:
    """Reading never fails, whatever a file holds: there are drafts or there is a diagnostic."""
    reading = read(Source(path=name, data=data, sha256=""), 1_000_000)

    assert reading.drafts or reading.diagnostics
