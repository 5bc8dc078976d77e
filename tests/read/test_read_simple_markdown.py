"""Markdown that is read without the parser comes out as the parser would have it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.read.document import Body
from generator.read.markdown import read_markdown
from generator.read.simple_markdown import part_markdown

DEFINITION = "[never named]: https://northline.example.org/"
"""A definition of a link: it prints nothing, and with it in a text all of the text goes through the parser."""

PIECES = st.sampled_from(
    (
        *(
            "Rain fell",
            "the dam held",
            "Ida Holm said so.",
            "18",
            "1. ",
            "2026) ",
            "3 %",
            "é",
            "水が",
            "\u3000",
            "\u00a0",
            "  ",
        ),
        *(
            "*",
            "**",
            "_",
            "__",
            "***",
            "*dam*",
            "**dam**",
            "_dam_",
            "__dam__",
            "snake_case",
            "**dam",
            "dam**",
            "`code`",
            "`",
        ),
        *("[the dam](https://example.org/a_b/c-d?e=f&g=h#i)", "[dam](https://example.org)", "[dam](/a)", "![a](b.png)"),
        *(
            "[dam](https://EXAMPLE.org/ä)",
            "[Read Original](https://example.org/)",
            "([View Highlight](https://example.org/))",
        ),
        *(
            "[Northline]",
            "[dam][Northline]",
            "[[dam]]",
            "[[dam|wall]]",
            "[^1]",
            "[",
            "]",
            "(",
            ")",
            "!",
            "<br>",
            "<b>",
            "<",
            ">",
        ),
        *(
            "&amp;",
            "&",
            "AT&T",
            "&;",
            "%%",
            "==",
            "==dam==",
            "=",
            "~~",
            "~",
            "^",
            " ^id-1",
            "\\",
            "\\*",
            "|",
            ":",
            "-",
            "+",
            "#",
        ),
        *(
            "http://example.org",
            "https://example.org/a_b_c",
            "“",
            "”",
            "‘dam’",
            '"',
            "'",
            "—",
            "…",
            ".",
            ",",
            "€",
            "🌊",
            "\ufeff",
        ),
    )
)
STARTS = st.sampled_from(
    (
        "",
        "",
        "",
        "",
        " ",
        "    ",
        "\t",
        "# ",
        "## ",
        "###",
        "> ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "12) ",
        "---",
        "===",
        "|",
        "<div>",
        "***",
    )
)
ENDS = st.sampled_from(
    ("\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", " \n \t\n", "\r\n", "\r\n\r\n", "#\n", "\n---\n", "\n|-|-|\n")
)
LINES = st.builds(lambda start, pieces, end: start + "".join(pieces) + end, STARTS, st.lists(PIECES, max_size=6), ENDS)
WORDS = st.builds(
    lambda start, pieces, end: start + " ".join(pieces) + end, STARTS, st.lists(PIECES, min_size=1, max_size=6), ENDS
)


def parsed_and_read(text: str) -> tuple[Body, Body]:
    """Read a text once through the parser as a whole, and once part by part."""
    blank, text = " " * len(DEFINITION), f"It rained.\n\n{text}"
    return read_markdown(f"{DEFINITION}\n\n{text}", 0), read_markdown(f"{blank}\n\n{text}", 0)


@settings(max_examples=600)
@given(text=st.lists(st.one_of(LINES, WORDS), min_size=1, max_size=8).map("".join))
@example(text="**Dam**  \nopened\n")
@example(text="[dam](https://example.org/) \nopened in **Oslo**\nand *held*.\r\n\r\nIt rained.")
@example(text="- one\n\n  two\n\nthree\n\n    code\n")
@example(text="Dam\n\n  \n## Oslo\nIt rained.\n# Rain\n")
def test_simple_markdown_reads_as_the_parser_reads_it(text: str) -> None:
    """Blocks, their places in the source, links and pictures are the parser's, whichever way a text is read."""
    parsed, read = parsed_and_read(text)

    assert read == parsed


@settings(max_examples=200)
@given(text=st.text(max_size=200))
def test_any_text_reads_as_the_parser_reads_it(text: str) -> None:
    """What nobody would call Markdown is read one way too."""
    parsed, read = parsed_and_read(text)

    assert read == parsed


def test_prose_with_links_needs_no_parser() -> None:
    """Paragraphs with links and emphasis under headings are read at once; a list is left to the parser."""
    prose = "# Dam opened\n\nThe **dam** of [Oslo](https://example.org/oslo) is open.\nIt cost 5 % more.\n\n"
    text = f"{prose}- one\n\n- two\n\nThe end.\n"
    parts = [(text[span.start : span.end][:5], len(blocks)) for span, blocks in part_markdown(text, 0, len(text))]

    assert parts == [("# Dam", 1), ("The *", 1), ("- one", 0), ("The e", 1)]
