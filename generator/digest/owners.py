"""Owners: in: an entry, out: the family of outlets that its outlet belongs to, from the site's settings or a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from generator.config import OutletSettings
from generator.digest import tables
from generator.records import Entry

__all__ = ["Owners"]


class Owners:
    """What is known of who owns whom."""

    def __init__(self, settings: Mapping[str, OutletSettings]) -> None:
        """Learn what the site says; `settings` are by an outlet's host or name."""
        self._said = {key.casefold(): one.owner for key, one in settings.items() if one.owner}
        self._said |= {one.name.casefold(): one.owner for one in settings.values() if one.owner and one.name}

    def find(self, entry: Entry) -> str | None:
        """
        Name the owner of an entry's outlet; None when it is not known, or when the outlet is not.

        What the site says, by the outlet's name or the host of the address, wins over the table.
        """
        if entry.outlet is None:
            return None
        name = entry.outlet.value.casefold()
        said = (self._said[key] for key in (name, *_domains(entry)) if key in self._said)
        return next(said, None) or _family_of().get(_fold(name))


def _domains(entry: Entry) -> list[str]:
    """List the host of an entry's address and the domains above it, the narrowest first."""
    try:
        host = (urlsplit(entry.url.value).hostname or "") if entry.url else ""
    except ValueError:
        return []
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


@cache
def _family_of() -> dict[str, str]:
    """Read the table, once: owners by the folded names of outlets."""
    table = tomllib.loads(resources.files(tables).joinpath("owners.toml").read_text("utf-8"))
    return {_fold(name): owner for owner, names in table.items() for name in names}


def _fold(name: str) -> str:
    """Drop case and a leading article: outlets are named with and without it."""
    return name.casefold().removeprefix("the ")
