"""Lines of a page around a pasted article: in: all lines of a text, out: those that are not the article's.

A scorecard of two rounds. Every feature of a line (`line_features`) falls into a bin, every bin has points, and the
points add up to the logit of "this line is the article's". The second round does the same with what the first thinks
of the lines around. Points are learnt by `benchmarks/train_line_model.py` and kept in `tables/line_model.toml`, where
they can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from generator.refine.line_features import CONTEXT_FEATURES, LINE_FEATURES, Words, context_bins, line_bins, look_at
from generator.refine.tables import load_table

__all__ = ["Bounds", "Card", "LineModel", "find_page_lines", "shipped_model"]

_FEWEST_LINES = 8
_LEAST_PROSE = 60
"""Words in long sentences: in a text with fewer there is no article to hold the other lines against."""


class Card(NamedTuple):
    """One round: the logit before anything is known, and for each feature the points of its bins."""

    start: float
    points: tuple[tuple[float, ...], ...]

    def score(self, rows: Sequence[Sequence[int]]) -> list[float]:
        """Add up the points of every row of bins."""
        start, points = self.start, self.points
        return [start + sum(map(tuple.__getitem__, points, row)) for row in rows]


class Bounds(NamedTuple):
    """Where the model's answers become decisions; scores are logits of "this line is the article's"."""

    text: float
    """The score from which a line of a text stays: low, because what is in doubt stays."""
    page: float
    """The same on a page that is mostly furniture."""
    page_share: float
    """The part of all lines that reach `text`, below which a text is such a page."""
    prose: float
    """How much lower a line of prose may score and still stay: losing one costs more than a stray headline."""
    evidence: float
    """At least one line must score below this, or the text is taken for clean and nothing is removed."""


class LineModel(NamedTuple):
    """Both rounds, the words that features know, and the bounds."""

    words: Words
    first: Card
    second: Card
    bounds: Bounds


def find_page_lines(lines: Sequence[str], model: LineModel | None = None) -> dict[int, str]:
    """
    Find the lines that belong to the page, by number: `before-article`, `after-article` or `between-paragraphs`.

    `model` is the one that ships unless another is given. Empty for a text that is too short to judge, that shows no
    sure sign of a page, or whose language's small words are not known: without them prose cannot be told from a menu.
    """
    if len(lines) < _FEWEST_LINES:
        return {}
    model = model or shipped_model()
    looks = [look_at(line, model.words) for line in lines]
    if sum(look.width for look in looks if look.is_prose) < _LEAST_PROSE:
        return {}
    scores = model.second.score(context_bins(looks, model.first.score(line_bins(lines, looks))))
    bounds = model.bounds
    if min(scores) > bounds.evidence:
        return {}
    is_page = sum(score > bounds.text for score in scores) < bounds.page_share * len(scores)
    bound = bounds.page if is_page else bounds.text
    stays = [score > bound - bounds.prose * look.is_prose for look, score in zip(looks, scores, strict=True)]
    if not any(stays):
        return {}
    first, last = stays.index(True), len(stays) - 1 - stays[::-1].index(True)
    return {
        index: "before-article" if index < first else "after-article" if index > last else "between-paragraphs"
        for index, stay in enumerate(stays)
        if not stay
    }


@cache
def shipped_model() -> LineModel:
    """Load the model that ships with the package."""
    table = load_table("line_model")
    return LineModel(
        words=Words.of(table["words"]["page"], table["words"]["person"]),
        first=_card(table["first"], LINE_FEATURES),
        second=_card(table["second"], CONTEXT_FEATURES),
        bounds=Bounds(**table["bounds"]),
    )


def _card(table: dict[str, Any], features: Iterable[str]) -> Card:
    return Card(table["start"], tuple(tuple(table["points"][name]) for name in features))
