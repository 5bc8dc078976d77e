"""What docs/themes.md names is there: blocks, custom properties, and nothing of them is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

from generator.publish.styling import custom_properties


def rows(project: Path, heading: str) -> list[list[str]]:
    """Cut the table that begins with this heading into cells, without its head."""
    text = (project / "docs" / "themes.md").read_text("utf-8")
    table = text[text.index(f"| {heading} |") :].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def blocks_of(project: Path, template: str) -> set[str]:
    return set(re.findall(r"\{% block (\w+) %\}", (project / "templates" / template).read_text("utf-8")))


def test_every_block_is_told_where_it_is(project: Path) -> None:
    """The table of blocks says what the templates have; those of the frame that a page fills are the frame's."""
    frame = blocks_of(project, "base.html")
    told = {name: set(named(cells[1])) for cells in rows(project, "template") for name in named(cells[0])}
    there = {
        file.name: blocks_of(project, file.name) - (frame if file.name != "base.html" else set())
        for file in (project / "templates").glob("*.html")
    }

    assert told == {name: blocks for name, blocks in there.items() if blocks}


def test_every_custom_property_is_told(project: Path) -> None:
    """The table of properties has all that the style sheet sets, and no other."""
    told = {name for cells in rows(project, "property") for name in named(cells[0])}

    assert told == custom_properties((project / "templates" / "assets" / "style.css").read_text("utf-8"))
