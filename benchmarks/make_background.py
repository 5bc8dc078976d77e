"""Count in how many news articles each term stands: in: the development data, out: generator/text/background.tsv."""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.digest.features import count_terms
from generator.text.names import find_names
from generator.text.sentences import split_sentences
from generator.text.words import words

__all__ = ["main"]

_LEAST_COUNT = 6
"""Terms in fewer articles are left out: they are close to unseen, and they would be most of the table."""


def main(data: Path, target: Path) -> None:
    """Write the number of articles, then one term a line with its count, sorted. Counts are all that is kept."""
    counts: Counter[str] = Counter()
    articles = sorted(set(_articles(data)))
    for title, text in articles:
        sentences = [text[start:end] for start, end in split_sentences(text, "en")]
        counts.update(count_terms(words(title), words(text), find_names(sentences, [title]), "en").keys())
    lines = [f"{term}\t{count}\n" for term, count in sorted(counts.items()) if count >= _LEAST_COUNT]
    target.write_text(f"{len(articles)}\n{''.join(lines)}", encoding="utf-8")
    print(f"{len(articles)} articles, {len(lines)} terms, {target.stat().st_size} bytes")


def _articles(data: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(data / "stories-ecbplus-dev.jsonl.gz"):
        yield row["title"], row["text"]
    for row in _rows(data / "topics-dev.jsonl.gz"):
        yield row["title"], row["text"]
    for row in _rows(data / "plainlines-light-dev.jsonl.gz"):
        yield "", "\n".join(line for line, is_body in zip(row["lines"], row["body"], strict=True) if is_body)
    with tarfile.open(data / "summaries-dev.tar.gz") as archive:
        for member in archive:
            if member.isfile() and "/article/" in member.name and (file := archive.extractfile(member)):
                title, _, text = file.read().decode("utf-8", "replace").partition("\n")
                yield title, text


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
