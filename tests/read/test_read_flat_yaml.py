"""Flat front matter that is read without the YAML parser comes out as the parser would have it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.read.flat_yaml import read_flat_yaml
from generator.read.front_values import load_yaml

NAMES = st.sampled_from(("title", "Date", "source_url", "not-story", "yes", "null", "_id", "tags"))
PIECES = st.sampled_from(
    (
        *(
            "Rain",
            "in Oslo",
            "2026-03-04",
            "T12:30:00Z",
            "https://example.org/a#b?c=d&e",
            " ",
            "  ",
            "é",
            "水",
            "🌊",
            "’",
            "0x1F",
        ),
        *(
            ":",
            ": ",
            " #",
            "#",
            "'",
            '"',
            "''",
            "\\",
            "\\n",
            ",",
            ", ",
            "[",
            "]",
            "{",
            "}",
            "|",
            ">",
            "-",
            "- ",
            "?",
            "!",
            "&a",
        ),
        *(
            "*",
            "*a",
            "%",
            "@",
            "`",
            "~",
            "=",
            "<",
            "...",
            "---",
            "\t",
            "\u00a0",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\x07",
            "[a, b]",
        ),
        *(
            '"Rain"',
            "'Rain'",
            '"it: #1"',
            "'it: #1'",
            '""',
            "[dam]",
            "[dam, the wall, 3.5]",
            "[[Rain]]",
            "[a,b ]",
            "[ a , b ]",
        ),
    )
)
VALUES = st.lists(PIECES, max_size=4).map("".join)
LINES = st.builds(
    lambda name, gap, value, end: name + gap + value + end,
    NAMES,
    st.sampled_from((": ", ": ", ": ", ":  ", ":")),
    VALUES,
    st.sampled_from(("\n", "\n", "\n", "\r\n", " \n", "\n\n", "\n  ")),
)


@settings(max_examples=600)
@given(block=st.lists(LINES, min_size=1, max_size=5).map("".join))
@example(block="title: Rain in Oslo\ndate: 2026-03-04T12:30:00Z\ntags: [dam, the wall]\nurl: 'https://example.org/'\n")
@example(block="title: 'Rain'  \r\n\r\ndate: \"4 March\"\r\n")
@example(block="title: Rain\ntitle: Snow")
def test_flat_front_matter_reads_as_yaml_reads_it(block: str) -> None:
    """Names, values and places are those of the parser, wherever a block is read without it."""
    flat = read_flat_yaml(block)
    parsed = load_yaml(f"{block}\n# a comment\n") if flat else None  # which only the parser reads

    assert flat is None or (parsed is not None and (parsed.loaded, parsed.troubles) == (flat, ()))


def test_front_matter_of_most_clippings_is_flat() -> None:
    """Text, dates, addresses, quoted titles and lists of tags need no parser."""
    block = "title: 'Dam: opened'\ndate: 2026-03-04\nurl: https://example.org/dam#top\ntags: [dam, north coast]\n"
    fields = [(name, values, block[start:end]) for name, values, start, end in read_flat_yaml(block) or ()]

    assert fields == [
        ("title", ("Dam: opened",), "title: 'Dam: opened'"),
        ("date", ("2026-03-04",), "date: 2026-03-04"),
        ("url", ("https://example.org/dam#top",), "url: https://example.org/dam#top"),
        ("tags", ("dam", "north coast"), "tags: [dam, north coast]"),
    ]
