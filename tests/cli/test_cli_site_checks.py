"""`dayfold check` judges the site that would be built, and tells it to people, programs and GitHub's runners."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import click.testing
import pytest

from generator.cli import dayfold
from generator.verify.links import Links

_CLIPPING = """\
---
title: The ferry is late
date: 2026-03-09
outlet: The Coast
url: https://example.org/coast/ferry
---

The ferry to Aldersund was late again, and nobody on the quay was told why.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "ferry.md").write_text(_CLIPPING, encoding="utf-8")
    return tmp_path


def _run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(dayfold, arguments, standalone_mode=False)


def _found(name: str) -> list[tuple[str, str]]:
    told = json.loads(_run("check", "--json").output)["diagnostics"]
    return [(one["path"], one["message"]) for one in told if one["name"] == name]


def _own_template(site: Path, name: str, text: str) -> None:
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates" / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/news/"])
def test_every_link_of_the_sample_site_leads_somewhere(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    """At the root of a host and below a path: pages, anchors, feeds, and every id once."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(project / "content", tmp_path / "content")
    told = json.loads(_run("check", "--json", "--base-url", base).output)["diagnostics"]

    assert [one for one in told if one["name"] in ("link-broken", "id-repeated")] == []


def test_a_link_that_leads_nowhere_is_told_with_its_page(site: Path) -> None:
    """A page that is not there, an anchor that is not there, and a path that forgets the site's own."""
    links = '<p id="a"><a href="/gone/">one</a><a href="#b">two</a><a href="#a">three</a></p>'
    _own_template(site, "404.html", links)

    assert [(path, message.split(":")[0]) for path, message in _found("link-broken")] == [
        ("404.html", "the link to '404.html#b' leads nowhere"),
        ("404.html", "the link to 'gone/index.html' leads nowhere"),
    ]


def test_an_id_that_stands_twice_is_told(site: Path) -> None:
    """A link to it would lead to the first of the two."""
    _own_template(site, "404.html", '<p id="a">one</p><p id="a">two</p>')

    assert [path for path, _ in _found("id-repeated")] == ["404.html"]


def test_addresses_elsewhere_are_listed_and_not_asked(site: Path) -> None:
    """Each with the page that it is first linked from, for a tool that asks whether they are there."""
    _run("check", "--external", "away.txt")
    listed = dict(line.split("\t") for line in (site / "away.txt").read_text(encoding="utf-8").splitlines())

    assert "https://example.org/coast/ferry" in {address.partition("#")[0] for address in listed}
    assert not (site / "output").exists()


def test_a_list_of_addresses_that_cannot_be_written_is_wrong_usage(site: Path) -> None:
    """The folder that it is to stand in has to be there."""
    raised = _run("check", "--external", str(site / "nowhere" / "away.txt")).exception

    assert isinstance(raised, click.UsageError)


@pytest.mark.parametrize("command", ["build", "check"])
def test_githubs_runners_are_told_in_annotations(site: Path, command: str) -> None:
    """The file is named as the repository has it, so that the finding is shown beside it."""
    (site / "content" / "dam.md").write_text(_CLIPPING.replace("date: 2026-03-09", "date: 2026-02-31"), "utf-8")
    lines = _run(command, "--format", "github").output.splitlines()
    (told,) = [line for line in lines if "title=date-impossible" in line]

    assert told.startswith("::warning file=content/dam.md,line=3,col=1,title=date-impossible::")


def test_a_broken_setting_is_an_annotation_too(site: Path) -> None:
    """What keeps a site from being built stands where the other findings stand."""
    (site / "dayfold.toml").write_text("titel = 'Daily'\n", encoding="utf-8")
    result = _run("build", "--format", "github")

    assert (result.return_value, result.output.split(",")[0]) == (2, "::error file=dayfold.toml")


def test_a_redirect_to_a_page_that_is_not_there_is_told(site: Path) -> None:
    """One that leads to a page of the site, or away from it, is none of check's business."""
    (site / "dayfold.toml").write_text('[redirects]\n"old/" = "sources/"\n"gone/" = "nowhere/"\n', encoding="utf-8")

    assert [path for path, _ in _found("link-broken")] == ["gone/index.html"]


def test_a_redirect_from_where_a_page_stands_is_told(site: Path) -> None:
    """The build would keep the page and fail; `check` says so before."""
    (site / "dayfold.toml").write_text('[redirects]\n"sources/" = "feeds/"\n', encoding="utf-8")

    assert [path for path, _ in _found("address-unusable")] == ["sources/index.html"]
    assert [_run(command, "--json").return_value for command in ("check", "build")] == [1, 1]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (
            "feeds/atom.xml",
            b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.org/gone/"/></feed>',
        ),
        ("feeds/rss.xml", b"<rss><channel><link>https://example.org/gone/</link></channel></rss>"),
        ("feeds/feed.json", b'{"items": [], "next_url": "https://example.org/gone/"}'),
        ("sitemap.xml", b"<urlset><url><loc>https://example.org/gone/</loc></url></urlset>"),
        ("feeds.opml", b'<opml><body><outline xmlUrl="https://example.org/gone/"/></body></opml>'),
    ],
)
def test_what_feeds_and_lists_name_is_followed(path: str, data: bytes) -> None:
    """Not only the links in their items' text: also those of the feed, the sitemap, and lists of feeds."""
    links = Links("https://example.org/")
    links.add(path, data)

    assert [(one.name, one.path) for one in links.broken()] == [("link-broken", path)]


