"""A made-up site in a live preview beside a fresh build of it: in: edits, out: what the two do not agree on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.config import refine_settings
from generator.diagnostics import DayfoldError, Diagnostic
from generator.pipeline import gather, plan
from generator.preview.rebuild import Preview
from generator.preview.showing import Showing
from generator.preview.stage import Stage
from generator.preview.workshop import Workshop
from generator.store.memory import Memory, make_stamp
from generator.store.places import Places, find_places
from generator.store.settings import load_config

__all__ = ["ORIGIN", "FreshBuilds", "Previewed", "differences"]

ORIGIN = "http://127.0.0.1:8000"

Files = Mapping[str, bytes]


class FreshBuilds:
    """
    Builds a site as if for the first time, again and again.

    Nothing is taken over from one build to the next but the clippings of files whose bytes are the same, to save time,
    and with `is_strict` not even these.
    """

    def __init__(self, places: Places, today: str, *, origin: str = ORIGIN, is_strict: bool = False) -> None:
        """`origin` is scheme, host and port of the preview that the builds are compared with."""
        self.today = today
        self._origin = origin
        self._places = places
        self._is_strict = is_strict
        self._memory = Memory("")

    def build(self) -> Files:
        """Make every file of the site. *Errors*: `DayfoldError` as a build has them."""
        config = load_config(self._places)
        base_path = "/" + config.base_url.partition("://")[2].partition("/")[2]
        config = msgspec.structs.replace(config, base_url=f"{self._origin}{base_path}")
        stamp = make_stamp(refine_settings(config))
        self._memory = Memory(stamp) if self._is_strict else self._memory.for_next_build(stamp)
        digest = gather(self._places, config, self._memory, today=self.today)
        files: dict[str, bytes] = {}
        failed: dict[str, tuple[Diagnostic, ...]] = {}
        for file in plan(self._places, config, digest).files:
            if file.kind not in failed and file.path not in files:
                try:
                    files[file.path] = file.make()
                except DayfoldError as error:
                    failed[file.kind] = error.diagnostics
        if failed:
            raise DayfoldError(*sorted({one for found in failed.values() for one in found}))
        return files


class Previewed:
    """A site in a live preview, in this process: with the real watching and the real builder, without a server."""

    def __init__(self, root: Path, today: str) -> None:
        self.places = find_places(root)
        self.today = today
        self.stage = Stage()
        self.told: list[Showing] = []
        """What stood on stage when each build had come to its end."""
        self._ended = threading.Condition()
        workshop = Workshop(lambda: self.places, load_config, lambda _: self.today)
        self._builder = workshop.builder(Preview(workshop, self.stage, ORIGIN, self._tell).rebuild)

    @classmethod
    @contextmanager
    def open(cls, root: Path, today: str) -> Iterator[Previewed]:
        """Show a site for as long as the context lasts, from the moment its first build has ended."""
        made = cls(root, today)
        made._builder.start()
        try:
            made.wait_for_build(0, 60)
            yield made
        finally:
            made._builder.stop()

    def is_alive(self) -> bool:
        return self._builder.is_alive()

    def wait_for_build(self, seen: int, timeout_s: float) -> bool:
        """Wait until more builds than `seen` have come to their end; False when that takes too long."""
        with self._ended:
            return self._ended.wait_for(lambda: len(self.told) > seen, timeout_s)

    def stale(self, fresh: FreshBuilds, patience_s: float = 60.0) -> list[str]:
        """
        Say where the preview, given time to settle, is not what a fresh build is; empty when it is.

        Of a site that cannot be built, the preview must tell the same errors and go on showing what it had.
        """
        expected: Files | tuple[Diagnostic, ...]
        try:
            expected = fresh.build()
        except DayfoldError as error:
            expected = error.diagnostics
        end = time.monotonic() + patience_s
        while True:
            seen, showing = len(self.told), self.stage.showing
            wrong = _wrong(showing, expected)
            left = end - time.monotonic()
            if not wrong or left <= 0 or not self.is_alive():
                return wrong
            if len(self.told) == seen:
                self.wait_for_build(seen, left)

    def _tell(self, showing: Showing, _changed: frozenset[str], _took_s: float) -> None:
        with self._ended:
            self.told.append(showing)
            self._ended.notify_all()


def differences(shown: Files, expected: Files) -> list[str]:
    """Name the files that one has and the other has not, or has with other bytes."""
    missing = [f"missing: {path}" for path in sorted(set(expected) - set(shown))]
    surplus = [f"orphan: {path}" for path in sorted(set(shown) - set(expected))]
    other = [f"stale: {path}" for path in sorted(set(shown) & set(expected)) if shown[path] != expected[path]]
    return [*missing, *surplus, *other]


def _wrong(showing: Showing, expected: Files | tuple[Diagnostic, ...]) -> list[str]:
    if isinstance(expected, tuple):
        told = set(showing.diagnostics)
        return [f"not told: {one.name} {one.path}: {one.message}" for one in expected if one not in told] or (
            [] if showing.is_stale else ["a build that failed is shown as a good one"]
        )
    if showing.is_stale or not showing.is_settled:
        found = "; ".join(f"{one.name} {one.path}: {one.message}" for one in showing.diagnostics[:3])
        return [f"stale={showing.is_stale} settled={showing.is_settled}: {found}"]
    try:
        return differences(showing.pages, expected)
    except DayfoldError as error:
        return [f"cannot be made: {one.path}: {one.message}" for one in error.diagnostics]
