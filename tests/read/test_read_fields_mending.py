"""Front matter that a parser refuses: the line is mended and reported, and every other field keeps its meaning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read import read
from generator.records import Reading, Source

Read = Callable[..., Reading]


def fields(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[0].fields}


def body(reading: Reading) -> list[str]:
    return [block.passage.text for block in reading.drafts[0].blocks]


def reports(reading: Reading) -> list[tuple[str, int, str]]:
    return [(one.name, one.line, one.hint) for one in reading.drafts[0].diagnostics]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Rain: more: to come", "Rain: more: to come"),
        ("title: `ferry` is late", "`ferry` is late"),
        ("title: @harbour speaks", "@harbour speaks"),
        ("title: %percent", "%percent"),
        ("title: *star* struck", "*star* struck"),
        ("title: & Sons", "& Sons"),
        ("title: &c and so on", "&c and so on"),
        ("title: !Breaking news", "!Breaking news"),
        ("title: #119 of three", "#119 of three"),
        ("title: [Update] Dam holds", "[Update] Dam holds"),
        ('title: "Big" is better', '"Big" is better'),
        ('title: "She said "no" to it"', 'She said "no" to it'),
        ("title: 'It's raining'", "It's raining"),
        ('title: "It rains', "It rains"),
        ('title: "C:\\path"', "C:\\path"),
        ("title:Rain", "Rain"),
        ("title: Rain\nin the valley", "Rain in the valley"),
        ("title: Rain\n  later: sun", "Rain later: sun"),
        ("title: > Rain: a quotation\n  goes on", "> Rain: a quotation goes on"),
        ("title: Rain\n% odd", "Rain % odd"),
    ],
)
def test_one_bad_value_costs_nothing_else(read_text: Read, line: str, title: str) -> None:
    """Values that YAML takes for syntax are read as text; nested fields, blocks and lists around them survive."""
    source = (
        f"---\n{line}\ndate: 2026-03-04\nauthor:\n  name: Ida Holm\nnote: |\n  one: two\ntags:\n- dams\n---\nIt rained."
    )
    reading = read_text(source, "a.md")

    assert fields(reading) == {
        "title": (title,),
        "date": ("2026-03-04",),
        "author.name": ("Ida Holm",),
        "note": ("one: two",),
        "tags": ("dams",),
    }
    assert {name for name, *_ in reports(reading)} == {"front-matter-invalid"}
    assert body(reading) == ["It rained."]


def test_cure_can_be_pasted(read_text: Read) -> None:
    """The report names the line in the file and says how to write it."""
    reading = read_text("---\ndate: 2026-03-04\ntitle: Rain: it's here\n---\nIt rained.", "a.md")

    assert reports(reading) == [("front-matter-invalid", 3, "write title: 'Rain: it''s here'")]


def test_place_of_a_mended_field(read_text: Read) -> None:
    """Fields stand where they stand in the file, whatever was mended above them."""
    source = "---\ntitle: Rain: a\nx: 'y'\nauthor:\n\tname: Ida\n---\nIt rained."
    found = read_text(source, "a.md").drafts[0].fields

    assert [source[field.span.start : field.span.end] for field in found] == ["title: Rain: a", "x: 'y'", "\tname: Ida"]


def test_tabs_are_blanks(read_text: Read) -> None:
    """Tabs behind colons and as indentation, which YAML forbids, are read as people mean them."""
    reading = read_text(
        "---\ntitle:\tRain\nbyline: Written by\n\t\tIda Holm\n\n\t\tof the desk\ntags:\n\t- dams\n\t- wind\n---\nText."
    )

    assert fields(reading) == {
        "title": ("Rain",),
        "byline": ("Written by Ida Holm\nof the desk",),
        "tags": ("dams", "wind"),
    }


def test_empty_list_on_a_line_of_its_own(read_text: Read) -> None:
    """A list that begins in the first column of the next line belongs to the name above it."""
    reading = read_text("---\nrelated:\n[]\ndate: 2026-03-04\n---\nText.", "a.md")

    assert fields(reading) == {"related": (), "date": ("2026-03-04",)}


def test_line_ends_and_control_characters(read_text: Read) -> None:
    """Lone carriage returns, mixed line ends, marks before the fence and NULs cost no field."""
    expected = {"title": ("Rain here",), "date": ("2026-03-04",)}
    sources = (
        "---\rtitle: Rain here\rdate: 2026-03-04\r---\rText.",
        "---\r\ntitle: Rain here\ndate: 2026-03-04\r\n---\nText.",
        "\ufeff\ufeff\n\n---\ntitle: Rain here\ndate: 2026-03-04\n...\nText.",
        "---\ntitle: Rain\0here\ndate: 2026-03-04\n--- \nText.",
        "----\ntitle: Rain here\ndate: 2026-03-04\n----\nText.",
    )

    assert [(fields(read_text(source, "a.md")), body(read_text(source, "a.md"))) for source in sources] == [
        (expected, ["Text."])
    ] * len(sources)


def test_people_and_tags_with_fields_of_their_own(read_text: Read) -> None:
    """A list of people gives their names; wiki links that lost their quotation marks are wiki links still."""
    reading = read_text(
        "---\nauthors:\n- name: Ida Holm\n  url: x\n- [[Per Lund]]\neditor: [[Åse Berg]]\ntags:\n- dams: old ones\n"
        "---\nText."
    )

    assert fields(reading) == {
        "authors": ("Ida Holm", "[[Per Lund]]"),
        "editor": ("[[Åse Berg]]",),
        "tags": ("dams: old ones",),
    }


def test_second_field_of_a_name_when_the_first_is_empty(read_text: Read) -> None:
    """Of two fields of one name the first that says something counts."""
    reading = read_text('---\ntags: []\ntitle: Rain\n"tags:": [dams]\n---\nText.', "a.md")

    assert fields(reading)["tags"] == ("dams",)
    assert [(name, line) for name, line, _ in reports(reading)] == [("duplicate-field", 4)]


def test_broken_toml_line_by_line(read_text: Read) -> None:
    """Missing quotation marks, an impossible date, a colon and a repeated key are mended one by one."""
    reading = read_text(
        "+++\ntitle = Rain \"here\"\ndate = 2026-02-31\nsource : 'x'\ndraft = false\n[extra]\na = 1\na = 2\n+++\nText.",
        "a.md",
    )

    assert fields(reading) == {
        "title": ('Rain "here"',),
        "date": ("2026-02-31",),
        "source": ("x",),
        "draft": ("false",),
        "extra.a": ("1",),
    }
    assert [line for _, line, _ in reports(reading)] == [2, 3, 4, 8]


def test_json_with_a_comma_too_many(read_text: Read) -> None:
    """A comma before the closing brace is forgiven, and an empty value is empty."""
    reading = read_text('{\n "title": "Rain",\n "date": null,\n}\nText.', "a.md")

    assert fields(reading) == {"title": ("Rain",), "date": ("",)}
    assert body(reading) == ["Text."]


def test_json_that_does_not_parse(read_text: Read) -> None:
    """Quotation marks inside a JSON value cost no other field."""
    reading = read_text('{\n "title": "Say "no"",\n "date": "2026-03-04"\n}\nText.', "a.md")

    assert fields(reading) == {"title": ('Say "no"',), "date": ("2026-03-04",)}
    assert reports(reading) == [("front-matter-invalid", 2, 'write "title": "Say \\"no\\"",')]


def test_code_block_of_json_at_the_top(read_text: Read) -> None:
    """Some clippers write their fields as a code block; a code block that holds no fields stays code."""
    clipped = read_text('```json\n{\n  "title": "Rain",\n  "site": ""\n}\n```\n\nIt rained.', "a.md")
    code = read_text("```json\n[1, 2]\n```\n\nIt rained.", "a.md")

    assert (fields(clipped), body(clipped)) == ({"title": ("Rain",), "site": ("",)}, ["It rained."])
    assert (fields(code), body(code)) == ({}, ["[1, 2]", "It rained."])


HEADS = st.text(alphabet="ab:-'\"[]{}#&*!|>%@` \t\n\r,=+", max_size=60)


@given(HEADS, st.sampled_from(["---", "+++"]))
def test_whatever_stands_between_fences_the_body_is_read(block: str, fence: str) -> None:
    """No front matter, however broken, raises or takes the text behind it along."""
    source = Source(path="a.md", data=f"{fence}\n{block}\n{fence}\n\nThe text.".encode(), sha256="")
    drafts = read(source, 1_000_000).drafts

    assert "The text." in "".join(one.passage.text for one in drafts[0].blocks)
