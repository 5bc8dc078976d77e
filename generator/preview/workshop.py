"""What watch and serve share: settings read anew for every build, remembered work kept in the process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.config import Config, refine_settings
from generator.pipeline import open_memory
from generator.preview.builder import Build, Builder
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
        self,
        find: Callable[[], Places],
        load: Callable[[Places], Config],
        today: Callable[[Config], str],
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        """
        `find` says where the site is, `load` reads its settings, `today` is the date in its zone; `warn` is told what
        keeps edits from being noticed at once.
        """
        self._find = find
        self._load = load
        self._today = today
        self._config: Config | None = None
        """Of the last build."""
        self._memory: Memory | None = None
        self._is_whole = True
        self._places = find()
        self.doorbell = Doorbell(
            deep=(self._places.content, self._places.templates),
            flat=(self._places.root, self._places.content.parent),
            warn=warn,
        )
        self._recall = Recall(heed=self.doorbell.heed)

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
            stamp = make_stamp(refine_settings(config))
            self._memory = self._memory.for_next_build(stamp, is_whole=self._is_whole)
        self._is_whole = False
        today = self._today(config)
        self._config = config
        return Materials(places, config, self._memory, self._recall, today)

    def keep(self) -> None:
        """Keep what a build that read everything has made, for those after it."""
        self._recall.settle()
        self._is_whole = True

    def builder(self, build: Build) -> Builder:
        """Make the thread that calls `build` whenever settings, templates or clippings changed, and at midnight."""
        return Builder(build, Table(self._files, self._day), self.doorbell)

    def _day(self) -> str:
        return self._today(self._config) if self._config else ""

    def _files(self) -> dict[str, Path]:
        return files_of(self.places(), self.doorbell.heed)
