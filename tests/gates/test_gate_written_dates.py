"""Dates as 341 outlets wrote them against the day a reader takes from each; the labels hold no word of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.refine.moments import ImpossibleDateError, read_moment

pytestmark = pytest.mark.gate

EXAM = "stories-ecbplus-dev.jsonl.gz"
LABELS = Path(__file__).parent / "data" / "written-dates.toml"
FINGERPRINT = "ce766ed49cd77272"
"""Of the ids and strings of the exam, in order of the ids."""

FLOOR_RIGHT = 0.99
MOST_INVENTED = 0
MOST_WRONG = 0


@pytest.fixture(scope="module")
def strings(shared: Path) -> dict[str, str]:
    """What stands where the date of an article belongs, by article; some of it is no date at all."""
    path = shared / "data" / EXAM
    if not path.is_file():
        pytest.skip(f"the labelled stories are not in ../shared/data/{EXAM}")
    rows = (json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines())
    found = {row["id"]: row["date_raw"] for row in sorted(rows, key=lambda row: str(row["id"])) if row["date_raw"]}

    exam = "\n".join(f"{article} {written}" for article, written in found.items())
    assert hashlib.sha256(exam.encode()).hexdigest()[:16] == FINGERPRINT, "the strings are not those that were labelled"
    return found


@pytest.fixture(scope="module")
def labels() -> Mapping[str, str]:
    labels: dict[str, str] = tomllib.loads(LABELS.read_text("utf-8"))["days"]
    return labels


def day_of(written: str) -> str:
    """Read the day as dayfold does; `none` when there is none, or when it is left open."""
    try:
        moment = read_moment(written)
    except ImpossibleDateError:
        return "none"
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}" if moment and moment.day else "none"


def test_written_days_are_read(
    strings: Mapping[str, str], labels: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nearly every string that names a day is read as that day, and none as another."""
    readable = {article: day for article, day in labels.items() if day not in ("none", "open")}
    found = {article: day_of(strings[article]) for article in readable}
    right = sum(found[article] == day for article, day in readable.items())
    wrong = sum(found[article] not in ("none", day) for article, day in readable.items())
    with capsys.disabled():
        print(f"\nwritten days: {right} of {len(readable)} right ({right / len(readable):.4f}), {wrong} wrong")

    assert right / len(readable) >= FLOOR_RIGHT
    assert wrong <= MOST_WRONG


def test_no_day_is_read_where_none_is_written(
    strings: Mapping[str, str], labels: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Sentences with numbers, a clock alone and a day without its year give no day."""
    silent = [article for article, day in labels.items() if day == "none"]
    invented = [article for article in silent if day_of(strings[article]) != "none"]
    with capsys.disabled():
        print(f"\nunreadable dates: {len(invented)} days invented for {len(silent)} strings")

    assert len(invented) <= MOST_INVENTED


def test_every_string_is_labelled(strings: Mapping[str, str], labels: Mapping[str, str]) -> None:
    """The exam and its labels name the same articles."""
    assert set(labels) == set(strings)
