"""`dayfold theme` names what can be replaced, and prints each of it to be copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from generator.cli import dayfold
from generator.commands.theme import theme_names
from generator.commands.view_fields import describe
from generator.publish.masthead import SiteView
from generator.publish.pages import VIEWS
from generator.publish.pages.page import Head
from generator.records import Record


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with one clipping, one template in the place of the theme's, one misnamed."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "ferry.txt").write_text("The ferry is back.\n\n2031-03-09\n", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "day.html").write_text('{% extends "dayfold:day.html" %}', encoding="utf-8")
    (tmp_path / "templates" / "stroy.html").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dayfold, arguments, standalone_mode=False)


@pytest.mark.usefixtures("site")
def test_all_of_the_theme_is_listed_with_whose_it_is(project: Path) -> None:
    """Templates of pages with their views, parts, assets; the site's own are marked."""
    lines = {line.split()[0]: line.split()[1:] for line in run("theme", "list").stdout.splitlines()}
    shipped = {file.relative_to(project / "templates").as_posix() for file in (project / "templates").rglob("*.*")}

    assert {name for name in shipped if not name.endswith(".md")} | {"stroy.html"} == set(lines)
    assert lines["day.html"] == ["DayView", "yours"]
    assert lines["stroy.html"] == ["template", "yours,", "added"]
    assert [
        lines["base.html"],
        lines["parts/story.html"],
        lines["assets/style.css"],
    ] == [["frame"], ["part"], ["asset"]]


@pytest.mark.usefixtures("site")
def test_a_template_is_shown_as_it_ships(project: Path) -> None:
    """What goes to standard output is the file, byte for byte, also where the site has its own in its place."""
    for name in ("day.html", "parts/words.html", "assets/icon.svg"):
        assert (project / "templates" / name).read_bytes() == run("theme", "show", name).stdout_bytes


@pytest.mark.usefixtures("site")
def test_the_fields_a_template_may_print_are_told_beside_it() -> None:
    """Standard error names the view, its fields, and what they mean, down to the records within."""
    shown, frame, bare = (
        run("theme", "show", "day.html"),
        run("theme", "show", "base.html"),
        run("theme", "show", "--no-fields", "day.html"),
    )

    assert "page is a DayView: What a day's page may print." in shown.stderr
    assert "The nearest day before that has stories." in shown.stderr
    assert "StoryView: Everything a template may print of a story" in shown.stderr
    assert "head is a Head: " in frame.stderr
    assert "site is a SiteView: " in frame.stderr
    assert bare.stderr == ""


def test_an_unknown_name_is_told_with_the_one_that_was_meant() -> None:
    """Nothing is printed, and the exit code says wrong usage."""
    result = CliRunner().invoke(dayfold, ["theme", "show", "dya.html"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "the theme has no 'dya.html'; did you mean day.html?" in result.stderr


def test_names_are_completed() -> None:
    """A shell is offered what begins as it was begun."""
    complete = ShellComplete(dayfold, {}, "dayfold", "_DAYFOLD_COMPLETE")
    offered = [item.value for item in complete.get_completions(["theme", "show"], "parts/s")]

    assert offered == [name for name in theme_names() if name.startswith("parts/s")] == ["parts/story.html"]


@pytest.mark.usefixtures("site")
def test_build_and_check_tell_of_a_misnamed_template() -> None:
    """`theme-unused` is a warning: the site is built, and `--strict` fails."""
    said = [run(*command).stderr for command in (("build",), ("check",))]

    assert all("stroy.html: warning: " in one and "[theme-unused]" in one for one in said)
    assert (run("check").return_value, run("check", "--strict").return_value) == (0, 1)


def test_every_view_says_what_it_is() -> None:
    """A record is its own documentation: each view of a page has a sentence of its own."""
    views: list[type[Record]] = [*VIEWS.values(), Head, SiteView]
    for view in views:
        first = describe(view)[0]

        assert first.about, view
        assert [field.name for field in first.fields] == list(view.__struct_fields__), view


def test_nothing_that_themes_may_print_is_ever_taken_away(project: Path) -> None:
    """
    The view model is stable: a field is added, never renamed or removed, and keeps its type.

    Whoever adds one may add it to the list; whoever has to break this says so in the change log.
    """
    promised = set((project / "tests" / "theme" / "view-model.txt").read_text("utf-8").splitlines())
    views: dict[str, type[Record]] = {"head": Head, "site": SiteView, **VIEWS}
    there = {
        f"{record.name}.{field.name}: {field.type}"
        for view in views.values()
        for record in describe(view)
        for field in record.fields
    } | {f"{name} prints {view.__name__}" for name, view in views.items()}

    assert sorted(promised - there) == []
    assert len(promised) > 200
