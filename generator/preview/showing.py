"""What the preview shows: in: one build after the other, out: the pages of the last good one, and what is wrong now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from generator.diagnostics import Diagnostic
from generator.preview.excerpts import Excerpt

__all__ = ["Showing"]

_NO_PAGES: Mapping[str, bytes] = MappingProxyType({})
_NO_EXCERPTS: Mapping[tuple[str, int], Excerpt] = MappingProxyType({})


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """One state of the preview, complete; a request is answered from a single one, never from two."""

    build: int
    """How many builds there were; 0 before the first has ended."""
    pages: Mapping[str, bytes] = _NO_PAGES
    """Output path -> bytes, of the last build that came to an end; empty when none has."""
    assets: str = ""
    """A hash of what every page may depend on beside its own bytes."""
    base_path: str = "/"
    """Where the site lives on its host; begins and ends in a slash."""
    is_stale: bool = False
    """True when the last build failed and the pages are older."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of the last build, whether it failed or not."""
    excerpts: Mapping[tuple[str, int], Excerpt] = _NO_EXCERPTS
    """By path and line of a diagnostic: the lines it speaks of."""
    is_settled: bool = True
    """False while only the pages that somebody looks at are shown anew and the rest is still to follow."""
    edited: tuple[str, ...] = ()
    """Output paths of the pages of the clippings whose edit led to this build; the first is the one to go to."""

    def version_of(self, path: str) -> str:
        """Name the state in which a page is shown: another one when its bytes or any asset changed, not otherwise."""
        if not self.pages:
            return f"nothing-{self.build}"
        return hashlib.sha256(self.pages.get(path, b"") + self.assets.encode()).hexdigest()[:16]
