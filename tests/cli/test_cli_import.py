"""`dayfold import`, as it is typed."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from generator.config import parse_config

_FEED = """<rss><channel><title>The Wire</title><item><title>Dam repaired</title>
<link>https://example.org/wire/1</link><description>Workers mended the dam.</description></item></channel></rss>"""

_OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline type="rss" text="The &quot;Wire&quot;" xmlUrl="https://example.org/wire.xml"/>
<outline type="rss" text="Twice" xmlUrl="https://example.org/wire.xml"/></outline>
<outline text="A note"/><outline xmlUrl="https://example.com/notes.json"/></body></opml>"""


class _Outcome(NamedTuple):
    code: int
    out: str
    err: str


_Run = Callable[..., _Outcome]


@pytest.fixture
def dayfold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> _Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> _Outcome:
        monkeypatch.setattr(sys, "argv", ["dayfold", *arguments])
        code = main()
        return _Outcome(code, *capfd.readouterr())

    return run


def test_import_feed_says_what_it_did(dayfold: _Run) -> None:
    """The paths of new clippings are printed, the second time there are none, and a file that is not there is told."""
    Path("wire.xml").write_text(_FEED, "utf-8")

    first, second = dayfold("import", "feed", "wire.xml", "gone.xml"), dayfold("import", "feed", "wire.xml")

    assert first[:2] == (1, "content/the-wire/dam-repaired.txt\n")
    assert "wire.xml: 1 clipping written\ngone.xml: error: cannot be read" in first.err
    assert _Outcome(0, "", "wire.xml: 0 clippings written, 1 item was there already\n") == second


def test_import_opml_prints_subscriptions(dayfold: _Run) -> None:
    """A list of feeds becomes settings, each feed once, whatever folder it is in."""
    Path("mine.opml").write_text(_OPML, "utf-8")

    outcome = dayfold("import", "opml", "mine.opml")

    assert tomllib.loads(outcome.out)["subscriptions"] == [
        {"url": "https://example.org/wire.xml", "title": 'The "Wire"'},
        {"url": "https://example.com/notes.json"},
    ]


def test_import_opml_keeps_the_settings(dayfold: _Run) -> None:
    """What stands in the settings file stays byte for byte, and a feed that is there is not added."""
    Path("mine.opml").write_text(_OPML, "utf-8")
    before = '# mine\ntitle = "Digest"  # short\n\n[[subscriptions]]\nurl = "https://example.com/notes.json"\n'
    Path("dayfold.toml").write_text(before, "utf-8")

    outcome = dayfold("import", "opml", "--write", "mine.opml")

    after = Path("dayfold.toml").read_text("utf-8")
    assert (outcome.code, outcome.err) == (0, "dayfold.toml: 1 subscription added, 1 there already\n")
    assert f'{before}\n[[subscriptions]]\nurl = "https://example.org/wire.xml"\ntitle = "The \\"Wire\\""\n' == after
    assert parse_config(after, "dayfold.toml").subscriptions[1].title == 'The "Wire"'


def test_import_opml_makes_a_settings_file(dayfold: _Run) -> None:
    """Where there is no settings file yet, one is written."""
    Path("mine.opml").write_text(_OPML, "utf-8")

    dayfold("import", "opml", "--write", "mine.opml")

    assert len(parse_config(Path("dayfold.toml").read_text("utf-8"), "dayfold.toml").subscriptions) == 2


def test_settings_that_cannot_be_added_to_stay(dayfold: _Run) -> None:
    """Subscriptions in a form that cannot be added to are told, and the file is as it was."""
    Path("mine.opml").write_text(_OPML, "utf-8")
    before = 'subscriptions = [{ url = "https://example.com/a" }]\n'
    Path("dayfold.toml").write_text(before, "utf-8")

    outcome = dayfold("import", "opml", "--write", "mine.opml")

    assert (2, before) == (outcome.code, Path("dayfold.toml").read_text("utf-8"))
    assert "is not written as [[subscriptions]]; it is as it was" in outcome.err


@pytest.mark.parametrize("text", ["<opml><body><outline", "<html/>", "", "<opml version='2.0'/>"])
def test_what_is_no_list_is_told(dayfold: _Run, text: str) -> None:
    """A broken list, another format, an empty file and a list without feeds are errors that name the file."""
    Path("mine.opml").write_text(text, "utf-8")

    outcome = dayfold("import", "opml", "mine.opml")

    assert outcome[:2] == (1, "")
    assert "[opml-invalid]" in outcome.err


@pytest.mark.parametrize(
    "setting",
    ['[[subscriptions]]\nurl = "file:///etc/passwd"', "[fetch]\ntimeout-s = 0", "[fetch]\ntimeout = 3"],
)
def test_settings_of_fetching_are_checked(dayfold: _Run, setting: str) -> None:
    """An address that is none, a number that cannot be and a key that does not exist are errors of usage."""
    Path("wire.xml").write_text(_FEED, "utf-8")
    Path("dayfold.toml").write_text(setting, "utf-8")

    assert dayfold("import", "feed", "wire.xml").code == 2
