"""Placed boxes to curves: one cubic with horizontal tangents for each edge, with a straight lead at a gate."""

from collections.abc import Mapping

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.geometry import Box, Curve, Point
from iam_atlas.drawing.ports import place_ports
from iam_atlas.drawing.rows import lane_of
from iam_atlas.drawing.sizes import ARROW
from iam_atlas.drawing.turns import place_turns

_BEND = 0.5  # how far the tangents reach, as a part of the width
_CHAIN_BEND = 0.75


def route_edges(diagram: Diagram, boxes: Mapping[str, Box]) -> dict[tuple[str, str], Curve]:
    """The curve of every edge by (source, target). A curve that enters a card ends where the arrow head begins."""
    gates = {gate.id: gate.column for gate in diagram.gates}
    turns = place_turns(diagram, boxes)
    ports = place_ports(diagram, boxes, turns)
    curves = {}
    for edge in diagram.edges:
        key = (edge.source, edge.target)
        ends = ports.leave[key], ports.enter[key]
        source, target = boxes[edge.source], boxes[edge.target]
        if Column.CHAIN in (gates.get(edge.source), gates.get(edge.target)):
            curves[key] = _chain(source, target, ends, leaves_gate=edge.source in gates)
        elif edge.target in gates:
            curves[key] = _into_gate(source, target, ends, turns[edge.target].left)
            if lane_of(edge.source) in boxes:
                curves[key] = _through_lane(curves[key], boxes[lane_of(edge.source)])
        elif edge.source in gates:
            curves[key] = _out_of_gate(source, target, ends, turns[edge.source].right)
        else:
            curves[key] = _bend(Point(source.right, ends[0]), Point(target.x - ARROW, ends[1]))
    return curves


def _into_gate(source: Box, target: Box, ends: tuple[float, float], turn: float) -> Curve:
    return _lead_out(_bend(Point(source.right, ends[0]), Point(turn, ends[1])), Point(target.x, ends[1]))


def _out_of_gate(source: Box, target: Box, ends: tuple[float, float], turn: float) -> Curve:
    curve = _bend(Point(turn, ends[0]), Point(target.x - ARROW, ends[1]))
    start = Point(source.right, ends[0])
    return curve if turn - start.x < 1 else (*_straight(start, curve[0]), *curve[1:])


def _chain(source: Box, target: Box, ends: tuple[float, float], *, leaves_gate: bool) -> Curve:
    """Chains use the right side of roles and the left side of their gates, both ways."""
    start = Point(source.x if leaves_gate else source.right, ends[0])
    return _bend(start, Point(target.right + ARROW if leaves_gate else target.x, ends[1]), _CHAIN_BEND)


def _through_lane(curve: Curve, lane: Box) -> Curve:
    """The curve of a person's own line, taken straight through the column of groups; unchanged when there is none."""
    if lane.width == 0:
        return curve
    enter, leave = Point(lane.x, lane.middle), Point(lane.right, lane.middle)
    return (*_bend(curve[0], enter), *_straight(enter, leave)[1:], *_bend(leave, curve[3])[1:], *curve[4:])


def _bend(start: Point, end: Point, reach: float = _BEND) -> Curve:
    pull = (end.x - start.x) * reach
    return (start, Point(start.x + pull, start.y), Point(end.x - pull, end.y), end)


def _straight(start: Point, end: Point) -> Curve:
    third = (end.x - start.x) / 3
    return (start, Point(start.x + third, start.y), Point(end.x - third, end.y), end)


def _lead_out(curve: Curve, end: Point) -> Curve:
    return curve if end.x - curve[-1].x < 1 else (*curve, *_straight(curve[-1], end)[1:])
