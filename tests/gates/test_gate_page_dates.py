"""Days of saved pages against labelled ones: how often right, and how often right where dayfold is sure."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from generator.config import RefineSettings
from generator.read import read
from generator.records import Dating, Entry, Source
from generator.refine import refine

pytestmark = pytest.mark.gate

EXAM = "dates-dev.tar.gz"
FINGERPRINT = "0c3daca76264616a"

FLOOR_ACCURACY = 0.92
FLOOR_PRECISION_WHEN_SURE = 0.97


def make_dating(data: bytes, path: str, settings: RefineSettings) -> Dating:
    reading = read(Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest()), settings.max_source_bytes)
    results = [refine(draft, reading.text, settings) for draft in reading.drafts]
    return next((one.dating for one in results if isinstance(one, Entry)), Dating())


def test_days_of_saved_pages(shared: Path, settings: RefineSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A page is dated by the day it was published; where two sources agree dayfold says it is sure."""
    path = shared / "data" / EXAM
    if not path.is_file():
        pytest.skip(f"the labelled pages are not in ../shared/data/{EXAM}")
    data = path.read_bytes()

    assert hashlib.sha256(data).hexdigest()[:16] == FINGERPRINT
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = {one.name.removeprefix("./"): archive.extractfile(one) for one in archive if one.isfile()}
        contents = {name: file.read() for name, file in files.items() if file}
    prefix = next(name for name in contents if name.endswith("gold.jsonl")).removesuffix("gold.jsonl")
    rows = [json.loads(line) for line in contents[f"{prefix}gold.jsonl"].decode().splitlines()]
    datings = [make_dating(contents[prefix + row["file"]], row["file"], settings) for row in rows]
    right = [dating.day == row["date"] for dating, row in zip(datings, rows, strict=True)]
    sure = [is_right for dating, is_right in zip(datings, right, strict=True) if dating.day and not dating.is_guess]
    accuracy, precision = sum(right) / len(right), sum(sure) / len(sure)
    with capsys.disabled():
        print(f"\ndays of {len(rows)} pages: right {accuracy:.4f}; sure of {len(sure)}, right of these {precision:.4f}")

    assert (accuracy >= FLOOR_ACCURACY, precision >= FLOOR_PRECISION_WHEN_SURE) == (True, True)
