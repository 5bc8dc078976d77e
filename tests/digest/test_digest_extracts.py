"""Extracts are verbatim, short, and prefer what several sources attest."""

from __future__ import annotations

import pytest
from digest_samples import BRIDGE, BRIDGE_AGAIN, digest_of, make_entry, only_story

from generator.records import Entry


def extract(*entries: Entry) -> list[str]:
    return [one.text for one in only_story(digest_of(*entries)).extract]


def test_a_short_clipping_is_summed_up_by_its_first_sentence() -> None:
    """One sentence is enough for a note."""
    assert extract(make_entry("a.txt", BRIDGE)) == [
        "Engineers closed the Halden Bridge on Sunday after a crack was found in its northern cable."
    ]


def test_each_of_two_sources_is_heard() -> None:
    """A story with two origins is told in two sentences, the lead's own opening first."""
    first = make_entry("a.txt", BRIDGE, instant="2031-05-04T05:00:00Z")
    second = make_entry("b.txt", BRIDGE_AGAIN, instant="2031-05-04T06:00:00Z")
    story = only_story(digest_of(first, second))

    assert [first.id, second.id] == [one.sources[0].entry_id for one in story.extract]
    assert first.paragraphs[0].sentences[0].text == story.extract[0].text


def test_a_sentence_that_two_sources_print_is_printed_once_with_both() -> None:
    """The source it is verbatim in comes first."""
    shared = (
        "The transport authority said that ferries will run every ten minutes from Port Lisse to the northern bank."
    )
    first = make_entry("a.txt", f"{shared}\n\n{BRIDGE}", instant="2031-05-04T05:00:00Z")
    second = make_entry(
        "b.txt", f"{BRIDGE_AGAIN}\n\n{shared.replace('said that', 'said')}", instant="2031-05-04T06:00:00Z"
    )
    story = only_story(digest_of(first, second))
    quoted = {one.text: [ref.entry_id for ref in one.sources] for one in story.extract}

    assert [first.id, second.id] == quoted[shared]
    assert shared.replace("said that", "said") not in quoted


def test_sentences_that_differ_in_a_figure_are_not_one() -> None:
    """Nobody is credited with another one's number of injured."""
    five = "The ambulance service said 5 people were hurt when the cable of the Halden Bridge snapped."
    first = make_entry("a.txt", f"{five}\n\n{BRIDGE}", outlet="Orne Herald", instant="2031-05-04T05:00:00Z")
    second = make_entry("b.txt", f"{five.replace('5', '7')}\n\n{BRIDGE_AGAIN}", outlet="Lisse Post")
    story = only_story(digest_of(first, second))

    assert [(first.id,)] == [tuple(ref.entry_id for ref in one.sources) for one in story.extract if one.text == five]


@pytest.mark.parametrize(
    "opening",
    [
        "He said the bridge would stay closed until the middle of July.",
        "But the bridge would stay closed until the middle of July, said the mayor.",
        "In addition, the bridge is to be painted before the summer.",
        "Crack closes the bridge.",
        "“The bridge stays closed until we know what happened to the cable.",
        "“The bridge stays closed until we know what happened to the cable,” she told reporters.",
        "In fact, the bridge is to be painted before the summer.",
        "No traffic.",
        "The two closed the bridge on Sunday, and nobody knows for how long.",
        "After this the bridge stayed closed until the middle of July.",
        "If it holds, the bridge will be open in the middle of July.",
        "That’s why the bridge is to be painted before the summer.",
        "Both companies declined to say when the bridge will be open.",
        "The mayor additionally promised to have the bridge painted.",
        "Asked about the bridge, the mayor promised to have it painted.",
        "One of them said that the bridge would stay closed until July.",
        "``The bridge stays closed until we know what happened,`` she told reporters.",
        "What the engineers know about the bridge:",
        "which is why nobody may cross the bridge before the summer.",
        "The bridge that nobody wanted to cross",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_passed_over(opening: str) -> None:
    """Pronouns, connectives, the headline once more, half a quotation, cross-heads and scraps are no summary."""
    solid = "Engineers found a crack in the northern cable on Sunday."

    assert [solid] == extract(make_entry("a.txt", f"{opening}\n\n{solid}"))


def test_a_poor_sentence_is_better_than_none() -> None:
    """The demands are lowered until something is left."""
    assert extract(make_entry("a.txt", "He left.")) == ["He left."]


def test_headings_captions_and_credits_are_never_quoted() -> None:
    """A standfirst is, where there is nothing else."""
    text = "What the engineers saw on the bridge\n\nThe northern cable of the bridge, photographed on Sunday\n\n{}"
    body = "Engineers found a crack in the northern cable on Sunday."
    with_body = make_entry("a.txt", text.format(body), kinds=("heading", "caption", "paragraph"))
    with_standfirst = make_entry("a.txt", text.format(body), kinds=("heading", "credit", "standfirst"))
    with_nothing = make_entry("a.txt", text.format(body), kinds=("heading", "caption", "credit"))

    assert [[body], [body], []] == [extract(with_body), extract(with_standfirst), extract(with_nothing)]
