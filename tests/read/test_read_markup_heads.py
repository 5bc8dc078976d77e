"""The fields of AsciiDoc and Org are read; their bodies are plain text, and a warning says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Reading

Read = Callable[..., Reading]

ASCIIDOC = "= The dam held\n:date: 2026-03-04\n:tags: floods dams\n\nIt rained.\n\n== Next\n\nSun.\n"
WITH_FRONT_MATTER = (
    "---\ntitle: The dam held\ndate: 2026-03-04\ntags: floods dams\n---\nIt rained.\n\n== Next\n\nSun.\n"
)
ORG = "#+TITLE: The dam held\n#+DATE: <2026-03-04>\n#+FILETAGS: :floods:dams:\n\nIt rained.\n\n** Next\n\nSun.\n"
DRAWER = (
    ":PROPERTIES:\n:ID: 7\n:END:\n#+title: The dam held\n#+date: [2026-03-04]\n\nIt rained.\n\n** TODO Next\n\nSun.\n"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [(ASCIIDOC, "a.adoc"), (WITH_FRONT_MATTER, "a.adoc"), (ORG, "a.org"), (DRAWER, "a.org")],
)
def test_fields_and_headings(read_text: Read, text: str, name: str) -> None:
    """Title and date come from the head, whichever way it is written, and headings from their marks."""
    reading = read_text(text, name)
    draft = reading.drafts[0]
    values = {field.name: field.values for field in draft.fields}

    assert (values["title"], values["date"]) == (("The dam held",), ("2026-03-04",))
    assert [(block.kind, block.level, block.passage.text) for block in draft.blocks] == [
        ("paragraph", 0, "It rained."),
        ("heading", 2, "Next"),
        ("paragraph", 0, "Sun."),
    ]
    assert [found.name for found in reading.diagnostics] == ["unsupported-format"]


def test_tags_of_org(read_text: Read) -> None:
    """Tags between colons are as many labels."""
    values = {field.name: field.values for field in read_text(ORG, "a.org").drafts[0].fields}

    assert values["tags"] == ("floods", "dams")
