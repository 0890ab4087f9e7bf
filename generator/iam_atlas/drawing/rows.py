"""The ordered columns to heights: the y of the centre of every card and gate."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from iam_atlas.drawing import sizes
from iam_atlas.drawing.column_graph import Column, Diagram, FrameKind
from iam_atlas.drawing.ordering import Band, Order
from iam_atlas.drawing.spacing import evened, spread, stack

_ROUNDS = 3
_MOST_ABOVE = 200.0  # a reader should see who it is about without scrolling
_LOOSENESS = 0.9  # how far apart callers wish to stand, against the height that they need


def stack_roles(diagram: Diagram) -> dict[str, float]:
    """The centres of the role cards, packed account by account in the order of the diagram; the first begins at 0.

    A frame at which edges end has a row too, in the middle of its cards.
    """
    ends = {edge.target for edge in diagram.edges if edge.bundled}
    rows: dict[str, float] = {}
    y = 0.0
    for frame in diagram.frames:
        if frame.kind is not FrameKind.ACCOUNT:
            continue
        y += sizes.ACCOUNT_HEADER
        inside = [card.id for card in diagram.cards if card.frame == frame.id]
        for name in inside:
            rows[name] = y + sizes.ROLE_HEIGHT / 2
            y += sizes.ROLE_HEIGHT + sizes.ROLE_GAP
        if frame.id in ends:
            rows[frame.id] = (rows[inside[0]] + rows[inside[-1]]) / 2
        y += sizes.ACCOUNT_PAD - sizes.ROLE_GAP + sizes.ACCOUNT_GAP
    return rows


def place_rows(diagram: Diagram, order: Order, roles: Mapping[str, float]) -> dict[str, float]:
    """The centres of all cards and gates: each as near to what it is joined to as its neighbours allow."""
    ends = _targets(diagram)
    rows = dict(roles)
    wishes = {gate: fmean([rows[t] for t in ends[gate]]) if ends.get(gate) else 0.0 for gate in order.gates}
    rows |= _place_gates(diagram, order, _gathered(diagram, wishes))
    for _ in range(_ROUNDS):
        rows |= _place_bands(diagram, order, rows)
        rows |= _place_gates(diagram, order, _level(diagram, rows))
    rows |= _centre_roles(order, rows, roles)
    return rows | _place_chain_gates(diagram, order, rows, ends)


def lane_of(person: str) -> str:
    """The name under which the lane of a person's own line through the middle column has its row and its box."""
    return f"lane of {person}"


def _targets(diagram: Diagram) -> dict[str, list[str]]:
    ends: dict[str, list[str]] = {}
    for edge in diagram.edges:
        ends.setdefault(edge.source, []).append(edge.target)
    return ends


def _place_gates(diagram: Diagram, order: Order, wishes: Mapping[str, float]) -> dict[str, float]:
    source = {gate.id: gate.source for gate in diagram.gates}
    pairs = zip(order.gates, order.gates[1:], strict=False)
    gaps = [sizes.GATE_GAP if source[a] == source[b] else sizes.SOURCE_GAP for a, b in pairs]
    heights = [sizes.GATE_HEIGHT] * len(order.gates)
    return dict(zip(order.gates, spread([wishes[g] for g in order.gates], heights, gaps), strict=True))


def _gathered(diagram: Diagram, wishes: Mapping[str, float]) -> dict[str, float]:
    """The wishes drawn together, so that the columns left of tall accounts stay one picture instead of islands."""
    if not wishes:
        return {}
    middle = [card for card in diagram.cards if card.column is not Column.ROLE]
    groups = sum(card.column is Column.MIDDLE for card in middle) * (sizes.GROUP_HEIGHT + sizes.GROUP_GAP)
    people = sum(card.column is Column.WHO for card in middle) * (sizes.PERSON_HEIGHT + sizes.PERSON_GAP)
    gates = len(wishes) * (sizes.GATE_HEIGHT + sizes.SOURCE_GAP)
    room = _LOOSENESS * max(groups, people, gates)
    low, high = min(wishes.values()), max(wishes.values())
    factor = min(1.0, room / (high - low)) if high > low else 1.0
    return {name: (low + high) / 2 + (wish - (low + high) / 2) * factor for name, wish in wishes.items()}


