"""A printed text is a slice of its source when the source spells it, however it is written there."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records import Span
from generator.verify.slices import holds, readings, spells

LETTERS = st.text("abc dé&<>\"'\\", min_size=1).filter(lambda text: bool(text.strip()))


def whole(source: str) -> tuple[Span, ...]:
    return (Span(0, len(source)),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The  dam\nheld.", "The dam held."),
        ("caf&eacute;", "café"),
        ("a &amp;amp; b", "a & b"),
        ("he said \\[twice\\]", "he said [twice]"),
        ("it\\u2019s over", "it’s over"),
        ("the <b>iron</b> ferry", "the iron ferry"),
        ("in the harbour,\n> the captain wrote", "in the harbour, the captain wrote"),
    ],
)
def test_a_source_spells_a_text_in_many_ways(source: str, text: str) -> None:
    """White space, entities, escapes and markup are ways of writing, not other words."""
    assert spells(source, whole(source), text)


@pytest.mark.parametrize("text", ["The dam hold.", "The dam held", "The dam held..", "the dam held.", ""])
def test_another_text_is_not_spelled(text: str) -> None:
    """One letter more, less or other, and it is not what the source says."""
    assert not spells("The dam held.", whole("The dam held."), text)


def test_stretches_are_read_one_after_the_other() -> None:
    """A sentence around an element is the sum of its stretches."""
    source = "The <b>dam</b> held."

    assert spells(source, (Span(0, 4), Span(7, 10), Span(14, 20)), "The dam held.")
    assert not spells(source, (Span(7, 10), Span(0, 4), Span(14, 20)), "The dam held.")


def test_a_place_outside_the_source_proves_nothing() -> None:
    """A ledger of another file is no evidence."""
    assert not spells("Short.", (Span(0, 60),), "Short.")


@given(text=LETTERS)
def test_what_is_escaped_can_be_read(text: str) -> None:
    """Any text is found again behind the escapes of HTML and JSON."""
    for source in (text, html.escape(text), html.escape(html.escape(text)), json.dumps(text)[1:-1]):
        assert spells(source, whole(source), text)


def test_a_title_is_found_without_its_markup() -> None:
    """A headline in Markdown is the same without its emphasis and its links."""
    source = readings("# The *iron* [ferry](https://example.org/ferry) is late")

    assert holds(source, "The iron ferry is late")
    assert not holds(source, "The iron ferry is lost")
