"""General topics against labelled articles: common words alone, no label of the exam was learned from."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from labelled_articles import Article, make_entry

from generator.digest.keyword_topics import find_general_topics
from generator.text.sentences import split_sentences

pytestmark = pytest.mark.gate

EXAM = "topics-dev.jsonl.gz"
FINGERPRINT = "6f3b22bf2166ee5b"

CATEGORY_OF = {
    "Politics": "society",
    "World": "society",
    "Society": "society",
    "Climate": "society",
    "Business": "economy",
    "Science": "science",
    "Health": "science",
    "Technology": "technology",
    "Culture": "entertainment",
    "Sport": "sports",
}
"""What the exam calls our topics; weather and the environment are events of society there, health is science."""

NO_CATEGORY = ("other", "not_news")
"""Recipes, listings and the like, of which it is right to say nothing."""

FLOOR_ALL = 0.82
FLOOR_NEWS = 0.88


def test_first_topic_of_labelled_articles(shared: Path) -> None:
    """The clearest topic of an article is the one that readers gave it."""
    path = shared / "data" / EXAM
    if not path.is_file():
        pytest.skip(f"the labelled topics are not in ../shared/data/{EXAM}")
    data = gzip.decompress(path.read_bytes())

    assert hashlib.sha256(data).hexdigest()[:16] == FINGERPRINT
    right: Counter[bool] = Counter()
    news: Counter[bool] = Counter()
    for row in map(json.loads, data.decode().splitlines()):
        lines = [line for line in row["text"].splitlines() if line]
        sentences = [line[start:end] for line in lines for start, end in split_sentences(line, "en")]
        topics = find_general_topics(make_entry(Article(row["url"], row["title"], sentences, ""), 0))
        is_right = row["topic"] == CATEGORY_OF[topics[0].name] if topics else row["topic"] in NO_CATEGORY
        right[is_right] += 1
        if row["topic"] not in NO_CATEGORY:
            news[is_right] += 1
    share, share_of_news = right[True] / right.total(), news[True] / news.total()
    print(
        f"\ntopics by common words: {share:.4f} of {right.total()} articles, {share_of_news:.4f} of the news among them"
    )

    assert share >= FLOOR_ALL
    assert share_of_news >= FLOOR_NEWS
