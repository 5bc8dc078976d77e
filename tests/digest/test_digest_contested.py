"""Contested: claim and denial face to face, by party, and nothing where it is not sure what is denied."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest
from digest_samples import digest_of, make_entry, stories_of

from generator.config import Config
from generator.digest.contested import find_contested
from generator.records import Claim, Contested, Copy, Entry, Evidence

Stance = Literal["says", "denies", "alleges"]


def reported(path: str, *told: tuple[str, str, Stance, str]) -> Entry:
    """An entry of sentences, each with who says it, the stance and the verb."""
    texts = [one[0] for one in told]
    claims = (
        Claim(
            number=number,
            claimant=one[1],
            stance=one[2],
            verb=one[3],
            evidence=Evidence(rule="reporting-verb", quote=one[3]),
        )
        for number, one in enumerate(told, 1)
    )
    return msgspec.structs.replace(make_entry(path, "\n\n".join(texts)), claims=tuple(claims))


def sides(found: tuple[Contested, ...]) -> list[list[tuple[str, str, int]]]:
    return [[(side.party, side.stance, side.ref.number) for side in pair.sides] for pair in found]


Told = tuple[str, str, Stance, str]

ACCUSED: Told = ("Norrin Steel accused the city of losing its letters.", "Norrin Steel", "alleges", "accused")


DENIED: Told = ("The city denied it.", "Orne city", "denies", "denied")


@pytest.mark.parametrize(
    "denial", ["The city denied it.", "The city denied that, too.", "The city denied losing letters."]
)
def test_a_denial_faces_what_was_said_before_it(denial: str) -> None:
    """By a pointing word, or by words of meaning that both share; in order of the parties' names."""
    entry = reported("a.txt", ACCUSED, (denial, "Orne city", "denies", "denied"))

    assert sides(find_contested([entry], [])) == [[("Norrin Steel", "alleges", 1), ("Orne city", "denies", 2)]]


def test_a_denial_of_something_else_faces_nobody() -> None:
    """What follows "that" says what is denied; it has nothing to do with the sentence before."""
    entry = reported(
        "a.txt", ACCUSED, ("The city denied that it would close a school.", "Orne city", "denies", "denied")
    )

    assert find_contested([entry], []) == ()


def test_two_who_accuse_each_other_stand_in_one_sentence() -> None:
    """Both sides point at it."""
    why = Evidence(rule="reporting-verb", quote="accused")
    entry = make_entry("a.txt", "Lisse and Verrin accused each other of moving the border stone.")
    both = tuple(
        Claim(number=1, claimant=name, stance="alleges", verb="accused", evidence=why) for name in ("Verrin", "Lisse")
    )

    found = find_contested([msgspec.structs.replace(entry, claims=both)], [])

    assert sides(found) == [[("Lisse", "alleges", 1), ("Verrin", "alleges", 1)]]


def test_two_versions_of_one_deed_face_each_other() -> None:
    """Each names the other's side as the one who did it; two who agree do not."""
    entry = reported(
        "a.txt",
        ("Lissian officials said that Verrin had fired on the ferry.", "Lissian officials", "says", "said"),
        ("The army of Verrin said that Lissia had fired on the ferry first.", "army of Verrin", "says", "said"),
    )
    agreeing = reported(
        "b.txt",
        ("Lissian officials said that Verrin would pay for the ferry.", "Lissian officials", "says", "said"),
        ("The army of Verrin said that Lissia would pay for the ferry too.", "army of Verrin", "says", "said"),
    )

    assert sides(find_contested([entry], [])) == [[("army of Verrin", "says", 2), ("Lissian officials", "says", 1)]]
    assert find_contested([agreeing], []) == ()


def test_reprints_are_passed_over() -> None:
    """A story that stands twice is contested once."""
    entry = reported("a.txt", ACCUSED, DENIED)
    copy = msgspec.structs.replace(entry, id="0123456789ab", path="b.txt")

    assert len(find_contested([entry, copy], [Copy(entry_id=copy.id, of_id=entry.id, share=1.0)])) == 1


def test_a_pair_is_quoted_whole_or_not_at_all() -> None:
    """Where rights leave no room for both sentences beside the extract, none is shown."""
    entry = reported("a.txt", ACCUSED, DENIED)
    allowed = msgspec.structs.replace(entry, rights="full")
    strict = msgspec.structs.replace(entry, rights="quote")

    (shown,) = stories_of(digest_of(allowed))
    (hidden,) = stories_of(digest_of(strict, config=Config(excerpt_words=5)))

    assert (len(shown.contested), len(hidden.contested)) == (1, 0)


def test_undated_entries_are_asked_one_by_one() -> None:
    """What is contested within an entry without a day is known by the entry, for no story has it."""
    entry = reported("a.txt", ACCUSED, DENIED)
    undated = msgspec.structs.replace(entry, dating=make_entry("b.txt", day=None).dating)
    told = digest_of(undated).undated_contested

    assert {undated.id: [[("Norrin Steel", "alleges", 1), ("Orne city", "denies", 2)]]} == {
        entry_id: sides(pairs) for entry_id, pairs in told.items()
    }


def test_undated_entries_are_quoted_within_their_rights() -> None:
    """A pair that would take more than the budget is not shown, not even by half."""
    entry = reported("a.txt", ACCUSED, DENIED)
    undated = msgspec.structs.replace(entry, rights="quote", dating=make_entry("b.txt", day=None).dating)

    assert digest_of(undated, config=Config(excerpt_words=3)).undated_contested == {}


def test_two_who_name_each_other_without_a_deed_of_theirs() -> None:
    """A deed in both sentences sets nobody against anybody, unless it is told of the other."""
    entry = reported(
        "a.txt",
        ("Ostland said the fire near Westland was out.", "Ostland", "says", "said"),
        ("Westland said the fire killed nobody from Ostland.", "Westland", "says", "said"),
    )

    assert sides(find_contested([entry], [])) == []
