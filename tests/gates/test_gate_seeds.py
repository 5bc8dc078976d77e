"""Five real clippings, and what a careful person reads in them: every answer must be right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.digest import make_digest
from generator.publish.export import export_entries
from generator.records import Clipping, Digest, Source

pytestmark = pytest.mark.gate

FINGERPRINT = "837917a2238763e5"


@pytest.fixture(scope="module")
def clippings(shared: Path) -> tuple[Clipping, ...]:
    paths = sorted((shared / "seeds").glob("*.txt"))
    if len(paths) != 5:
        pytest.skip("the five clippings are not in ../shared/seeds")
    settings = refine_settings(Config())
    sources = [(path.name, path.read_bytes()) for path in paths]
    return tuple(
        make_clipping(Source(path=name, data=data, sha256=hashlib.sha256(data).hexdigest()), settings)
        for name, data in sources
    )


@pytest.fixture(scope="module")
def digest(clippings: tuple[Clipping, ...]) -> Digest:
    return make_digest(clippings, Config())


@pytest.fixture(scope="module")
def exported(digest: Digest) -> dict[str, Any]:
    return {str(entry["path"])[:3]: entry for entry in export_entries(digest)}


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    text = (shared / "seeds-gold.jsonl").read_text("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == FINGERPRINT, "the answers are not the ones this gate knows"
    return {row["file"][:3]: row for row in map(json.loads, text.splitlines())}


SEEDS = ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("seed", SEEDS)
def test_title(exported: dict[str, Any], gold: dict[str, Any], seed: str) -> None:
    """The title is the document's, or an acceptable one that is marked as inferred."""
    entry, answer = exported[seed], gold[seed]
    if answer["title_in_document"]:
        assert (entry["title"], entry["inferred"].get("title")) == (answer["title"], None)
    else:
        assert entry["title"] in answer["title_acceptable"]
        assert entry["inferred"]["title"]


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_day(exported: dict[str, Any], gold: dict[str, Any], seed: str) -> None:
    """The day is the one the document means, stamps in other zones aside."""
    assert exported[seed]["day"] == gold[seed]["date"]


def test_minute_of_the_dateline(exported: dict[str, Any]) -> None:
    """A human dateline with a zone is a moment."""
    assert (exported["002"]["instant"], exported["002"]["date_precision"]) == ("2020-10-25T15:56:00Z", "minute")


def test_undated_clipping_is_not_given_a_day(exported: dict[str, Any]) -> None:
    """Weekday words alone make no date: a wrong day is worse than none."""
    assert (exported["004"]["day"], exported["004"]["date_evidence"]) == (None, [])


@pytest.mark.parametrize(
    ("seed", "outlet", "agency"),
    [
        ("000", None, None),
        ("001", "NPR", None),
        ("002", "The Independent", "Associated Press"),
        ("003", None, None),
        ("004", None, None),
    ],
)
def test_outlet_and_agency(exported: dict[str, Any], seed: str, outlet: str | None, agency: str | None) -> None:
    """Who published and through which wire, where the document shows it; a photo agency is not the text's."""
    assert (exported[seed]["outlet"], exported[seed]["agency"]) == (outlet, agency)


@pytest.mark.parametrize("seed", SEEDS)
def test_body_begins_and_ends_where_the_article_does(exported: dict[str, Any], gold: dict[str, Any], seed: str) -> None:
    """Neither notices before nor boxes behind the article are part of it."""
    body = exported[seed]["body"]

    assert body[0].startswith(gold[seed]["first_sentence"])
    assert body[-1].endswith(gold[seed]["last_sentence"])
    assert exported[seed]["language"] == "en"


@pytest.mark.parametrize("seed", SEEDS)
def test_listed_boilerplate_is_removed(exported: dict[str, Any], gold: dict[str, Any], seed: str) -> None:
    """Every line that a careful person calls boilerplate was removed by a named rule, or is markup without text."""
    removed = {one["text"]: one["rule"] for one in exported[seed]["removed"]}
    for listed in gold[seed]["boilerplate"]:
        line = listed.split(" …")[0].split(" (")[0]
        if not line.startswith("empty <") and not line.startswith("<p id="):
            wanted = exported[seed]["title"] if line.startswith("<h1>") else line

            assert any(text.startswith(wanted) for text in removed), line
    assert all(removed.values())


def test_credit_and_headings(exported: dict[str, Any], gold: dict[str, Any]) -> None:
    """A credit line is kept as a credit, contributors are named, cross-heads are headings."""
    assert gold["002"]["credit_line"] in exported["002"]["credits"]
    assert exported["002"]["contributors"] == ["Daria Litvinova"]
    assert exported["004"]["headings"] == gold["004"]["headings"]


def test_stories(exported: dict[str, Any], digest: Digest) -> None:
    """Three clippings of 18 October tell one story, the others stand alone, and none copies another."""
    stories = [sorted(entry.path[:3] for entry in story.entries) for day in digest.days for story in day.stories]

    assert stories == [["000", "001", "003"], ["002"]]
    assert [entry["copy_of"] for entry in exported.values()] == [None] * 5


def test_topics(digest: Digest) -> None:
    """The region, in all its spellings, is one topic that holds all five; the two countries are topics."""
    topics = {topic.name: topic for topic in digest.topics}

    assert topics["Nagorno-Karabakh"].entry_count == 5
    assert any("Karabach" in spelling for spelling in topics["Nagorno-Karabakh"].spellings)
    assert {"Armenia", "Azerbaijan"} <= set(topics)
