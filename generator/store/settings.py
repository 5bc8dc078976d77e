"""The settings file on disk: in: where a site lives and the command line's wishes, out: one checked `Config`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import msgspec

from generator.config import Config, parse_config
from generator.diagnostics import DayfoldError, diagnose
from generator.store.pagefind import find_pagefind
from generator.store.places import CONFIG_NAME, Places

__all__ = ["load_config"]


def load_config(places: Places, overrides: dict[str, Any] | None = None) -> Config:
    """
    Read and check the settings; a site without a file gets the defaults. Where Pagefind or Pillow is wanted and not
    installed, they say so.

    *Errors*: `DayfoldError` with `config-missing`, `config-invalid` or `unknown-key`.
    """
    config = _read_config(places, overrides)
    if config.search and find_pagefind() is None:
        config = msgspec.structs.replace(config, search="missing")
    if config.cards and find_spec("PIL") is None:
        config = msgspec.structs.replace(config, cards="missing")
    return config


def _read_config(places: Places, overrides: dict[str, Any] | None) -> Config:
    if places.config is None:
        return parse_config("", CONFIG_NAME, overrides)
    shown = places.shown(places.config)
    try:
        text = places.config.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DayfoldError(diagnose("config-missing", shown, "the configuration file is gone")) from None
    except OSError as error:
        trouble, hint = error.strerror or str(error), "check the file and its permissions"
    except UnicodeDecodeError as error:
        trouble, hint = str(error), "save it as UTF-8 text"
    else:
        return parse_config(text, shown, overrides)
    raise DayfoldError(diagnose("config-invalid", shown, f"cannot be read: {trouble}", hint=hint))
