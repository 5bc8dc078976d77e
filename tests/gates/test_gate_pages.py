"""Saved pages against labelled ones: the main text by shingle F1, titles and authors by share."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.config import RefineSettings
from generator.publish.export import BODY_KINDS
from generator.read import read
from generator.records import Entry, Source
from generator.refine import refine

pytestmark = pytest.mark.gate

EXAM = "pages-dev.tar.gz"
FINGERPRINT = "cf670fab78088b5f"
SHINGLE = 4

FLOOR_F1 = 0.94
FLOOR_TITLES = 0.9


class Answer(NamedTuple):
    gold: dict[str, Any]
    entry: Entry | None


@pytest.fixture(scope="module")
def answers(shared: Path, settings: RefineSettings) -> list[Answer]:
    """What dayfold makes of a hundred saved news pages, each beside the right answer."""
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
    return [Answer(row, make_entry(contents[prefix + row["file"]], row["file"], settings)) for row in rows]


def make_entry(data: bytes, path: str, settings: RefineSettings) -> Entry | None:
    reading = read(Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest()), settings.max_source_bytes)
    results = [refine(draft, reading.text, settings) for draft in reading.drafts]
    return next((one for one in results if isinstance(one, Entry)), None)


def body(entry: Entry | None) -> str:
    """The article as an export prints it."""
    paragraphs = [one for one in entry.paragraphs if one.kind in BODY_KINDS] if entry else []
    return "\n\n".join(" ".join(sentence.text for sentence in one.sentences) for one in paragraphs)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def score(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of word shingles, as article extraction benchmarks count them."""
    right, given = shingles(gold), shingles(found)
    both = (right & given).total()
    return both / given.total() if given else 0.0, both / right.total() if right else 1.0


def fold(line: str) -> str:
    return re.sub(r"[\W_]+", "", line.casefold())


def test_main_text_of_saved_pages(answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
    """The article is told from menus, teasers and notices."""
    scores = [score(one.gold["text"], body(one.entry)) for one in answers]
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    with capsys.disabled():
        print(f"\nmain text of {len(answers)} pages: P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")

    assert f1 >= FLOOR_F1


def test_titles_and_authors_of_saved_pages(answers: list[Answer], capsys: pytest.CaptureFixture[str]) -> None:
    """The headline is the article's own, without the name of its site; authors are printed for information."""
    titles = [fold(one.entry.title.value) == fold(one.gold["title"]) if one.entry else False for one in answers]
    signed = [one for one in answers if one.gold["authors"]]
    authors = [
        any(fold(name.value) in fold(one.gold["authors"]) for name in one.entry.authors) if one.entry else False
        for one in signed
    ]
    share, signed_right = sum(titles) / len(titles), sum(authors) / len(signed)
    with capsys.disabled():
        print(f"\ntitles of {len(titles)} pages: {share:.4f}; an author of {len(signed)}: {signed_right:.4f}")

    assert share >= FLOOR_TITLES


def test_the_score_knows_perfect_and_poor_answers() -> None:
    """The same text is perfect, none finds nothing, and half of it loses recall only."""
    text = "one two three four five six seven"

    assert score(text, text) == (1.0, 1.0)
    assert score(text, "") == (0.0, 0.0)
    assert score(text, "one two three four five") == (1.0, 0.5)
