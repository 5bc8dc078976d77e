"""Entries are compared by what they share that others do not."""

from __future__ import annotations

import numpy as np
import pytest

from generator.digest.comparison import Lexicon, compare
from generator.digest.tree import Matrix


def likeness(*texts: str) -> Matrix:
    lexicon = Lexicon()
    return compare([lexicon.number(dict.fromkeys(text.split(), 1)) for text in texts], lexicon).likeness


def test_shared_rare_words_make_entries_alike() -> None:
    """Three names in common join two entries; nothing in common leaves them strangers."""
    found = likeness("halden orne tolland ferry", "halden orne tolland crack", "okell verrin chess draw")

    assert found[0, 1] > 0.5
    assert found[0, 2] == found[1, 2] == 0.0


def test_likeness_is_symmetric_without_a_diagonal() -> None:
    """What is asked is how like others a text is; an empty one is like nothing."""
    found = likeness("halden orne", "orne verrin", "verrin halden", "")

    assert np.array_equal(found, found.T)
    assert not np.diagonal(found).any()
    assert not found[3].any()


def test_two_entries_meet_through_a_third() -> None:
    """Each borrows from what it is most like, so that reports of one event in other words come together."""
    first, second = "halden crack orne cable", "ferry lisse detour harbour"
    alone = likeness(first, second)
    with_a_third = likeness(first, second, "halden crack cable ferry lisse detour")

    assert alone[0, 1] == 0.0
    assert with_a_third[0, 1] > 0.1


def test_a_term_that_many_share_still_counts() -> None:
    """Common terms are multiplied in a table and rare ones pair by pair: both add up to the cosine of the vectors."""
    lexicon = Lexicon()
    texts = [f"halden orne only{number} pair{number // 2}" for number in range(40)]
    compared = compare([lexicon.number(dict.fromkeys(text.split(), 1)) for text in texts], lexicon)
    first, partner, other = (compared.vector(row) for row in range(3))

    assert sum(weight**2 for weight in first.values()) == pytest.approx(1.0)
    assert first.keys() & other.keys() == {"halden", "orne"}
    assert first.keys() & partner.keys() == {"halden", "orne", "pair0"}
    assert compared.likeness[0, 1] > compared.likeness[0, 2] > 0.0


def test_an_empty_window_is_compared() -> None:
    """No entries, no likeness."""
    assert compare([], Lexicon()).likeness.shape == (0, 0)
