"""reStructuredText is read as what a reader sees, and every word knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.read.rst import read_rst
from generator.records import Reading
from generator.text.passages import spans_between

Read = Callable[..., Reading]

POST = """The dam held
############

:date: 2026-03-04
:tags: floods, dams
:summary: A long night
    by the river

The dam *held* through the ``night``, and `the mayor <https://example.org/mayor>`_
thanked :abbr:`all` of them. It cost 5\\* crowns.

.. image:: dam.jpg
   :alt: The dam

Next
====

* Rain on
  Friday

  * Sun on Saturday

    Said the mayor.

.. note:: Bring boots.

::

    x = 1

.. raw:: html

    <script>no()</script>

.. include:: /etc/hostname
"""


def test_a_post_of_pelican(read_text: Read) -> None:
    """Title and field list are fields; sections, lists, notes and code are told apart."""
    draft = read_text(POST, "dam.rst").drafts[0]

    assert {field.name: field.values for field in draft.fields} == {
        "title": ("The dam held",),
        "date": ("2026-03-04",),
        "tags": ("floods, dams",),
        "summary": ("A long night by the river",),
    }
    assert [(block.kind, block.level, block.passage.text) for block in draft.blocks] == [
        ("paragraph", 0, "The dam held through the night, and the mayor thanked all of them. It cost 5* crowns."),
        ("heading", 2, "Next"),
        ("item", 1, "Rain on Friday"),
        ("item", 2, "Sun on Saturday"),
        ("item", 2, "Said the mayor."),
        ("paragraph", 0, "Bring boots."),
        ("code", 0, "x = 1"),
    ]
    assert [link.href for link in draft.links] == ["https://example.org/mayor"]
    assert [(image.src, image.alt) for image in draft.images] == [("dam.jpg", "The dam")]


def test_nothing_is_printed_or_included(read_text: Read) -> None:
    """Directives that would load a file or write HTML do nothing, and mistakes are not complained of."""
    reading = read_text(
        "Hello\n\n.. include:: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\nBye `.\n", "a.rst"
    )

    assert [block.passage.text for block in reading.drafts[0].blocks] == ["Hello", "Bye `."]


PIECES = st.lists(
    st.sampled_from(["dam", " ", "\n", "\n\n", "* ", "``", "`", "_", "*", "\\", "====\n", "::\n\n", "    ", "|a|",
                     ".. ", "note:: ", ":ref:`x`", "[1]_", "é", "- ", "| ", "+--+\n", "<u>"]),
    max_size=30,
)  # fmt: skip


@settings(max_examples=60)
@given(PIECES)
def test_rst_text_is_provable(pieces: list[str]) -> None:
    """Whatever a text holds, every block is spelled by its spans."""
    source = "".join(pieces)
    for block in read_rst(source, 0, len(source)).blocks:
        spans = spans_between(block.passage, 0, len(block.passage.text))
        spelled = "".join(source[span.start : span.end] for span in spans)

        assert re.sub(r"\s", "", spelled) == re.sub(r"\s", "", block.passage.text)


def test_a_text_beyond_all_measure_is_read_as_plain_text(read_text: Read) -> None:
    """The parser would take minutes for it; the words stay."""
    reading = read_text("Rain fell on the *town*.\n\n" * 5_000, "a.rst")

    assert len(reading.drafts[0].blocks) == 5_000
    assert reading.drafts[0].blocks[0].passage.text == "Rain fell on the *town*."
