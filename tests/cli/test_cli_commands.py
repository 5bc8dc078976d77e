"""The commands, called as they are typed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import __version__
from generator.cli import dayfold as commands
from generator.cli import main
from generator.commands.profile import STEPS
from generator.commands.terminal import visible
from generator.store.cache import hold_lock

_CLIPPING = """\
---
title: {title}
date: {date}
outlet: The Example Courier
url: https://example.org/courier/{title}
---

The mayor opened the new bridge over the river on Sunday. Hundreds of people walked across it in the first hour.
"""


class _Outcome(NamedTuple):
    code: int
    out: str
    err: str


_Run = Callable[..., _Outcome]


@pytest.fixture
def dayfold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> _Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1606780800")  # 1 December 2020

    def run(*arguments: str) -> _Outcome:
        monkeypatch.setattr(sys, "argv", ["dayfold", *arguments])
        code = main()
        return _Outcome(code, *capfd.readouterr())

    return run


def _clip(folder: Path, name: str = "bridge.md", title: str = "bridge", date: str = "2020-10-18") -> Path:
    file = folder / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_CLIPPING.format(title=title, date=date), encoding="utf-8")
    return file


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_site_that_was_begun_can_be_built(dayfold: _Run, tmp_path: Path) -> None:
    """`init` and `build` are all it takes to see a site."""
    begun = dayfold("init", "site")
    os.chdir(tmp_path / "site")
    built = dayfold("build", "--strict")

    assert (
        begun.code,
        begun.out.split(),
    ) == (0, ["site/dayfold.toml", "site/content/the-river-ferry-runs-again.md", "site/.gitignore"])
    assert (built.code, built.out, (tmp_path / "site" / "output" / "index.html").is_file()) == (0, "", True)
    (summary,) = [
        line for line in built.err.splitlines() if " · 1 story · " in line
    ]  # a slow build tells its steps too
    assert summary.startswith("1 entry · 1 day · 1 story · ")
    assert " pages written, 0 unchanged, 0 removed · " in summary


def test_beginning_a_site_never_overwrites(dayfold: _Run, tmp_path: Path) -> None:
    """Where settings stand already, nothing is written; a `.gitignore` is left as it is."""
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    first = dayfold("init")
    before = _snapshot(tmp_path)
    second = dayfold("init")

    assert (first.code, "let it name output/" in first.err, before[".gitignore"]) == (0, True, b"mine\n")
    assert (2, True, before) == (second.code, "there is already dayfold.toml" in second.err, _snapshot(tmp_path))


def test_a_new_clipping_has_its_title_and_the_date(dayfold: _Run, tmp_path: Path) -> None:
    """`new` prints the path of a file with front matter, and does not overwrite it when called again."""
    (tmp_path / "content").mkdir()
    first = dayfold("new", 'Minister: "no" to a dam')
    written = (tmp_path / "content" / "2020-12-01-minister-no-to-a-dam.md").read_text(encoding="utf-8")
    second = dayfold("new", 'Minister: "no" to a dam')

    assert (0, str(tmp_path / "content" / "2020-12-01-minister-no-to-a-dam.md")) == (first.code, first.out.strip())
    assert written == '---\ntitle: "Minister: \\"no\\" to a dam"\ndate: 2020-12-01\n---\n\n'
    assert (second.code, "nothing was written" in second.err) == (2, True)


def test_a_new_clipping_is_dated_in_the_sites_zone(dayfold: _Run, tmp_path: Path) -> None:
    """At midnight in London it is still yesterday in New York."""
    (tmp_path / "dayfold.toml").write_text('timezone = "America/New_York"\n', encoding="utf-8")

    assert Path(dayfold("new", "a").out.strip()).name == "2020-11-30-a.md"


def test_the_summary_can_be_read_by_machines(dayfold: _Run, tmp_path: Path) -> None:
    """`build --json` prints one object with counts and diagnostics, and nothing else."""
    _clip(tmp_path)
    (tmp_path / "content" / "empty.txt").write_bytes(b"")
    built = dayfold("build", "--json")
    told = json.loads(built.out)

    assert (built.code, built.err) == (0, "")
    assert tuple(told[name] for name in ("built", "entries", "days", "stories", "sources", "errors", "warnings")) == (
        True,
        1,
        1,
        1,
        2,
        0,
        1,
    )
    assert [one["name"] for one in told["diagnostics"] if one["severity"] == "warning"] == ["empty-source"]


def test_a_failure_can_be_read_by_machines(dayfold: _Run) -> None:
    """A site that could not be built is told as an object too."""
    built = dayfold("build", "--json")

    assert (built.code, built.err) == (2, "")
    assert (
        json.loads(built.out)["built"],
        [one["name"] for one in json.loads(built.out)["diagnostics"]],
    ) == (False, ["content-missing"])


def test_quiet_says_only_what_is_wrong(dayfold: _Run, tmp_path: Path) -> None:
    """No summary and no progress, but warnings; the exit code is the same."""
    _clip(tmp_path)
    first = dayfold("build", "--quiet")
    (tmp_path / "content" / "empty.txt").write_bytes(b"")
    second = dayfold("build", "--quiet", "--strict")

    assert _Outcome(0, "", "") == first
    assert (second.code, second.err.startswith("empty.txt: warning: ")) == (1, True)


def test_a_profile_says_where_the_time_goes(dayfold: _Run, tmp_path: Path) -> None:
    """Every step of a build is named with its seconds, and together they are what the build took."""
    _clip(tmp_path)
    found = json.loads(dayfold("build", "--profile", "--json").out)
    _clip(tmp_path, title="another bridge")
    told = dayfold("build", "--profile").err

    assert set(STEPS) == set(found["profile"])
    assert found["seconds"] == pytest.approx(sum(found["profile"].values()), abs=0.01)
    assert [step for step in (*STEPS, "together") if f"\n{step} " not in told] == []


def test_warnings_fail_a_build_only_when_strict(dayfold: _Run, tmp_path: Path) -> None:
    """Silenced warnings do not fail it either."""
    _clip(tmp_path)
    (tmp_path / "content" / "empty.txt").write_bytes(b"")
    codes = [dayfold("build").code, dayfold("build", "--strict").code]
    (tmp_path / "dayfold.toml").write_text('silence = ["empty-source"]\n', encoding="utf-8")

    assert [*codes, dayfold("build", "--strict").code] == [0, 1, 0]


def test_drafts_and_the_future_wait_until_they_are_asked_for(dayfold: _Run, tmp_path: Path) -> None:
    """`--drafts` and `--future` publish what is held back otherwise."""
    _clip(tmp_path, "a.md", "a")
    _clip(tmp_path, "b.md", "b", date="2020-10-18\ndraft: true")
    _clip(tmp_path, "c.md", "c", date="2020-12-02")

    def entries(*options: str) -> int:
        return int(json.loads(dayfold("build", "--json", *options).out)["entries"])

    assert [entries(), entries("--drafts"), entries("--future"), entries("--drafts", "--future")] == [1, 2, 2, 3]


def test_a_build_counts_what_waits(dayfold: _Run, tmp_path: Path) -> None:
    """Nobody has to wonder where a clipping is that was meant to wait; nothing is said where nothing waits."""
    _clip(tmp_path, "a.md", "a")
    assert "left out" not in dayfold("build").err

    _clip(tmp_path, "b.md", "b", date="2020-10-18\ndraft: true")
    _clip(tmp_path, "_drafts/c.md", "c")
    _clip(tmp_path, "d.md", "d", date="2020-12-02")
    _clip(tmp_path, "e.md", "e", date="2020-10-18\nembargo: 2020-12-24")
    built = dayfold("build")
    report = json.loads(dayfold("build", "--json").out)

    assert " · left out: 2 drafts and 2 planned · " in built.err
    assert (report["drafts"], report["planned"], report["entries"]) == (2, 2, 1)


def test_the_command_line_decides_where_the_site_will_live(dayfold: _Run, tmp_path: Path) -> None:
    """`--base-url`, `--content` and `--output` beat settings and defaults."""
    _clip(tmp_path / "there")
    code = dayfold("build", "--content", "there/content", "--output", "www", "--base-url", "https://example.org/x").code
    feeds = b"".join(file.read_bytes() for file in (tmp_path / "www").rglob("atom.xml"))

    assert (code, b"https://example.org/x/" in feeds) == (0, True)
    assert {"there", "www"} == {one.name for one in tmp_path.iterdir()}
    assert {"content", ".dayfold"} == {one.name for one in (tmp_path / "there").iterdir()}


def test_a_site_is_built_from_any_folder(dayfold: _Run, tmp_path: Path) -> None:
    """With `--config` the folders beside the settings are meant, wherever one is."""
    _clip(tmp_path / "site")
    (tmp_path / "site" / "dayfold.toml").write_text("", encoding="utf-8")

    assert dayfold("build", "--config", "site/dayfold.toml").code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "output" / "index.html").is_file()


def test_remembered_work_can_be_forgotten(dayfold: _Run, tmp_path: Path) -> None:
    """`--clean` reads everything anew, and the site is the same."""
    _clip(tmp_path)
    dayfold("build")
    before = _snapshot(tmp_path / "output")
    built = dayfold("build", "--clean", "--jobs", "2")

    assert (0, before) == (built.code, _snapshot(tmp_path / "output"))
    assert "0 pages written" in built.err


def test_checking_names_the_worst_first_and_writes_nothing(dayfold: _Run, tmp_path: Path) -> None:
    """Errors, then warnings, then notes; no site, no cache."""
    _clip(tmp_path)
    (tmp_path / "content" / "a-warning.txt").write_bytes(b"")
    (tmp_path / "content" / "an-error.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "content" / "a-note.txt").write_text("The bridge was opened. People walked across it.\n", "utf-8")
    checked = dayfold("check")
    severities = re.findall(r"^\S+: (error|warning|note): ", checked.err, re.M)

    assert (checked.code, checked.out) == (1, "")
    assert list(dict.fromkeys(severities)) == ["error", "warning", "note"]
    assert [one.name for one in tmp_path.iterdir()] == ["content"]
    assert {"error", "warning", "note"} == {
        one["severity"] for one in json.loads(dayfold("check", "--json").out)["diagnostics"]
    }


def test_entries_are_exported_as_lines_of_json(dayfold: _Run, tmp_path: Path) -> None:
    """One object an entry, by path, in UTF-8; nothing is written."""
    _clip(tmp_path, "b.md", "b")
    _clip(tmp_path, "a.md", "café")
    exported = dayfold("export")
    rows = [json.loads(line) for line in exported.out.splitlines()]

    assert (exported.code, [(row["path"], row["title"]) for row in rows]) == (0, [("a.md", "café"), ("b.md", "b")])
    assert "café" in exported.out
    assert [one.name for one in tmp_path.iterdir()] == ["content"]


@pytest.mark.parametrize("name", ["content/sub/bridge.md", "sub/bridge.md"])
def test_a_file_is_explained_by_either_name(dayfold: _Run, tmp_path: Path, name: str) -> None:
    """A file may be named from here or from the content folder."""
    _clip(tmp_path, "sub/bridge.md")
    explained = dayfold("explain", name)

    assert (explained.code, explained.out.startswith("sub/bridge.md\n")) == (0, True)
    assert "The mayor opened the new bridge over the river on Sunday." in explained.out


def test_what_is_no_source_cannot_be_explained(dayfold: _Run, tmp_path: Path) -> None:
    """A hidden or missing file is named."""
    _clip(tmp_path)

    assert [dayfold("explain", name).code for name in ("nothing.md", "../elsewhere.md")] == [2, 2]


def test_a_built_site_is_proved_and_a_changed_one_is_not(dayfold: _Run, tmp_path: Path) -> None:
    """One other character in a source, or in a page, fails the proof and is named."""
    file = _clip(tmp_path)
    dayfold("build")
    good = dayfold("verify")
    file.write_text(file.read_text(encoding="utf-8").replace("Hundreds", "Hundredz"), encoding="utf-8")
    other_source = dayfold("verify")
    dayfold("build")
    page = tmp_path / "output" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"mayor", b"mayer", 1) + b" ")
    other_page = dayfold("verify", "--json")

    assert (good.code, "all hold" in good.err) == (0, True)
    assert (other_source.code, "bridge.md: error: " in other_source.err) == (1, True)
    assert (
        other_page.code,
        "index.html" in {one["path"] for one in json.loads(other_page.out)["diagnostics"]},
    ) == (1, True)


def test_a_site_that_was_not_built_cannot_be_proved(dayfold: _Run, tmp_path: Path) -> None:
    """There is nothing to verify, and that is an error."""
    _clip(tmp_path)

    assert ((verified := dayfold("verify")).code, "[output-missing]" in verified.err) == (1, True)


def test_another_build_is_waited_for_and_then_named(
    dayfold: _Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds at once do not mix."""
    monkeypatch.setattr("generator.pipeline._LOCK_WAIT_S", 0.1)
    _clip(tmp_path)
    with hold_lock(tmp_path / ".dayfold", 0):
        built = dayfold("build")

    assert (built.code, "[output-locked]" in built.err) == (1, True)


