"""Numbers, days and counts in the site's language."""

from __future__ import annotations

import pytest

from generator.config import parse_config
from generator.diagnostics import DayfoldError
from generator.publish.wording import counted, day_in_words, first_weekday, month_in_words, share_in_words


@pytest.mark.parametrize("language", ["en", "de", "fi", "zh-Hant-TW", "sr-Latn", "pt-BR"])
def test_a_language_that_settings_accept_can_be_written(language: str) -> None:
    """Whatever language the settings let through has dates, weeks and numbers."""
    config = parse_config(f'language = "{language}"', "dayfold.toml")

    assert day_in_words("2031-03-09", config.language)
    assert month_in_words("2031-03-09", config.language)
    assert first_weekday(config.language) in range(7)


@pytest.mark.parametrize("language", ["tlh", "en_US", "", "12", "not a language"])
def test_a_language_without_names_of_days_is_refused(language: str) -> None:
    """A language in which no date can be written is a mistake in the settings, told before anything is built."""
    with pytest.raises(DayfoldError) as caught:
        parse_config(f'language = "{language}"', "dayfold.toml")
    [found] = caught.value.diagnostics

    assert found.name == "config-invalid"
    assert repr(language) in found.message
    assert "pt-BR" in found.hint


def test_numbers_are_grouped_as_the_language_does() -> None:
    """A thousand stories have a comma in English and a dot in German."""
    assert counted(1000, "story", "stories", "en") == "1,000 stories"
    assert counted(1000, "story", "stories", "de") == "1.000 stories"


@pytest.mark.parametrize(("share", "expected"), [(1.0, "100%"), (0.999, "99%"), (0.29, "29%"), (0.0, "0%")])
def test_shares_are_rounded_down(share: float, expected: str) -> None:
    """Nothing is called wholly alike that is not."""
    assert share_in_words(share, "en") == expected
