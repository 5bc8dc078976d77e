"""How like each other entries are: in: the terms of those in a window of days, out: a matrix of likenesses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.digest.tree import Matrix
from generator.text.background import load_background
from generator.text.similarity import Vector

__all__ = ["Bag", "Comparison", "Lexicon", "compare"]

_BACKGROUND_WEIGHT = 100
"""As many articles as the background speaks for when it meets a window's own counts; 50 and 300 do no better."""

_NEIGHBOURS = 5
_LEAST_LIKE = 0.1
_SHARE_LENT = 0.2
"""
Every entry borrows this share of each of its five nearest neighbours, as far as they are like it, before all are
compared again: two reports of one event that happen to use other words meet through a third. On the labelled set as a
whole that is worth two points of F1; .3 joins a little more, 0 loses them.
"""

_RARE = 24
"""Entries that may share a term for it to be multiplied pair by pair; a commoner one takes a column of a table."""

_COLUMNS_AT_ONCE = 2048
"""Columns multiplied at a time, so that a window of thousands of entries stays within some hundred megabytes."""

_DIGITS = 6
"""Likenesses are rounded, because the last bits of a sum differ from one machine to the next."""


Numbers = npt.NDArray[np.int64]


class Bag(NamedTuple):
    """The terms of an entry, as a lexicon numbers them."""

    terms: Numbers
    frequencies: Matrix
    """1 + log of how often each stands there."""


class Lexicon:
    """
    Gives terms numbers, so that a window is weighed and compared by arrays instead of by words.

    A term's number is a hash of it, so that it is the same whatever else was read before, and a sum over terms is made
    in the same order. That two terms of a window share one of 2**63 numbers will not happen in the life of a site.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def number(self, counts: Mapping[str, float]) -> Bag:
        """Number the terms of an entry."""
        terms = np.fromiter((self._numbers.get(term) or self._add(term) for term in counts), np.int64, len(counts))
        return Bag(terms, 1 + np.log(np.fromiter(counts.values(), np.float64, len(counts))))

    def _add(self, term: str) -> int:
        hashed = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(hashed, "big") >> 1
        self._numbers[term] = number
        self.names[number] = term
        return number

    def commonness(self, terms: Numbers) -> Matrix:
        """Give for each term the share of background articles that have it, 0 to 1."""
        background = load_background()
        counts = (background.counts.get(self.names[term], 0) for term in terms.tolist())
        return np.fromiter(counts, np.float64, len(terms)) / background.articles


class Comparison(NamedTuple):
    """The entries of a window, compared with each other."""

    likeness: Matrix
    lexicon: Lexicon
    bags: Sequence[Bag]
    weights: Sequence[Matrix]
    """Of each entry's terms; a row's squares sum to 1."""

    def vector(self, row: int) -> Vector:
        """Write the weights of one entry's terms out."""
        terms = (self.lexicon.names[term] for term in self.bags[row].terms.tolist())
        return dict(zip(terms, self.weights[row].tolist(), strict=True))


def compare(bags: Sequence[Bag], lexicon: Lexicon) -> Comparison:
    """
    Weigh the terms of a window's entries against each other, rare ones much and common ones little, and compare.

    Log frequency times inverse document frequency. The latter blends the shipped background with the window's own
    counts, so that it holds for a window of three entries (where every shared word would look common) as for one of
    three hundred (where the beat of the site is what is common). An entry without terms is like nothing.
    """
    rows = np.repeat(np.arange(len(bags)), [len(bag.terms) for bag in bags])
    flat = np.concatenate([bag.terms for bag in bags]) if bags else np.zeros(0, np.int64)
    used, columns, counts = np.unique(flat, return_inverse=True, return_counts=True)
    total = len(bags) + _BACKGROUND_WEIGHT
    rarity = np.log(total / (_BACKGROUND_WEIGHT * lexicon.commonness(used) + counts + 0.5)).clip(0)
    weights = np.concatenate([bag.frequencies for bag in bags]) * rarity[columns] if bags else np.zeros(0)
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(bags)))
    weights /= np.where(lengths > 0, lengths, 1.0)[rows]
    cosines = _multiply(rows, columns, weights, counts, len(bags))
    return Comparison(
        likeness=np.round(_lend(cosines), _DIGITS),
        lexicon=lexicon,
        bags=bags,
        weights=np.split(weights, np.cumsum([len(bag.terms) for bag in bags])[:-1]) if bags else [],
    )


def _multiply(rows: Numbers, columns: Numbers, weights: Matrix, bearers: Numbers, count: int) -> Matrix:
    """
    Multiply every entry's weights with every other's.

    Entry `rows[i]` has term `columns[i]` with `weights[i]`; `bearers` says how many of the `count` entries have each
    term. What only one has joins nobody.
    """
    is_common = bearers >= _RARE
    cosines = _pair_by_pair(rows, columns, weights, bearers, count)
    place_of: Numbers = np.cumsum(is_common) - 1
    for start in range(0, int(is_common.sum()), _COLUMNS_AT_ONCE):
        places = place_of[columns] - start
        here = is_common[columns] & (places >= 0) & (places < _COLUMNS_AT_ONCE)
        table = np.zeros((count, _COLUMNS_AT_ONCE))
        table[rows[here], places[here]] = weights[here]
        cosines += table @ table.T
    np.fill_diagonal(cosines, 0.0)
    return np.round(cosines, _DIGITS)


def _pair_by_pair(rows: Numbers, columns: Numbers, weights: Matrix, bearers: Numbers, count: int) -> Matrix:
    """Multiply what few entries share: for all terms with the same number of bearers, every bearer with every other."""
    order = np.argsort(columns, kind="stable")
    starts = np.cumsum(bearers) - bearers
    pairs, products = [np.zeros(0, np.int64)], [np.zeros(0)]
    for size in range(2, _RARE):
        places = order[starts[bearers == size][:, None] + np.arange(size)]
        pairs.append((rows[places][:, :, None] * count + rows[places][:, None, :]).ravel())
        products.append((weights[places][:, :, None] * weights[places][:, None, :]).ravel())
    summed: Matrix = np.zeros(count**2)
    summed += np.bincount(np.concatenate(pairs), weights=np.concatenate(products), minlength=count**2)
    return summed.reshape(count, count)


def _lend(cosines: Matrix) -> Matrix:
    """
    Compare entries that have each borrowed from their nearest neighbours, without spelling their vectors out.

    If A holds what each borrows, the new products are A G Aᵗ, G being the old ones with 1 on the diagonal.
    """
    count = len(cosines)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, : min(_NEIGHBOURS, count - 1)]
    lent = np.take_along_axis(cosines, nearest, axis=1)
    lent = np.where(lent > _LEAST_LIKE, lent * _SHARE_LENT, 0.0)
    products = cosines + np.eye(count)
    for _ in range(2):  # A G, then A (A G)ᵗ
        products = products + sum(lent[:, [one]] * products[nearest[:, one]] for one in range(nearest.shape[1]))
        products = products.T
    lengths = np.sqrt(np.diagonal(products))
    likeness = products / np.outer(lengths, lengths)
    symmetric: Matrix = (likeness + likeness.T) / 2
    np.fill_diagonal(symmetric, 0.0)
    return symmetric
