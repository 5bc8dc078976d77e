"""Damaged files are read as far as they go: no traceback, no character lost, every sentence proved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.damage import broken_laws
from benchmarks.mutations import MUTATIONS, rename
from generator.clippings import make_clipping
from generator.config import RefineSettings, parse_config, refine_settings
from generator.read.decoding import decode
from generator.records import Reading, Source

Read = Callable[..., Reading]

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "content").rglob("*") if path.is_file())
SETTINGS: RefineSettings = refine_settings(parse_config("", "dayfold.toml"))
SIZE = 3_000
"""Bytes that a mutation adds; the run over thousands of files, `benchmarks/damage.py`, goes up to ten million."""


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(MUTATIONS)), st.sampled_from(SAMPLES), st.sampled_from(SAMPLES), st.integers(0, 2**32 - 1)
)
def test_a_damaged_file_costs_nobody_anything(mutation: str, good: Path, other: Path, seed: int) -> None:
    """Whatever is done to a clipping, it is read or refused in words, tiled by its pieces, and its sentences proved."""
    chance = Random(seed)
    data = MUTATIONS[mutation](chance, good.read_bytes(), other.read_bytes(), SIZE)
    source = Source(path=rename(chance, good.name), data=data, sha256=hashlib.sha256(data).hexdigest())

    assert list(broken_laws(make_clipping(source, SETTINGS), source)) == []


@pytest.mark.parametrize("name", ["hex", "zlib", "idna", "undefined", "unicode_escape", "utf-16", "ascii"])
def test_only_encodings_of_text_are_believed(name: str) -> None:
    """What a page declares is not run as code: Python's other codecs are passed over."""
    decoded = decode(f"<meta charset={name}><p>caf".encode() + b"\xe9 noir, d\xe9j\xe0 vu")

    assert (decoded.encoding, decoded.text[-15:]) == ("cp1252", "é noir, déjà vu")


def test_brackets_in_brackets_are_text(read_text: Read) -> None:
    """Link brackets nested beyond what the Markdown parser can follow stay in the text as they are."""
    reading = read_text("---\ntitle: Rain\n---\nIt rained. " + "[" * 600 + "](a)" * 600, "a.md")

    assert [block.passage.text[:16] for draft in reading.drafts for block in draft.blocks] == ["It rained. [[[[["]


@pytest.mark.parametrize(
    "bomb", ["a: " + "[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "a: " + "- " * 9_000]
)
def test_nested_front_matter_is_stopped(read_text: Read, bomb: str) -> None:
    """YAML that is nested by the thousand, on which its parser crashes, is reported and the text behind it read."""
    reading = read_text(f"---\ntitle: Rain\n{bomb}\n---\nIt rained.", "a.md")

    assert reading.drafts[0].blocks[-1].passage.text == "It rained."


def test_a_dotted_key_of_thousands_is_not_followed(read_text: Read) -> None:
    """TOML takes the square of the length of a key, so a block that nobody wrote is read line by line."""
    reading = read_text("+++\ntitle = 'Rain'\n" + "a." * 60_000 + "a = 1\n+++\nIt rained.", "a.md")

    assert [one.name for one in reading.drafts[0].diagnostics] == ["front-matter-invalid"]
    assert reading.drafts[0].blocks[-1].passage.text == "It rained."


def test_nothing_goes_on_behind_a_closing_quotation_mark(read_text: Read) -> None:
    """Read line by line, a quoted title ends with its quotation mark: the broken line below is no part of it."""
    reading = read_text("+++\ntitle = 'Rain'\n[a.a\n+++\nIt rained.", "a.md")

    assert [one.values for one in reading.drafts[0].fields if one.name == "title"] == [("Rain",)]
