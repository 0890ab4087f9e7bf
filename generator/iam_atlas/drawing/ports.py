"""The edges at a card to the places where they leave and enter, spread in the order in which they come in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.geometry import Box
from iam_atlas.drawing.turns import Turn

_STEP = 8.0
_CORNER = 7.0  # ports keep clear of the rounded corners


class Ports(NamedTuple):
    """The y at which each edge, by (source, target), leaves its source and enters its target."""

    leave: Mapping[tuple[str, str], float]
    enter: Mapping[tuple[str, str], float]


def place_ports(diagram: Diagram, boxes: Mapping[str, Box], turns: Mapping[str, Turn]) -> Ports:
    """Spread ports along the sides of cards; gates have one port at each side, in their middle."""
    gates = {gate.id: gate.column for gate in diagram.gates}
    sides: dict[tuple[str, str], list[tuple[float, bool, tuple[str, str]]]] = {}
    for edge in diagram.edges:
        key = (edge.source, edge.target)
        source, target = boxes[edge.source], boxes[edge.target]
        width = _width(source, target, (turns.get(edge.source), turns.get(edge.target)))
        slope = (target.middle - source.middle) / width**2
        chain = Column.CHAIN in (gates.get(edge.source), gates.get(edge.target))
        sides.setdefault((edge.source, "right"), []).append((slope, True, key))
        entered = "right" if chain and edge.target not in gates else "left"
        sides.setdefault((edge.target, entered), []).append((-slope, False, key))
    leave: dict[tuple[str, str], float] = {}
    enter: dict[tuple[str, str], float] = {}
    for (name, _), ends in sides.items():
        ends.sort()
        for y, (_, leaves, key) in zip(_spread(boxes[name], len(ends), name in gates), ends, strict=True):
            (leave if leaves else enter)[key] = y
    return Ports(leave, enter)


def _width(source: Box, target: Box, turns: tuple[Turn | None, Turn | None]) -> float:
    """How wide a bend is: of two to the same side, the narrower one comes in more steeply."""
    start = turns[0].right if turns[0] else source.right
    end = turns[1].left if turns[1] else target.x
    # The gates of chains stand at the right of both of their ends.
    return max(end - start, source.x - target.right, 1.0)


def _spread(box: Box, count: int, is_gate: bool) -> Sequence[float]:
    if count == 1 or is_gate:
        return [box.middle] * count
    step = min(_STEP, (box.height - 2 * _CORNER) / (count - 1))
    return [round(box.middle + (index - (count - 1) / 2) * step, 1) for index in range(count)]
