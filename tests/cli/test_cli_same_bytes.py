"""Same input, same bytes: on any machine, in any order, from any folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def _copy(content: Path, folder: Path, *, backwards: bool = False) -> Path:
    """Copy the sample site's clippings, file by file, in one order or the other."""
    for file in sorted((one for one in content.rglob("*") if one.is_file()), reverse=backwards):
        target = folder / "content" / file.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    (folder / "dayfold.toml").write_text('timezone = "America/New_York"\n', encoding="utf-8")
    return folder


def _build(site: Path, here: Path, *options: str, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(site / "dayfold.toml"), *options],
        cwd=here,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        check=True,
    )
    output = site / "output"
    return {one.relative_to(output).as_posix(): one.read_bytes() for one in output.rglob("*") if one.is_file()}


@pytest.fixture(scope="module")
def expected(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = _copy(project / "content", tmp_path_factory.mktemp("expected"))
    return _build(site, site, PYTHONHASHSEED="0", TZ="UTC", LANG="C.UTF-8")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Adak", "LANG": "C", "LC_ALL": "C"},
        {"SOURCE_DATE_EPOCH": "4102444800"},
    ],
)
def test_hash_seed_zone_locale_and_clock_change_nothing(
    project: Path, tmp_path: Path, expected: dict[str, bytes], environment: dict[str, str]
) -> None:
    """Nothing in the output comes from the machine."""
    assert expected == _build(_copy(project / "content", tmp_path), tmp_path, **environment)


def test_folder_order_and_processes_change_nothing(project: Path, tmp_path: Path, expected: dict[str, bytes]) -> None:
    """Built from elsewhere, from files made in the opposite order, by two processes."""
    site = _copy(project / "content", tmp_path / "another" / "place", backwards=True)

    assert expected == _build(site, Path("/"), "--jobs", "2")


@pytest.mark.parametrize("jobs", ["1", "2", "4"])
def test_a_build_that_goes_on_from_the_last_is_a_fresh_one(project: Path, tmp_path: Path, jobs: str) -> None:
    """However many processes, a clipping retitled and one removed: what the last process left changes no byte."""
    site, fresh = _copy(project / "content", tmp_path / "site"), tmp_path / "fresh"
    _build(site, site, "--jobs", jobs, PYTHONHASHSEED="1")
    first, second = sorted((site / "content").rglob("*.md"))[:2]
    text = first.read_text(encoding="utf-8")
    first.write_text(re.sub("(?m)^title: .*$", "title: A headline of its own", text, count=1), encoding="utf-8")
    second.unlink()
    after = _build(site, site, "--jobs", jobs, PYTHONHASHSEED="2")
    shutil.copytree(site, fresh, ignore=shutil.ignore_patterns("output", ".dayfold"))

    assert after == _build(fresh, fresh, PYTHONHASHSEED="3")
    assert any(b"A headline of its own" in data for data in after.values())
