"""From the options of the command line to a site: where it is, how it is set, which day it is there."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from generator.config import Config
from generator.diagnostics import DayfoldError, diagnose
from generator.store.manifest import load_manifest
from generator.store.places import Places, check_places, find_places
from generator.store.settings import load_config

__all__ = ["SiteOptions", "built_files", "find_site", "open_site", "today_in"]


class SiteOptions(TypedDict):
    """What every command that reads a site can be told; None for the default."""

    content: Path | None
    output: Path | None
    config: Path | None


def find_site(options: SiteOptions) -> Places:
    """
    Find the site's folders and make sure that they are safe to use.

    *Errors*: `DayfoldError` with `config-missing` or `output-refused`.
    """
    places = find_places(Path.cwd(), **options)
    check_places(places, Path.home())
    return places


def open_site(options: SiteOptions, **overrides: Any) -> tuple[Places, Config]:
    """Find a site and read its settings; `overrides` have the names of `Config`'s fields, None leaves one alone."""
    places = find_site(options)
    return places, load_config(places, overrides)


def built_files(output: Path) -> dict[str, str]:
    """
    List what dayfold has built here: hashes by path, empty before the first build.

    *Errors*: `DayfoldError` with `output-unreadable`.
    """
    try:
        return load_manifest(output)
    except OSError as error:
        raise DayfoldError(
            diagnose(
                "output-unreadable",
                str(output),
                f"the list of what was built cannot be read: {error.strerror or error} at {error.filename!r}",
                hint="check the folder and its permissions",
            )
        ) from None


def today_in(config: Config) -> str:
    """
    Tell the date in the site's zone: of `SOURCE_DATE_EPOCH` when that is set, else of the clock.

    *Errors*: `DayfoldError` with `config-invalid`. *Source*: reproducible-builds.org, SOURCE_DATE_EPOCH.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(given) if given else time.time(), ZoneInfo(config.timezone))
    except (ValueError, OverflowError, OSError):
        raise DayfoldError(
            diagnose(
                "config-invalid",
                "SOURCE_DATE_EPOCH",
                f"{given!r} is not a number of seconds since 1970",
                hint="unset it, or set it to a whole number",
            )
        ) from None
    return moment.date().isoformat()
