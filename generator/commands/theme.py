"""`dayfold theme`: which templates and assets there are, whose they are, and each of them, to be copied."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator.commands.site import SiteOptions, find_site
from generator.commands.terminal import print_lines, say
from generator.store.theme_files import default_theme_folder, theme_files

__all__ = ["list_theme", "show_of_theme", "theme_names"]

_ASSETS = "assets/"
_PARTS = "parts/"
_FRAME = "base.html"


def theme_names() -> list[str]:
    """Name everything of the theme that ships that a site can put its own in the place of."""
    return [name for name, _ in _shipped()]


def list_theme(options: SiteOptions) -> int:
    """Print the templates and assets of the theme that ships, and those a site has added, a line each."""
    from generator.publish.pages import VIEWS

    places = find_site(options)
    shipped = dict(_shipped())
    own = {} if places.templates == default_theme_folder() else dict(theme_files(places.templates))
    width, lines = max(map(len, (*shipped, *own))), []
    for name in (*shipped, *sorted(own.keys() - shipped.keys())):
        kind = VIEWS[name].__name__ if name in VIEWS and name in shipped else _kind(name)
        whose = "" if name not in own else "yours" if name in shipped else "yours, added"
        lines.append(f"{name:<{width}}  {kind:<16}  {whose}".rstrip())
    print_lines(lines)
    return 0


def show_of_theme(name: str, *, with_fields: bool) -> int:
    """
    Print a template or an asset as it ships, and, on stderr, what the template may print.

    *Errors*: `UsageError` for a name that the theme does not have.
    """
    file = dict(_shipped()).get(name)
    if file is None:
        near = difflib.get_close_matches(name, theme_names(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "dayfold theme list names all there are"
        raise click.UsageError(f"the theme has no {name!r}; {hint}")
    if with_fields:
        for line in _fields(name):
            say(line)
    sys.stdout.flush()
    sys.stdout.buffer.write(file.read_bytes())
    sys.stdout.buffer.flush()
    return 0


def _shipped() -> Iterator[tuple[str, Path]]:
    """List frame and pages, then parts, then assets; a read-me of the theme is none of these."""
    files = [(name, file) for name, file in theme_files(default_theme_folder()) if _kind(name)]
    yield from sorted(files, key=lambda one: (one[0].startswith(_ASSETS), one[0].startswith(_PARTS), one[0]))


def _kind(name: str) -> str:
    if name.startswith(_ASSETS):
        return "asset"
    if not name.endswith(".html"):
        return ""
    return "frame" if name == _FRAME else "part" if name.startswith(_PARTS) else "template"


def _fields(name: str) -> Iterator[str]:
    from generator.commands.view_fields import fields_in_words
    from generator.publish.masthead import SiteView
    from generator.publish.pages import VIEWS
    from generator.publish.pages.page import Head

    if name in VIEWS:
        yield f"Beside `page` there are `head` and `site`, as in {_FRAME}, and path() and absolute() for addresses."
        yield from fields_in_words("page", VIEWS[name])
    elif name == _FRAME:
        yield from fields_in_words("head", Head)
        yield from fields_in_words("site", SiteView)
