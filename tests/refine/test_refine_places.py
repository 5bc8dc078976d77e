"""Findings about a field name the line and the column that it stands on."""

from __future__ import annotations

import hashlib

import pytest

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.digest.placings import check_placings
from generator.records import Source

_BODY = "The ferry to Aldersund was late again, and nobody on the quay was told why. People waited in the rain."


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("date: 2026-02-31", "date-impossible"),
        ("date: one of these days", "date-unreadable"),
        ("updated: 2026-13-01", "date-impossible"),
        ("rights: mine", "rights-unknown"),
        ("weight: heavy", "placing-unknown"),
        ("embargo: soon", "embargo-unread"),
        ("not-story: Nowhere", "placing-unknown"),
        ("copy-of: nowhere.md", "placing-unknown"),
        ("copy-of: ferry.md", "placing-contradiction"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after", "line"),
    [("---\ntitle: The ferry is late\n", "\nurl: https://example.org/ferry\n---\n\n", 3), ("---\n\n", "\n---\n", 3)],
)
def test_a_finding_about_a_field_names_its_place(field: str, name: str, before: str, after: str, line: int) -> None:
    """Wherever it stands among the others, so that an editor opens the file there."""
    data = f"{before}{field}{after}{_BODY}\n".encode()
    source = Source(path="ferry.md", data=data, sha256=hashlib.sha256(data).hexdigest())
    clipping = make_clipping(source, refine_settings(Config()))
    found = (*clipping.diagnostics, *check_placings(clipping.entries))

    assert [(line, 1)] == [(one.line, one.column) for one in found if one.name == name]
