"""The tree finds groups, whatever the order of the rows."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.digest.tree import group, similarities
from generator.text.similarity import unit_vector

ALIKE = [unit_vector({"a": 5, f"x{number}": 1}) for number in range(3)]
OTHERS = [unit_vector({"b": 5, f"y{number}": 1}) for number in range(2)]


def test_like_vectors_are_grouped() -> None:
    """Two bundles and a loner make three groups, each in the order of its rows."""
    vectors = [ALIKE[0], OTHERS[0], ALIKE[1], {"z": 1.0}, OTHERS[1], ALIKE[2]]

    assert group(similarities(vectors)) == [[0, 2, 5], [1, 4], [3]]


def test_nothing_makes_no_group() -> None:
    """And one vector makes one."""
    assert [group([]), group([[0.0]])] == [[], [[0]]]


def test_large_groups_must_agree_more_than_small_ones() -> None:
    """A likeness that joins two articles does not join two groups of four."""
    likeness = 0.2
    pair = [[0.0, likeness], [likeness, 0.0]]
    eight = [
        [0.0 if row == column else 0.9 if row // 4 == column // 4 else likeness for column in range(8)]
        for row in range(8)
    ]

    assert group(pair) == [[0, 1]]
    assert group(eight) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_cosines_are_symmetric_and_empty_vectors_share_nothing() -> None:
    """Zero on the diagonal: what is asked is how like others a text is."""
    matrix = similarities([{"a": 0.6, "b": 0.8}, {"b": 1.0}, {}])

    assert matrix[0] == [0.0, pytest.approx(0.8), 0.0]
    assert matrix[1] == [pytest.approx(0.8), 0.0, 0.0]
    assert matrix[2] == [0.0, 0.0, 0.0]


@settings(max_examples=50)
@given(st.integers(1, 14), st.integers(0, 10**9))
def test_the_order_of_rows_does_not_matter(size: int, seed: int) -> None:
    """Groups found in a shuffled matrix are the same groups, where no two pairs are exactly as like."""
    random = Random(seed)
    vectors = [unit_vector({term: 0.01 + random.random() ** 6 for term in "abcdefgh"}) for _ in range(size)]
    order = list(range(size))
    random.shuffle(order)
    straight = {frozenset(rows) for rows in group(similarities(vectors))}
    shuffled = group(similarities([vectors[row] for row in order]))

    assert {frozenset(order[row] for row in rows) for rows in shuffled} == straight
