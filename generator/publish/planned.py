"""A file before it is made: in: a path and a way to make it, out: something to list now and ask for bytes later."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.records import Record

__all__ = ["PlannedFile", "Standing"]


def _nothing_known() -> str:
    return ""


class PlannedFile(NamedTuple):
    """One output file that can be made, on its own, whenever it is wanted."""

    path: str
    make: Callable[[], bytes]
    kind: str = ""
    """Files of one kind are made by one template, and fail together when that fails; empty for the others."""
    about: Callable[[], tuple[object, ...]] | None = None
    """Gives all that it is made of beside settings and addresses; None for what is made anew each time."""
    is_of_site: bool = True
    """False for what is the same whatever settings, addresses and theme there are: it is made of what it is about."""
    standing: Callable[[], str] = _nothing_known
    """Gives the SHA-256 of what it would be made to, in hexadecimal, where that is known without; else nothing."""


class Standing(Record, frozen=True, kw_only=True):
    """An output file that need not be made where it still stands."""

    path: str
    sha256: str
    make: Callable[[], bytes]
