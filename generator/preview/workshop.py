"""What watch and serve share: settings read anew for every build, remembered work kept in the process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.config import Config, refine_settings
from generator.preview.builder import Build, Builder
from generator.preview.changes import Table, files_of
from generator.preview.doorbell import Doorbell
from generator.publish import Reprints
from generator.store.memory import make_stamp
from generator.store.past import Past, open_past
from generator.store.places import Places

__all__ = ["Materials", "Workshop"]


class Materials(NamedTuple):
    """What one build needs."""

    places: Places
    config: Config
    past: Past
    """What the builds before it made; its recall is to be settled when this one has come to its end."""
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
        self._past: Past | None = None
        self._is_whole = True
        self._places = find()
        self.doorbell = Doorbell(
            deep=(self._places.content, self._places.templates),
            flat=(self._places.root, self._places.content.parent),
            warn=warn,
        )

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
        self._past = self._open_past(places, config) if self._past is None else self._go_on(self._past, config)
        self._is_whole = False
        self._config = config
        return Materials(places, config, self._past, self._today(config))

    def _open_past(self, places: Places, config: Config) -> Past:
        """Start where the last process ended. Pages are kept here, so fingerprints of them are of no use."""
        heed = self.doorbell.heed
        return open_past(places.cache, refine_settings(config), heed=heed)._replace(printed=Reprints(heed))

    def _go_on(self, past: Past, config: Config) -> Past:
        memory = past.memory.for_next_build(make_stamp(refine_settings(config)), is_whole=self._is_whole)
        return past._replace(memory=memory, notes=())

    def keep(self) -> None:
        """Keep what a build that read everything has made, for those after it."""
        if self._past:
            self._past.recall.settle()
        self._is_whole = True

    def builder(self, build: Build) -> Builder:
        """Make the thread that calls `build` whenever settings, templates or clippings changed, and at midnight."""
        return Builder(build, Table(self._files, self._day), self.doorbell)

    def _day(self) -> str:
        return self._today(self._config) if self._config else ""

    def _files(self) -> dict[str, Path]:
        return files_of(self.places(), self.doorbell.heed)
