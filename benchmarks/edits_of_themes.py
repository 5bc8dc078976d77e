"""Edits of templates and settings: in: a made-up site, out: the same, made otherwise, or not to be made at all."""

from __future__ import annotations

import time

from benchmarks.edited_site import EditedSite, save
from generator.store.theme_files import default_theme_folder

__all__ = [
    "asset",
    "break_settings",
    "break_template",
    "drop_template",
    "mend_theme",
    "own_template",
    "settings",
    "settings_away_and_back",
    "use_own_part",
]

_SETTINGS: tuple[dict[str, str], ...] = (
    {},
    {"title": '"Another Digest"'},
    {"timezone": '"Asia/Baku"'},
    {"rights": '"quote"'},
    {"rights": '"full"'},
    {"excerpt_words": "40"},
    {"language": '"de"'},
    {"base_url": '"https://example.org/other/"'},
    {"general_topics": "false"},
    {"learned_labels": "false"},
    {"topics": '{ Rain = { words = ["rain", "floods"] } }'},
    {"outlets": '{ "Radio Nine" = { name = "Radio 9", owner = "Nine Group" } }'},
    {"feeds": "{ items = 3 }"},
    {"future": "true"},
    {"silence": '["undated-entry"]'},
)
_BROKEN_SETTINGS = ('titel = "Mistyped"\n', "title = \n", 'timezone = "Atlantis"\n')
_OWN_TEMPLATES = ("404.html", "base.html", "clipping.html", "day.html", "home.html", "story.html", "parts/own.html")
_BREAKAGES = ("{{ nonsense", "{% if %}", "{{ page.no_such_thing.at_all }}", "{% include 'not-there.html' %}")


def own_template(site: EditedSite) -> None:
    """A template of the site's own takes the place of the one that ships, or is edited."""
    name = site.dice.choice(_OWN_TEMPLATES)
    shipped = default_theme_folder() / name
    text = shipped.read_text(encoding="utf-8") if shipped.is_file() else "<p>Own words</p>"
    save(site.templates / name, f"{text}<!-- {site.number()} -->".encode(), site.dice)


def use_own_part(site: EditedSite) -> None:
    """A part of the site's own is included by the page for what is not found."""
    part = site.templates / "parts" / "own.html"
    if not part.exists():
        save(part, b"<p>Own words</p>", site.dice)
    save(site.templates / "404.html", b"{% include 'parts/own.html' %}", site.dice)


def break_template(site: EditedSite) -> None:
    save(site.templates / site.dice.choice(_OWN_TEMPLATES[:-1]), site.dice.choice(_BREAKAGES).encode(), site.dice)


def drop_template(site: EditedSite) -> None:
    files = sorted(site.templates.rglob("*.html"))
    if files:
        site.dice.choice(files).unlink()


def asset(site: EditedSite) -> None:
    """A picture or a style sheet comes, changes or goes."""
    file = site.templates / "assets" / site.dice.choice(("style.css", "own.css", "img/logo.svg"))
    if file.exists() and site.dice.random() < 0.4:
        file.unlink()
    else:
        save(file, f"/* {site.number()} */".encode(), site.dice)


def settings(site: EditedSite) -> None:
    site.write_config(**site.dice.choice(_SETTINGS))


def break_settings(site: EditedSite) -> None:
    save(site.config, site.dice.choice(_BROKEN_SETTINGS).encode(), site.dice)


def settings_away_and_back(site: EditedSite) -> None:
    text = site.config.read_bytes()
    site.config.unlink()
    time.sleep(site.dice.choice((0.0, 0.1)))
    site.config.write_bytes(text)


def mend_theme(site: EditedSite) -> None:
    """Take back settings and templates that keep the site from being built."""
    if not site.config.exists() or site.config.read_text(encoding="utf-8") in _BROKEN_SETTINGS:
        site.write_config()
    for file in sorted(site.templates.rglob("*.html")):
        if any(text in file.read_text(encoding="utf-8") for text in _BREAKAGES):
            file.unlink()
