"""A crawler's stamp in front of the first sentence becomes a field and is no part of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize("stamp", ["2026-03", "2026-03-04", "2026/3/4", "2026-03-04T11:56:00Z", "2026-03-04 11:56"])
def test_a_stamp_is_taken_off_the_text(read_text: Read, stamp: str) -> None:
    """Month, day or moment, as the crawler wrote it."""
    draft = read_text(f" date {stamp} Rain fell on Oskola for a third day.").drafts[0]

    assert [(field.name, field.values) for field in draft.fields] == [("inline-date", (stamp,))]
    assert [block.passage.text for block in draft.blocks] == ["Rain fell on Oskola for a third day."]


@pytest.mark.parametrize(
    "text", ["Date 2026 was set by the council.", "date 2026.03 of the plan", "Dates 2026-03-04 on"]
)
def test_a_sentence_about_dates_is_left_alone(read_text: Read, text: str) -> None:
    """Without a whole month behind the word nothing is taken off."""
    draft = read_text(text).drafts[0]

    assert (draft.fields, [block.passage.text for block in draft.blocks]) == ((), [text])
