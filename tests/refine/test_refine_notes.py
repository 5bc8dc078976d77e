"""An editor's note: what it says, where it belongs, whom it cites, and that every line of it is accounted for."""

from __future__ import annotations

import pytest
from conftest import Read

from generator.records import NoteBlock, NoteInline, NotePlace
from generator.refine.notes import FoundNote, find_note, is_note

HEAD = "---\nkind: note\nday: 2031-05-04\ntitle: What we know\nauthor: Ada Lind\n---\n\n"


def note_of(read_text: Read, body: str, head: str = HEAD) -> FoundNote:
    reading = read_text(head + body, "notes/day.md")
    return find_note(reading.drafts[0], reading.text)


def shape(blocks: tuple[NoteBlock, ...]) -> list[object]:
    """Write a tree as lists: kinds, and the texts inside."""
    return [(block.kind, _inlines(block.inlines) or shape(block.blocks)) for block in blocks]


def _inlines(inlines: tuple[NoteInline, ...]) -> list[object]:
    return [one.text if one.kind == "text" else (one.kind, one.text or _inlines(one.inlines)) for one in inlines]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("kind: note\nday: 2031-05-04", True),
        ("kind: Note", True),
        ("title: A day\nday: 2031-05-04", False),
        ("kind: article\nday: 2031-05-04", False),
        ("kind: note\nurl: https://example.org/notes/12\ndate: 2031-05-04", False),
    ],
)
def test_a_note_says_that_it_is_one(read_text: Read, head: str, expected: bool) -> None:
    """`kind: note` makes the editor's words of a file, unless its address shows that somebody published it."""
    reading = read_text(f"---\n{head}\n---\n\nThe bridge stays closed, as far as we know.\n", "a.md")

    assert expected == is_note(reading.drafts[0])


def test_the_head_says_where_a_note_belongs(read_text: Read) -> None:
    """Places keep their lines; a list of topics is several places; headline and author are the editor's own."""
    found = note_of(read_text, "Text.\n", "---\nkind: note\ntopic: [Bridges, Ferries]\nstory: clips/a.md\n---\n")

    assert found.note.places == (
        NotePlace(kind="story", name="clips/a.md", line=4),
        NotePlace(kind="topic", name="Bridges", line=3),
        NotePlace(kind="topic", name="Ferries", line=3),
    )
    assert (note_of(read_text, "x").note.headline, note_of(read_text, "x").note.author) == ("What we know", "Ada Lind")


def test_markdown_becomes_a_closed_tree(read_text: Read) -> None:
    """Emphasis, links, lists and quotations are known; HTML is the text it is written as, pictures are links."""
    body = "The *iron* **bridge** &amp; [map](https://example.org/m)\n<b>x</b> ![plan](p.png)\n"
    body += "\n> said\n\n2. one\n3. two\n"

    assert shape(note_of(read_text, body).note.blocks) == [
        (
            "paragraph",
            [
                "The ",
                ("emphasis", ["iron"]),
                " ",
                ("strong", ["bridge"]),
                " & ",
                ("link", ["map"]),
                " <b>x</b> ",
                ("link", ["plan"]),
            ],
        ),
        ("quote", [("paragraph", ["said"])]),
        ("numbers", [("item", [("paragraph", ["one"])]), ("item", [("paragraph", ["two"])])]),
    ]


def test_a_mark_stands_close_to_the_word_before_it(read_text: Read) -> None:
    """A footnote right behind emphasis gets no blank between; a line's end does become one."""
    (block,) = note_of(read_text, "A **gate**[^a] was\nopen.\n\n[^a]: clips/a.md\n").note.blocks

    assert _inlines(block.inlines) == ["A ", ("strong", ["gate"]), ("footnote", "a"), " was open."]


def test_a_footnote_names_a_clipping_and_a_passage(read_text: Read) -> None:
    """A path may hold blanks and marks, a passage may go on in the next line; both also stand within the text."""
    body = (
        "It is shut[^a], we think[^b].^[clips/c.md]\n\n"
        '[^a]: clips/a_b_c.md "The bridge\n    is shut"\n[^b]: <vault/The long name.md> “for weeks”\n'
    )
    footnotes = note_of(read_text, body).note.footnotes

    assert [(one.clipping, one.passage) for one in footnotes] == [
        ("clips/c.md", ""),
        ("clips/a_b_c.md", "The bridge is shut"),
        ("vault/The long name.md", "for weeks"),
    ]
    assert [one.line for one in footnotes] == [8, 10, 12]


def test_a_footnote_without_its_other_half_is_told(read_text: Read) -> None:
    """One that is called and not defined, and one that is defined and not called, each with its line and a cure."""
    found = note_of(read_text, "It is shut.\nWe think[^a].\n\n[^b]: clips/b.md\n").diagnostics

    assert [(one.name, one.line) for one in found] == [("note-footnote-loose", 9), ("note-footnote-loose", 11)]
    assert all(one.hint for one in found)


def test_a_note_without_a_place_is_told(read_text: Read) -> None:
    """It is read all the same, and the message says what to write."""
    found = note_of(read_text, "Text.\n", "---\nkind: note\n---\n")

    assert [one.name for one in found.diagnostics] == ["note-unplaced"]
    assert found.note.blocks


def test_every_character_of_a_note_is_accounted_for(read_text: Read) -> None:
    """Fields, the editor's lines, blank lines and definitions tile the source."""
    body = 'It is shut[^a].\r\n\r\n> quoted\r\n\r\n[^a]: clips/a.md "shut"\r\n'
    pieces = note_of(read_text, body).note.pieces
    text = HEAD + body

    assert text == "".join(text[one.span.start : one.span.end] for one in pieces)
    assert [(one.role, one.rule) for one in pieces] == [
        ("metadata", "field"),
        ("markup", "markup"),
        ("kept", "editors-note"),
        ("markup", "markup"),
        ("kept", "editors-note"),
        ("markup", "markup"),
        ("metadata", "footnote"),
    ]


def test_brackets_by_the_thousand_stay_text(read_text: Read) -> None:
    """What the parser gives up on is printed as it is written."""
    found = note_of(read_text, "[" * 20_000 + "\n\nThe end.\n")

    assert found.note.blocks[-1] == NoteBlock(kind="paragraph", inlines=(NoteInline(kind="text", text="The end."),))
