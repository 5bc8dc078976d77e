"""Titles: without the name of the site, chosen among several, cleaned, inferred, and told from other lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Entry, Evidence
from generator.refine.site_names import cut_site, names_of_site
from generator.refine.title_text import clean_title
from generator.refine.titles import infer_title, is_same_line

Refine = Callable[..., Entry]

PROSE = "The dam above the town was opened on Monday night, and nobody who lives below it was hurt, the mayor said."


@pytest.mark.parametrize(
    ("title", "rest", "cut"),
    [
        ("Rain – and more | The Northline", "Rain – and more", "| The Northline"),
        ("Rain – TechCrunch", "Rain", "– TechCrunch"),
        ("Rain | ZDNet", "Rain", "| ZDNet"),
        ("Rain - Ida Holm - Medium", "Rain", "- Ida Holm - Medium"),
        ("Rain | Notion", "Rain", "| Notion"),
        ("雨が降った｜NORTHLINE TIMES", "雨が降った", "｜NORTHLINE TIMES"),
        ("The Northline: Rain", "Rain", "The Northline:"),
        ("Rain | The Northline - All that is new", "Rain", "| The Northline - All that is new"),
        ("Why the dam was opened - Oslo Daily", "Why the dam was opened", "- Oslo Daily"),
    ],
)
def test_names_of_sites_are_split_off(title: str, rest: str, cut: str) -> None:
    """The outlet, the author, the host, a platform, or whatever stands behind the headline of the text."""
    names = names_of_site(["The Northline"], ["northline.example.org"], ["Ida Holm"], ["Why the dam was opened"])

    assert cut_site(title, names) == (rest, cut)


@pytest.mark.parametrize(
    "title",
    [
        "Rain – and more",
        "Rain | Updated 2026",
        "Rain: what now",
        "A matter of – Time",
        "size_t - Reference",
        "The Northline",
    ],
)
def test_dashes_and_bars_are_part_of_many_titles(title: str) -> None:
    """What is no known name stays, and a title that is the name alone stays too."""
    assert cut_site(title, names_of_site(["The Northline"], (), (), ())) == (title, "")


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("**Dam** opened &amp;amp; <em>closed</em>", "Dam opened & closed"),
        ("Caf&eacute; at `dam.example`", "Café at dam.example"),
        ("> The dam\n", "The dam"),
        ("# The dam", "The dam"),
        ("[[The dam]]", "The dam"),
        ("[The dam](https://example.org/a) opened", "The dam opened"),
        ("Rain<br>and snow", "Rain and snow"),
        ("#119", "#119"),
        ("[Updated] “Dam” $5 <blink>", "[Updated] “Dam” $5 <blink>"),
        (
            "M*A*S*H and 2 * 3 * 4 in __init__ of snake_case_names",
            "M*A*S*H and 2 * 3 * 4 in __init__ of snake_case_names",
        ),
    ],
)
def test_markup_is_no_part_of_a_title(written: str, clean: str) -> None:
    """Entities, elements in pairs and emphasis go; signs that only look like markup stay."""
    assert clean_title(written) == clean


def test_what_was_cut_is_told(refine_text: Refine) -> None:
    """The evidence names the rule and quotes both the field and the part that was split off."""
    title = refine_text(f"---\ntitle: Dam opened | The Northline\nsite: The Northline\n---\n{PROSE}", "a.md").title

    assert (title.value, title.evidence.rule, title.evidence.quote, title.against) == (
        "Dam opened",
        "field-without-site",
        "title: Dam opened | The Northline",
        (Evidence(rule="site-name-cut", quote="| The Northline"),),
    )


def test_a_page_is_called_what_most_of_it_says(refine_text: Refine) -> None:
    """Where a page's fields differ, the title its heading agrees on wins, and the others are told."""
    page = (
        '<html><head><title>Dam opened in the night</title><meta property="og:title" content="You will not believe it">'
        f"</head><body><article><h1>Dam opened in the night</h1><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
    )
    title = refine_text(page, "a.html").title

    assert title.value == "Dam opened in the night"
    assert Evidence(rule="fewer-agree", quote="og:title: You will not believe it") in title.against


@pytest.mark.parametrize("word", ["Unknown", "Untitled", "None", "(no title)", "Ohne Titel"])
def test_words_that_stand_for_no_title(refine_text: Refine, word: str) -> None:
    """A title is then inferred from the first sentence, and marked."""
    title = refine_text(f'---\ntitle: "{word}"\n---\nThe dam held. It rained.', "a.md").title

    assert (title.value, title.is_guess, title.evidence.rule) == ("The dam held", True, "first-sentence")


