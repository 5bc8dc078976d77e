"""Outlets hold what they published, newest first."""

from __future__ import annotations

from digest_samples import CHESS, digest_of, make_entry


def test_an_outlets_entries_are_newest_first() -> None:
    """The undated come last, and spellings that differ in capitals are one outlet."""
    digest = digest_of(
        make_entry("a.txt", outlet="Orne Herald", day="2031-05-01"),
        make_entry("b.txt", CHESS, outlet="ORNE HERALD", day=None),
        make_entry("c.txt", CHESS, outlet="Orne Herald", instant="2031-05-04T08:00:00Z"),
        make_entry("d.txt", outlet="Orne Herald", instant="2031-05-04T09:00:00Z"),
    )
    (outlet,) = digest.outlets

    assert (outlet.slug, outlet.name) == ("orne-herald", "Orne Herald")
    assert [entry.path for entry in outlet.entries] == ["d.txt", "c.txt", "a.txt", "b.txt"]


def test_an_entry_of_unknown_outlet_is_under_none() -> None:
    """Nothing is made up."""
    assert digest_of(make_entry("a.txt")).outlets == ()


def test_two_outlets_that_want_one_address_get_two() -> None:
    """The report names the second."""
    digest = digest_of(make_entry("a.txt", outlet="The Post"), make_entry("b.txt", CHESS, outlet="The Post!"))

    assert [outlet.name for outlet in digest.outlets] == ["The Post", "The Post!"]
    assert len({outlet.slug for outlet in digest.outlets}) == 2
    assert [(one.path, one.name) for one in digest.diagnostics] == [("b.txt", "address-taken")]
