"""Values made before are handed out again, by what they were made of."""

from __future__ import annotations

from generator.recall import Recall


def test_a_value_is_made_once_from_the_same_things() -> None:
    """Texts and tuples are the same when they are equal, other things when they are one object."""
    recall, thing = Recall(), ["dam"]
    first = recall.made("key", (thing, "rain", ("a", 1)), lambda: ["made"])
    recall.settle()

    assert recall.made("key", (thing, "rain", ("a", 1)), lambda: ["anew"]) is first
    assert recall.made("key", (["dam"], "rain", ("a", 1)), lambda: ["anew"]) == ["anew"]


def test_an_equal_value_is_given_as_the_one_before() -> None:
    """So that what is made of it in turn need not be made again."""
    recall = Recall()
    first = recall.made("key", (1,), lambda: ["made"])
    recall.settle()

    assert recall.made("key", (2,), lambda: ["made"]) is first


def test_what_a_build_did_not_ask_for_is_forgotten() -> None:
    """The memory never outgrows the site."""
    recall = Recall()
    first = recall.made("key", (), lambda: ["made"])
    recall.settle()
    recall.settle()

    assert recall.made("key", (), lambda: ["made"]) is not first


def test_what_was_made_on_the_way_is_kept_with_what_it_was_made_for() -> None:
    """A value that is handed out whole still has its parts at hand when it must be made anew one day."""
    recall = Recall()

    def make_whole(number: int) -> tuple[list[str], int]:
        return recall.made("part", ("dam",), lambda: ["part"]), number

    first = recall.made("whole", (1,), lambda: make_whole(1))
    recall.settle()
    recall.made("whole", (1,), lambda: make_whole(1))
    recall.settle()

    assert recall.made("whole", (2,), lambda: make_whole(2))[0] is first[0]


def test_a_build_that_failed_forgets_nothing() -> None:
    """The build after it starts from the last that came to an end."""
    recall = Recall()
    first = recall.made("key", (), lambda: ["made"])
    recall.settle()
    recall.made("other", (), lambda: ["half a build"])

    assert recall.made("key", (), lambda: ["anew"]) is first


def test_one_that_keeps_nothing_makes_everything_anew() -> None:
    """A single build has no use for memory."""
    recall = Recall(keeps=False)
    first = recall.made("key", (), lambda: ["made"])
    recall.settle()

    assert recall.made("key", (), lambda: ["made"]) is not first
