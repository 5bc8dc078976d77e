"""An entry is dated by what its clipping says most credibly, and what else was seen is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Dating, Entry
from generator.refine.dates import choose_dateline

Refine = Callable[..., Entry]

PROSE = (
    "The lower gate of the Oskola dam was opened on Wednesday evening, and by midnight the water stood a metre high."
)


def rules(dating: Dating) -> list[str]:
    return [one.rule for one in dating.evidence]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2026-3-4-dam.md", "2026-03-04"),
        ("20260304-dam.md", "2026-03-04"),
        ("posts/2026/mar/4/dam.md", "2026-03-04"),
        ("2026-03-04/dam.md", "2026-03-04"),
        ("2026-03/index.md", "2026-03"),
        ("20261304-dam.md", ""),
        ("report-20260304.md", ""),
    ],
)
def test_names_and_folders_date_an_entry(refine_text: Refine, path: str, expected: str) -> None:
    """A day in a name or in folders; the folder of a month gives the month; other digits are anything."""
    dating = refine_text(f"---\ntitle: Dam\n---\n{PROSE}", path).dating

    assert (dating.edtf, dating.day) == (expected, expected if len(expected) == 10 else None)


def test_a_month_takes_its_day_from_the_address(refine_text: Refine) -> None:
    """A field that names the month is completed by a day in this month, and both are evidence."""
    source = f"---\ntitle: Dam\npublished: 2026-03\nsource: https://example.org/2026/03/04/dam\n---\n{PROSE}"
    dating = refine_text(source, "a.md").dating

    assert (dating.day, rules(dating)) == ("2026-03-04", ["field", "address"])


def test_a_month_takes_no_day_of_another_month(refine_text: Refine) -> None:
    """A day elsewhere contradicts the month: the month stays, and the day is shown against it."""
    source = f"---\ntitle: Dam\npublished: 2026-03\nsource: https://example.org/2026/05/04/dam\n---\n{PROSE}"
    dating = refine_text(source, "a.md").dating

    assert (dating.edtf, [one.rule for one in dating.against]) == ("2026-03", ["address"])


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("source: https://example.org/2026/04/dam", "2026-04-05"),
        ("language: de", "2026-05-04"),
        ("language: en-US", "2026-04-05"),
    ],
)
def test_swapped_numbers_are_settled_by_the_clipping(refine_text: Refine, more: str, day: str) -> None:
    """An address with the month, or the language, tells which number is the month."""
    entry = refine_text(f"---\ntitle: Dam\ndate: 04/05/2026\n{more}\n---\n{PROSE}", "a.md")

    assert (entry.dating.day, [one.name for one in entry.diagnostics]) == (day, [])


def test_swapped_numbers_stay_open_without_evidence(refine_text: Refine) -> None:
    """Rather no day than a wrong one; the diagnostic offers both to paste."""
    entry = refine_text(f"---\ntitle: Dam\ndate: 04/05/2026\n---\n{PROSE}", "a.md")

    assert (entry.dating.day, [one.name for one in entry.diagnostics]) == (None, ["date-unreadable", "undated"])
    assert entry.diagnostics[0].hint == "write date: 2026-05-04 or date: 2026-04-05"


@pytest.mark.parametrize(
    "lead",
    ["TARVENNE, March 4, 2026 (Northwire) - ", "(NW - Oskola - 4th Mar, 2026 ): ", "Tarvenne, 4 Mar 2026 (NWA) — "],
)
def test_a_wires_dateline_dates_an_entry(refine_text: Refine, lead: str) -> None:
    """Place, date and agency before the first sentence are a date that a person wrote."""
    dating = refine_text(f"---\ntitle: Dam\n---\n{lead}{PROSE}", "a.md").dating

    assert (dating.day, dating.is_guess, rules(dating)) == ("2026-03-04", False, ["dateline-in-lead"])


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("source: https://example.org/2026/dam", "year-of-address"),
        ("created: 2026-03-20", "year-of-capture"),
        ("created: 2027-01-02", None),
        ("tags: dam", None),
    ],
)
def test_a_dateline_without_a_year_needs_evidence_for_it(refine_text: Refine, more: str, rule: str | None) -> None:
    """The address or a capture soon after tell the year, and the day is marked as inferred; else there is none."""
    dating = refine_text(f"---\ntitle: Dam\n{more}\n---\nTARVENNE, Mar 4 (Northwire) - {PROSE}", "a.md").dating
    expected = ("2026-03-04", "2026-03-04~", True, ["dateline-in-lead", rule]) if rule else (None, "", False, [])

    assert (dating.day, dating.edtf, dating.is_guess, rules(dating)) == expected


def test_years_that_disagree_complete_nothing(refine_text: Refine) -> None:
    """The year of the address against that of the copyright: a wrong year would be worse than none."""
    source = f"TARVENNE, Mar 4 (Northwire) - {PROSE}\n\n© 2024 The Northline"

    assert (
        refine_text(f"---\ntitle: Dam\nsource: https://example.org/2026/dam\n---\n{source}", "a.md").dating.day is None
    )


def test_a_sentence_about_a_day_is_no_dateline(refine_text: Refine) -> None:
    """An event in the first sentence, to come or past, dates nothing."""
    entry = refine_text(
        "---\ntitle: Dam\n---\nOn March 4, 2026, NATO said the dam will be opened on 9 March 2026.", "a.md"
    )

    assert (entry.dating.day, [one.name for one in entry.diagnostics]) == (None, ["undated"])


def test_a_revision_comes_behind_the_name_of_the_file(refine_text: Refine) -> None:
    """`updated` is no day of publication where another is known."""
    dating = refine_text(f"---\ntitle: Dam\nupdated: 2026-03-06\n---\n{PROSE}", "2026-03-04-dam.md").dating

    assert (dating.day, [one.quote for one in dating.against]) == ("2026-03-04", ["updated: 2026-03-06"])


def test_a_date_on_the_last_line_dates_what_has_no_other(refine_text: Refine) -> None:
    """Some outlets print the day below the text; any better date goes before it."""
    text = f"Dam opened at night\n\n{PROSE}\n\n{PROSE} Nobody was hurt.\n\n04.03.2026 23:40"

    assert rules(refine_text(text, "a.txt").dating) == ["date-as-last-line"]
    assert refine_text(text, "2026-03-05-dam.txt").dating.day == "2026-03-05"


def test_the_dateline_with_a_clock_goes_before_the_day_of_the_fetch() -> None:
    """A page fetched later carries that day in its head; a line of an update is taken last."""
    lines = ["Friday 6 March 2026", "4 March 2026 20:37 (UTC+04:00)", "Updated 5 March 2026 21:00 (UTC+04:00)"]

    assert (choose_dateline(lines), choose_dateline(lines[:1]), choose_dateline([])) == (lines[1], lines[0], None)


def test_points_between_capitals_cost_nothing(refine_text: Refine) -> None:
    """Forty capitals and points before a small letter are looked at once, not in every way they can be parted."""
    entry = refine_text("A." * 40 + "x, Oct 18 (NWA) - Rain fell on the town, and the dam was opened at night.\n")

    assert entry.dating.day is None
