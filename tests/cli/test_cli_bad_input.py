"""Bad input, a test each: what is said, what the exit code is, and that the rest is built."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main

_GOOD = """\
---
title: The good clipping
date: 2020-10-18
outlet: The Example Courier
---

The mayor opened the new bridge over the river on Sunday. Hundreds of people walked across it in the first hour.
"""
_HEAD = "---\ntitle: Another one\noutlet: The Example Echo\n"
_BODY = "\nThe ferry company said that its boats would stop. Nobody would be dismissed, the ferry company said.\n"


class _Outcome(NamedTuple):
    code: int
    err: str


_Run = Callable[..., _Outcome]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> _Run:
    """Builds a site of one good clipping and those that are given, as name=text or name=bytes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1606780800")  # 1 December 2020
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "good.md").write_text(_GOOD, encoding="utf-8")

    def run(*options: str, command: str = "build", **files: str | bytes) -> _Outcome:
        for name, given in files.items():
            data = given.encode() if isinstance(given, str) else given
            (tmp_path / "content" / name.replace("_", ".")).write_bytes(data)
        monkeypatch.setattr(sys, "argv", ["dayfold", command, *options])
        return _Outcome(main(), capfd.readouterr().err)

    return run


def _site(folder: Path) -> str:
    """All pages in one text."""
    return "".join(one.read_text(encoding="utf-8") for one in sorted((folder / "output").rglob("*.html")))


def _is_rest_built(folder: Path) -> bool:
    return "The good clipping" in _site(folder)


def test_broken_yaml(build: _Run, tmp_path: Path) -> None:
    """The line is named, what can be read is read, the text is published."""
    outcome = build(bad_md=f"{_HEAD}tags: [open\ndate: 2020-10-19\n---\n{_BODY}")

    assert (outcome.code, "bad.md:" in outcome.err, "[front-matter-invalid]" in outcome.err) == (1, True, True)
    assert _is_rest_built(tmp_path)
    assert "boats would stop" in _site(tmp_path)


@pytest.mark.parametrize("date", ["0000-00-00", "2020-02-31"])
def test_an_impossible_date(build: _Run, tmp_path: Path, date: str) -> None:
    """The date is quoted, the entry goes to the undated shelf, nothing is made up."""
    outcome = build(bad_md=f"{_HEAD}date: {date}\n---\n{_BODY}")

    assert (outcome.code, "[date-impossible]" in outcome.err, date in outcome.err) == (0, True, True)
    assert "Another one" in (tmp_path / "output" / "undated" / "index.html").read_text(encoding="utf-8")


def test_front_matter_without_a_body(build: _Run, tmp_path: Path) -> None:
    """Fields without a text or a link make no entry; that is said."""
    outcome = build(bad_md=f"{_HEAD}---\n")

    assert (outcome.code, "[front-matter-only]" in outcome.err, _is_rest_built(tmp_path)) == (0, True, True)


def test_an_empty_file(build: _Run, tmp_path: Path) -> None:
    """An empty file is named and left out."""
    outcome = build(bad_txt="")

    assert (outcome.code, "bad.txt: warning: the file holds no text" in outcome.err, _is_rest_built(tmp_path)) == (
        0,
        True,
        True,
    )


def test_a_binary_file(build: _Run, tmp_path: Path) -> None:
    """A picture or an archive is named and left out."""
    outcome = build(bad_txt=bytes(range(256)) * 64)

    assert (outcome.code, "[binary-source]" in outcome.err, _is_rest_built(tmp_path)) == (1, True, True)


def test_undecodable_bytes(build: _Run, tmp_path: Path) -> None:
    """Text with a few damaged bytes is published, with the damage shown and reported."""
    text = (_HEAD + "date: 2020-10-19\n---\n" + _BODY * 5 + "Ein Gruß aus Köln — schön und früh.\n" * 20).encode()
    outcome = build(bad_md=text + b"\x81\x8d\xff here it is damaged \xc3(\n")

    assert (outcome.code, "[undecodable-bytes]" in outcome.err) == (0, True)
    assert "boats would stop" in _site(tmp_path)


def test_a_file_of_twenty_megabytes(build: _Run, tmp_path: Path) -> None:
    """A file that is too large is named with its size and the setting that would let it in."""
    outcome = build(bad_txt=b"A line of text, again and again.\n" * 640_000)

    assert (outcome.code, "the file has 21.1 MB" in outcome.err, "max-source-mb" in outcome.err) == (1, True, True)
    assert _is_rest_built(tmp_path)


def test_the_same_clipping_twice(build: _Run, tmp_path: Path) -> None:
    """A copy of a file under another name is named, and published once."""
    outcome = build(copy_md=_GOOD)

    assert (outcome.code, "[same-clipping-twice]" in outcome.err, "copy.md" in outcome.err) == (0, True, True)
    assert _is_rest_built(tmp_path)


