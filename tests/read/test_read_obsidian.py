"""Notes of Obsidian and exports of Readwise and Omnivore: their marks do not show, and their words stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Reading
from generator.text.passages import spans_between

Read = Callable[..., Reading]


def texts(reading: Reading) -> list[str]:
    return [block.passage.text for block in reading.drafts[0].blocks]


def fields(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[0].fields}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The [[Upper Dam|dam]] of the [[valley]] held.", "The dam of the valley held."),
        ("It ![[dam.png]] held.", "It held."),
        ("It ==rained== all day, 1 == 1, a==b.", "It rained all day, 1 == 1, a==b."),
        ("It rained %% check this %% all day.", "It rained all day."),
        ("It rained all day. ^quote-1", "It rained all day."),
        ("2^10 and x ^ y and a[0][1]", "2^10 and x ^ y and a[0][1]"),
        ("> [!note]\n> It rained.", "It rained."),
        ("It rained. ([View Highlight](https://read.example.com/1))", "It rained."),
        ("It rained ([the report](https://example.org/1)) all day.", "It rained (the report) all day."),
        ("As written[^1]. So it is.[^a-note]", "As written. So it is."),
        ("[^1]: The mayor said so.", "The mayor said so."),
        ("The range [^a-z ] and x[^2 are text.", "The range [^a-z ] and x[^2 are text."),
    ],
)
def test_marks_are_passed_over(read_text: Read, written: str, shown: str) -> None:
    """Links of a vault, highlights, comments, callouts, block names and footnotes show their words alone."""
    assert texts(read_text(written, "a.md")) == [shown]


def test_words_of_a_wiki_link_know_their_place(read_text: Read) -> None:
    """The text behind the bar is printed, so it is the text behind the bar that is pointed at."""
    source = "The dam: [[dam|dam]] held."
    passage = read_text(source, "a.md").drafts[0].blocks[0].passage
    spans = spans_between(passage, 9, 12)

    assert [(source[span.start : span.end], span.start) for span in spans] == [("dam", 15)]


def test_address_of_a_highlight_stays_a_link(read_text: Read) -> None:
    """What does not show is still listed among the links."""
    links = read_text("It rained. ([View Highlight](https://read.example.com/1))", "a.md").drafts[0].links

    assert [link.href for link in links] == ["https://read.example.com/1"]


def test_read_original(read_text: Read) -> None:
    """A paragraph that is nothing but a link to the original is its address."""
    reading = read_text("# Rain\n\n[Read Original](https://example.org/rain)\n\nIt rained.\n", "a.md")

    assert fields(reading) == {"read original": ("https://example.org/rain",)}
    assert texts(reading) == ["Rain", "It rained."]


def test_tags_behind_the_text(read_text: Read) -> None:
    """Last lines of tags alone are labels; a hashtag in the text, or as all of it, stays."""
    reading = read_text("It rained on #Tuesday.\n\n[[dams]] [[river floods]]\n#weather, #north-coast\n", "a.md")

    assert fields(reading) == {"tag-line": ("dams", "river floods", "weather", "north-coast")}
    assert texts(reading) == ["It rained on #Tuesday."]
    assert texts(read_text("#weather\n", "a.md")) == ["#weather"]
    assert texts(read_text("It rained.\n\nIssue\n#12\n", "a.md")) == ["It rained.", "Issue #12"]
