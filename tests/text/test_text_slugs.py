"""Words in an address: they stay when a headline is mended."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from generator.records import Evidence, Finding
from generator.text.slugs import slug_of_entry

sys.path.insert(0, str(Path(__file__).parents[1] / "digest"))
from digest_samples import make_entry


def _found(value: str) -> Finding:
    return Finding(value=value, evidence=Evidence(rule="field", quote=value))


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://example.org/2031/03/09/dam-gives-way-at-tarn-48213.html", "dam-gives-way-at-tarn"),
        ("https://example.org/news/Dam_gives_way/", "dam-gives-way"),
        ("https://example.org/%D0%BF%D0%BB%D0%BE%D1%82%D0%B8%D0%BD%D0%B0-a-b/", "a-b"),
        ("https://example.org/article", "water-came-over-the-wall"),
        ("https://example.org/story?id=48213", "water-came-over-the-wall"),
        ("https://example.org/live/48213-9", "water-came-over-the-wall"),
        ("http://[broken/a-b-c-d", "water-came-over-the-wall"),
    ],
)
def test_an_address_or_else_the_text_names_a_clipping(address: str, slug: str) -> None:
    """A headline names neither, and numbers that a system gave say nothing."""
    entry = make_entry("dam", "Water came over the wall.", title="Dam gives way")

    assert slug_of_entry(msgspec.structs.replace(entry, url=_found(address))) == slug


def test_a_link_without_a_text_is_named_by_its_headline() -> None:
    """There is nothing else to name it by."""
    entry = msgspec.structs.replace(make_entry("dam", title="Dam gives way"), paragraphs=(), url=None)

    assert slug_of_entry(entry) == "dam-gives-way"
