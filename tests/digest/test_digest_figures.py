"""Figures side by side: what each clipping of a story says, and how it went on over the days of a thread."""

from __future__ import annotations

import msgspec
from digest_samples import make_entry

from generator.digest.figures import KINDS, find_series, gather_figures
from generator.records import Copy, Entry, Figure, Origin, SentenceRef, Story
from generator.refine.figure_words import figure_words


def figure(amount: str, kind: str = "dead", claimant: str = "Board", as_of: str = "") -> Figure:
    return Figure(
        number=1, kind=kind, what="people", amount=amount, value=float(amount), claimant=claimant, as_of=as_of
    )


def entry_with(path: str, day: str, *figures: Figure) -> Entry:
    return msgspec.structs.replace(make_entry(path, day=day, entry_id=path), figures=figures)


def story_of(*entries: Entry) -> Story:
    return Story(
        id=entries[0].id,
        slug="story",
        day=entries[0].dating.day or "",
        lead=entries[0],
        entries=entries,
        copies=(),
        origins=(Origin(name="Board", entry_ids=(entries[0].id,), evidence=()),),
        extract=(),
        together=(),
        nearest=None,
        topics=(),
        figures=gather_figures(entries, ()),
    )


def test_what_befell_people_is_told_first() -> None:
    """The dead stand before votes and money, whatever the order of the text."""
    entry = entry_with("a", "2031-05-04", figure("5", "money"), figure("40", "votes"), figure("7"))

    assert [one.figure.kind for one in gather_figures((entry,), ())] == ["dead", "votes", "money"]


def test_the_same_figure_is_told_once_with_all_who_printed_it() -> None:
    """One number by one claimant as of one day is one row; another number stands beside it and is not added."""
    one = entry_with("a", "2031-05-04", figure("7"), figure("9", claimant="Mayor"))
    two = entry_with("b", "2031-05-04", figure("7"))
    told = gather_figures((one, two), ())

    assert [(row.figure.amount, row.sources) for row in told] == [
        ("7", (SentenceRef("a", 1), SentenceRef("b", 1))),
        ("9", (SentenceRef("a", 1),)),
    ]


def test_what_clippings_say_themselves_is_their_own() -> None:
    """Two outlets that name nobody are two voices, but a reprint has its original's."""
    one, two, reprint = (entry_with(path, "2031-05-04", figure("7", claimant="")) for path in "abc")
    copy = Copy(entry_id="c", of_id="a", share=0.9)
    told = gather_figures((one, two, reprint), (copy,))

    assert [[ref.entry_id for ref in row.sources] for row in told] == [["a", "c"], ["b"]]


def test_the_day_in_the_sentence_overrules_that_of_the_entry() -> None:
    """Figures of one kind stand by the day they are told of."""
    entry = entry_with("a", "2031-05-04", figure("9"), figure("7", as_of="2031-05-02"))

    assert [(row.figure.amount, row.day) for row in gather_figures((entry,), ())] == [
        ("7", "2031-05-02"),
        ("9", "2031-05-04"),
    ]


def test_a_claimant_is_followed_over_three_days() -> None:
    """Of one day the largest is the total; others' figures are not mixed in."""
    days = ("2031-05-04", "2031-05-05", "2031-05-06")
    stories = [
        story_of(entry_with(day, day, figure(str(place + 3)), figure("1"), figure("90", claimant="Mayor")))
        for place, day in enumerate(days)
    ]
    series = find_series(stories)

    assert [(one.claimant, [point.figure.amount for point in one.points]) for one in series] == [
        ("Board", ["3", "4", "5"]),
        ("Mayor", ["90", "90", "90"]),
    ]


def test_figures_of_several_make_a_line_where_nobody_gave_three() -> None:
    """Then each day has the figure that most clippings print."""
    first = story_of(entry_with("a", "2031-05-04", figure("3", claimant="Mayor")))
    second = story_of(entry_with("b", "2031-05-05", figure("4")))
    third = story_of(
        entry_with("c", "2031-05-06", figure("6", claimant="Union"), figure("5")),
        entry_with("d", "2031-05-06", figure("5")),
    )
    (series,) = find_series((first, second, third))

    assert (series.claimant, [point.figure.amount for point in series.points]) == ("", ["3", "4", "5"])


def test_two_days_make_no_line() -> None:
    """Nor do figures of a time before the thread."""
    first = story_of(entry_with("a", "2031-05-04", figure("3"), figure("2", as_of="2030-01-01")))
    second = story_of(entry_with("b", "2031-05-05", figure("4")))

    assert find_series((first, second)) == ()


def test_every_kind_has_its_place() -> None:
    """Whatever kind of figure is found has a rank."""
    words = figure_words()
    found = {*words.nouns.values(), *words.measures.values(), *words.fates, "money", "share"}

    assert found <= set(KINDS)
