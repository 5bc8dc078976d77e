"""The style sheet of a site: in: a theme and the settings, out: the theme, its sheet with what the site wants."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from generator.config import Config
from generator.publish.theme import Asset, Theme

__all__ = ["OWN_SHEET", "SHEET", "custom_properties", "styled"]

SHEET = "style.css"
OWN_SHEET = "site.css"
"""A site's own rules, which come after all of the theme's, in the same file: no page asks for a second one."""

_PROPERTY = re.compile(r"^\s*--([a-zA-Z][\w-]*)\s*:", re.MULTILINE)


def custom_properties(css: str) -> frozenset[str]:
    """
    Collect the custom properties that a sheet sets, without their two hyphens.

    >>> sorted(custom_properties(":root {\\n  --ink: #111;\\n  color: var(--paper);\\n}"))
    ['ink']
    """
    return frozenset(_PROPERTY.findall(css))


def styled(theme: Theme, config: Config) -> Theme:
    """
    Add to the theme's style sheet what the settings say of custom properties, then the site's own sheet.

    What is said of the light scheme stands for both where the theme has one value for both.
    """
    sheets = {asset.name: asset for asset in theme.assets if asset.name in (SHEET, OWN_SHEET)}
    wanted = _rules(config.style, config.style_dark)
    if SHEET not in sheets or not (wanted or OWN_SHEET in sheets):
        return theme
    own = sheets.get(OWN_SHEET, Asset(name=OWN_SHEET, data=b"")).data
    data = b"\n".join(part for part in (sheets[SHEET].data, wanted.encode(), own) if part)
    whole = msgspec.structs.replace(sheets[SHEET], data=data)
    assets = tuple(whole if one.name == SHEET else one for one in theme.assets if one.name != OWN_SHEET)
    return msgspec.structs.replace(theme, assets=assets)


def _rules(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    rules = []
    if light:
        rules.append(f":root {{\n{_declarations(light)}}}\n")
    if dark:
        said = _declarations(dark)
        rules.append(f'@media (prefers-color-scheme: dark) {{\n:root:not([data-scheme="light"]) {{\n{said}}}\n}}\n')
        rules.append(f':root[data-scheme="dark"] {{\n{said}}}\n')
    return "".join(rules)


def _declarations(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}: {value};\n" for name, value in values.items())
