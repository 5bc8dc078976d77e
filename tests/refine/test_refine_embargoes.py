"""An embargo is kept: a day that can be read holds a clipping back until then, one that cannot holds it back."""

from __future__ import annotations

import pytest

from generator.config import Config, refine_settings
from generator.read import read
from generator.records import Entry, LeftOut, Source
from generator.refine import refine

TEXT = "---\ntitle: Harbour to close\ndate: 2026-11-20\nlicence: CC BY 4.0\n{}\n---\nThe harbour closes in spring.\n"


def refined(line: str) -> Entry | LeftOut:
    source = Source(path="a.md", data=TEXT.format(line).encode(), sha256="0" * 64)
    reading = read(source, 1_000_000)
    return refine(reading.drafts[0], reading.text, refine_settings(Config()))


def test_a_clipping_without_embargo_may_be_published_at_once() -> None:
    """Its licence is kept as it is written."""
    entry = refined("author: Ada Hill")

    assert isinstance(entry, Entry)
    assert (entry.embargo, entry.licence) == (None, "CC BY 4.0")


def test_an_embargo_names_the_first_day() -> None:
    """An ISO day, quoted or not."""
    entry = refined("embargo: 2026-11-30")

    assert isinstance(entry, Entry)
    assert entry.embargo == "2026-11-30"


@pytest.mark.parametrize("written", ["30/11/2026", "next Monday", "2026-02-31", "2026-11-30 14:00"])
def test_an_embargo_that_cannot_be_read_holds_the_clipping_back(written: str) -> None:
    """What was promised to wait is never published by a misread day."""
    left_out = refined(f"embargo: {written}")

    assert isinstance(left_out, LeftOut)
    assert left_out.reason == "embargo-unread"
    assert written in left_out.message
