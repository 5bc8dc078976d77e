"""Extracts against summaries: single articles beside LexRank, stories against how one more report begins."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections import defaultdict
from pathlib import Path

import pytest
from labelled_articles import load_articles, make_entry
from rouge_score.rouge_scorer import RougeScorer

from benchmarks.extracts import cut, dayfold, evaluate, lead
from benchmarks.summaries import load
from generator.records import Entry

pytestmark = pytest.mark.gate

EXAM = "summaries-dev.tar.gz"
FINGERPRINT = "56d1fa3b71900c78"

FLOOR_ARTICLES = 0.623
FLOOR_STORIES = 0.141

LEAST_REPORTS = 6
MOST_SOURCES = 10
WORDS = 100


def test_extracts_of_articles_are_at_least_as_good_as_lexrank(shared: Path, tmp_path: Path) -> None:
    """Sentences that people marked in an article, found by recall of pairs of words at the same length."""
    path = shared / "data" / EXAM
    if not path.is_file():
        pytest.skip(f"the labelled summaries are not in ../shared/data/{EXAM}")
    data = path.read_bytes()

    assert hashlib.sha256(data).hexdigest()[:16] == FINGERPRINT
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(tmp_path, filter="data")
    figures = evaluate(list(load(tmp_path)), None)
    found = {name: one.scores[1][0] for name, one in figures.items()}
    print("\nextracts of 100 articles, ROUGE-2 recall:", {name: round(one, 4) for name, one in found.items()})

    assert found["dayfold"] >= max(found["LexRank"], FLOOR_ARTICLES)


def test_extracts_of_stories_say_what_another_report_begins_with(shared: Path) -> None:
    """An extract of up to ten reports tells what an eleventh one leads with, better than the reports' own leads do."""
    by_story: defaultdict[str, list[Entry]] = defaultdict(list)
    for article in load_articles(shared):
        by_story[article.story].append(make_entry(article, 0))
    scorer = RougeScorer(["rouge2"], use_stemmer=True)
    found: dict[str, list[float]] = {"dayfold": [], "leads": []}
    for reports in by_story.values():
        if len(reports) < LEAST_REPORTS:
            continue
        left_out, *sources = reports[: MOST_SOURCES + 1]
        sentences = [one.text for paragraph in left_out.paragraphs for one in paragraph.sentences]
        reference = " ".join([left_out.title.value, *sentences[:5]])
        for name, method in (("dayfold", dayfold), ("leads", lead)):
            text = cut(" ".join(method(sources, WORDS)), WORDS)
            found[name].append(scorer.score(reference, text)["rouge2"].recall)
    means = {name: sum(each) / len(each) for name, each in found.items()}
    print(
        f"\nextracts of {len(found['leads'])} stories, ROUGE-2 recall:",
        {name: round(one, 4) for name, one in means.items()},
    )

    assert means["dayfold"] >= max(means["leads"], FLOOR_STORIES)
