"""The columns of a diagram to their places from left to right."""

from collections.abc import Mapping
from dataclasses import dataclass

from iam_atlas.drawing import sizes
from iam_atlas.drawing.column_graph import Card, Column, Diagram, FrameKind, Gate
from iam_atlas.drawing.geometry import Box
from iam_atlas.drawing.ordering import Order


@dataclass(frozen=True, slots=True)
class Lanes:
    """The left side and the width of each column in use, and the width of the whole."""

    lefts: Mapping[Column, float]
    widths: Mapping[Column, float]
    width: float

    @property
    def centres(self) -> dict[Column, float]:
        """The middle of each column, for its heading."""
        return {column: left + self.widths[column] / 2 for column, left in self.lefts.items()}

    def right(self, column: Column) -> float:
        """The right side of a column."""
        return self.lefts[column] + self.widths[column]

    def card_box(self, card: Card, middle: float) -> Box:
        """The box of a card whose centre is at `middle`."""
        height = sizes.card_height(card)
        return Box(self.lefts[card.column], middle - height / 2, self.widths[card.column], height)

    def gate_box(self, gate: Gate, middle: float) -> Box:
        """The box of a gate: as wide as its tests, centred in its column; chains' gates keep to the left."""
        width = sizes.gate_width(gate)
        left = self.lefts[gate.column]
        if gate.column is Column.GATE:
            left += (self.widths[gate.column] - width) // 2
        return Box(left, middle - sizes.GATE_HEIGHT / 2, width, sizes.GATE_HEIGHT)

    def lane_box(self, middle: float) -> Box:
        """The box of a lane through the column of groups; of no width when nothing else stands in that column."""
        left = self.lefts.get(Column.MIDDLE, self.right(Column.WHO))
        height = sizes.LANE_HEIGHT
        return Box(left, middle - height / 2, self.widths.get(Column.MIDDLE, 0.0), height)


def place_columns(diagram: Diagram, order: Order) -> Lanes:
    """Give every column in use its place; more edges get more room to bend in."""
    widths = _widths(diagram)
    runs = {
        Column.MIDDLE: 2 * sizes.INNER_PAD + sizes.GROUP_RUN,
        Column.GATE: sizes.INNER_PAD + sizes.FRAME_PAD + sizes.GATE_RUN,
        Column.ROLE: sizes.ACCOUNT_PAD + _role_run(diagram, order),
        Column.CHAIN: sizes.ACCOUNT_PAD + _chain_run(order),
    }
    x = sizes.MARGIN + _left_padding(diagram)
    lefts: dict[Column, float] = {}
    for column in sorted(widths):
        x += runs.get(column, 0.0) if lefts else 0.0
        lefts[column] = x
        x += widths[column]
    return Lanes(lefts, widths, round(x + _right_padding(widths) + sizes.MARGIN))


def _widths(diagram: Diagram) -> dict[Column, float]:
    widths: dict[Column, float] = {}
    for column in (Column.WHO, Column.MIDDLE, Column.ROLE):
        cards = [card for card in diagram.cards if card.column is column]
        if cards:
            widths[column] = sizes.column_width(cards, column, _headers(diagram) if column is Column.ROLE else ())
    for column in (Column.GATE, Column.CHAIN):
        gates = [sizes.gate_width(gate) for gate in diagram.gates if gate.column is column]
        if gates:
            widths[column] = max(gates)
    return widths


def _headers(diagram: Diagram) -> list[float]:
    accounts = [frame for frame in diagram.frames if frame.kind is FrameKind.ACCOUNT]
    return [sizes.header_width(frame.title, frame.note, frame.badge) for frame in accounts]


def _role_run(diagram: Diagram, order: Order) -> float:
    """The room between the gates and the accounts: steep bundles need more of it."""
    gates = set(order.gates)
    fan = sum(edge.source in gates for edge in diagram.edges)
    return min(sizes.ROLE_RUN, 84 + 2 * fan)


def _chain_run(order: Order) -> float:
    """The room between the accounts and the gates of chains: many gates need more of it."""
    return min(sizes.CHAIN_RUN_MOST, sizes.CHAIN_RUN + 8 * max(0, len(order.chain_gates) - 2))


def _left_padding(diagram: Diagram) -> float:
    if any(card.column in (Column.WHO, Column.MIDDLE) for card in diagram.cards):
        return sizes.FRAME_PAD + sizes.INNER_PAD
    return sizes.ACCOUNT_PAD


def _right_padding(widths: Mapping[Column, float]) -> float:
    return 0.0 if Column.CHAIN in widths else sizes.ACCOUNT_PAD + 2
