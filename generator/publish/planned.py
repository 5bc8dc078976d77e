"""A file before it is made: in: a path and a way to make it, out: something to list now and ask for bytes later."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["PlannedFile"]


class PlannedFile(NamedTuple):
    """One output file that can be made, on its own, whenever it is wanted."""

    path: str
    make: Callable[[], bytes]
    kind: str = ""
    """Files of one kind are made by one template, and fail together when that fails; empty for the others."""
