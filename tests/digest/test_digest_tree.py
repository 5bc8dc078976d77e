"""The tree finds groups, whatever the order of the rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.digest.tree import Matrix, group


def blocks(*sizes: int, inside: float = 0.9, across: float = 0.02) -> Matrix:
    """Likenesses of groups that agree within themselves and hardly with each other."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    likeness = np.where(labels[:, None] == labels, inside, across)
    np.fill_diagonal(likeness, 0.0)
    return likeness


def test_like_rows_are_grouped() -> None:
    """Two bundles and a loner make three groups, each in the order of its rows."""
    order = [0, 3, 1, 5, 4, 2]
    likeness = blocks(3, 2, 1)[np.ix_(order, order)]

    assert group(likeness) == [[0, 2, 5], [1, 4], [3]]


def test_nothing_makes_no_group() -> None:
    """And one row makes one."""
    assert [group(np.zeros((0, 0))), group(np.zeros((1, 1)))] == [[], [[0]]]


def test_large_groups_must_agree_more_than_small_ones() -> None:
    """A likeness that joins two articles does not join two groups of four that agree no better within themselves."""
    assert group(blocks(1, 1, across=0.2)) == [[0, 1]]
    assert group(blocks(4, 4, inside=0.32, across=0.2)) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_two_close_groups_stay_two() -> None:
    """What would join two loose pairs does not join two pairs that agree closely within themselves."""
    assert group(blocks(2, 2, inside=0.4, across=0.3)) == [[0, 1, 2, 3]]
    assert group(blocks(2, 2, inside=0.9, across=0.3)) == [[0, 1], [2, 3]]


@settings(max_examples=50)
@given(st.integers(1, 14), st.integers(0, 10**9))
def test_the_order_of_rows_does_not_matter(size: int, seed: int) -> None:
    """Groups found in a shuffled matrix are the same groups, where no two pairs are exactly as like."""
    random = np.random.default_rng(seed)
    vectors = random.random((size, 8)) ** 6 + 0.01
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, 0.0)
    order = random.permutation(size)
    straight = {frozenset(rows) for rows in group(likeness)}
    shuffled = group(likeness[np.ix_(order, order)])

    assert {frozenset(int(order[row]) for row in rows) for rows in shuffled} == straight
