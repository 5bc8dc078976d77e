"""The figures of five real clippings, held against labels that were made by reading."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.records import Figure, Source

pytestmark = pytest.mark.gate

FINGERPRINT = "ecdfe0f378e63ab6"

LABELS = Path(__file__).with_name("figures_seeds.toml")

Row = tuple[int, str, str, str, str]


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, tuple[Figure, ...]]:
    paths = sorted((shared / "seeds").glob("*.txt"))
    if len(paths) != 5:
        pytest.skip("the five clippings are not in ../shared/seeds")
    settings = refine_settings(Config())
    found = {}
    for path in paths:
        data = path.read_bytes()
        source = Source(path=path.name, data=data, sha256=hashlib.sha256(data).hexdigest())
        found[path.name[:3]] = make_clipping(source, settings).entries[0].figures
    return found


def _words(name: str) -> set[str]:
    return {re.sub(r"['’]s?$", "", word).casefold() for word in name.split()}


def _is_told(figure: Figure, row: Row) -> bool:
    number, amount, kind, claimant, as_of = row
    is_whole = bool(re.search(rf"(?<![\d,]){re.escape(amount)}(?![\d,])", figure.amount))
    is_credited = _words(claimant) <= _words(figure.claimant) and bool(claimant) == bool(figure.claimant)
    return (figure.number, figure.kind, figure.as_of, is_whole, is_credited) == (number, kind, as_of, True, True)


def test_figures_of_the_clippings(figures: dict[str, tuple[Figure, ...]]) -> None:
    """Every figure is found as printed, with the right claimant and day, and nothing else is taken for one."""
    text = LABELS.read_text("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == FINGERPRINT, "the labels are not the ones this gate knows"
    labels: dict[str, list[Row]] = {entry: table["rows"] for entry, table in tomllib.loads(text).items()}
    missing = [
        (entry, row)
        for entry, rows in labels.items()
        for row in rows
        if not any(_is_told(one, row) for one in figures[entry])
    ]
    strangers = [
        (entry, one.amount)
        for entry, found in figures.items()
        for one in found
        if not any(_is_told(one, row) for row in labels[entry])
    ]
    print(f"figures: {sum(map(len, labels.values()))} labelled, {len(missing)} missing, {len(strangers)} others")
    assert (missing, strangers) == ([], [])
