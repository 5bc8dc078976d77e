"""What is contested in the seeds, as a careful reader finds it: by sentence and stance, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.clippings import make_clipping
from generator.config import RefineSettings
from generator.digest.contested import find_contested
from generator.records import Source

pytestmark = pytest.mark.gate

READ = {
    "000": [[(2, "alleges"), (2, "alleges")], [(4, "says"), (5, "says")]],
    "001": [[(9, "says"), (8, "says")]],
    "002": [[(22, "alleges"), (22, "denies")], [(13, "alleges"), (13, "alleges")]],
    "003": [],
    "004": [[(1, "denies"), (1, "alleges")], [(4, "denies"), (3, "says")], [(10, "alleges"), (10, "alleges")]],
}
"""By seed: pairs of sentence number and stance, the sides in order of their names."""


def test_contested_pairs_of_the_seeds(shared: Path, settings: RefineSettings) -> None:
    """Who fired first, whether a missile was fired at Nakhchivan, and who takes part in the war: each found once."""
    found = {}
    for file in sorted((shared / "seeds").glob("*.txt")):
        data = file.read_bytes()
        source = Source(path=file.name, data=data, sha256=hashlib.sha256(data).hexdigest())
        entries = make_clipping(source, settings).entries
        found[file.name[:3]] = [
            [(side.ref.number, side.stance) for side in pair.sides] for pair in find_contested(entries, [])
        ]
    print(f"\ncontested: {sum(map(len, found.values()))} pairs in {len(found)} seeds")

    assert found == READ
