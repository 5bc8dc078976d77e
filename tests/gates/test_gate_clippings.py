"""Clippings of 14 conventions against labels made by reading: titles, days, authors and sites, and nothing lost."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.records import Clipping, Entry, Source
from generator.refine.site_names import fold

pytestmark = pytest.mark.gate

LABELS = Path(__file__).parent / "data" / "clippings.toml"
FINGERPRINT = "30c8986d35a0149f"
"""Of the names and bytes of all files of the exam."""

FLOOR_ENTRIES = 0.99
FLOOR_TITLES = 0.985
FLOOR_DAYS = 0.995
FLOOR_AUTHORS = 0.99
FLOOR_OUTLETS = 0.99

Label = Mapping[str, Any]


@pytest.fixture(scope="module")
def clippings(shared: Path) -> dict[str, Clipping]:
    """Every file of the exam, read and refined, by path."""
    folder = shared / "data" / "clippings"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        pytest.skip("the clippings are not in ../shared/data/clippings")
    settings = refine_settings(Config())
    exam = hashlib.sha256()
    found = {}
    for path in files:
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        digits = hashlib.sha256(data).hexdigest()
        exam.update(f"{name} {digits}\n".encode())
        found[name] = make_clipping(Source(path=name, data=data, sha256=digits), settings)

    assert exam.hexdigest()[:16] == FINGERPRINT, "the files are not the ones that were labelled"
    return found


@pytest.fixture(scope="module")
def labels() -> tuple[Label, ...]:
    return tuple(tomllib.loads(LABELS.read_text("utf-8"))["clipping"])


def first_entry(clipping: Clipping) -> Entry | None:
    return next(iter(clipping.entries), None)


def has_title(label: Label, clipping: Clipping) -> bool:
    entry = first_entry(clipping)
    digits = hashlib.sha256(fold(entry.title.value).encode()).hexdigest()[:16] if entry else ""
    return digits in label["titles"]


def has_day(label: Label, clipping: Clipping) -> bool:
    """A day that is right, or none where the file says none."""
    entry = first_entry(clipping)
    return entry is not None and (entry.dating.day or "") == label["day"]


def invents_day(label: Label, clipping: Clipping) -> bool:
    return any(entry.dating.day not in (None, label["day"]) for entry in clipping.entries)


def has_authors(label: Label, clipping: Clipping) -> bool:
    entry = first_entry(clipping)
    return entry is not None and [author.value for author in entry.authors] == label.get("authors", [])


def has_outlet(label: Label, clipping: Clipping) -> bool:
    entry = first_entry(clipping)
    return entry is not None and entry.outlet is not None and entry.outlet.value == label["outlet"]


def report(what: str, right: Mapping[str, bool], capsys: pytest.CaptureFixture[str]) -> float:
    """Print the share that is right and the files that are not."""
    share = sum(right.values()) / len(right)
    with capsys.disabled():
        print(f"\nclippings, {what}: {share:.4f} of {len(right)}", *list_wrong(right), sep="\n  wrong: ")
    return share


def list_wrong(right: Mapping[str, bool]) -> Iterable[str]:
    return (path for path, is_right in right.items() if not is_right)


def test_every_file_is_an_entry_or_says_why_not(
    clippings: Mapping[str, Clipping], capsys: pytest.CaptureFixture[str]
) -> None:
    """358 files, broken feeds among them: none vanishes, and none is blamed on dayfold."""
    told = {path: bool(one.entries or (one.left_out and one.diagnostics)) for path, one in clippings.items()}
    failed = [
        path for path, one in clippings.items() if any(seen.name == "source-unreadable" for seen in one.diagnostics)
    ]

    assert (report("entry or diagnostic", told, capsys), failed) == (1.0, [])


def test_what_is_no_article_makes_no_entry(
    clippings: Mapping[str, Clipping], labels: tuple[Label, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A feed makes as many entries as it has items with a text or an address; a file of fields alone makes none."""
    counted = {
        label["path"]: len(clippings[label["path"]].entries) in wanted
        for label in labels
        if (wanted := label.get("items", [1]))
    }

    assert report("number of entries", counted, capsys) >= FLOOR_ENTRIES


def test_titles_are_those_a_reader_gives(
    clippings: Mapping[str, Clipping], labels: tuple[Label, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The title of the first entry, whatever its convention calls it."""
    right = {one["path"]: has_title(one, clippings[one["path"]]) for one in labels if "titles" in one}

    assert report("titles", right, capsys) >= FLOOR_TITLES


def test_days_are_those_a_reader_gives(
    clippings: Mapping[str, Clipping], labels: tuple[Label, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The day of publication, from a field or from the file's name, and none where there is none."""
    right = {one["path"]: has_day(one, clippings[one["path"]]) for one in labels if "titles" in one}

    assert report("days", right, capsys) >= FLOOR_DAYS


def test_no_day_is_invented(clippings: Mapping[str, Clipping], labels: tuple[Label, ...]) -> None:
    """A wrong day is worse than none."""
    wrong = [one["path"] for one in labels if "titles" in one and invents_day(one, clippings[one["path"]])]

    assert wrong == []


def test_authors_are_those_the_file_names(
    clippings: Mapping[str, Clipping], labels: tuple[Label, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every author that a field names, and nobody where none is named."""
    right = {one["path"]: has_authors(one, clippings[one["path"]]) for one in labels if "titles" in one}

    assert report("authors", right, capsys) >= FLOOR_AUTHORS


def test_outlets_are_those_the_file_names(
    clippings: Mapping[str, Clipping], labels: tuple[Label, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The site that a field names."""
    right = {one["path"]: has_outlet(one, clippings[one["path"]]) for one in labels if "outlet" in one}

    assert report("outlets", right, capsys) >= FLOOR_OUTLETS
