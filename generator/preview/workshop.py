"""What watch and serve share: settings read anew for every build, remembered work kept in the process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.config import Config, refine_settings
from generator.pipeline import open_memory
from generator.preview.builder import Builder
from generator.preview.changes import Table, files_of
from generator.preview.doorbell import Doorbell
from generator.recall import Recall
from generator.store.memory import Memory, make_stamp
from generator.store.places import Places

__all__ = ["Materials", "Workshop"]


class Materials(NamedTuple):
    """What one build needs."""

    places: Places
    config: Config
    memory: Memory
    recall: Recall
    """What the builds before it made; to be settled when this one has come to its end."""
    today: str
    """The date in the site's zone."""


class Workshop:
    """A site that is built over and over in one process."""

    def __init__(
        self, find: Callable[[], Places], load: Callable[[Places], Config], today: Callable[[Config], str]
    ) -> None:
        """`find` says where the site is, `load` reads its settings, `today` is the date in its zone."""
        self._find = find
        self._load = load
        self._today = today
        self._memory: Memory | None = None
        self._recall = Recall()
        self._places = find()

    def places(self) -> Places:
        """Say where the site is. A settings file that appears later is noticed; one that vanishes is missed."""
        if self._places.config is None:
            self._places = self._find()
        return self._places

    def begin(self) -> Materials:
        """
        Lay out what one build needs.

        *Errors*: `DayfoldError` for settings that cannot be.
        """
        places = self.places()
        config = self._load(places)
        if self._memory is None:
            self._memory = open_memory(places, config)
        else:
            self._memory = self._memory.for_next_build(make_stamp(refine_settings(config)))
        return Materials(places, config, self._memory, self._recall, self._today(config))

    def builder(self, build: Callable[[], None]) -> Builder:
        """Make the thread that calls `build` whenever settings, templates or clippings changed."""
        places = self.places()
        doorbell = Doorbell(deep=(places.content, places.templates), flat=(places.root, places.content.parent))
        return Builder(build, Table(self._files), doorbell)

    def _files(self) -> dict[str, Path]:
        return files_of(self.places())
