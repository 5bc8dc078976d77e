"""What a site puts in the place of the theme's: in: a theme and the settings, out: what of it overrides nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.config import Config
from generator.diagnostics import Diagnostic, diagnose
from generator.publish.styling import OWN_SHEET, SHEET, custom_properties
from generator.publish.theme import SHIPPED, Template, Theme

__all__ = ["look_over"]

_MEANT_FOR_USE = frozenset({".html", ".htm", ".jinja", ".jinja2", ".j2", ".css", ".js", ".svg"})
"""Endings of what is no read-me or note in a folder of templates."""

_ASSETS = "assets/"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"'](.+?)[\"']\s*[-+]?%\}")
_BLOCK = re.compile(r"\{%[-+]?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock))\b")


def look_over(theme: Theme, config: Config) -> tuple[Diagnostic, ...]:
    """
    Find the site's own files, blocks and properties that take the place of nothing, each a `theme-unused` with the name
    that was probably meant. Nothing is looked at on a site that has none.
    """
    if not (theme.own or config.style or config.style_dark):
        return ()
    return (
        *_unused_templates(theme),
        *_unused_assets(theme),
        *_unused_blocks(theme),
        *_unused_properties(theme, config),
    )


def _unused_templates(theme: Theme) -> Iterator[Diagnostic]:
    hidden = {template.name for template in theme.hidden}
    own = frozenset(theme.own)
    shipped = hidden | {template.name for template in theme.templates if template.name not in own}
    assets = {asset.name: f"{_ASSETS}{asset.name}" for asset in theme.assets}
    for template in theme.templates:
        ending = PurePosixPath(template.name).suffix
        if template.name not in own or template.name in hidden or ending not in _MEANT_FOR_USE:
            continue
        used = re.compile(rf"\{{%[^%]*[\"']{re.escape(template.name)}[\"'][^%]*%\}}")
        if any(used.search(one.text) for one in theme.templates if one is not template):
            continue
        places = (
            {PurePosixPath(name).name: name for name in sorted(shipped)} | assets | {OWN_SHEET: _ASSETS + OWN_SHEET}
        )
        meant = places.get(PurePosixPath(template.name).name) or _nearest(template.name, shipped)
        yield _unused(template.path, "takes the place of no template of the theme, and no template names it", meant)


def _unused_assets(theme: Theme) -> Iterator[Diagnostic]:
    """Tell only of what looks like a slip: anything may be published below assets/, and linked from anywhere."""
    own = {name.removeprefix(_ASSETS) for name in theme.own if name.startswith(_ASSETS)}
    shipped = {asset.name for asset in theme.assets} - own | {OWN_SHEET}
    texts = [template.text for template in theme.templates]
    for asset in theme.assets:
        if asset.name in own and asset.name not in (OWN_SHEET, SHEET) and not _is_named(asset.name, texts):
            meant = _nearest(asset.name, shipped, cutoff=0.85)
            if meant:
                yield _unused(asset.path, "takes the place of no asset of the theme, and no template names it", meant)


def _unused_blocks(theme: Theme) -> Iterator[Diagnostic]:
    own = frozenset(theme.own)
    known = {template.name: template for template in theme.templates}
    for template in (*theme.hidden, *(one for one in theme.templates if one.name not in own)):
        known[f"{SHIPPED}{template.name}"] = template
    for template in theme.templates:
        if template.name in own:
            above = _above(template, known)
            there = {name for one in above for name, *_ in _blocks(one.text)}
            for name, line, is_outermost in _blocks(template.text) if above else ():
                if is_outermost and name not in there:
                    said = f"the block {name!r} is in no template that this one extends, so it is printed nowhere"
                    yield _unused(template.path, said, _nearest(name, there), line, there)


def _unused_properties(theme: Theme, config: Config) -> Iterator[Diagnostic]:
    sheets = [asset.data.decode("utf-8", "replace") for asset in theme.assets if asset.name in (SHEET, OWN_SHEET)]
    there = frozenset[str]().union(*map(custom_properties, sheets))
    for table, values in (("style", config.style), ("style-dark", config.style_dark)):
        for name in values:
            if name not in there:
                said = f"{table} sets {name!r}, a custom property that the style sheet does not have"
                yield _unused("dayfold.toml", said, _nearest(name, there), others=there)


def _is_named(name: str, texts: Iterable[str]) -> bool:
    return any(f"{mark}{name}{mark}" in text for text in texts for mark in "\"'")


def _above(template: Template, known: Mapping[str, Template]) -> tuple[Template, ...]:
    """List what a template extends, the nearest first; nothing where a name is made by the template itself."""
    above: list[Template] = []
    found = _EXTENDS.search(_uncommented(template.text))
    while found and (parent := known.get(found[1])) and parent not in above:
        above.append(parent)
        found = _EXTENDS.search(_uncommented(parent.text))
    return tuple(above)


def _blocks(text: str) -> Iterator[tuple[str, int, bool]]:
    """Name the blocks of a template, the line of each, and whether it stands in no other."""
    text, depth = _uncommented(text), 0
    for found in _BLOCK.finditer(text):
        if found["end"]:
            depth -= 1
        else:
            yield found["name"], text.count("\n", 0, found.start()) + 1, depth == 0
            depth += 1


def _uncommented(text: str) -> str:
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def _nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    return next(iter(difflib.get_close_matches(name, sorted(names), n=1, cutoff=cutoff)), "")


def _unused(path: str, said: str, meant: str, line: int = 0, others: Iterable[str] = ()) -> Diagnostic:
    if meant:
        hint = f"did you mean {meant}?"
    elif others:
        hint = f"there are {', '.join(sorted(others))}"
    else:
        hint = "dayfold theme list names all there are"
    return diagnose("theme-unused", path, said, hint=hint, line=line)
