"""Edges of a gate that has very many of them to one edge for each frame that gets several."""

from collections.abc import Mapping, Sequence

from iam_atlas.drawing.column_graph import Card, Edge

_MOST = 40
_FEWEST = 3


def bundle(edges: Sequence[Edge], cards: Mapping[str, Card]) -> list[Edge]:
    """The edges that leave one gate; above 40, three or more into one frame become one that ends at the frame.

    It is heavy when it leads to any administrator's role: nobody should overlook that.
    """
    if len(edges) <= _MOST:
        return list(edges)
    by_frame: dict[str, list[Edge]] = {}
    for edge in edges:
        by_frame.setdefault(cards[edge.target].frame or edge.target, []).append(edge)
    return [one for frame, same in by_frame.items() for one in _one_for(frame, same)]


def _one_for(frame: str, same: Sequence[Edge]) -> Sequence[Edge]:
    if len(same) < _FEWEST:
        return same
    first = same[0]
    return (
        Edge(
            source=first.source,
            target=frame,
            admin=any(edge.admin for edge in same),
            unconditional=first.unconditional,
            undecided=first.undecided,
            finding=first.finding,
            bundled=tuple(edge.target for edge in same),
        ),
    )