def test_two_sources_that_want_one_address(build: _Run, tmp_path: Path) -> None:
    """Both are published, the second under another address, and both are named."""
    outcome = build(
        a_md=f"{_HEAD}id: bridge\ndate: 2020-10-19\n---\n{_BODY}",
        b_md="---\nid: bridge\ntitle: The third\noutlet: The Third\ndate: 2020-10-20\n---\n\nQuite another text.\n",
    )

    assert (outcome.code, "[address-taken]" in outcome.err) == (0, True)
    assert all(title in _site(tmp_path) for title in ("The good clipping", "Another one", "The third"))


def test_an_unknown_setting(build: _Run, tmp_path: Path) -> None:
    """A mistyped key stops the build, with its line and the key that was meant."""
    (tmp_path / "dayfold.toml").write_text('title = "Ours"\ntimezon = "Asia/Baku"\n', encoding="utf-8")
    outcome = build()

    assert (outcome.code, (tmp_path / "output").exists()) == (2, False)
    assert (
        outcome.err
        == "dayfold.toml:2: error: there is no setting timezon [unknown-key]\n  hint: did you mean timezone?\n"
    )


def test_settings_that_are_no_toml(build: _Run, tmp_path: Path) -> None:
    """The parser's own words say where."""
    (tmp_path / "dayfold.toml").write_text("title = \n", encoding="utf-8")

    assert ((outcome := build()).code, "line 1" in outcome.err) == (2, True)


def test_a_template_that_does_not_compile(build: _Run, tmp_path: Path) -> None:
    """File and line are named, and the site of the last build stands."""
    build()
    before = _site(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "404.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    outcome = build()

    assert (outcome.code, "[template-error]" in outcome.err, "templates/404.html:2" in outcome.err) == (1, True, True)
    assert before == _site(tmp_path)


def test_a_template_that_fails_on_a_page(build: _Run, tmp_path: Path) -> None:
    """A name that does not exist is an error with file and line, not an empty place."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "404.html").write_text("<p>\n\n{{ nonsense.here }}\n", encoding="utf-8")
    outcome = build()

    assert (outcome.code, "templates/404.html:3" in outcome.err) == (1, True)
    assert "nonsense" in outcome.err
    assert [one.name for one in (tmp_path / "output").iterdir()] == []


def test_an_output_folder_that_cannot_be_written(build: _Run, tmp_path: Path) -> None:
    """A file stands where the folder should be: that is said, in the system's words."""
    (tmp_path / "output").write_bytes(b"in the way")
    first = build()
    second = build("--output", "output/below")

    assert [(one.code, "[output-unwritable]" in one.err) for one in (first, second)] == [(1, True), (1, True)]


def test_a_list_of_what_was_built_that_cannot_be_read(build: _Run, tmp_path: Path) -> None:
    """No command that needs it fails as by a mistake of dayfold's: the file is named."""
    build()
    (tmp_path / "output" / ".dayfold-manifest.json").unlink()
    (tmp_path / "output" / ".dayfold-manifest.json").symlink_to(".dayfold-manifest.json")
    told = [build(command="verify"), build("--manifest", str(tmp_path.parent / "deployed.json"))]

    assert [(one.code, "-manifest.json'" in one.err) for one in told] == [(1, True), (1, True)]
    assert ["[output-unreadable]" in told[0].err, "[output-unwritable]" in told[1].err] == [True, True]


def test_a_content_folder_that_is_not_there(build: _Run, tmp_path: Path) -> None:
    """The folder is named; no output folder is made."""
    outcome = build("--content", "clips")

    assert (outcome.code, outcome.err.startswith("clips: error: there is no folder 'clips'")) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == ["content"]


def test_an_output_folder_inside_the_content(build: _Run, tmp_path: Path) -> None:
    """The site would become its own source; refused."""
    outcome = build("--output", "content/site")

    assert (
        outcome.code,
        "[output-refused]" in outcome.err,
        (tmp_path / "content" / "site").exists(),
    ) == (2, True, False)


def test_a_clock_that_is_no_number(build: _Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A garbled SOURCE_DATE_EPOCH is named."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    assert ((outcome := build()).code, "'yesterday' is not a number of seconds" in outcome.err) == (2, True)


def test_several_troubles_are_told_at_once(build: _Run, tmp_path: Path) -> None:
    """One run tells the whole truth, by place, and the rest is built."""
    outcome = build(
        a_txt="", b_txt=bytes(range(256)) * 64, c_md=f"{_HEAD}date: 2020-02-31\n---\n{_BODY}", d_md=f"{_HEAD}---\n"
    )
    places = [line.partition(":")[0] for line in outcome.err.splitlines() if line[0] != " " and ": " in line]

    assert (outcome.code, list(dict.fromkeys(places))) == (1, ["a.txt", "b.txt", "c.md", "d.md"])
    assert _is_rest_built(tmp_path)


def test_a_mistake_of_dayfolds_own_is_told_without_a_traceback(build: _Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happened and where is said in one line; the exit code is that of an error."""
    monkeypatch.setattr("generator.pipeline.make_digest", lambda *_: 1 // 0)

    outcome = build()

    assert outcome.code == 1
    assert "dayfold failed with ZeroDivisionError" in outcome.err
    assert "[internal-error]" in outcome.err
    assert "Traceback" not in outcome.err
