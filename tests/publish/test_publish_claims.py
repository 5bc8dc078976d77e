"""Who says so: under the sentences that stories quote, on the clipping's page, in feeds and data."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
from publish_reading import text_of, tree_of
from publish_samples import EMPTY, build_site, make_entry, make_story, quote

from generator.publish import urls
from generator.publish.credits import says_in_words
from generator.records import Claim, Contested, Day, Entry, Evidence, SentenceRef, Side, Story

WHY = Evidence(rule="reporting-verb", quote="said")
BOARD = Claim(
    number=1, claimant="Harbour Board", verb="said", stance="says", chain=("Delta Wire", "Orne Radio"), evidence=WHY
)
UNION = Claim(number=1, claimant="the dockers' union", verb="denied", stance="denies", evidence=WHY)
LATER = Claim(number=3, claimant="Harbour Board", verb="urged", stance="urges", evidence=WHY)


def told() -> tuple[Entry, Entry, Story]:
    bare = make_entry("one", "Gate closed", "The gate was closed. | It rained. | Close it.", rights="quote")
    one = msgspec.structs.replace(bare, claims=(BOARD, UNION, LATER))
    other = make_entry("other", "Gate shut", "The harbour's gate is shut.", outlet="Orne Herald")
    return one, other, make_story((one, other), (quote((one, 1)), quote((other, 1))))


def site_of(project: Path) -> tuple[dict[str, bytes], Entry, Story]:
    one, other, story = told()
    day = Day(date=story.day, stories=(story,))
    digest = msgspec.structs.replace(EMPTY, entries=(one, other), days=(day,))
    return build_site(project, digest), one, story


def test_a_claim_is_told_with_its_stance_and_the_way_it_came() -> None:
    """Several claimants of one sentence stand one behind the other; a sentence without one says nothing."""
    one, _, _ = told()

    assert says_in_words(one, 1) == "says: Harbour Board, via Delta Wire, Orne Radio; denies: the dockers' union"
    assert says_in_words(one, 2) == ""


def test_a_footnote_says_who_says_so(project: Path) -> None:
    """Behind the credit, outside of the quoted words; a passage without a claimant has no such line."""
    site, _, story = site_of(project)
    tree = tree_of(site, urls.story(story))

    assert [text_of(node) for node in tree.css(".notes .says")] == [
        "says: Harbour Board, via Delta Wire, Orne Radio; denies: the dockers' union"
    ]


def test_a_clipping_lists_who_is_quoted_in_it(project: Path) -> None:
    """By first appearance, with the numbers of the sentences; only those that are printed are links."""
    site, entry, _ = site_of(project)
    rows = tree_of(site, urls.clipping(entry)).css(".claimants li")

    assert [text_of(row) for row in rows] == [
        "Harbour Board, via Delta Wire, Orne Radio: 1",
        "the dockers' union: 1 (denies)",
        "Harbour Board: 3 (urges)",
    ]
    assert [len(row.css("a")) for row in rows] == [1, 1, 0]


def test_an_undated_clipping_shows_what_is_contested_in_it(project: Path) -> None:
    """It is in no story that could show it: both sides stand on its own page, and both sentences are printed."""
    entry = make_entry("one", "Gate closed", "The gate was closed. | It never was.", day=None, rights="quote")
    sides = (
        Side(party="Dockers", verb="denied", stance="denies", ref=SentenceRef(entry.id, 2)),
        Side(party="Harbour Board", verb="said", stance="says", ref=SentenceRef(entry.id, 1)),
    )
    pairs = {entry.id: (Contested(sides=sides),)}
    digest = msgspec.structs.replace(EMPTY, entries=(entry,), undated=(entry,), undated_contested=pairs)
    page = tree_of(build_site(project, digest), urls.clipping(entry))

    assert [text_of(one) for one in page.css(".contested .label")][1:] == ["Dockers denies", "Harbour Board says"]
    assert [text_of(one) for one in page.css(".contested q")] == ["It never was.", "The gate was closed."]
    assert [text_of(one) for one in page.css(".text q")] == ["The gate was closed.", "It never was."]


def test_machines_are_told_too(project: Path) -> None:
    """The data hold every claim, and the feeds say in words who says so."""
    site, entry, _ = site_of(project)
    rows = {row["id"]: row for row in json.loads(site["data/digest.json"])["entries"]}

    assert [(one["number"], one["claimant"], one["stance"]) for one in rows[entry.id]["claims"]] == [
        (1, "Harbour Board", "says"),
        (1, "the dockers' union", "denies"),
        (3, "Harbour Board", "urges"),
    ]
    assert b"says: Harbour Board, via Delta Wire" in site["feeds/atom.xml"]
