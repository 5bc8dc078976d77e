"""Conventions that keep their fields elsewhere than between fences: comments, lists, the end of the file, a wiki."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Entry, Reading

Read = Callable[..., Reading]
Refine = Callable[..., Entry]


def fields(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[0].fields}


def body(reading: Reading) -> list[str]:
    return [block.passage.text for block in reading.drafts[0].blocks]


LEKTOR = """title: Rain in the valley
---
pub_date: 2026-03-04
---
author: Ida Holm
---
body:

#### banner ####
image: dam.jpg
----
height: 500
----
contents:
#### text-block ####
text:

It *rained* for three days.

The dam held.
----
class: wide
"""


def test_lektor_page(read_text: Read) -> None:
    """Fields parted by dashes are fields, and of a flow only the text blocks are text."""
    reading = read_text(LEKTOR, "rain/contents.lr")

    assert fields(reading) == {
        "title": ("Rain in the valley",),
        "pub_date": ("2026-03-04",),
        "author": ("Ida Holm",),
    }
    assert (reading.format, body(reading)) == ("lektor", ["It rained for three days.", "The dam held."])


def test_lektor_page_without_a_flow(read_text: Read) -> None:
    """A body that is plain Markdown is read whole, whatever the file is called."""
    reading = read_text("title: Rain\n---\nbody:\n\nIt rained.\n\nThe dam held.\n---\nauthor: Ida Holm\n", "rain.txt")

    assert fields(reading) == {"title": ("Rain",), "author": ("Ida Holm",)}
    assert body(reading) == ["It rained.", "The dam held."]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<!--\n.. title: Rain\n.. date: 2026-03-04 10:00:00 UTC\n.. tags: a, b\n-->\n\nIt rained.", "a.md"),
        ("<!-- \r\n.. title: Rain\r\n.. date: 2026-03-04 10:00:00 UTC\r\n.. tags: a, b\r\n-->\r\nIt rained.", "a.md"),
        (".. title: Rain\n.. date: 2026-03-04 10:00:00 UTC\n.. tags: a, b\n\nIt rained.", "a.txt"),
    ],
)
def test_nikola_comment_head(read_text: Read, source: str, name: str) -> None:
    """Comment lines at the top are fields, in an HTML comment or bare."""
    reading = read_text(source, name)

    assert fields(reading) == {"title": ("Rain",), "date": ("2026-03-04 10:00:00 UTC",), "tags": ("a, b",)}
    assert body(reading) == ["It rained."]


def test_list_below_the_headline(refine_text: Refine) -> None:
    """A list of source, date and author between headline and text says what it says, and is not printed."""
    entry = refine_text(
        "# Rain in the valley\n\n###\n\n+ Date: March 4, 2026\n+ Source: The Northline\n"
        "+ Link: [article](https://example.org/rain)\n+ Author: None\n\nIt rained for three days, and the dam held.\n",
        "a.md",
    )

    assert (entry.title.value, entry.dating.day) == ("Rain in the valley", "2026-03-04")
    assert (entry.outlet and entry.outlet.value, entry.url and entry.url.value) == (
        "The Northline",
        "https://example.org/rain",
    )
    assert entry.authors == ()
    assert [sentence.text for one in entry.paragraphs for sentence in one.sentences] == [
        "It rained for three days, and the dam held."
    ]


def test_readwise_export(refine_text: Refine) -> None:
    """The list under `Metadata` gives title, author and address; headings of the export are not the text's."""
    entry = refine_text(
        "# Rain in the valley\n\n![rw-book-cover](https://example.org/a.jpg)\n\n## Metadata\n- Author: [[Ida Holm]]\n"
        "- Full Title: Rain in the Valley\n- Category: #articles\n- Document Tags: [[dams]] [[floods]]\n"
        "- URL: https://example.org/rain\n\n## Highlights\n"
        "- It rained for three days. ([View Highlight](https://read.example.com/1))\n- The dam held.\n",
        "a.md",
    )

    assert (entry.title.value, [author.value for author in entry.authors]) == ("Rain in the Valley", ["Ida Holm"])
    assert (entry.url and entry.url.value, entry.labels) == ("https://example.org/rain", ("dams", "floods"))
    assert [sentence.text for one in entry.paragraphs for sentence in one.sentences] == [
        "It rained for three days.",
        "The dam held.",
    ]


def test_list_in_the_text_stays_text(read_text: Read) -> None:
    """A list with one colon in it is the article's own."""
    reading = read_text("# Rain\n\n- Source: the upper lake\n- It rained.\n", "a.md")

    assert body(reading) == ["Rain", "Source: the upper lake", "It rained."]


JOPLIN = """Rain in the valley

It rained for three days.

note: this line belongs to the text.

id: 0123456789abcdef0123456789abcdef
parent_id: 00000000000000000000000000000000
created_time: 2026-03-05T08:00:00.000Z
source_url: https://example.org/rain
author: Ida Holm
markup_language: 1
type_: 1"""


