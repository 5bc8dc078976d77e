"""Files that hold many entries: digests of links and days of current events."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from generator.config import RefineSettings
from generator.records import Draft, Entry, Reading
from generator.refine import refine

Read = Callable[..., Reading]


def fields(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in draft.fields}


def entries(reading: Reading, settings: RefineSettings) -> list[Entry]:
    made = [refine(draft, reading.text, settings) for draft in reading.drafts]
    return [one for one in made if isinstance(one, Entry)]


DIGEST = """# Source: The Northline, URL: https://example.org, language: en

 ## Rain in the valley
 - date published: 2026-03-04 15:02:43+00:00
 - [https://example.org/rain](https://example.org/rain)
 - RSS feed: https://example.org/feed
 - tags: ['dams', 'river floods']

It rained for three days.

## A heading of the text

The dam held.

 ## Sun
 - date published: 2026-03-05 15:02:43+00:00
 - [https://example.org/sun](https://example.org/sun)
"""


def test_digest_of_links(read_text: Read, settings: RefineSettings) -> None:
    """Every heading with an address under it is an entry; one without a text is a link post."""
    reading = read_text(DIGEST, "digest.md")
    rain, sun = entries(reading, settings)

    assert (rain.title.value, rain.dating.day, rain.url and rain.url.value, rain.labels) == (
        "Rain in the valley",
        "2026-03-04",
        "https://example.org/rain",
        ("dams", "river floods"),
    )
    assert [rain.outlet and rain.outlet.value, rain.language.value] == ["The Northline", "en"]
    assert [one.sentences[0].text for one in rain.paragraphs] == [
        "It rained for three days.",
        "A heading of the text",
        "The dam held.",
    ]
    assert (sun.title.value, sun.paragraphs, sun.part) == ("Sun", (), 1)


EVENTS = """---
title: 2026 March 4
date: 2026-03-04
published: true
---

#### Weather and floods

* [Valley floods](https://example.org/wiki/floods "Valley floods")
  * [Upper dam](https://example.org/wiki/dam)
    * The *upper* [dam](https://example.org/wiki/Dam_(upper) "Dam") holds. [(The Northline)](https://example.org/a)
    * A village is cut off. [(*Harbour Post*)](https://example.com/b) [(dpa via *The Northline*)](https://example.org/c)
* Rain is expected. [(dpa via *The Northline*)](https://example.org/a)

#### Sport

* A race is called off, and nobody says why.
"""


def test_day_of_current_events(read_text: Read, settings: RefineSettings) -> None:
    """Every bullet with a source is an entry of the page's day, its topics are labels, its source is the outlet."""
    made = entries(read_text(EVENTS, "2026-03-04.md"), settings)

    assert [one.dating.day for one in made] == ["2026-03-04"] * 4
    assert [(one.paragraphs[0].sentences[0].text, one.outlet and one.outlet.value, one.labels) for one in made] == [
        ("The upper dam holds.", "The Northline", ("Weather and floods", "Valley floods", "Upper dam")),
        ("A village is cut off.", "Harbour Post", ("Weather and floods", "Valley floods", "Upper dam")),
        ("Rain is expected.", "The Northline", ("Weather and floods",)),
        ("A race is called off, and nobody says why.", None, ("Sport",)),
    ]
    assert [one.url and one.url.value for one in made] == [
        "https://example.org/a",
        "https://example.com/b",
        "https://example.org/a",
        None,
    ]
    assert [link.href for link in made[1].links] == ["https://example.com/b", "https://example.org/c"]
    assert len({one.id for one in made}) == 4


def test_stories_of_one_file_keep_apart(read_text: Read, settings: RefineSettings) -> None:
    """Each entry answers for its own stretch of the file: no two overlap, and the pieces of each tile it."""
    for source in (DIGEST, EVENTS):
        reading = read_text(source, "a.md")
        extents = [draft.extent for draft in reading.drafts]

        assert all(one.end <= after.start for one, after in pairwise(extents))
        for draft, entry in zip(reading.drafts, entries(reading, settings), strict=True):
            places = [(piece.span.start, piece.span.end) for piece in entry.pieces]
            assert [places[0][0], *(end for _, end in places)] == [*(start for start, _ in places), places[-1][1]]
            assert (places[0][0], places[-1][1]) == (draft.extent.start, draft.extent.end)


def test_list_of_links_is_one_article(read_text: Read) -> None:
    """Bullets that end with ordinary links are the text of one article."""
    reading = read_text(
        "# Links\n\n- Rain [report](https://example.org/a)\n- Sun [report](https://example.org/b)\n", "a.md"
    )

    assert len(reading.drafts) == 1


def test_sections_of_links_are_one_article(read_text: Read) -> None:
    """A newsletter with a list of links under every heading is no digest: nothing in it is dated."""
    source = "".join(f"## Part {number}\n\n- [Rain](https://example.org/{number})\n\n" for number in range(3))

    assert len(read_text(source + source.replace("[Rain]", "[https://example.org]"), "a.md").drafts) == 1
