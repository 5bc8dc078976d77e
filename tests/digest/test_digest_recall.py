"""A digest made again: equal to a fresh one after any edits, and the same objects wherever nothing has changed."""

from __future__ import annotations

from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, DAY, make_clipping, make_entry
from hypothesis import given
from hypothesis import strategies as st
from test_digest_laws import clippings

from generator.config import Config
from generator.digest import make_digest
from generator.recall import Recall
from generator.records import Clipping, Digest

LONG_AFTER = "2031-06-20"


def made_again(samples: list[list[Clipping]]) -> list[Digest]:
    recall, digests = Recall(), []
    for sample in samples:
        digests.append(make_digest(sample, Config(), None, recall))
        recall.settle()
    return digests


@given(st.lists(clippings(), min_size=2, max_size=4))
def test_edits_come_to_the_same_as_a_fresh_digest(samples: list[list[Clipping]]) -> None:
    """Whatever was digested before, with whatever in common, leaves no trace."""
    assert made_again(samples) == [make_digest(sample, Config()) for sample in samples]


def test_what_an_edit_does_not_reach_stays_the_same_object() -> None:
    """A title of one day is no news to the day a month later; a word that changes no story stays on its clipping."""
    clipping, later = (
        make_clipping(make_entry("a.txt", BRIDGE)),
        make_clipping(make_entry("c.txt", CHESS, day=LONG_AFTER)),
    )
    again = make_clipping(make_entry("b.txt", BRIDGE_AGAIN, title="Bridge closed", day=DAY))
    retitled = make_clipping(make_entry("b.txt", BRIDGE_AGAIN, title="Bridge closed for months", day=DAY))

    first, second = made_again([[clipping, again, later], [clipping, retitled, later]])

    assert second.days[1] is first.days[1]
    assert {entry.title.value for entry in second.days[0].stories[0].entries} == {
        "Crack closes bridge",
        "Bridge closed for months",
    }


def test_an_edit_that_changes_nothing_is_felt_by_nobody() -> None:
    """A clipping that was read again and came out equal leaves every day as it was."""
    first, second = made_again([[make_clipping(make_entry("a.txt", BRIDGE))] for _ in range(2)])

    assert second.days[0] is first.days[0]