@pytest.mark.parametrize("given", ["1984", "#119", "[Exclusive] Dam opened", "“Dam” opened", "$5 a night"])
def test_titles_that_begin_with_a_sign(refine_text: Refine, given: str) -> None:
    """Numbers and signs are titles like any other."""
    assert refine_text(f"---\ntitle: '{given}'\n---\n{PROSE}", "a.md").title.value == given


def test_the_headline_repeated_in_the_body_is_left_out(refine_text: Refine) -> None:
    """Once as a heading, once as a line and once with the site's name behind it."""
    body = f"# Dam opened in the night\n\nDam opened in the night\n\nDam opened in the night | The Northline\n\n{PROSE}"
    entry = refine_text(f"---\ntitle: Dam opened in the night\n---\n{body}", "a.md")

    assert {one.rule for one in entry.removed} == {"headline-repeated"}
    assert len(entry.removed) == 3


def test_a_sentence_that_begins_like_the_headline_stays(refine_text: Refine) -> None:
    """It says more than the headline does."""
    body = f"Dam opened in the night for repairs.\n\n{PROSE}"
    entry = refine_text(f"---\ntitle: Dam opened in the night for\n---\n{body}", "a.md")

    assert entry.removed == ()


@pytest.mark.parametrize(
    ("line", "title", "same"),
    [
        ("DAM OPENED!", "Dam opened", True),
        ("Dam opened at night in the rai…", "Dam opened at night in the rain of Monday", True),
        ("Dam opened at night | The Northline", "Dam opened at night", True),
        ("Dam opened at night, and it rained", "Dam opened at night", False),
        ("", "Dam opened", False),
    ],
)
def test_lines_that_are_the_headline_again(line: str, title: str, same: bool) -> None:
    """Letters count, signs do not; a line that goes on does not."""
    assert is_same_line(line, title) is same


def test_long_first_sentences_make_short_titles() -> None:
    """Cut where a clause ends, and marked with an ellipsis."""
    sentence = (
        "The old dam above the little town on the river was opened late on Monday night by two engineers from the "
        "capital after rain, while the people who live below it watched from the hills and waited for the water to "
        "come down the valley towards them."
    )

    assert infer_title(sentence).value.endswith("from the capital after rain …")


def test_a_clause_in_the_middle_of_a_sentence_is_not_its_end() -> None:
    """`Five people, including … are hurt` would say nothing without its verb; a clause that follows may go."""
    middle = (
        "Five people, including the keeper of the old dam above the town and two of his neighbours who had come to "
        "help, are hurt when the dam is opened"
    )
    behind = (
        "The old dam above the town was opened late on Monday night after two days of rain in the hills, causing the "
        "river to rise by a metre"
    )

    assert infer_title(f"{middle}.").value == middle
    assert infer_title(f"{behind}.").value == behind.partition(", causing")[0]


def test_footnotes_are_no_part_of_an_inferred_title() -> None:
    """Nor is the full stop."""
    assert infer_title("The dam held.[^1]").value == "The dam held"


def test_a_title_beyond_all_measure_is_left_as_it_is() -> None:
    """Ten thousand dashes are no names of sites."""
    title = "Rain" + " - x" * 10_000

    assert cut_site(title, names_of_site(["x"], (), (), ())) == (title, "")


def test_a_heading_loses_the_name_of_its_site_too(refine_text: Refine) -> None:
    """A title that is found in the text is cut as one from a field is, and says so."""
    entry = refine_text(
        f"---\nurl: https://courier.example.org/dam\n---\n# Dam opened at night | The Courier\n\n{PROSE}\n", "a.md"
    )

    assert (entry.title.value, entry.title.evidence.rule) == ("Dam opened at night", "heading")
    assert [Evidence(rule="site-name-cut", quote="| The Courier")] == list(entry.title.against)


def test_a_field_without_end_is_cut(refine_text: Refine) -> None:
    """A title of a hundred thousand characters is damage: its beginning is the title, and nothing is lost."""
    source = f"---\ntitle: {'<a href=x>x' * 10_000}\n---\n{PROSE}\n"
    entry = refine_text(source, "dam.md")
    assert len(entry.title.value) == 4000
    assert sum(piece.span.end - piece.span.start for piece in entry.pieces) == len(source)
