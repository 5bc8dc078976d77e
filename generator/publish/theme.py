"""A theme as a value: the templates and assets that pages are made with, whoever read them from disk."""

from __future__ import annotations

from generator.records import Record

__all__ = ["SHIPPED", "Asset", "Template", "Theme"]

SHIPPED = "dayfold:"
"""Before a name, says that the template as it ships is meant: `{% extends "dayfold:day.html" %}`."""


class Template(Record, frozen=True, kw_only=True):
    name: str
    """As other templates name it: `base.html`, `parts/story.html`."""
    path: str
    """Where it was read, for error messages."""
    text: str


class Asset(Record, frozen=True, kw_only=True):
    """A file that is published as it stands, below `assets/`."""

    name: str
    """`style.css`"""
    data: bytes
    path: str = ""
    """Where it was read, for messages."""


class Theme(Record, frozen=True, kw_only=True):
    templates: tuple[Template, ...]
    """By name; a site's own files have already taken the place of the default theme's."""
    assets: tuple[Asset, ...]
    hidden: tuple[Template, ...] = ()
    """Templates that ship and have a site's own in their place; a site's own may extend them."""
    fonts: tuple[Asset, ...] = ()
    """Fonts outside of `assets/`: for social cards, and not published."""
    own: tuple[str, ...] = ()
    """Names of the files that are a site's own: `day.html`, `assets/site.css`."""
