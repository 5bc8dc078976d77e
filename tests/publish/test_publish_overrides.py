"""A site's own files stand in the place of the theme's, in whole or in part, and what overrides nothing is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from publish_samples import CONFIG, sample_digest

from generator.config import Config, parse_config
from generator.diagnostics import DayfoldError, Diagnostic
from generator.publish import publish
from generator.publish.overrides import look_over
from generator.publish.styling import styled
from generator.store.theme import load_theme

FRAME = '{% extends "dayfold:base.html" %}'


def write(folder: Path, **texts: str) -> Path:
    """Make a site's templates folder; `day_html` is `day.html`, `assets__site_css` is `assets/site.css`."""
    for name, text in texts.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def site_of(folder: Path, config: Config = CONFIG) -> dict[str, str]:
    """Publish the sample with these templates and hand back what is text."""
    made = publish(sample_digest(), config, load_theme(folder))
    return {one.path: one.data.decode() for one in made if one.path.endswith((".html", ".css"))}


def told(folder: Path, config: Config = CONFIG) -> list[Diagnostic]:
    return list(look_over(load_theme(folder), config))


def test_a_block_of_the_built_in_template_is_replaced_alone(tmp_path: Path) -> None:
    """`dayfold:` leads to the template that ships; what is around the block stays, and so does what `super` prints."""
    own = '{% extends "dayfold:year.html" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock %}'
    page = site_of(write(tmp_path, year_html=own))["2031/index.html"]
    plain = site_of(tmp_path / "none")["2031/index.html"]

    assert plain == page.replace("<p>Ours</p>", "")
    assert "<p>Ours</p>" in page


def test_a_changed_frame_is_the_frame_of_all_pages(tmp_path: Path) -> None:
    """A site's own base.html extends the built-in one; templates that ship are framed by it."""
    own = f'{FRAME}{{% block head %}}<meta name="generator" content="dayfold">{{% endblock %}}'
    pages = site_of(write(tmp_path, base_html=own))
    framed = [path for path, text in pages.items() if '<meta name="generator" content="dayfold">' in text]

    assert "index.html" in framed
    assert "2031/index.html" in framed


def test_a_single_macro_of_a_part_is_replaced(tmp_path: Path) -> None:
    """A part hands on what it does not change itself."""
    own = (
        '{% import "dayfold:parts/feeds.html" as built_in %}'
        "{% macro follow(feeds) %}<aside>{{ built_in.follow(feeds) }}</aside>{% endmacro %}"
    )
    pages = site_of(write(tmp_path, parts__feeds_html=own))

    assert any("<aside><p>Follow it:" in text for text in pages.values())


@pytest.mark.parametrize("name", ["dayfold:gone.html", "dayfold:mine.html"])
def test_only_what_ships_is_found_under_its_prefix(tmp_path: Path, name: str) -> None:
    """A template that dayfold does not ship has no built-in form, even where the site has one of that name."""
    folder = write(tmp_path, mine_html="ours", year_html=f'{{% include "{name}" %}}')
    with pytest.raises(DayfoldError) as caught:
        list(publish(sample_digest(), CONFIG, load_theme(folder)))

    assert f"there is no template {name!r}" == caught.value.diagnostics[0].message


def test_settings_and_an_own_sheet_end_the_style_sheet(tmp_path: Path) -> None:
    """Custom properties of the settings come after the theme's, the site's own rules after these, all in one file."""
    settings = '[style]\naccent = "#0b5394"\n[style-dark]\naccent = "#9fc5e8"\n'
    config = parse_config(settings, "dayfold.toml")
    files = site_of(write(tmp_path, assets__site_css=".story { color: red }\n"), config)
    [(path, css)] = [(path, text) for path, text in files.items() if path.startswith("assets/style.")]

    assert css.endswith(
        ":root {\n--accent: #0b5394;\n}\n"
        '@media (prefers-color-scheme: dark) {\n:root:not([data-scheme="light"]) {\n--accent: #9fc5e8;\n}\n}\n'
        ':root[data-scheme="dark"] {\n--accent: #9fc5e8;\n}\n'
        "\n.story { color: red }\n"
    )
    assert path in files["index.html"]
    assert "assets/site.css" not in files


def test_a_site_that_wants_nothing_has_the_sheet_as_it_ships() -> None:
    """Without settings and a sheet of its own nothing is added."""
    theme = load_theme(None)

    assert styled(theme, CONFIG) is theme
    assert look_over(theme, CONFIG) == ()


@pytest.mark.parametrize("value", ["red; } body { display: none", "url(https://example.org/x.png)", "", "a /* b"])
def test_a_value_that_leaves_its_declaration_is_refused(value: str) -> None:
    """Settings give values, not rules."""
    with pytest.raises(DayfoldError) as caught:
        parse_config(f"[style]\naccent = {msgspec.json.encode(value).decode()}", "dayfold.toml")

    [found] = caught.value.diagnostics
    assert (found.name, "templates/assets/site.css" in found.hint) == ("config-invalid", True)


def test_a_property_is_named_without_its_hyphens() -> None:
    """Who writes them is told."""
    with pytest.raises(DayfoldError) as caught:
        parse_config('[style]\n"--accent" = "red"', "dayfold.toml")

    assert "without the two hyphens" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("dya_html", "did you mean day.html?"),
        ("story_html", ""),
        ("words_html", "did you mean parts/words.html?"),
        ("style_css", "did you mean assets/style.css?"),
        ("day_htm", "did you mean day.html?"),
        ("assets__styles_css", "did you mean style.css?"),
        ("assets__logo_svg", ""),
        ("README_md", ""),
    ],
)
def test_a_file_that_overrides_nothing_is_told_with_what_was_meant(tmp_path: Path, name: str, meant: str) -> None:
    """A misnamed template is no silence; additions of a site's own, and notes to itself, are its own business."""
    hints = [one.hint for one in told(write(tmp_path, **{name: ""})) if one.name == "theme-unused"]

    assert ([meant] if meant else []) == hints


def test_a_template_of_the_sites_own_is_welcome_when_another_names_it(tmp_path: Path) -> None:
    """A part that an own template includes is used; without that it is told."""
    folder = write(tmp_path, parts__mine_html="x")
    lonely = told(folder)
    write(tmp_path, year_html='{% include "parts/mine.html" %}')

    assert [len(lonely), len(told(folder))] == [1, 0]
    assert lonely[0].path == str(tmp_path / "parts" / "mine.html")


def test_a_block_that_is_nowhere_above_is_told(tmp_path: Path) -> None:
    """A misspelt block would never be printed; blocks within blocks are new ones, and comments are not looked at."""
    own = (
        '{% extends "dayfold:day.html" %}\n{# {% block old %} #}\n'
        "{% block mian %}x{% endblock %}\n{% block main %}{% block inner %}y{% endblock %}{% endblock %}"
    )
    [found] = told(write(tmp_path, day_html=own))

    assert (found.name, found.line, found.hint) == ("theme-unused", 3, "did you mean main?")


def test_a_property_that_no_sheet_has_is_told(tmp_path: Path) -> None:
    """A custom property has to be one of the theme's or of the site's own sheet."""
    folder = write(tmp_path, assets__site_css=":root {\n  --mine: 1px;\n}\n")
    [found] = told(folder, Config(style={"acent": "red", "mine": "2px"}, style_dark={"ink": "#fff"}))

    assert (
        found.message,
        found.hint,
    ) == ("style sets 'acent', a custom property that the style sheet does not have", "did you mean accent?")
