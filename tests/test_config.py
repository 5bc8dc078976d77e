"""Settings are checked once, and what is wrong with them is said with the cure."""

from __future__ import annotations

import pytest

from generator.config import Config, parse_config
from generator.diagnostics import DayfoldError, Diagnostic


def trouble(text: str, **overrides: object) -> Diagnostic:
    with pytest.raises(DayfoldError) as caught:
        parse_config(text, "dayfold.toml", overrides)
    (found,) = caught.value.diagnostics
    return found


def test_no_settings_are_the_defaults() -> None:
    """A site without a configuration works."""
    assert parse_config("", "dayfold.toml") == Config()


def test_command_line_wins() -> None:
    """What the command line says replaces what the file says; None says nothing."""
    config = parse_config('base-url = "https://a.example.org"', "dayfold.toml", {"base_url": None, "drafts": True})

    assert (config.base_url, config.drafts) == ("https://a.example.org/", True)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('titel = "News"', 1, "there is no setting titel", "did you mean title?"),
        ('title = "x"\nbase_url = "https://example.org"', 2, "there is no setting base_url", "did you mean base-url?"),
        ("[feeds]\nitem = 3", 2, "there is no setting feeds.item", "did you mean items?"),
        ('[outlets."a.org"]\nrigths = "full"', 2, "there is no setting outlets.a.org.rigths", "did you mean rights?"),
        ("[topics.Rain]\nword = []", 2, "there is no setting topics.Rain.word", "did you mean words?"),
    ],
)
def test_unknown_key_is_suggested(text: str, line: int, message: str, hint: str) -> None:
    """A key that is nearly right is answered with the right one, and its line."""
    found = trouble(text)

    assert (found.name, found.line, found.message, found.hint) == ("unknown-key", line, message, hint)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("title = ", "not valid TOML"),
        ('timezone = "Mars/Base"', "timezone 'Mars/Base' is not known"),
        ('base-url = "example.org"', "base-url 'example.org/' is not the address"),
        ('rights = "all"', "rights"),
        ("max-source-mb = 0", "max-source-mb is 0"),
        ('silence = ["undatd"]', "silence names 'undatd'"),
        ("[feeds]\nitems = 0", "feeds.items is 0"),
        ("excerpt-share = 2", "excerpt-share is 2"),
        ('[redirects]\n"../up" = "topics/"', "redirects names '../up'"),
        ('[redirects]\n"a/" = "b/"\n"b/" = "c/"', "the redirect of 'a/' leads to another redirect"),
        (
            'base-url = "https://example.org/n/"\n[redirects]\n"a/" = "https://example.org/n/a/#b"',
            "the redirect of 'a/' leads to another redirect",
        ),
        ('[redirects]\n"a/" = "javascript://x"', "the redirect of 'a/' leads to 'javascript://x'"),
    ],
)
def test_impossible_values(text: str, part: str) -> None:
    """A value that cannot be is named, with what would do."""
    found = trouble(text)

    assert found.name == "config-invalid"
    assert part in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# mine\ntitle = 5\n", 2),
        ('title = "a"\n\n[feeds]\n# some\nitems = "many"\n', 5),
        ("feeds.items = 0\n", 1),
        ('title = "a"\npages = [\n  "calendar",\n  "no such kind",\n]\n', 2),
        ('[outlets."a.example.org"]\nname = "items"\n[outlets."b.example.org"]\nrights = "all"\n', 4),
        ('[[subscriptions]]\nurl = "https://example.org/feed"\n\n[[subscriptions]]\nurl = "feed"\n', 5),
        ('title = """\nitems = 0\n"""\n[feeds]\nitems = 0\n', 5),
        ('title = "titel"\ntitel = "b"\n', 2),
        ("[feeds]\nitems = 3\nitem = 4\n", 3),
        ('title = "a"\nlanguage = xx\n', 2),
        ('[style]\naccent = "red"\nbody = "a{}"\n', 3),
        ('title = "a"\nsilence = ["undatd"]\n', 2),
        ("[fetch]\ndelay-s = -1\n", 1),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(text: str, line: int) -> None:
    """However the key is written, and whatever stands above it in other values."""
    with pytest.raises(DayfoldError) as caught:
        parse_config(text, "dayfold.toml")

    assert [line] == [one.line for one in caught.value.diagnostics]


def test_a_wrong_wish_of_the_command_line_names_no_line_of_the_file() -> None:
    """The file may have a sound value for it."""
    with pytest.raises(DayfoldError) as caught:
        parse_config('base-url = "https://example.org/"\n', "dayfold.toml", {"base_url": "nowhere"})

    assert [one.line for one in caught.value.diagnostics] == [0]
