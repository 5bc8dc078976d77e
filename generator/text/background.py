"""How common words are: in: a term, out: in how many of a stock of news articles it stands."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Background", "load_background"]


class Background(NamedTuple):
    """Counts over a stock of English news articles; the articles themselves are not shipped."""

    articles: int
    """How many were counted."""
    counts: dict[str, int]
    """Term to the number of articles it stands in; a term that is not there stands in hardly any."""


@cache
def load_background() -> Background:
    """
    Read the shipped table, once: `background.tsv`, made by `benchmarks/make_background.py`.

    Its first line holds the number of articles, each further line a term, a tab and its count.
    """
    first, *lines = files(__package__).joinpath("background.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return Background(int(first), {term: int(count) for term, count in pairs})