def test_the_base_address_comes_from_flag_environment_and_settings(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this order: whoever types a flag means it, and a host's environment knows better than a file."""
    (site / "dayfold.toml").write_text('base-url = "https://one.example.org/"\n', encoding="utf-8")

    def home(*arguments: str) -> str:
        _run("build", "--quiet", *arguments)
        return (site / "output" / "robots.txt").read_text(encoding="utf-8").rpartition("Sitemap: ")[2].strip()

    first = home()
    monkeypatch.setenv("DAYFOLD_BASE_URL", "https://two.example.org/news/")

    assert [first, home(), home("--base-url", "https://three.example.org/")] == [
        "https://one.example.org/sitemap.xml",
        "https://two.example.org/news/sitemap.xml",
        "https://three.example.org/sitemap.xml",
    ]


def _without_index(paths: list[str]) -> list[str]:
    """Leave out the files of the search index, which are named by their bytes: a change of one is a new file."""
    return [path for path in paths if not path.startswith("pagefind/")]


def test_a_deploy_is_told_what_has_changed(site: Path) -> None:
    """The first list adds everything; after an edit and a removal only these are in it; unchanged, nothing is."""
    (site / "content" / "dam.md").write_text(_CLIPPING.replace("ferry", "dam"), encoding="utf-8")

    def deploy() -> dict[str, list[str]]:
        assert _run("build", "--quiet", "--manifest", "deployed.json").return_value == 0
        told = json.loads((site / "deployed.json").read_text(encoding="utf-8"))
        built = {one.relative_to(site / "output").as_posix() for one in (site / "output").rglob("*") if one.is_file()}
        assert set(told["files"]) == built - {".dayfold-manifest.json"}
        return {kind: _without_index(told[kind]) for kind in ("added", "changed", "removed")}

    first, again = deploy(), deploy()
    (site / "content" / "dam.md").unlink()
    after = deploy()

    assert ("index.html" in first["added"], first["changed"], first["removed"]) == (True, [], [])
    assert list(again.values()) == [[], [], []]
    assert ("index.html" in after["changed"], after["added"]) == (True, [])
    assert [path for path in after["removed"] if path.startswith("clippings/")] != []


@pytest.mark.parametrize(("name", "text"), [("output/list.json", ""), ("list.json", "no json")])
def test_a_list_that_cannot_be_is_wrong_usage(site: Path, name: str, text: str) -> None:
    """One inside the site would be uploaded with it; one that is something else is not overwritten."""
    if text:
        (site / name).write_text(text, encoding="utf-8")
    raised = _run("build", "--quiet", "--manifest", name).exception

    assert isinstance(raised, click.UsageError)
    assert name in raised.message
