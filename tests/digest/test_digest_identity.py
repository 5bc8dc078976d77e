"""No two entries share an id, and what is not published is accounted for."""

from __future__ import annotations

import msgspec
from digest_samples import BRIDGE, CHESS, digest_of, make_entry

from generator.config import Config


def test_the_same_clipping_saved_twice_is_published_once() -> None:
    """The second file is left out with a warning that names both."""
    first = make_entry("a.txt", entry_id="0123456789ab", outlet="Orne Herald")
    second = make_entry("b.txt", entry_id="0123456789ab", outlet="ORNE Herald")
    digest = digest_of(second, first)

    assert [entry.path for entry in digest.entries] == ["a.txt"]
    assert [(one.path, one.reason) for one in digest.left_out] == [("b.txt", "same-clipping-twice")]
    (warning,) = digest.diagnostics
    assert (warning.path, warning.name, "a.txt" in warning.message) == ("b.txt", "same-clipping-twice", True)


def test_two_entries_that_ask_for_one_id_are_both_published() -> None:
    """The first by path keeps the id, the other gets one of its own, and the report names both files."""
    first = make_entry("a.txt", BRIDGE, entry_id="bridge")
    second = make_entry("b.txt", CHESS, entry_id="bridge")
    digest = digest_of(second, first)
    by_path = {entry.path: entry.id for entry in digest.entries}

    assert by_path["a.txt"] == "bridge"
    assert by_path["b.txt"] not in ("", "bridge")
    (error,) = digest.diagnostics
    assert (error.path, error.name, "a.txt" in error.message) == ("b.txt", "address-taken", True)


def test_a_clipping_that_repeats_a_renamed_one_is_published_once() -> None:
    """Of three that ask for one id the third says what the second says, which has an id of its own by then."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, entry_id="bridge"),
        make_entry("b.txt", CHESS, entry_id="bridge"),
        make_entry("c.txt", CHESS, entry_id="bridge"),
    )

    assert {"a.txt", "b.txt"} == {entry.path for entry in digest.entries}
    assert [(one.path, one.reason) for one in digest.left_out] == [("c.txt", "same-clipping-twice")]


def test_the_same_words_from_another_outlet_are_another_entry() -> None:
    """A reprint is a clipping of its own, even where both files ask for one id."""
    digest = digest_of(
        make_entry("a.txt", entry_id="x", outlet="Orne Herald"), make_entry("b.txt", entry_id="x", outlet="Lisse Post")
    )

    assert {"a.txt", "b.txt"} == {entry.path for entry in digest.entries}


def test_an_entry_dated_after_today_waits() -> None:
    """It is left out with a note, and today's own entries are not."""
    digest = digest_of(make_entry("a.txt"), make_entry("b.txt", CHESS, day="2031-05-05"), today="2031-05-04")

    assert [entry.path for entry in digest.entries] == ["a.txt"]
    assert [(one.path, one.reason) for one in digest.left_out] == [("b.txt", "future-date")]
    assert [one.name for one in digest.diagnostics] == ["future-date"]


def test_an_embargo_holds_an_entry_back_until_its_day() -> None:
    """The day before it is left out with a note; on the day it is published."""
    entry = msgspec.structs.replace(make_entry("a.txt"), embargo="2031-05-06")

    assert [one.reason for one in digest_of(entry, today="2031-05-05").left_out] == ["embargoed"]
    assert [one.path for one in digest_of(entry, today="2031-05-06").entries] == ["a.txt"]


def test_the_future_is_published_on_request() -> None:
    """With the setting, or when nobody says what day it is, every date is published."""
    late = make_entry("a.txt", day="2999-01-01")

    assert (late,) == digest_of(late, config=Config(future=True), today="2031-05-04").entries
    assert (late,) == digest_of(late).entries


def test_an_entry_left_out_is_left_out_of_its_clipping_too() -> None:
    """The clippings of a digest hold what is published, so that the ledger can lead to it."""
    digest = digest_of(make_entry("a.txt", day="2999-01-01"), today="2031-05-04")
    (clipping,) = digest.clippings

    assert ((), digest.left_out) == (clipping.entries, clipping.left_out)
