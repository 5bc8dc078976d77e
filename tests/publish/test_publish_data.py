"""The digest as data: complete, without bodies, and with an account of every character and every sentence."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from newsroom import make_digest, make_entry, make_outlet, make_story, make_topic

from generator.config import Config
from generator.publish.data import plan_data
from generator.publish.urls import Urls
from generator.records import Clipping, Digest, LeftOut, Piece, Span

HOME = "https://digest.example/news/"


def build(digest: Digest) -> dict[str, bytes]:
    return {one.path: one.make() for one in plan_data(digest, Config(title="Morning"), Urls(HOME))}


def load(digest: Digest, path: str) -> Any:
    return msgspec.json.decode(build(digest)[path])


def sample() -> Digest:
    courier, herald = make_entry("courier"), make_entry("herald", outlet="Coast Herald", agency="NWA")
    story = make_story(courier, herald, extract=[[(0, 1), (1, 1)]], topics=["rain"])
    return make_digest(
        story,
        topics=[make_topic("Rain", story)],
        outlets=[make_outlet("Coast Herald", herald)],
        undated=[make_entry("undated", day=None)],
    )


def test_a_story_names_its_clippings_and_the_sentences_it_prints() -> None:
    """Programs get ids, address, lead, origins, topics and each quotation with where it stands."""
    digest = sample()
    told = load(digest, "data/digest.json")["days"][0]["stories"][0]
    courier, herald = digest.entries[:2]

    assert told["url"] == f"{HOME}2020/10/18/the-dam-held-{told['id']}/"
    assert (told["lead"], told["entries"]) == (courier.id, [courier.id, herald.id])
    assert told["extract"] == [
        {"text": "The dam held.", "sources": [[courier.id, 1], [herald.id, 1]], "first_day": None}
    ]


def test_every_entry_is_described_but_not_copied() -> None:
    """Title, date and credit come with their evidence; the text, which is not ours to hand on, does not."""
    entries = load(sample(), "data/digest.json")["entries"]

    assert [entry["credit"] for entry in entries] == ["Valley Courier", "NWA via Coast Herald", "Valley Courier"]
    assert entries[0]["title"]["evidence"]["rule"] == "field"
    assert not any("paragraphs" in entry or "removed" in entry for entry in entries)


def test_the_undated_are_told_apart() -> None:
    """What has no day is listed as such, never under a made-up one."""
    digest = sample()

    assert load(digest, "data/digest.json")["undated"] == [digest.undated[0].id]


def test_the_ledger_accounts_for_every_character() -> None:
    """The characters by role add up to the entry's part of its source."""
    entry = make_entry("pieces", sentences=["One.", "Two."])
    pieces = (
        Piece(span=Span(0, 4), role="kept", rule="paragraph"),
        Piece(span=Span(4, 5), role="markup", rule="markup"),
        Piece(span=Span(5, 9), role="removed", rule="read-more"),
    )
    digest = make_digest(make_story(msgspec.structs.replace(entry, pieces=pieces)))
    account = load(digest, "data/ledger.json")["sources"][0]["entries"][0]

    assert account["extent"] == [0, 9]
    assert account["totals"] == {"kept": 4, "removed": 4, "metadata": 0, "markup": 1}
    assert account["pieces"][2] == [5, 9, "removed", "read-more"]


def test_the_ledger_places_every_sentence_without_printing_it() -> None:
    """Number, hash and spans prove a quotation together with the source, and give away nothing without it."""
    digest = sample()
    sentences = load(digest, "data/ledger.json")["sources"][0]["entries"][0]["sentences"]

    assert sentences[0] == [1, hashlib.sha256(b"The dam held.").hexdigest()[:16], [[0, 13]]]
    assert b"Nobody was hurt" not in build(digest)["data/ledger.json"]


def test_a_source_that_is_no_entry_says_why() -> None:
    """Nothing is lost in silence: what was left out stands in the ledger with its reason."""
    reason = LeftOut(path="draft.md", part=0, reason="unpublished", message="it is marked as a draft")
    clipping = Clipping(
        path="draft.md",
        sha256="0" * 64,
        format="markdown",
        encoding="utf-8",
        length=9,
        entries=(),
        left_out=(reason,),
        diagnostics=(),
    )
    digest = msgspec.structs.replace(make_digest(), clippings=(clipping,))

    assert load(digest, "data/ledger.json")["sources"][0]["left_out"] == [
        {"part": 0, "reason": "unpublished", "message": "it is marked as a draft"}
    ]


def test_a_changed_entry_changes_its_own_lines_only() -> None:
    """Two builds can be compared line by line: a row is a line."""
    before, after = (
        build(make_digest(*(make_story(make_entry(name, title=title)) for name, title in rows)))["data/digest.json"]
        for rows in ((("a", "One"), ("b", "Two")), (("a", "One"), ("b", "Three")))
    )
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]

    assert len(changed) == 2
    assert all(b"Three" in line for line in changed)
