"""Learn the points of the line model: in: labelled pages as lines, out: `generator/refine/tables/line_model.toml`.

    python -m benchmarks.train_line_model ../shared/data             # judge five-fold, through reading and laying out
    python -m benchmarks.train_line_model ../shared/data --write     # and write the table, learnt from all pages

Each round is a logistic regression over the bins of features, fitted bin by bin with Newton's steps and a ridge
(Hastie and Tibshirani 1990, backfitting). It is plain Python, because half a minute needs no library. The second round
learns from first scores of pages that the first round has not seen, as it will meet them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from generator.publish.export import BODY_KINDS
from generator.read import read
from generator.records import Source
from generator.refine import tables
from generator.refine.agencies import known_agencies
from generator.refine.layout import lay_out
from generator.refine.line_features import (
    CONTEXT_FEATURES,
    LINE_FEATURES,
    Look,
    Words,
    context_bins,
    line_bins,
    look_at,
)
from generator.refine.line_model import Bounds, Card, LineModel, find_page_lines
from generator.refine.tables import load_table

__all__ = ["Page", "Score", "fold_of", "judge", "keep_lines", "load_pages", "score_kept", "train"]

KINDS = ("light", "raw")
FOLDS = 5
INNER_FOLDS = 3

_SWEEPS = 8
_RATE = 0.7
"""Of a full Newton step; features overlap, and full steps would overshoot."""

_RIDGE = 4.0
_WEIGHT = 50.0
"""What a whole page weighs against the ridge: it counts like so many lines, whatever its length."""

_SLEEPING = 8
"""Of a raw page's lines far from the article one in so many is learnt from, and counts for all: they are all alike."""

_FAR = 20


_TEXT_KINDS = BODY_KINDS
"""What is compared: the body as it is exported."""


class Page(NamedTuple):
    """One page as lines."""

    id: str
    kind: str
    lines: tuple[str, ...]
    is_body: tuple[bool, ...]

    @property
    def body(self) -> list[str]:
        return [line for line, own in zip(self.lines, self.is_body, strict=True) if own]


class Example(NamedTuple):
    """A page as the model sees it, and which lines are learnt from with what weight."""

    page: Page
    looks: list[Look]
    rows: list[tuple[int, ...]]
    weights: list[float]
    """0 for a line that sleeps."""


class Score(NamedTuple):
    """Precision and recall of word 4-grams, means over pages, and their F1 (as web-page extractors are compared)."""

    precision: float
    recall: float
    f1: float


def load_pages(folder: Path) -> list[Page]:
    """Load the pages of both kinds that have lines."""
    pages: list[Page] = []
    for kind in KINDS:
        data = gzip.decompress((folder / f"plainlines-{kind}-dev.jsonl.gz").read_bytes())
        rows = map(json.loads, data.decode().splitlines())
        pages.extend(Page(row["id"], kind, tuple(row["lines"]), tuple(map(bool, row["body"]))) for row in rows)
    return [page for page in pages if page.lines]


def fold_of(page_id: str, folds: int) -> int:
    """Deal pages to folds by their id, so that both kinds of one page are in the same."""
    return int(hashlib.sha256(page_id.encode()).hexdigest(), 16) % folds


# ---------------------------------------------------------------- learning


def train(pages: Sequence[Page]) -> LineModel:
    """Learn both rounds from pages; words and bounds are those of the table."""
    table = load_table("line_model")
    words = Words.of(table["words"]["page"], table["words"]["person"])
    examples = [_example(page, words) for page in pages]
    first = _fit(examples, [example.rows for example in examples], LINE_FEATURES)
    seconds: list[list[tuple[int, ...]]] = [[] for _ in examples]
    for fold in range(INNER_FOLDS):
        others = [one for one in examples if fold_of(one.page.id, INNER_FOLDS) != fold]
        card = _fit(others, [one.rows for one in others], LINE_FEATURES)
        for number, one in enumerate(examples):
            if fold_of(one.page.id, INNER_FOLDS) == fold:
                seconds[number] = context_bins(one.looks, card.score(one.rows))
    return LineModel(words, first, _fit(examples, seconds, CONTEXT_FEATURES), Bounds(**table["bounds"]))


def _example(page: Page, words: Words) -> Example:
    lines = [" ".join(line.split()) for line in page.lines]
    looks = [look_at(line, words) for line in lines]
    return Example(page, looks, line_bins(lines, looks), _weigh(page, looks))


def _weigh(page: Page, looks: Sequence[Look]) -> list[float]:
    """Weigh a line by its part of what its page is judged by: its words, against those of the article."""
    of_body = sum(look.width for look, own in zip(looks, page.is_body, strict=True) if own)
    whole = max(of_body, 0.3 * sum(look.width for look in looks), 50)
    body = [number for number, own in enumerate(page.is_body) if own] or [0]
    weights = []
    for number, look in enumerate(looks):
        weight = _WEIGHT * min((look.width + 2) / whole, 1)
        is_far = number < body[0] - _FAR or number > body[-1] + _FAR
        weights.append((weight * _SLEEPING if number % _SLEEPING == 0 else 0.0) if is_far else weight)
    return weights


