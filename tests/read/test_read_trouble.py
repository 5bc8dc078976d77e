"""Sources that are broken are reported with file, line and cure, and what can be read of them is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.diagnostics import Diagnostic
from generator.records import Reading

Read = Callable[..., Reading]


def all_diagnostics(reading: Reading) -> list[Diagnostic]:
    return [*reading.diagnostics, *(one for draft in reading.drafts for one in draft.diagnostics)]


def only(reading: Reading) -> Diagnostic:
    (found,) = all_diagnostics(reading)
    return found


def test_broken_yaml_keeps_the_other_fields(read_text: Read) -> None:
    """An unquoted colon in a title is reported at its place; title, date and body are still read."""
    reading = read_text("---\ntitle: Rain: more to come\ndate: 2026-03-04\n---\nIt rained.", "a.md")
    found = only(reading)
    fields = {field.name: field.values[0] for field in reading.drafts[0].fields}

    assert (found.name, found.path, found.line) == ("front-matter-invalid", "a.md", 2)
    assert "'title: Rain: more to come'" in found.message
    assert found.hint
    assert fields == {"title": "Rain: more to come", "date": "2026-03-04"}
    assert reading.drafts[0].blocks[0].passage.text == "It rained."


def test_broken_toml_names_its_line(read_text: Read) -> None:
    """TOML that does not parse is read line by line too."""
    reading = read_text('+++\ntitle = "Rain"\ndate = 2026-02-31\n+++\nIt rained.', "a.md")

    assert (only(reading).name, only(reading).line) == ("front-matter-invalid", 3)
    assert [field.values for field in reading.drafts[0].fields] == [("Rain",), ("2026-02-31",)]


def test_front_matter_without_an_end(read_text: Read) -> None:
    """Field lines up to the first blank line are taken, and the missing fence is reported."""
    reading = read_text("---\ntitle: Rain\ndate: 2026-03-04\n\nIt rained.", "a.md")

    assert (only(reading).name, only(reading).line) == ("front-matter-unclosed", 1)
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rained."]


def test_front_matter_that_is_a_list(read_text: Read) -> None:
    """A list between the fences holds no fields."""
    reading = read_text("---\n- one\n- two\n---\nIt rained.", "a.md")

    assert only(reading).name == "front-matter-not-mapping"
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rained."]


def test_field_given_twice(read_text: Read) -> None:
    """The first value counts, and the second one's line is named."""
    reading = read_text("---\ntitle: Rain\ntitle: Regen\n---\nIt rained.", "a.md")

    assert (only(reading).name, only(reading).line) == ("duplicate-field", 3)
    assert reading.drafts[0].fields[0].values == ("Rain",)


def test_aliases_that_multiply_are_stopped(read_text: Read) -> None:
    """A few lines of YAML that would unfold to millions of values are reported, quickly."""
    bomb = "a: &a {x: 1, y: 2, z: 3}\n" + "".join(
        f"{new}: &{new} {{p: *{old}, q: *{old}, r: *{old}, s: *{old}, t: *{old}}}\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    reading = read_text(f"---\n{bomb}---\nIt rained.", "a.md")

    assert only(reading).name == "front-matter-invalid"


def test_half_a_character_in_an_escape(read_text: Read) -> None:
    """JSON can spell half of a surrogate pair; what is kept of it can be written in any encoding."""
    reading = read_text('{\n"title": "Half \\ud800 pair"\n}\nIt rained.', "a.md")

    assert reading.drafts[0].fields[0].values == ("Half \ufffd pair",)


def test_nul_in_markdown(read_text: Read) -> None:
    """A NUL character costs the text around it nothing."""
    reading = read_text("It rai\0ned all day.", "a.md")

    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rai ned all day."]


def test_binary_file(read_text: Read) -> None:
    """A picture is not read, and the message says what to do with it."""
    reading = read_text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "photo.png")

    assert only(reading).name == "binary-source"
    assert reading.drafts == ()


def test_file_that_is_too_large(read_text: Read) -> None:
    """Twenty megabytes are not a clipping."""
    reading = read_text("word " * 4_000_000, max_bytes=8 * 1024 * 1024)

    assert only(reading).name == "source-too-large"
    assert "20.0 MB" in only(reading).message
    assert reading.drafts == ()


def test_empty_file(read_text: Read) -> None:
    """Nothing, blanks and a lone byte order mark are all empty."""
    names = [only(read_text(content)).name for content in (b"", b" \n\t\n", b"\xef\xbb\xbf")]

    assert names == ["empty-source"] * 3


def test_bytes_that_fit_nothing(read_text: Read) -> None:
    """A damaged character is shown as such and counted; the text around it is kept."""
    reading = read_text("Smørrebrød på ".encode() + b"\xff" + " torvet i København i går".encode())

    assert only(reading).name == "undecodable-bytes"
    assert only(reading).message.startswith("1 characters")
    assert reading.drafts[0].blocks[0].passage.text == "Smørrebrød på \ufffd torvet i København i går"


def test_format_that_is_read_as_plain_text(read_text: Read) -> None:
    """What dayfold cannot take apart is kept as it stands, and said."""
    reading = read_text("It rained on *all*.\n\n* It poured.", "a.adoc")

    assert only(reading).name == "unsupported-format"
    assert "AsciiDoc" in only(reading).message
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rained on *all*.", "* It poured."]


def test_feed_without_items(read_text: Read) -> None:
    """A saved feed that holds nothing is reported."""
    reading = read_text('<rss version="2.0"><channel><title>x</title></channel></rss>', "feed.xml")

    assert only(reading).name == "feed-empty"


@pytest.mark.parametrize(
    ("content", "measure"),
    [
        ("Rain fell.\n" * 100_001, "100,001 lines"),
        ("<p>Rain fell.</p>" * 100_001, "200,002 tags"),
        ("Rain fell. " * 400_000, "4,400,000 characters"),
        ("<p>Rain</p>" * 20_001, "20,001 paragraphs"),
    ],
    ids=["lines", "tags", "characters", "paragraphs"],
)
def test_more_than_any_clipping_holds_is_refused(read_text: Read, content: str, measure: str) -> None:
    """A log, a dump or a machine's slip is told with its measure, instead of holding up the build."""
    reading = read_text(content, "a.txt", 10_000_000)

    assert reading.drafts == ()
    assert [one.name for one in reading.diagnostics] == ["source-too-large"]
    assert measure in reading.diagnostics[0].message


def test_nested_keys_name_nothing(read_text: Read) -> None:
    """Question marks by the hundred are keys within keys to YAML; the fields around them stay."""
    reading = read_text("---\ntitle: x\n" + "? " * 150 + "a\n---\nRain fell on the town.\n", "a.md")

    assert reading.drafts[0].fields[0].values == ("x",)
