"""What was published stays where it was: whatever clippings come later, its address leads somewhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.clippings import make_clippings
from generator.config import Config, parse_config, refine_settings
from generator.digest import make_digest
from generator.publish import urls
from generator.publish.moves import list_moves
from generator.records import Clipping, Digest
from generator.store.memory import Memory
from generator.store.sources import find_files
from generator.workers import Alone

Sample = tuple[Sequence[Clipping], Config]


@pytest.fixture(scope="module")
def sample(project: Path) -> Sample:
    """The clippings of the sample site, read once."""
    config = parse_config((project / "dayfold.toml").read_text("utf-8"), "dayfold.toml")
    files, _ = find_files(project / "content", within=project)
    read = make_clippings(files, Memory("stamp"), refine_settings(config), workers=Alone(), progress=lambda *_: None)
    return tuple(read), config


def pages_of(digest: Digest) -> set[str]:
    stories = {urls.story(story) for day in digest.days for story in day.stories}
    return stories | {urls.thread(thread) for thread in digest.threads}


@pytest.mark.parametrize("seed", range(8))
def test_addresses_survive_whatever_comes_later(sample: Sample, seed: int) -> None:
    """Stories and threads made of some of the sample's clippings are found when all of them are there."""
    clippings, config = sample
    chosen = random.Random(seed)
    some = chosen.sample(clippings, chosen.randint(10, len(clippings) - 1))
    all_of_them = make_digest(clippings, config)
    found = pages_of(all_of_them) | {move.old for move in list_moves(all_of_them)}

    assert pages_of(make_digest(some, config)) - found == set()