def _level(diagram: Diagram, rows: Mapping[str, float]) -> dict[str, float]:
    """Where a gate wants to be: level with its source, so that all bends lie between gates and roles."""
    return {gate.id: rows[gate.source] for gate in diagram.gates if gate.column is Column.GATE}


def _place_bands(diagram: Diagram, order: Order, rows: Mapping[str, float]) -> dict[str, float]:
    """Place each band by itself, then move the bands apart as rigid blocks."""
    placed = [_place_band(diagram, band, rows) for band in order.bands]
    spans = [_span(diagram, band, cards) for band, cards in zip(order.bands, placed, strict=True)]
    heights = [bottom - top for top, bottom in spans]
    wishes = [(top + bottom) / 2 for top, bottom in spans]
    centres = spread(wishes, heights, [sizes.BAND_GAP] * len(spans))
    moved: dict[str, float] = {}
    for cards, centre, wish in zip(placed, centres, wishes, strict=True):
        moved |= {name: y + centre - wish for name, y in cards.items()}
    return moved


def _place_band(diagram: Diagram, band: Band, rows: Mapping[str, float]) -> dict[str, float]:
    gates: dict[str, list[float]] = {}
    for gate in diagram.gates:
        if gate.id in rows:
            gates.setdefault(gate.source, []).append(rows[gate.id])
    wishes = [fmean(gates[name]) if name in gates else _fallback(rows, name) for name in band.middle]
    lanes = set(band.who)
    heights = [sizes.LANE_HEIGHT if name in lanes else sizes.GROUP_HEIGHT for name in band.middle]
    gaps = [sizes.GROUP_GAP] * len(band.middle)
    centres = evened(spread(wishes, heights, gaps), heights, sizes.GROUP_GAP_MOST)
    middle = dict(zip(band.middle, centres, strict=True))
    centre = fmean(middle.values()) if middle else fmean(rows.values()) if rows else 0.0
    people = stack([sizes.PERSON_HEIGHT] * len(band.who), sizes.PERSON_GAP, centre)
    placed = {lane_of(name) if name in lanes else name: y for name, y in middle.items()}
    return placed | dict(zip(band.who, people, strict=True))


def _fallback(rows: Mapping[str, float], name: str) -> float:
    return rows.get(name, max(rows.values(), default=0.0))


def _span(diagram: Diagram, band: Band, cards: Mapping[str, float]) -> tuple[float, float]:
    """The top and bottom of a band with the frames around it."""
    people = set(band.who)
    half = {name: (sizes.GROUP_HEIGHT if name in band.middle and name not in people else sizes.PERSON_HEIGHT) / 2
            for name in cards}  # fmt: skip
    top = min(cards[name] - half[name] for name in cards)
    bottom = max(cards[name] + half[name] for name in cards)
    kind = next((frame.kind for frame in diagram.frames if frame.id == band.frame), None)
    if kind is FrameKind.JUMP:
        above = sizes.FRAME_HEADER + sizes.INNER_HEADER
        return top - above, bottom + sizes.INNER_PAD + sizes.FRAME_PAD
    return (top - sizes.INNER_HEADER, bottom + sizes.FRAME_PAD) if kind else (top, bottom)


def _centre_roles(order: Order, rows: Mapping[str, float], roles: Mapping[str, float]) -> dict[str, float]:
    """Move the roles as one block to the middle of what is left of them, or so far that this begins near the top."""
    left = (*order.gates, *(name for band in order.bands for name in (*band.who, *band.middle)))
    others = [rows[name] for name in left if name in rows]
    if not others or not roles:
        return dict(roles)
    shift = (min(others) + max(others)) / 2 - (min(roles.values()) + max(roles.values())) / 2
    above = (max(roles.values()) - min(roles.values()) - max(others) + min(others)) / 2
    shift += max(0.0, above - _MOST_ABOVE)
    return {name: y + shift for name, y in roles.items()}


def _place_chain_gates(
    diagram: Diagram, order: Order, rows: Mapping[str, float], ends: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    source = {gate.id: gate.source for gate in diagram.gates}
    wishes = [fmean([rows[source[g]], fmean([rows[t] for t in ends[g]])]) for g in order.chain_gates]
    heights = [sizes.GATE_HEIGHT] * len(wishes)
    return dict(zip(order.chain_gates, spread(wishes, heights, [sizes.SOURCE_GAP] * len(wishes)), strict=True))
