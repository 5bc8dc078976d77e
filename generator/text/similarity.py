"""What texts are compared by: in: words or weights of terms, out: shingles to intersect, vectors to multiply."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["Shingle", "Vector", "shingles", "unit_vector"]

Vector = dict[str, float]
"""Weights of terms; a term that is not there weighs nothing."""

Shingle = tuple[str, ...]


def shingles(words: Sequence[str], size: int) -> frozenset[Shingle]:
    """
    Collect every run of `size` neighbouring words.

    Empty when there are fewer than `size` words. Order and repeats are lost on purpose: two copies of one report
    should look the same (Broder 1997, "On the resemblance and containment of documents").

    >>> sorted(shingles(["a", "b", "c"], 2))
    [('a', 'b'), ('b', 'c')]
    """
    return frozenset(zip(*(words[start:] for start in range(size)), strict=False))


def unit_vector(weights: Mapping[str, float]) -> Vector:
    """
    Scale weights to length 1, so that long and short texts compare; empty or all zero becomes empty.

    >>> unit_vector({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}