def test_joplin_note(read_text: Read) -> None:
    """The first line is the title, and the fields are taken from the end."""
    reading = read_text(JOPLIN, "0123.md")

    assert {name: fields(reading)[name] for name in ("title", "source_url", "author", "created_time")} == {
        "title": ("Rain in the valley",),
        "source_url": ("https://example.org/rain",),
        "author": ("Ida Holm",),
        "created_time": ("2026-03-05T08:00:00.000Z",),
    }
    assert body(reading) == ["It rained for three days.", "note: this line belongs to the text."]


def test_joplin_folder_is_no_clipping(read_text: Read) -> None:
    """Folders and tags of an export are reported and make no entry."""
    reading = read_text("Weather\n\nid: 0123\ncreated_time: 2026-03-05T08:00:00.000Z\ntype_: 2", "0124.md")

    assert (reading.drafts, [one.name for one in reading.diagnostics]) == ((), ["not-a-clipping"])


TIDDLER = """created: 20260304133932812
modified: 20260305133932812
tags: [[river dams]] floods
title: Rain in the valley
type: text/vnd.tiddlywiki

! The ''dam''

<<.banner "x">>

It //rained// for [[three days|https://example.org/rain]],
see https://example.org/map.

* One {{thing}}
** Another
"""


def test_tiddler(refine_text: Refine) -> None:
    """Fields, day and topics are read, and the marks of wiki text do not show."""
    entry = refine_text(TIDDLER, "Rain.tid")

    assert (entry.title.value, entry.dating.day, entry.labels) == (
        "Rain in the valley",
        "2026-03-04",
        ("river dams", "floods"),
    )
    assert [(one.kind, " ".join(sentence.text for sentence in one.sentences)) for one in entry.paragraphs] == [
        ("heading", "The dam"),
        ("paragraph", "It rained for three days, see https://example.org/map."),
        ("item", "One"),
        ("item", "Another"),
    ]
    assert [link.href for link in entry.links] == ["https://example.org/rain"]


def test_clipped_tiddler_has_no_day_of_its_own(read_text: Read) -> None:
    """Where a tiddler names its original, its stamp says when it was clipped."""
    head = "created: 20260304133932812\ntitle: Rain\nurl: https://example.org/rain\n\nIt rained."

    assert "date" not in fields(read_text(head, "Rain.tid"))


def test_tiddler_of_the_wiki_itself(read_text: Read) -> None:
    """System tiddlers are no clippings."""
    reading = read_text("created: 20260304133932812\ntitle: $:/theme\n\nx", "a.tid")

    assert (reading.drafts, [one.name for one in reading.diagnostics]) == ((), ["not-a-clipping"])


def test_head_with_several_authors(read_text: Read) -> None:
    """A head line given again adds a name, as in news items with several `Author:` lines."""
    reading = read_text(
        "Title: Rain\nAuthor: Ida Holm <ida@example.org>\nAuthor: Per Lund <per@example.org>\n"
        "Posted: 2026-03-04\n\nIt rained."
    )

    assert fields(reading)["author"] == ("Ida Holm <ida@example.org>", "Per Lund <per@example.org>")
    assert reading.drafts[0].diagnostics == ()


def test_nested_head_of_a_structured_clip(refine_text: Refine) -> None:
    """A headline one level down is the title when nothing else is."""
    entry = refine_text(
        "---\nstructured_data:\n  headline: Rain in the valley\n  author:\n    name: Ida Holm\n---\nIt rained.", "a.md"
    )

    assert (entry.title.value, [author.value for author in entry.authors]) == ("Rain in the valley", ["Ida Holm"])


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("tags: dams floods rivers weather", ("dams", "floods", "rivers", "weather")),
        ("tags: Upper Lake", ("Upper Lake",)),
        ("tags: '#dams #floods'", ("dams", "floods")),
        ('tags: "[[river dams]] floods"', ("river dams", "floods")),
        ("tags: \"['dams', 'river floods']\"", ("dams", "river floods")),
        ("tags:\n- '[[dams]]'\n- river floods", ("dams", "river floods")),
        ("tags: dams, river floods", ("dams", "river floods")),
    ],
)
def test_labels_as_people_write_them(refine_text: Refine, written: str, labels: tuple[str, ...]) -> None:
    """Blanks, commas, brackets, hash signs and Python's quotation marks part labels."""
    assert refine_text(f"---\ntitle: Rain\n{written}\n---\nIt rained.", "a.md").labels == labels


@pytest.mark.parametrize("switch", ["true", "'yes'"])
def test_published_may_be_a_switch(refine_text: Refine, switch: str) -> None:
    """`published: true` is no date that could not be read; the date beside it counts."""
    entry = refine_text(f"---\ntitle: Rain\npublished: {switch}\ndate: 2026-03-04\n---\nIt rained.", "a.md")

    assert (entry.dating.day, [one.name for one in entry.diagnostics]) == ("2026-03-04", [])
