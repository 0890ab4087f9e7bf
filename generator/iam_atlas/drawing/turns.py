"""The gates of a column to where the lines at each begin to bend, so that no line cuts through another gate."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.geometry import Box, Point

_CLEAR = 5.0
_STEPS = 10  # halvings: a thousandth of the way is near enough


class Turn(NamedTuple):
    """Lines run level between these two x, in the middle of the gate."""

    left: float
    right: float


def place_turns(diagram: Diagram, boxes: Mapping[str, Box]) -> dict[str, Turn]:
    """The turns of every gate between callers and roles: its own sides, or those of wider gates in the way."""
    gates = {gate.id: boxes[gate.id] for gate in diagram.gates if gate.column is Column.GATE}
    before: dict[str, list[Point]] = {name: [] for name in gates}
    after: dict[str, list[Point]] = {name: [] for name in gates}
    for edge in diagram.edges:
        if edge.source in gates:
            after[edge.source].append(Point(boxes[edge.target].x, boxes[edge.target].middle))
        if edge.target in gates:
            before[edge.target].append(Point(-boxes[edge.source].right, boxes[edge.source].middle))
    mirrored = {name: Box(-box.right, box.y, box.width, box.height) for name, box in gates.items()}
    return {
        name: Turn(
            -_level_until(mirrored[name], mirrored.values(), before[name]),
            _level_until(gates[name], gates.values(), after[name]),
        )
        for name in gates
    }


def bend_height(part: float) -> float:
    """How much of its height a bend has come, as a part, when it has come this part of its width."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if 1.5 * middle * (1 - middle) + middle**3 < part:
            low = middle
        else:
            high = middle
    return 3 * low**2 - 2 * low**3


def _level_until(gate: Box, gates: Iterable[Box], ends: Sequence[Point]) -> float:
    """How far the lines of the gate must run level to the right before they may bend towards their ends."""
    turn = gate.right
    for other in sorted(gates, key=lambda box: box.right):
        if other.right > turn and any(_cuts(Point(turn, gate.middle), end, other) for end in ends):
            turn = other.right
    return turn


def _cuts(start: Point, end: Point, box: Box) -> bool:
    """Whether a bend from start to end passes the box, which stands above or below the start."""
    edge = box.y - _CLEAR if box.y > start.y else box.bottom + _CLEAR
    height, room = end.y - start.y, edge - start.y
    if height * room <= 0 or abs(height) < abs(room) or end.x <= box.right:
        return False
    return bend_height((box.right - start.x) / (end.x - start.x)) * abs(height) > abs(room)
