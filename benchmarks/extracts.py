"""
Extracts against summaries that people wrote or marked: ROUGE of dayfold's own, beside leads and LexRank, in one run.

    python -m benchmarks.extracts FOLDER [--words 100] [--like-reference]

FOLDER holds source texts and reference summaries, in one of the forms that `benchmarks/summaries.py` lists.

Every source is read and refined as a clipping would be. An extract is cut behind so many words (or as many as the
reference has). ROUGE is that of the package rouge-score, with stemming: recall of pairs of words is the figure that the
literature compares at 100 words.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rouge_score.rouge_scorer import RougeScorer

from benchmarks.summaries import Story, load
from generator.clippings import make_clipping
from generator.config import parse_config, refine_settings
from generator.digest.copies import find_copies
from generator.digest.extracts import make_extract
from generator.digest.features import describe, read_names
from generator.digest.news import NOTHING_KNOWN
from generator.digest.origins import find_origins
from generator.digest.owners import Owners
from generator.digest.quotable import Candidate, find_candidates
from generator.records import Entry, Source
from generator.text.words import words

MEASURES = ("rouge1", "rouge2", "rougeL")

_EDGE = 0.1
"""Cosine from which two sentences are neighbours in LexRank (Erkan and Radev 2004)."""
_DAMPING = 0.15
_SAME = 0.6
"""Cosine from which LexRank's second sentence says nothing new."""


Method = Callable[[Sequence[Entry], int], list[str]]
"""From entries and a number of words to sentences; the last one may run over."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=100, help="of an extract (default 100)")
    parser.add_argument("--like-reference", action="store_true", help="as many words as the first reference has")
    options = parser.parse_args()
    stories = [one for one in load(options.folder) if one.references and one.sources]
    if not stories:
        raise SystemExit(f"{options.folder} holds no story with a summary; see --help for the forms that are read")
    count = sum(len(one.sources) for one in stories)
    length = "as many" if options.like_reference else options.words
    print(f"{len(stories)} stories of {count} texts, extracts of {length} words")
    print(f"{'':10}{'':>12}" + "".join(f"{name:>20}" for name in MEASURES))
    for name, figures in evaluate(stories, None if options.like_reference else options.words).items():
        cells = "".join(f"{recall:>10.4f} / {f1:.4f}" for recall, f1 in figures.scores)
        print(f"{name:10}{figures.milliseconds:>9.2f} ms{cells}")
    print("recall / F1; milliseconds a text, reading aside")


class Figures(NamedTuple):
    milliseconds: float
    """Of the processor, a source text."""
    scores: list[tuple[float, float]]
    """Recall and F1 by measure."""


def evaluate(stories: Sequence[Story], most_words: int | None) -> dict[str, Figures]:
    """Hold every method to the references; None gives each story as many words as its first reference has."""
    scorer = RougeScorer(MEASURES, use_stemmer=True)
    read = [(story, [entry for text in story.sources for entry in make_entries(text)]) for story in stories]
    count = sum(len(story.sources) for story in stories)
    found = {}
    for name, method in METHODS.items():
        start, told = time.process_time(), []
        for story, entries in read:
            room = most_words or len(words(story.references[0]))
            told.append(cut(" ".join(method(entries, room)), room))
        milliseconds = (time.process_time() - start) * 1000 / count
        scores = [mean_scores(scorer, story.references, text) for (story, _), text in zip(read, told, strict=True)]
        columns = zip(*scores, strict=True)
        found[name] = Figures(milliseconds, [(fmean(r for r, _ in one), fmean(f for _, f in one)) for one in columns])
    return found


def mean_scores(scorer: Any, references: Sequence[str], text: str) -> list[tuple[float, float]]:
    """Recall and F1 of a text by measure, the mean over its references."""
    scored = [scorer.score(reference, text) for reference in references]
    return [
        (fmean(one[name].recall for one in scored), fmean(one[name].fmeasure for one in scored)) for name in MEASURES
    ]


def cut(text: str, most_words: int) -> str:
    return " ".join(text.split()[:most_words])


def make_entries(text: str) -> tuple[Entry, ...]:
    """Read a text as a clipping in a file of plain text."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return make_clipping(Source(path=f"{sha256[:12]}.txt", data=data, sha256=sha256), _SETTINGS).entries


_SETTINGS = refine_settings(parse_config("", "dayfold.toml"))


# ---------------------------------------------------------------- methods


def dayfold(entries: Sequence[Entry], most_words: int) -> list[str]:
    copies = find_copies(entries, [describe(one, read_names(one)) for one in entries])
    origins = find_origins(entries, copies, Owners({}))
    return [one.text for one in make_extract(entries, copies, origins, NOTHING_KNOWN, most_words)] if entries else []


def lead(entries: Sequence[Entry], most_words: int) -> list[str]:
    """The first sentences of all sources in turn."""
    return fill(sorted(find_candidates(entries), key=lambda one: (one.place, one.entry_place)), most_words)


def lexrank(entries: Sequence[Entry], most_words: int) -> list[str]:
    """Continuous LexRank over words weighed by inverse sentence frequency, without sentences said before."""
    candidates = find_candidates(entries)
    if not candidates:
        return []
    cosines = _cosines(candidates)
    edges = np.where(cosines > _EDGE, cosines, 0.0)
    sums = edges.sum(axis=1, keepdims=True)
    steps = np.divide(edges, sums, out=np.full_like(edges, 1 / len(edges)), where=sums > 0)
    rank = np.full(len(edges), 1 / len(edges))
    for _ in range(100):
        rank = _DAMPING / len(edges) + (1 - _DAMPING) * rank @ steps
    chosen: list[int] = []
    for place in np.argsort(-rank, kind="stable"):
        if not any(cosines[place, other] > _SAME for other in chosen):
            chosen.append(int(place))
    return fill([candidates[place] for place in chosen], most_words)


def _cosines(candidates: Sequence[Candidate]) -> npt.NDArray[np.float64]:
    terms = {term: place for place, term in enumerate(sorted({word for one in candidates for word in one.words}))}
    counts = np.zeros((len(candidates), len(terms)))
    for row, one in enumerate(candidates):
        for word in one.words:
            counts[row, terms[word]] += 1
    weights = counts * np.log(len(candidates) / np.count_nonzero(counts, axis=0))
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    units = np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 0)
    cosines: npt.NDArray[np.float64] = units @ units.T
    np.fill_diagonal(cosines, 0.0)
    return cosines


def fill(candidates: Sequence[Candidate], most_words: int) -> list[str]:
    """Take sentences in order until there are so many words."""
    taken, count = [], 0
    for one in candidates:
        if count >= most_words:
            break
        taken.append(one.sentence.text)
        count += len(one.words)
    return taken


METHODS: dict[str, Method] = {"dayfold": dayfold, "leads": lead, "LexRank": lexrank}


if __name__ == "__main__":
    main()
