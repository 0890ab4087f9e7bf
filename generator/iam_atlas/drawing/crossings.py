"""Edges between two ordered columns to the number of their crossings, in n log n."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence


def count_crossings(edges: Iterable[tuple[float, float]]) -> int:
    """How many pairs of edges cross; an edge is its rank at the left and its rank at the right.

    Edges that share an end do not cross. Counted with a Fenwick tree over the ranks at the right.
    """
    ordered = sorted(edges)
    ranks = sorted({right for _, right in ordered})
    tree = [0] * (len(ranks) + 1)
    total = seen = position = 0
    while position < len(ordered):
        end = position
        while end < len(ordered) and ordered[end][0] == ordered[position][0]:
            end += 1
        rights = [bisect_left(ranks, right) + 1 for _, right in ordered[position:end]]
        total += sum(seen - _sum_up_to(tree, rank) for rank in rights)
        for rank in rights:
            _add(tree, rank)
        seen += len(rights)
        position = end
    return total


def crossings_in_order(upper: Sequence[float], lower: Sequence[float]) -> int:
    """Crossings between the edges of two neighbours when `upper` stands above; both are sorted ranks of other ends."""
    return sum(len(upper) - bisect_right(upper, rank) for rank in lower)


def _add(tree: list[int], rank: int) -> None:
    while rank < len(tree):
        tree[rank] += 1
        rank += rank & -rank


def _sum_up_to(tree: Sequence[int], rank: int) -> int:
    total = 0
    while rank:
        total += tree[rank]
        rank -= rank & -rank
    return total
