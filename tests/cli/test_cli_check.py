"""`dayfold check`: what an editor should mend, worst first, with lines to paste."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest

from generator.cli import dayfold

_BODY = "The ferry to Aldersund was late again, and nobody on the quay was told why. Fog had kept her in the harbour.\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def _check(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(dayfold, ["check", *arguments], standalone_mode=False)


def test_a_file_without_fields_gets_a_block_to_paste(content: Path) -> None:
    """All lines of one file stand in one block with its fences, ready for the top of the file."""
    (content / "ferry.txt").write_text(_BODY, encoding="utf-8")
    lines = _check().stderr.splitlines()
    start = lines.index("  paste at the top of ferry.txt:")

    assert lines[start + 1 : start + 6] == [
        "---",
        "date: YYYY-MM-DD",
        'title: "The ferry to Aldersund was late again, and nobody on the quay was told why"',
        "outlet: …",
        "---",
    ]


def test_the_best_day_that_lost_is_proposed(content: Path) -> None:
    """A clipping that only says when it was saved gets that day as a proposal, in the form its fields have."""
    (content / "a.md").write_text(f"---\ntitle: A\ncreated: 2026-03-09T10:00\nsite: Coast\n---\n\n{_BODY}", "utf-8")
    (content / "b.md").write_text(
        f'+++\ntitle = "B"\ncreated = "2026-03-09"\n+++\n\n{_BODY.replace("ferry", "tram")}', "utf-8"
    )
    told = json.loads(_check("--json").output)["files"]

    assert [(one["path"], one["where"], one["lines"]) for one in told] == [
        ("a.md", "add to the front matter of", ["date: 2026-03-09"]),
        ("b.md", "add to the front matter of", ["date = 2026-03-09", 'outlet = "…"']),
    ]


def test_the_costliest_comes_first(content: Path) -> None:
    """Errors, then warnings, then notes: no day before a made-up title before an unknown outlet."""
    head = "---\ntitle: {}\ndate: 2026-03-08\n---\n\n"
    (content / "a.md").write_text(head.format("A") + _BODY, "utf-8")
    (content / "b.md").write_text("---\ndate: 2026-03-08\n---\n\n" + _BODY.replace("ferry", "tram"), "utf-8")
    (content / "c.md").write_text(_BODY.replace("ferry", "bus"), "utf-8")
    (content / "d.txt").write_text("", "utf-8")
    (content / "e.txt").write_bytes(bytes(range(256)) * 8)
    told = json.loads(_check("--json").output)["files"]

    assert [(one["path"], one["diagnostics"][0]["name"]) for one in told] == [
        ("e.txt", "binary-source"),
        ("d.txt", "empty-source"),
        ("c.md", "undated"),
        ("b.md", "title-inferred"),
        ("a.md", "outlet-unknown"),
    ]


def test_what_is_no_clipping_needs_no_mending(content: Path) -> None:
    """Pictures and hidden files are counted, not complained about."""
    (content / "ferry.jpg").write_bytes(b"\xff\xd8\xff")
    (content / ".notes").write_text("x", encoding="utf-8")

    assert _check().stderr == "2 sources · nothing to mend · 2 passed over, see the ledger\n"


def test_what_is_silenced_is_not_proposed(content: Path) -> None:
    """Whoever has silenced `outlet-unknown` does not want its line."""
    (content / "a.md").write_text(f"---\ntitle: A\ndate: 2026-03-08\n---\n\n{_BODY}", "utf-8")
    (content.parent / "dayfold.toml").write_text('silence = ["outlet-unknown"]\n', encoding="utf-8")

    assert _check().stderr == "1 source · nothing to mend\n"


def test_a_build_does_not_speak_of_titles_and_outlets(content: Path) -> None:
    """Notes for editors are for `check`; a build log stays short."""
    (content / "ferry.txt").write_text(_BODY, encoding="utf-8")
    built = click.testing.CliRunner().invoke(dayfold, ["build", "--json"], standalone_mode=False)

    assert [one["name"] for one in json.loads(built.output)["diagnostics"]] == ["undated"]
