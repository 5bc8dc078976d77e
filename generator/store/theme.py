"""The theme on disk: in: a site's own templates folder, if any, out: the whole theme as one value."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import DayfoldError, diagnose
from generator.publish.theme import Asset, Template, Theme
from generator.store.theme_files import default_theme_folder, theme_files

__all__ = ["load_theme"]

_ASSETS = "assets/"
_FONTS = (".ttf", ".otf", ".ttc", ".woff", ".woff2")


def load_theme(site_templates: Path | None) -> Theme:
    """
    Read the default theme, file by file replaced by the site's own.

    Files below `assets/` are published as they stand; every other file but a font is a template and must be UTF-8 text.
    What a site's own template stands before is kept beside it, so that it can be extended.

    *Errors*: `DayfoldError` with `template-error` for a file that cannot be read or is not text.
    """
    shipped = dict(theme_files(default_theme_folder()))
    # In a checkout of dayfold the two folders are one, and nothing takes the place of anything.
    own = dict(theme_files(site_templates)) if site_templates != default_theme_folder() else {}
    files = shipped | own
    return Theme(
        templates=tuple(_template(name, files[name]) for name in sorted(files) if _is_template(name)),
        assets=tuple(
            Asset(name=name.removeprefix(_ASSETS), data=_read(files[name]), path=str(files[name]))
            for name in sorted(files)
            if name.startswith(_ASSETS)
        ),
        hidden=tuple(_template(name, shipped[name]) for name in sorted(own) if name in shipped and _is_template(name)),
        fonts=tuple(
            Asset(name=name, data=_read(files[name]), path=str(files[name]))
            for name in sorted(files)
            if not name.startswith(_ASSETS) and name.endswith(_FONTS)
        ),
        own=tuple(sorted(own)),
    )


def _is_template(name: str) -> bool:
    return not name.startswith(_ASSETS) and not name.endswith(_FONTS)


def _template(name: str, file: Path) -> Template:
    try:
        text = _read(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DayfoldError(
            diagnose(
                "template-error",
                str(file),
                "a template must be UTF-8 text, and this file is not",
                hint=f"save it as UTF-8, or move it below {_ASSETS} to publish it as it stands",
            )
        ) from None
    return Template(name=name, path=str(file), text=text)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DayfoldError(
            diagnose("template-error", str(file), f"cannot be read: {error.strerror or error}")
        ) from None
