"""Who says so in five real clippings, held against labels that were made by reading before anything was run."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.records import Claim, Source

pytestmark = pytest.mark.gate

FINGERPRINT = "5993943c05093857"
LEAST_CLAIMED = 0.98
LEAST_RIGHT = 0.98

LABELS = Path(__file__).with_name("claims_seeds.toml")


@pytest.fixture(scope="module")
def claims(shared: Path) -> dict[str, tuple[Claim, ...]]:
    paths = sorted((shared / "seeds").glob("*.txt"))
    if len(paths) != 5:
        pytest.skip("the five clippings are not in ../shared/seeds")
    settings = refine_settings(Config())
    found = {}
    for path in paths:
        data = path.read_bytes()
        source = Source(path=path.name, data=data, sha256=hashlib.sha256(data).hexdigest())
        found[path.name[:3]] = make_clipping(source, settings).entries[0].claims
    return found


def _words(name: str) -> set[str]:
    return {re.sub(r"['’]s?$", "", word).casefold() for word in name.split()} - {"the", "of", "a", "for"}


def _is_right(found: list[Claim], label: dict[str, list[str]]) -> bool:
    """Every name of the label is found, nobody else is, and the chain is the label's."""
    names = [_words(one.claimant) for one in found]
    wanted = [_words(name) for name in label["says"]]
    allowed = wanted + [_words(name) for name in label.get("also", ())]
    is_complete = all(any(one <= name for name in names) for one in wanted)
    is_exact = all(any(one <= name for one in allowed) for name in names)
    return is_complete and is_exact and all(list(one.chain) == label.get("via", []) for one in found)


def test_claimants_of_the_clippings(claims: dict[str, tuple[Claim, ...]]) -> None:
    """Nearly every sentence with a reporting verb gets its claimant, the right one, and no other sentence gets any."""
    text = LABELS.read_text("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == FINGERPRINT, "the labels are not the ones this gate knows"
    labels: dict[str, dict[str, Any]] = tomllib.loads(text)
    cases = [
        ([one for one in claims[entry] if one.number == int(number)], label)
        for entry, rows in labels.items()
        for number, label in rows.items()
    ]
    claimed = sum(bool(found) for found, _ in cases) / len(cases)
    right = sum(_is_right(found, label) for found, label in cases) / len(cases)
    strangers = [
        (entry, one.number) for entry in claims for one in claims[entry] if str(one.number) not in labels[entry]
    ]
    print(f"claims: {len(cases)} sentences, {claimed:.3f} with a claimant, {right:.3f} right")
    assert (claimed >= LEAST_CLAIMED, right >= LEAST_RIGHT, strangers) == (True, True, [])