def _fit(
    examples: Sequence[Example], rows_of: Sequence[Sequence[tuple[int, ...]]], features: Mapping[str, int]
) -> Card:
    learnt = [
        (row, own, weight)
        for example, rows in zip(examples, rows_of, strict=True)
        for row, own, weight in zip(rows, example.page.is_body, example.weights, strict=True)
        if weight
    ]
    columns = list(zip(*(row for row, _, _ in learnt), strict=True))
    owns = [float(own) for _, own, _ in learnt]
    weights = [weight for _, _, weight in learnt]
    share = math.fsum(w * y for w, y in zip(weights, owns, strict=True)) / math.fsum(weights)
    start = math.log(share / (1 - share))
    points = [[0.0] * size for size in features.values()]
    scores = [start] * len(learnt)
    for _ in range(_SWEEPS):
        for column, own_points in zip(columns, points, strict=True):
            steps = _newton_steps(column, own_points, scores, owns, weights)
            for place, step in enumerate(steps):
                own_points[place] += step
            scores = [score + steps[place] for score, place in zip(scores, column, strict=True)]
    return Card(start, tuple(tuple(one) for one in points))


def _newton_steps(
    column: Sequence[int],
    points: Sequence[float],
    scores: Sequence[float],
    owns: Sequence[float],
    weights: Sequence[float],
) -> list[float]:
    slopes, bends = [0.0] * len(points), [0.0] * len(points)
    exp = math.exp
    for place, score, own, weight in zip(column, scores, owns, weights, strict=True):
        chance = 1 / (1 + exp(-score))
        slopes[place] += weight * (own - chance)
        bends[place] += weight * chance * (1 - chance)
    return [
        _RATE * (slope - _RIDGE * point) / (bend + _RIDGE)
        for slope, bend, point in zip(slopes, bends, points, strict=True)
    ]


# ---------------------------------------------------------------- judging


def score_kept(kept: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Score:
    """Score pairs of lines: those that were kept and those of the article. Pages without either count for the other."""
    precisions, recalls = [], []
    for found, wanted in kept:
        one, other = _shingles(found), _shingles(wanted)
        shared = sum((one & other).values())
        if one:
            precisions.append(shared / one.total())
        if other:
            recalls.append(shared / other.total())
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def _shingles(lines: Sequence[str]) -> Counter[tuple[str, ...]]:
    found = re.findall(r"\w+", " ".join(lines))
    if len(found) < 4:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(4)), strict=False))


def keep_lines(page: Page, model: LineModel | None) -> list[str]:
    """Read a page as a pasted text and list the paragraphs that stay, as refining does; None is the shipped model."""
    data = "\n".join(page.lines).encode()
    reading = read(Source(path="page.txt", data=data, sha256=""), 10_000_000)
    kept: list[str] = []
    for draft in reading.drafts:
        texts = [block.passage.text for block in draft.blocks]
        parts = lay_out(draft.blocks, None, known_agencies({}), find_page_lines(texts, model))
        kept.extend(part.block.passage.text for part in parts if part.kind in _TEXT_KINDS)
    return kept


def judge(pages: Sequence[Page], folds: int = FOLDS) -> dict[str, Score]:
    """Train on all folds but one and score that one through reading and refining, for each kind of page."""
    kept: dict[str, list[tuple[list[str], list[str]]]] = {kind: [] for kind in KINDS}
    for fold in range(folds):
        model = train([page for page in pages if fold_of(page.id, folds) != fold])
        for page in pages:
            if fold_of(page.id, folds) == fold:
                kept[page.kind].append((keep_lines(page, model), page.body))
    return {kind: score_kept(pairs) for kind, pairs in kept.items()}


# ---------------------------------------------------------------- writing


def write_table(model: LineModel, path: Path) -> None:
    """Write the points behind the words and bounds, which are edited by hand and stay as they are."""
    head = path.read_text("utf-8").partition("\n[first]")[0].rstrip()
    cards = (("first", model.first, LINE_FEATURES), ("second", model.second, CONTEXT_FEATURES))
    text = [head, *(line for name, card, features in cards for line in _card_lines(name, card, features)), ""]
    path.write_text("\n".join(text), "utf-8")


def _card_lines(name: str, card: Card, features: Mapping[str, int]) -> Iterator[str]:
    yield from ("", f"[{name}]", f"start = {card.start:.2f}", "", f"[{name}.points]")
    for feature, points in zip(features, card.points, strict=True):
        yield f"{feature} = [{', '.join(f'{point + 0.0:.2f}' for point in points)}]".replace("-0.00", "0.0")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Write the table that ships, learnt from all pages.")
def main(folder: Path, write: bool) -> None:
    """Print the cross-validated scores of the model, and learn the table that ships."""
    pages = load_pages(folder)
    for kind, score in judge(pages).items():
        click.echo(f"{kind:6} P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")
    if write:
        write_table(train(pages), Path(tables.__file__).with_name("line_model.toml"))


if __name__ == "__main__":
    main()
