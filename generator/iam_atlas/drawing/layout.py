"""A diagram to places: boxes for cards, gates and frames, a curve for every edge, all in pixels from the top left."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.columns import Lanes, place_columns
from iam_atlas.drawing.framing import place_frames
from iam_atlas.drawing.geometry import Box, Curve
from iam_atlas.drawing.ordering import count_all_crossings, order_diagram
from iam_atlas.drawing.routing import route_edges
from iam_atlas.drawing.rows import lane_of, place_rows, stack_roles
from iam_atlas.drawing.sizes import HEADING, MARGIN


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is. `boxes` are by id of card, gate or frame, `curves` by (source, target) of the edge.

    `headings` are the centres of the column titles. `crossings` counts pairs of edges that cross.
    """

    width: float
    height: float
    boxes: Mapping[str, Box]
    curves: Mapping[tuple[str, str], Curve]
    headings: Mapping[Column, float]
    crossings: int


def lay_out(diagram: Diagram) -> Layout:
    """Place everything. The same diagram always gives the same layout, and the order of its roles is kept."""
    roles = stack_roles(diagram)
    order = order_diagram(diagram, roles)
    columns = place_columns(diagram, order)
    rows = place_rows(diagram, order, roles)
    boxes = _boxes(diagram, columns, rows)
    boxes = _shift(boxes | place_frames(diagram, boxes))
    curves = route_edges(diagram, boxes)
    height = max((box.bottom for box in boxes.values()), default=HEADING) + MARGIN
    headings = columns.centres
    return Layout(columns.width, height, boxes, curves, headings, count_all_crossings(diagram, order, roles))


def _boxes(diagram: Diagram, columns: Lanes, rows: Mapping[str, float]) -> dict[str, Box]:
    """Cards and gates; `rows` are their centres."""
    boxes = {}
    for card in diagram.cards:
        boxes[card.id] = columns.card_box(card, rows[card.id])
    for gate in diagram.gates:
        boxes[gate.id] = columns.gate_box(gate, rows[gate.id])
    lanes = (lane_of(card.id) for card in diagram.cards if card.column is Column.WHO)
    return boxes | {lane: columns.lane_box(rows[lane]) for lane in lanes if lane in rows}


def _shift(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Move everything so that the topmost box begins under the headings, on whole pixels.

    Halves are rounded up, not to even numbers: boxes with one middle keep it.
    """
    top = min((box.y for box in boxes.values()), default=0.0)
    return {name: Box(floor(x + 0.5), floor(y - top + HEADING + 0.5), w, h) for name, (x, y, w, h) in boxes.items()}
