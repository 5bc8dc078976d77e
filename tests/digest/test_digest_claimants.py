"""Claimants: whoever several clippings quote by name, each person once, and nobody without a name."""

from __future__ import annotations

import msgspec
from digest_samples import BRIDGE, CHESS, DAY, digest_of, make_entry

from generator.records import Claim, Digest, Entry, Evidence

NEXT_DAY = "2031-05-05"


def saying(entry: Entry, *claimants: str) -> Entry:
    """The first sentences of an entry, each in somebody's mouth."""
    why = Evidence(rule="reporting-verb", quote="said")
    claims = (
        Claim(number=number, claimant=name, verb="said", stance="says", evidence=why)
        for number, name in enumerate(claimants, 1)
    )
    return msgspec.structs.replace(entry, claims=tuple(claims))


def said(digest: Digest) -> dict[str, list[tuple[str, int]]]:
    return {one.name: [(each.entry.path, each.claim.number) for each in one.said] for one in digest.claimants}


def test_who_is_quoted_by_several_clippings_has_a_page_newest_first() -> None:
    """One whom a single clipping quotes has none, however often it does."""
    digest = digest_of(
        saying(make_entry("a.txt", BRIDGE, day=DAY), "Ines Tolland", "Piet Lammers", "Piet Lammers"),
        saying(make_entry("b.txt", CHESS, day=NEXT_DAY), "Ines Tolland", "Ines Tolland"),
    )

    assert said(digest) == {"Ines Tolland": [("b.txt", 1), ("b.txt", 2), ("a.txt", 1)]}
    assert digest.claimants[0].entry_count == 2


def test_a_role_before_a_name_makes_no_other_person() -> None:
    """Written small or large, the mayor is the one who is mayor; another of the surname is another person."""
    digest = digest_of(
        saying(make_entry("a.txt", BRIDGE), "Mayor Ines Tolland", "Bram Tolland"),
        saying(make_entry("b.txt", CHESS, day=NEXT_DAY), "transport minister Ines Tolland", "Bram Tolland"),
    )

    assert set(said(digest)) == {"Ines Tolland", "Bram Tolland"}


def test_a_person_is_one_with_and_without_a_state_before_the_title() -> None:
    """Whose president somebody is makes no difference, nor does leaving the title out."""
    digest = digest_of(
        saying(make_entry("a.txt", BRIDGE), "French President Ada Ruz"),
        saying(make_entry("b.txt", CHESS, day=NEXT_DAY), "Ada Ruz"),
    )

    assert set(said(digest)) == {"Ada Ruz"}


def test_ministries_of_two_states_are_two_claimants() -> None:
    """What stands behind "of" is no person's name, and without a state it is nobody's."""
    names = (
        "Norway's Ministry of Foreign Affairs",
        "France's Ministry of Foreign Affairs",
        "Ministry of Foreign Affairs",
    )
    digest = digest_of(
        saying(make_entry("a.txt", BRIDGE), *names), saying(make_entry("b.txt", CHESS, day=NEXT_DAY), *names)
    )

    assert set(said(digest)) == {"France's Ministry of Foreign Affairs", "Norway's Ministry of Foreign Affairs"}


def test_offices_without_a_name_of_their_own_are_left_out() -> None:
    """Every place has a police and a foreign ministry: quotations of several would be put together."""
    names = ("police", "Foreign Ministry", "Russian Defence Ministry")
    digest = digest_of(
        saying(make_entry("a.txt", BRIDGE), *names), saying(make_entry("b.txt", CHESS, day=NEXT_DAY), *names)
    )

    assert said(digest) == {}
