"""Colours of the default theme: readable in both schemes, on the page and on what is marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: text of any size."""


def schemes(css: str) -> dict[str, dict[str, str]]:
    """Read the colours of the light scheme, and those of the dark one, which is written twice."""
    light = re.search(r"^:root \{(.*?)^\}", css, re.DOTALL | re.MULTILINE)
    system = re.search(r":root:not\(\[data-scheme=\"light\"\]\) \{(.*?)\}", css, re.DOTALL)
    chosen = re.search(r"^:root\[data-scheme=\"dark\"\] \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert light
    assert system
    assert chosen
    found = {"light": light[1], "dark, as the system": system[1], "dark, as chosen": chosen[1]}
    return {name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", text)) for name, text in found.items()}


def luminance(colour: str) -> float:
    """*Source*: WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["paper", "mark"])
@pytest.mark.parametrize("words", ["ink", "faint", "accent"])
def test_words_stand_out_from_what_is_behind_them(project: Path, words: str, ground: str) -> None:
    """Each colour of text has at least 4.5 : 1, small words on a marked footnote too."""
    css = (project / "templates" / "assets" / "style.css").read_text("utf-8")

    assert {name: contrast(colours[words], colours[ground]) >= _ENOUGH for name, colours in schemes(css).items()} == {
        "light": True,
        "dark, as the system": True,
        "dark, as chosen": True,
    }


def test_a_reader_who_chose_dark_has_the_systems_dark(project: Path) -> None:
    """The two ways to the dark lead to the same colours."""
    css = (project / "templates" / "assets" / "style.css").read_text("utf-8")
    found = schemes(css)

    assert found["dark, as the system"] == found["dark, as chosen"]
