"""Likeness: in: words or weighted terms of two texts, out: a share from 0 (nothing in common) to 1 (the same)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

__all__ = ["Shingle", "Vector", "containment", "cosine", "overlap", "shingles", "unit_vector"]

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


def containment(one: Set[object], other: Set[object]) -> float:
    """
    Say how much of the smaller set the larger one holds; 0 when one of them is empty.

    >>> containment({1, 2}, {2, 3, 4})
    0.5
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def overlap(one: Set[object], other: Set[object]) -> float:
    """
    Divide what two sets share by all they hold (Jaccard); 0 when both are empty.

    >>> overlap({1, 2, 3}, {2, 3, 4})
    0.5
    """
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def unit_vector(weights: Mapping[str, float]) -> Vector:
    """
    Scale weights to length 1, so that long and short texts compare; empty or all zero becomes empty.

    >>> unit_vector({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """
    Compare two vectors of length 1, symmetric.

    >>> cosine({"a": 0.6, "b": 0.8}, {"b": 1.0})
    0.8
    """
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
