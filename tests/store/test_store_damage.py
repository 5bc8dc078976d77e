"""A cache that was damaged in whatever way costs time only: it is said, and the site is that of a fresh build."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest

from benchmarks.edited_site import EditedSite
from generator.cli import dayfold

_Damage = Callable[[bytes, random.Random], bytes]


def _flip(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _empty(_data: bytes, _dice: random.Random) -> bytes:
    return b""


def _scramble(data: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(len(data))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built, with a cache."""
    root = tmp_path_factory.mktemp("damage") / "site"
    site = EditedSite.make(root, 3, 1)
    site.write_config(pages='["calendar"]', search="false")
    _build(root)
    return root


def _build(root: Path) -> str:
    config = str(root / "dayfold.toml")
    environment = {"SOURCE_DATE_EPOCH": "1616025600"}
    done = click.testing.CliRunner().invoke(
        dayfold, ["build", "--json", "--jobs", "1", "--config", config], standalone_mode=False, env=environment
    )
    assert done.exception is None
    return done.output


def _site(root: Path) -> dict[str, bytes]:
    folder = root / "output"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("damage", [_flip, _cut, _empty, _scramble])
def test_a_damaged_cache_is_told_of_once_and_does_no_harm(built: Path, damage: _Damage) -> None:
    """Each file for itself, and what the build after the next reads is sound again."""
    dice = random.Random(7)
    cache, before = built / ".dayfold", _site(built)
    names = sorted(file.name for file in cache.iterdir() if file.suffix in (".msgpack", ".marshal", ".pickle"))
    assert len(names) == 7
    outcomes = {}
    for name in names:
        for last in cache.glob("last-build.*") if name != "last-build.msgpack" else ():
            last.unlink()  # a build with nothing to do reads nothing else
        file = cache / name
        file.write_bytes(damage(file.read_bytes(), dice))
        first, second = _build(built), _build(built)
        outcomes[name] = (first.count('"cache-damaged"'), f"/{name}" in first, second.count('"cache-damaged"'))
        assert _site(built) == before

    assert outcomes == dict.fromkeys(names, (1, True, 0))
