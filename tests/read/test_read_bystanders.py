"""Files that are no clippings: told by their names, or by what they hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.read.bystanders import bystander_by_content, bystander_by_name
from generator.records import Reading

_PROSE = (
    "The ferry to Aldersund was late again on Saturday, and the captain said that fog had kept her in the harbour "
    "all morning long, until noon.\n"
)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("clips/dam.jpg", "not-a-clipping"),
        ("clips/page_files/style.CSS", "not-a-clipping"),
        ("clips/report.pdf", "not-a-clipping"),
        ("clips/fetch.py", "not-a-clipping"),
        ("post.meta", "side-car"),
        ("posts/_index.md", "section-page"),
        ("posts/_index.de.md", "section-page"),
        ("posts/index.md", None),
        ("saved.php", None),
        ("Interview with A. Go", None),
    ],
)
def test_a_name_tells_what_is_no_clipping(path: str, reason: str | None) -> None:
    """Pictures, programs, side-cars and section pages need not be opened to be known."""
    found = bystander_by_name(path)

    assert (found.name if found else None) == reason


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("clips/dam.json", '{"title": "Dam holds", "words": 320}', "not-a-clipping"),
        ("clips/dam.txt", '{"words": 320}', None),
        ("vault/Templates/Clipping.md", "---\ntitle: \ndate: {{date}}\n---\n\n" + _PROSE, "template-file"),
        ("vault/New.md", "---\ntitle: <% tp.file.title %>\n---\n\n## Notes\n", "template-file"),
        ("vault/Templates.md", "Write `{{title}}` where the title goes. " + _PROSE, None),
        ("README.md", "# Clippings\n\n" + _PROSE, "folder-note"),
        ("readme.md", "---\ndate: 2026-03-04\n---\n\n" + _PROSE, None),
        ("vault/index.md", "# Index\n\n- [Ferry](ferry.md)\n- [Dam](dam.md)\n", "folder-note"),
        ("posts/ferry/index.md", "# Ferry late\n\n" + _PROSE, None),
    ],
)
def test_what_a_file_holds_tells_that_it_is_no_clipping(
    read_text: Callable[..., Reading], path: str, text: str, reason: str | None
) -> None:
    """Data, unfilled templates and notes about a folder are no entries; what has a date or a text stays one."""
    found = bystander_by_content(read_text(text, path))

    assert (found.name if found else None) == reason
