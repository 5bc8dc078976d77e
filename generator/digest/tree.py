"""Groups by likeness: in: a matrix of likenesses, out: groups of its rows, from a tree that is cut where it gapes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Matrix", "group"]

Matrix = npt.NDArray[np.float64]
"""Cosines, `(rows, rows)`, symmetric, zero diagonal."""

_BOUND = 0.15
_GROWTH = 0.5
"""
A branch is one group when the mean likeness across its two halves is at least _BOUND * m ** _GROWTH, m being the size
of the smaller half: two articles may differ a good deal and still tell one story, two large groups that do are two
stories. Chosen on halves of the labelled stories and judged on the other halves, where neighbouring values
(.14 to .18 with .4 to .5) lie within .01 of each other; without growth no bound holds for days and for a large set.
"""

_AGREEMENT = 0.6
"""
Two halves that are groups already must also be at least so alike as the looser of them is within itself: what keeps
two earthquakes, each told by articles that agree closely, from being one story. Worth half a point on simulated days.
"""


def group(likeness: Matrix, bound: float = _BOUND, growth: float = _GROWTH) -> list[list[int]]:
    """
    Part the rows of a matrix into groups; each is sorted, and they are in order of their first row.

    The same rows in another order give the same groups, unless two pairs are exactly as like.
    """
    if not len(likeness):
        return []
    pending = [_grow(likeness)]
    groups = []
    while pending:
        node = pending.pop()
        if node.halves is None or _is_one(node.across, *node.halves, bound, growth):
            groups.append(sorted(node.rows))
        else:
            pending.extend(node.halves)
    return sorted(groups)


class _Node(NamedTuple):
    rows: list[int]
    inner: float
    """Sum of the likenesses of all pairs inside."""
    across: float
    """Mean likeness across the halves."""
    halves: tuple[_Node, _Node] | None

    @property
    def cohesion(self) -> float:
        """Mean likeness of the pairs inside; 0 for a single row, which agrees with anything."""
        pairs = len(self.rows) * (len(self.rows) - 1) / 2
        return self.inner / pairs if pairs else 0.0


def _is_one(across: float, first: _Node, second: _Node, bound: float, growth: float) -> bool:
    smaller: int = min(len(first.rows), len(second.rows))
    looser = min(first.cohesion, second.cohesion)
    return bool(across >= max(bound * smaller**growth, _AGREEMENT * looser))


def _grow(likeness: Matrix) -> _Node:
    """
    Build Ward's tree: always join the two groups whose union stays tightest.

    Follows chains of nearest neighbours (Murtagh 1983), which gives the same tree as searching all pairs each time
    at the cost of one row a step. Sums of likenesses across groups simply add up when groups are joined, so they are
    all that is kept.
    """
    count = len(likeness)
    nodes = [_Node([row], 0.0, 1.0, None) for row in range(count)]
    sums = likeness.copy()
    sizes, tightness, is_alive = np.ones(count), np.ones(count), np.ones(count, dtype=bool)
    chain: list[int] = []
    for _ in range(count - 1):
        if not chain:
            chain.append(int(np.argmax(is_alive)))
        while True:
            last, before = chain[-1], chain[-2] if len(chain) > 1 else None
            nearest = _nearest(sums[last], sizes, tightness, is_alive, last, before)
            if nearest == before:
                break
            chain.append(nearest)
        del chain[-2:]
        kept, gone = sorted((last, nearest))
        nodes[kept] = _join(nodes[kept], nodes[gone], float(sums[kept, gone]))
        sums[kept] += sums[gone]
        sums[:, kept] = sums[kept]
        is_alive[gone] = False
        size = len(nodes[kept].rows)
        sizes[kept], tightness[kept] = size, (size + 2 * nodes[kept].inner) / size**2
    return nodes[int(np.argmax(is_alive))]


def _nearest(
    sums: Matrix, sizes: Matrix, tightness: Matrix, is_alive: npt.NDArray[np.bool_], of: int, before: int | None
) -> int:
    """
    Find the group that is cheapest to join; `before` wins ties, or the chain would never end.

    Tightness is the squared length of a group's mean: 1 when all its vectors are the same.
    """
    products = sizes[of] * sizes
    costs = (tightness[of] + tightness - 2 * sums / products) * products / (sizes[of] + sizes)
    costs[~is_alive] = np.inf
    costs[of] = np.inf
    nearest = int(np.argmin(costs))
    return before if before is not None and costs[before] <= costs[nearest] else nearest


def _join(one: _Node, other: _Node, between: float) -> _Node:
    return _Node(
        rows=one.rows + other.rows,
        inner=one.inner + other.inner + between,
        across=between / (len(one.rows) * len(other.rows)),
        halves=(one, other),
    )
