"""What texts are compared by: runs of words and weights of length 1; and how common words are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.background import load_background
from generator.text.similarity import shingles, unit_vector


@given(st.lists(st.sampled_from("abc")), st.integers(1, 5))
def test_a_text_has_a_shingle_for_each_place(words: list[str], size: int) -> None:
    """All runs of neighbouring words, each once; none when the text is too short."""
    expected = {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}

    assert shingles(words, size) == expected


@given(st.dictionaries(st.text(max_size=3), st.floats(0.01, 1000), min_size=1))
def test_vectors_have_length_one(weights: dict[str, float]) -> None:
    """Long and short texts compare."""
    vector = unit_vector(weights)

    assert math.hypot(*vector.values()) == pytest.approx(1)
    assert vector.keys() == weights.keys()


def test_nothing_has_no_direction() -> None:
    """An empty text, or one whose words all weigh nothing, is like no other."""
    assert [unit_vector({}), unit_vector({"a": 0.0})] == [{}, {}]


def test_the_background_is_shipped_and_plausible() -> None:
    """No count exceeds the number of articles, and a common word stands in more of them than a rare one."""
    background = load_background()

    assert list(background.counts) == sorted(background.counts)
    assert 0 < min(background.counts.values()) <= max(background.counts.values()) <= background.articles
    assert background.counts["year"] > background.counts["bridg"] > 0
