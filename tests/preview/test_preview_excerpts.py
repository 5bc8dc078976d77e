"""The lines of a file that a diagnostic speaks of."""

from __future__ import annotations

import pytest

from generator.diagnostics import diagnose
from generator.preview.excerpts import Excerpt, excerpt, excerpts

_TEXT = "one\r\ntwo\nthree\rfour\nfive\nsix"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, Excerpt(first=1, lines=("one", "two", "three"))),
        (3, Excerpt(first=1, lines=("one", "two", "three", "four", "five"))),
        (6, Excerpt(first=4, lines=("four", "five", "six"))),
        (0, None),
        (7, None),
    ],
)
def test_a_line_is_shown_with_two_on_either_side(line: int, expected: Excerpt | None) -> None:
    """However lines end; a line that is not there, because the file changed meanwhile, shows nothing."""
    assert excerpt(_TEXT, line) == expected


def test_a_line_of_a_million_letters_is_cut() -> None:
    """An overlay of a minified file stays readable."""
    found = excerpt("x" * 1_000_000, 1)

    assert found is not None
    assert len(found.lines[0]) == 400


def test_each_file_is_read_once_and_only_when_a_line_is_named() -> None:
    """A file that cannot be read has no excerpt, and the diagnostic is shown without."""
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return None if path == "gone.md" else _TEXT

    found = excerpts(
        [
            diagnose("template-error", "base.html", "first", line=2),
            diagnose("template-error", "base.html", "second", line=6),
            diagnose("empty-source", "whole.md", "no text"),
            diagnose("duplicate-field", "gone.md", "twice", line=2),
        ],
        read,
    )

    assert sorted(found) == [("base.html", 2), ("base.html", 6)]
    assert asked == ["base.html", "gone.md"]
