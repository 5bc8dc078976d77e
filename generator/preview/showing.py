"""What the preview shows: in: one build after the other, out: the pages of the last good one, and what is wrong now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlsplit

import msgspec

from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.pipeline import gather, loud, render_site
from generator.preview.workshop import Workshop
from generator.store.memory import save_memory

__all__ = ["Showing", "build_in_memory"]

_NO_PAGES: Mapping[str, bytes] = MappingProxyType({})


class Showing(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One state of the preview, complete; a request is answered from a single one, never from two."""

    build: int
    """How many builds there were; 0 before the first has ended."""
    pages: Mapping[str, bytes] = _NO_PAGES
    """Output path -> bytes, of the last build that came to an end; empty when none has."""
    base_path: str = "/"
    """Where the site lives on its host; begins and ends in a slash."""
    is_stale: bool = False
    """True when the last build failed and the pages are older."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of the last build, whether it failed or not."""
    is_settled: bool = True
    """False while only the pages that somebody looks at are shown anew and the rest is still to follow."""
    edited: tuple[str, ...] = ()
    """Output paths of the pages of the clippings whose edit led to this build; the first is the one to go to."""

    @cached_property
    def _assets(self) -> bytes:
        """A hash of what every page may depend on beside its own bytes."""
        digest = hashlib.sha256()
        for path in sorted(self.pages):
            if path.startswith("assets/"):
                digest.update(path.encode() + b"\0" + self.pages[path])
        return digest.digest()

    def version_of(self, path: str) -> str:
        """Name the state in which a page is shown: another one when its bytes or any asset changed, not otherwise."""
        if not self.pages:
            return f"nothing-{self.build}"
        return hashlib.sha256(self.pages.get(path, b"") + self._assets).hexdigest()[:16]


def build_in_memory(workshop: Workshop, origin: str) -> Showing:
    """
    Build a site for the address it is shown at; nothing is written but remembered work.

    `origin` is scheme, host and port of the preview; the sub-path stays that of the settings, so that links which
    only work on one of the two are found before the site is published.
    """
    places, config, memory, recall, today = workshop.begin()
    base_path = urlsplit(config.base_url).path
    local: Config = msgspec.structs.replace(config, base_url=f"{origin}{base_path}")
    digest = gather(places, local, memory, today=today, recall=recall)
    save_memory(places.cache, memory)
    pages = {artifact.path: artifact.data for artifact in render_site(places, local, digest)}
    recall.settle()
    found = loud((*memory.notes, *digest.diagnostics), config)
    return Showing(build=0, pages=MappingProxyType(pages), base_path=base_path, diagnostics=found)
