"""Small editable tables that rules look things up in: names of months, agencies, hosts, phrases of web pages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["load_table"]


@cache
def load_table(name: str) -> dict[str, Any]:
    """Read `<name>.toml` beside this file, once; callers must not change what they get."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
