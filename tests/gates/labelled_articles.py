"""The labelled articles that gates about stories and reprints are held to."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.records import Dating, Entry, Evidence, Finding, Paragraph, Sentence
from generator.text.sentences import split_sentences
from generator.text.words import words

__all__ = ["Article", "load_articles", "make_entry"]

EXAM = "stories-ecbplus-dev.jsonl.gz"
FINGERPRINT = "85d3c4d4f17fa0bb"


class Article(NamedTuple):
    id: str
    title: str
    sentences: list[str]
    story: str

    @property
    def topic(self) -> str:
        """A story and its sister are one topic."""
        return self.story.partition("-")[2].rstrip("abcdefghijklmnopqrstuvwxyz")


def load_articles(shared: Path) -> list[Article]:
    """All 772 of them, by id. The exam is known by its hash: another file is another exam."""
    path = shared / "data" / EXAM
    if not path.is_file():
        pytest.skip(f"the labelled stories are not in ../shared/data/{EXAM}")
    data = gzip.decompress(path.read_bytes())

    assert hashlib.sha256(data).hexdigest()[:16] == FINGERPRINT
    rows = sorted(map(json.loads, data.decode().splitlines()), key=lambda row: str(row["id"]))
    return [
        Article(
            row["id"],
            row["title"],
            [row["text"][start:end] for start, end in split_sentences(row["text"], "en")],
            row["story"],
        )
        for row in rows
    ]


def make_entry(one: Article, days_on: int) -> Entry:
    """An entry as reading would make it, on a day after the first of 2031."""
    day = (date(2031, 1, 1) + timedelta(days=days_on)).isoformat()
    evidence = Evidence(rule="label", quote=one.story)
    sentences = tuple(
        Sentence(number=number, text=text, spans=(), word_count=len(words(text)))
        for number, text in enumerate(one.sentences, 1)
    )
    return Entry(
        id=one.id,
        path=f"{one.id}.txt",
        part=0,
        sha256="",
        format="plain",
        title=Finding(value=one.title, evidence=evidence),
        dating=Dating(day=day, edtf=day, precision="day"),
        outlet=None,
        agency=None,
        authors=(),
        contributors=(),
        url=None,
        archive_url=None,
        language=Finding(value="en", evidence=evidence),
        labels=(),
        paragraphs=(Paragraph(kind="paragraph", sentences=sentences),),
        removed=(),
        pieces=(),
        links=(),
        rights="quote",
    )
