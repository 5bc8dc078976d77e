"""`dayfold explain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click.testing
import pytest

from generator.cli import dayfold

_TEXT = "---\ntitle: Ferry late again\ndate: 2026-03-08\n---\n\nThe ferry was late. Fog had kept her in.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    content = tmp_path / "content"
    content.mkdir()
    (content / "ferry.md").write_text(_TEXT, encoding="utf-8")
    (content / "dam.md").write_text(_TEXT.replace("Ferry", "Dam").replace("ferry", "dam"), encoding="utf-8")
    return content


def _explain(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(dayfold, ["explain", *arguments], standalone_mode=False)


def test_several_files_are_explained_one_after_the_other(site: Path) -> None:
    """In the order they are named, each under its path."""
    lines = _explain("ferry.md", str(site / "dam.md")).output.splitlines()
    heads = [line for line in lines if line.endswith(".md") and not line.startswith(" ")]

    assert heads == ["ferry.md", "dam.md"]


def test_lines_can_be_left_out(site: Path) -> None:
    """With --no-lines only the fields are shown."""
    assert [
        "+ paragraph" in _explain(*arguments, f"{site}/ferry.md").output for arguments in ((), ("--no-lines",))
    ] == [
        True,
        False,
    ]


def test_everything_is_there_for_machines(site: Path) -> None:
    """With --json each file is one object: fields, reasons with their places, lines."""
    told = json.loads(_explain("--json", f"{site}/ferry.md").output)
    title = told["parts"][0]["fields"][0]

    assert (told["path"], title["value"], title["because"][0]["line"]) == ("ferry.md", "Ferry late again", 2)
    assert [row["role"] for row in told["parts"][0]["lines"]][-1] == "kept"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (".hidden.md", _TEXT, "hidden-file"),
        (".git/config", "text", "hidden-file"),
        ("ferry.md.swp", "text", "hidden-file"),
        ("ferry.meta", ".. title: x", "side-car"),
        ("dam.jpg", "text", "not-a-clipping"),
        ("empty.txt", "", "empty-source"),
        ("big.txt", "x" * 9_000_000, "source-too-large"),
        ("draft.md", _TEXT.replace("date:", "draft: true\ndate:"), "unpublished"),
        ("future.md", _TEXT.replace("2026-03-08", "2036-03-08"), "future-date"),
    ],
)
def test_a_file_that_is_no_entry_is_explained_too(site: Path, name: str, content: str, reason: str) -> None:
    """Whatever keeps a file from being an entry is said with the name of the rule."""
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(content, encoding="utf-8")

    assert f"[{reason}]" in _explain(f"{site}/{name}").output


def test_a_part_that_is_not_there_is_wrong_usage(site: Path) -> None:
    """The file is named with the number of its parts."""
    with pytest.raises(click.UsageError, match=r"ferry\.md has no part 7: it holds 1"):
        dayfold.main(["explain", "--part", "7", f"{site}/ferry.md"], standalone_mode=False)
