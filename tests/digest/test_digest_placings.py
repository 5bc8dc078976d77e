"""An editor's word on where a clipping belongs overrules what is found, and contradictions are told."""

from __future__ import annotations

import msgspec
from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, DAY, digest_of, make_entry, stories_of, story_paths

from generator.records import Digest, Entry, Placing


def placed(entry: Entry, **placing: object) -> Entry:
    return msgspec.structs.replace(entry, placing=msgspec.convert(placing, Placing))


def troubles(digest: Digest) -> list[tuple[str, str]]:
    return [(one.path, one.name) for one in digest.diagnostics]


def test_clippings_of_one_name_are_one_story() -> None:
    """However little they are alike; case does not matter."""
    digest = digest_of(
        placed(make_entry("a.txt", BRIDGE), story="Sunday in Verrin"),
        placed(make_entry("b.txt", CHESS, title="Chess title"), story="sunday in verrin"),
    )

    assert story_paths(digest) == [["a.txt", "b.txt"]]


def test_clippings_of_two_names_are_two_stories() -> None:
    """However much they are alike; one without a name stays with the name it is most like."""
    digest = digest_of(
        placed(make_entry("a.txt", BRIDGE), story="The crack"),
        placed(make_entry("b.txt", BRIDGE_AGAIN, title="Drivers face detours"), story="The detours"),
        make_entry("c.txt", BRIDGE_AGAIN.replace("hired", "chartered three"), title="Detours for drivers"),
    )

    assert story_paths(digest) == [["a.txt"], ["b.txt", "c.txt"]]


def test_a_named_story_goes_on_from_the_last_of_its_name() -> None:
    """Even after a week, when the machine would begin a new one."""
    digest = digest_of(
        placed(make_entry("a.txt", BRIDGE), story="The crack"),
        placed(make_entry("b.txt", CHESS, title="Chess title", day="2031-05-11"), story="The crack"),
    )
    (thread,) = digest.threads

    assert [story.day for story in thread.stories] == [DAY, "2031-05-11"]


def test_not_story_parts_what_is_alike() -> None:
    """Named by path, by id or by a story's name."""
    other = make_entry("b.txt", BRIDGE_AGAIN)
    by_path = digest_of(placed(make_entry("a.txt", BRIDGE), not_stories=("b.txt",)), other)
    by_id = digest_of(placed(make_entry("a.txt", BRIDGE), not_stories=(other.id,)), other)
    by_name = digest_of(
        placed(make_entry("a.txt", BRIDGE), not_stories=("The detours",)), placed(other, story="The detours")
    )

    assert [story_paths(digest) for digest in (by_path, by_id, by_name)] == [[["a.txt"], ["b.txt"]]] * 3
    assert [troubles(digest) for digest in (by_path, by_id, by_name)] == [[]] * 3


def test_a_told_copy_is_folded_into_its_original() -> None:
    """Although not a sentence is the same; the origin says who said so."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, outlet="Orne Herald"),
        placed(make_entry("b.txt", CHESS, title="In other words", outlet="Lisse Post"), copy_of="a.txt"),
    )
    (story,) = stories_of(digest)

    assert [(copy.is_told, copy.share) for copy in story.copies] == [(True, 1.0)]
    assert [sentence for origin in story.origins for sentence in origin.evidence] == [
        "the clipping itself says that it reprints Orne Herald"
    ]


def test_a_heavier_story_comes_first() -> None:
    """`weight` goes before origins; the heaviest entry counts."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, outlet="Orne Herald"),
        make_entry("b.txt", BRIDGE_AGAIN, outlet="Lisse Post"),
        placed(make_entry("c.txt", CHESS, title="Chess title"), weight=5),
    )

    assert [len(story.entries) for story in stories_of(digest)] == [1, 2]


def test_a_placing_that_names_nobody_is_told() -> None:
    """A slip in a path costs nothing but a warning."""
    digest = digest_of(
        placed(make_entry("a.txt", BRIDGE), copy_of="b.txtt"),
        placed(make_entry("b.txt", CHESS, title="Chess title"), not_stories=("No such story",)),
    )

    assert troubles(digest) == [("a.txt", "placing-unknown"), ("b.txt", "placing-unknown")]
    assert story_paths(digest) == [["a.txt"], ["b.txt"]]


def test_contradictions_are_told() -> None:
    """A story that it is and is not in, a copy of itself, two copies of each other, a copy of another day."""
    digest = digest_of(
        placed(make_entry("a.txt", BRIDGE), story="The crack", not_stories=("the crack",)),
        placed(make_entry("b.txt", CHESS, title="Chess title"), copy_of="b.txt"),
        placed(make_entry("c.txt", CHESS + BRIDGE, title="Both"), copy_of="d.txt"),
        placed(make_entry("d.txt", BRIDGE_AGAIN, title="Detours"), copy_of="c.txt"),
        placed(make_entry("e.txt", BRIDGE_AGAIN + CHESS, title="Later", day="2031-05-05"), copy_of="a.txt"),
    )

    assert troubles(digest) == [(f"{name}.txt", "placing-contradiction") for name in "abcde"]
    assert sum(len(story.entries) for story in stories_of(digest)) == 5
