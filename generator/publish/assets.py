"""Assets of a theme: in: the files as they stand, out: where each is published, and its file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial

from generator.publish.planned import PlannedFile
from generator.publish.theme import Asset, Theme
from generator.publish.urls import Urls

__all__ = ["asset_hrefs", "asset_path", "plan_assets"]

_FINGERPRINTED = frozenset({"style.css", "site.js", "search.js"})
"""Names that change with their bytes, so that hosts may cache them for ever. Other assets may be named in these."""


def asset_path(asset: Asset) -> str:
    """
    >>> asset_path(Asset(name="icon.svg", data=b"")), asset_path(Asset(name="style.css", data=b"q {}"))
    ('assets/icon.svg', 'assets/style.b6413016.css')
    """
    if asset.name not in _FINGERPRINTED:
        return f"assets/{asset.name}"
    stem, _, suffix = asset.name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(asset.data).hexdigest()[:8]}.{suffix}"


def asset_hrefs(theme: Theme, addresses: Urls) -> dict[str, str]:
    """Say under which address each asset is found, by its name in the theme."""
    return {asset.name: addresses.path(asset_path(asset)) for asset in theme.assets}


def plan_assets(theme: Theme) -> Iterator[PlannedFile]:
    """Publish every asset as it stands."""
    for asset in theme.assets:
        yield PlannedFile(asset_path(asset), partial(bytes, asset.data))
