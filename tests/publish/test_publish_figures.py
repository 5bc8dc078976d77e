"""Figures on pages: a table a story, a line over days a thread, as printed and never added up."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
from publish_reading import text_of, tree_of
from publish_samples import EMPTY, build_site, make_entry, make_story, quote

from generator.digest.figures import KINDS
from generator.publish import urls
from generator.publish.figures import KIND_NAMES
from generator.records import Day, Entry, Figure, SentenceRef, Series, Stated, Story, Thread

DEAD = Figure(
    number=2,
    kind="dead",
    what="people had died",
    amount="at least 13",
    value=13.0,
    claimant="Harbour Board",
    stance="alleges",
    chain=("Delta Wire",),
    as_of="2031-05-15",
    as_of_words="Thursday",
)
MONEY = Figure(number=1, kind="money", what="It cost", amount="9 million crowns", value=9e6)


def clipping(figures: tuple[Figure, ...]) -> Entry:
    text = "It cost 9 million crowns. | On Thursday at least 13 people had died."
    return msgspec.structs.replace(make_entry("one", "Gate closed", text, rights="quote"), figures=figures)


def state(entry: Entry, figure: Figure, day: str) -> Stated:
    return Stated(figure=figure, day=day, sources=(SentenceRef(entry.id, figure.number),))


def site_of(project: Path, story: Story, threads: tuple[Thread, ...] = ()) -> dict[str, bytes]:
    day = Day(date=story.day, stories=(story,))
    return build_site(project, msgspec.structs.replace(EMPTY, entries=story.entries, days=(day,), threads=threads))


def story_with(entry: Entry, *figures: Stated) -> Story:
    return msgspec.structs.replace(make_story((entry,), (quote((entry, 2)),)), figures=figures)


def test_a_story_has_a_table_of_who_says_how_many(project: Path) -> None:
    """Number and words as printed, who says so and how it came, as of when, and where it stands."""
    entry = clipping((DEAD, MONEY))
    story = story_with(entry, state(entry, DEAD, "2031-05-15"), state(entry, MONEY, entry.dating.day or ""))
    tree = tree_of(site_of(project, story), urls.story(story))
    table = tree.css_first(".figures table")

    assert text_of(table.css_first("caption")) == "Quoted, not added up"
    assert [text_of(node) for node in table.css("tr.kind")] == ["Killed or dead", "Money"]
    first, second = (row for row in table.css("tbody tr") if not row.css("[scope]"))
    assert [text_of(cell) for cell in first.css("td")][:4] == [
        "people had died",
        "at least 13",
        "Harbour Board (alleges, via Delta Wire)",
        "15 May (“Thursday”)",
    ]
    assert text_of(second.css("td")[3]).endswith(", as printed")
    assert [row.css_first(".source a").attributes["href"] for row in (first, second)] == [
        f"/coast/clippings/{entry.id}/#s2",
        f"/coast/clippings/{entry.id}/",
    ]
    assert {node.attributes["data-figure"] for node in first.css("[data-figure]")} == {f"{entry.id}:s2"}


def test_a_long_table_is_folded(project: Path) -> None:
    """Eight rows are seen, two of each kind in turn; the rest is counted and folded."""
    entry = clipping(())
    dead = [state(entry, msgspec.structs.replace(DEAD, amount=str(number)), "2031-05-15") for number in range(9)]
    money = [state(entry, msgspec.structs.replace(MONEY, amount=str(number)), "2031-05-15") for number in range(3)]
    story = story_with(entry, *dead, *money)
    figures = tree_of(site_of(project, story), urls.story(story)).css_first(".figures")
    seen, folded = (
        [text_of(row.css_first(".amount")) for row in table.css("tr") if row.css(".amount")]
        for table in figures.css("table")
    )

    assert seen == ["0", "1", "2", "3", "4", "0", "1", "2"]
    assert (text_of(figures.css_first("summary")), folded) == ("4 more figures", ["5", "6", "7", "8"])


def test_a_story_without_figures_has_no_table(project: Path) -> None:
    """Nothing is printed for nothing."""
    story = story_with(clipping(()))

    assert tree_of(site_of(project, story), urls.story(story)).css(".figures") == []


def test_a_thread_draws_a_figure_over_days(project: Path) -> None:
    """A dot a day, in proportion of days and values, with a table of the same numbers as printed, newest first."""
    entry = clipping((DEAD,))
    points = tuple(
        state(entry, msgspec.structs.replace(DEAD, amount=str(value), value=float(value)), day)
        for value, day in ((8, "2031-05-15"), (16, "2031-05-16"), (4, "2031-05-19"))
    )
    story = story_with(entry)
    series = Series(kind="dead", claimant="Harbour Board", points=points)
    thread = Thread(id=story.id, slug="gate", stories=(story, story), newest=story, series=(series,))
    tree = tree_of(site_of(project, story, (thread,)), urls.thread(thread))

    assert tree.css_first(".figure-line polyline").attributes["points"] == "4,36 62,4 236,52"
    assert text_of(tree.css_first(".figures summary")) == "Killed or dead: Harbour Board, 15 to 19 May 2031"
    assert [text_of(node) for node in tree.css(".figure-days .amount")] == ["4", "16", "8"]


def test_machines_are_told_too(project: Path) -> None:
    """The data hold every figure of an entry, as printed."""
    entry = clipping((DEAD,))
    site = site_of(project, story_with(entry))
    rows = {row["id"]: row for row in json.loads(site["data/digest.json"])["entries"]}

    assert [(one["amount"], one["what"], one["kind"]) for one in rows[entry.id]["figures"]] == [
        ("at least 13", "people had died", "dead")
    ]


def test_every_kind_has_a_name() -> None:
    """What can be gathered can be headed."""
    assert set(KINDS) == set(KIND_NAMES)