def test_every_command_has_help(dayfold: _Run) -> None:
    """Whoever asks is told what a command takes."""
    assert [0] * len(commands.commands) == [dayfold(name, "--help").code for name in sorted(commands.commands)]
    assert sorted(commands.commands) == [
        *("build", "check", "explain", "export", "fetch", "import", "init"),
        *("new", "serve", "theme", "verify", "watch"),
    ]


def test_the_version_is_told_in_every_way_to_call(project: Path) -> None:
    """`python -m generator` and `python -m generator.cli` are `dayfold`."""
    told = [
        subprocess.run([sys.executable, "-m", name, "--version"], cwd=project, capture_output=True, check=True).stdout
        for name in ("generator", "generator.cli")
    ]

    assert [f"dayfold {__version__}\n".encode()] * 2 == told


def test_the_version_is_told_without_the_heavy_parts(project: Path) -> None:
    """Nothing that only a build needs is imported for it."""
    code = (
        "import sys; sys.argv = ['dayfold', '--version']\nfrom generator.cli import main; main(); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, check=True, text=True).stdout
    heavy = {
        "msgspec",
        "jinja2",
        "babel",
        "rich",
        "watchdog",
        "starlette",
        "uvicorn",
        "selectolax",
        "yaml",
        "markdown_it",
    }

    assert set() == heavy & set(told.split())


def test_a_closed_pipe_is_no_trouble(project: Path) -> None:
    """`dayfold export | head -1` ends without a complaint."""
    command = f"{sys.executable} -m generator export --content content | true"
    ended = subprocess.run(["sh", "-c", command], cwd=project, capture_output=True, check=False, text=True)

    assert (ended.stdout, ended.stderr) == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_control_c_ends_a_build_without_a_traceback(tmp_path: Path, project: Path) -> None:
    """The exit code is 130, as shells expect."""
    _clip(tmp_path)
    code = (
        "import os, signal, sys, generator.cli as cli, generator.pipeline as pipeline\n"
        "pipeline.make_digest = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['dayfold', 'build', '--content', sys.argv[1], '--output', sys.argv[2]]\n"
        "sys.exit(cli.main())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "content"), str(tmp_path / "output")],
        cwd=project,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (ended.returncode, "Traceback" in ended.stderr) == (128 + signal.SIGINT, False)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal to look at")
def test_a_terminal_shows_a_bar_and_the_summary(tmp_path: Path, project: Path) -> None:
    """Whoever waits at a terminal sees what is going on."""
    _clip(tmp_path)
    ours, theirs = os.openpty()
    command = ["build", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    subprocess.run(
        [sys.executable, "-m", "generator", *command], cwd=project, stderr=theirs, env=environment, check=True
    )
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode(errors="replace")
    os.close(ours)

    assert "finding" in shown
    assert "1 entry · 1 day · 1 story" in shown


def test_control_characters_do_not_reach_the_terminal() -> None:
    """What a clipping says about itself cannot steer the terminal of whoever reads the message."""
    assert visible("\x1b[2J\u202etext\tand\nline") == "\\x1b[2J\\u202etext\tand\nline"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_commands(shell: str) -> None:
    """What the README tells to evaluate is a script for that shell, and asked for `ver` it proposes `verify`."""
    call = [sys.executable, "-c", "import sys; sys.argv[0] = 'dayfold'; from generator.cli import main; main()"]
    place = "ver" if shell == "fish" else "1"  # fish says the word itself, the others which one it is
    asked = {**os.environ, "COMP_WORDS": "dayfold ver", "COMP_CWORD": place}

    def run(instruction: str) -> str:
        environment = {**asked, "_DAYFOLD_COMPLETE": f"{shell}_{instruction}"}
        return subprocess.run(call, env=environment, capture_output=True, text=True, check=False).stdout

    assert "_DAYFOLD_COMPLETE" in run("source")
    assert "verify" in run("complete")
