"""The free columns of a diagram to an order with few crossings: barycentres first, then exchanges of neighbours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.crossings import count_crossings, crossings_in_order

_ROUNDS = 4
_PASSES = 6


@dataclass(frozen=True, slots=True)
class Band:
    """What stands inside one outermost frame left of the gates; `frame` is None for what has no frame.

    `middle` also holds people whose edges go straight to a gate: the line passes the column in a lane of its own.
    """

    frame: str | None
    who: tuple[str, ...]
    middle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Bands from top to bottom, and the gates of both gate columns; the gates of one source are neighbours."""

    bands: tuple[Band, ...]
    gates: tuple[str, ...]
    chain_gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """Who is joined to whom: ranks of the roles a gate or source leads to, and memberships both ways."""

    targets: Mapping[str, list[float]]
    gates_of: Mapping[str, list[str]]
    members: Mapping[str, list[str]]
    groups_of: Mapping[str, list[str]]


def order_diagram(diagram: Diagram, ranks: Mapping[str, float]) -> Order:
    """Order everything but the roles, whose `ranks` (any increasing numbers, by card id) are fixed."""
    links = _links(diagram, ranks)
    bands = tuple(_order_band(band, links) for band in _bands(diagram, links))
    gates = [gate for band in bands for source in band.middle for gate in _order_gates(source, links)]
    chain = [gate.id for gate in diagram.gates if gate.column is Column.CHAIN]
    ends = {gate: sorted([*links.targets[gate], *_source_rank(diagram, gate, ranks)]) for gate in chain}
    chain = _exchange(sorted(chain, key=lambda gate: (_mean(ends[gate]), gate)), ends)
    return Order(bands, tuple(gates), tuple(chain))


def count_all_crossings(diagram: Diagram, order: Order, ranks: Mapping[str, float]) -> int:
    """Crossings of all edges in this order, column by column; chains are counted among themselves."""
    place: dict[str, float] = dict(ranks)
    middle = [card for band in order.bands for card in band.middle]
    place |= {name: float(index) for index, name in enumerate(middle)}
    who = {name: float(index) for index, name in enumerate(n for band in order.bands for n in band.who)}
    gates = {name: float(index) for index, name in enumerate(order.gates)}
    chain = {name: float(index) for index, name in enumerate(order.chain_gates)}
    pairs = [(edge.source, edge.target) for edge in diagram.edges]
    joined = [(who[s], place[t]) for s, t in pairs if s in who and t in place]
    passed = [(gates[s], place[t]) for s, t in pairs if s in gates]
    hops = [(chain.get(s, place.get(s, 0.0)), chain.get(t, place.get(t, 0.0))) for s, t in pairs]
    hops = [(a if s in chain else b, b if s in chain else a) for (s, t), (a, b) in zip(pairs, hops, strict=True)
            if s in chain or t in chain]  # fmt: skip
    return sum(map(count_crossings, (joined, passed, hops)))


def _links(diagram: Diagram, ranks: Mapping[str, float]) -> _Links:
    sources = {gate.id: gate.source for gate in diagram.gates if gate.column is Column.GATE}
    people = {card.id for card in diagram.cards if card.column is Column.WHO}
    targets: defaultdict[str, list[float]] = defaultdict(list)
    members: defaultdict[str, list[str]] = defaultdict(list)
    groups_of: defaultdict[str, list[str]] = defaultdict(list)
    gates_of: defaultdict[str, list[str]] = defaultdict(list)
    for edge in diagram.edges:
        if edge.target in ranks:
            targets[edge.source].append(ranks[edge.target])
            if edge.source in sources:
                targets[sources[edge.source]].append(ranks[edge.target])
        elif edge.source in people and edge.target not in sources:
            members[edge.target].append(edge.source)
            groups_of[edge.source].append(edge.target)
    for gate, source in sources.items():
        gates_of[source].append(gate)
        if source in people and source not in groups_of[source]:
            members[source].append(source)
            groups_of[source].append(source)
    for ends in targets.values():
        ends.sort()
    return _Links(targets, gates_of, members, groups_of)


def _bands(diagram: Diagram, links: _Links) -> list[Band]:
    """The unordered bands: the outermost frames in the order of the diagram, then what stands in none."""
    parents = {frame.id: frame.parent for frame in diagram.frames}
    who: defaultdict[str | None, list[str]] = defaultdict(list)
    middle: defaultdict[str | None, list[str]] = defaultdict(list)
    for card in diagram.cards:
        root = card.frame
        while root is not None and parents[root] is not None:
            root = parents[root]
        if card.column is Column.MIDDLE:
            middle[root].append(card.id)
        elif card.column is Column.WHO:
            who[root].append(card.id)
            if card.id in links.groups_of[card.id]:
                middle[root].append(card.id)
    roots = [frame.id for frame in diagram.frames if frame.parent is None]
    return [Band(r, tuple(who[r]), tuple(middle[r])) for r in (*roots, None) if who[r] or middle[r]]


def _order_band(band: Band, links: _Links) -> Band:
    """Alternate between the two columns of a band until the rounds are used up."""
    middle = sorted(band.middle, key=lambda name: _mean(links.targets[name]))
    who = list(band.who)
    for _ in range(_ROUNDS):
        place = {name: float(index) for index, name in enumerate(middle)}
        right = {name: sorted(place[g] for g in links.groups_of[name] if g in place) for name in who}
        who = _exchange(sorted(who, key=lambda name: _mean(right[name])), right)
        place = {name: float(index) for index, name in enumerate(who)}
        left = {name: sorted(place[m] for m in links.members[name] if m in place) for name in middle}
        middle = _exchange(middle, links.targets, left)
    return Band(band.frame, tuple(who), tuple(middle))


def _order_gates(source: str, links: _Links) -> list[str]:
    gates = sorted(links.gates_of[source], key=lambda gate: (_mean(links.targets[gate]), gate))
    return _exchange(gates, links.targets)


def _exchange(names: Sequence[str], *sides: Mapping[str, list[float]]) -> list[str]:
    """Swap neighbours as long as that removes crossings; `sides` give the sorted ranks of each name's other ends."""
    order = list(names)
    for _ in range(_PASSES):
        changed = False
        for index in range(len(order) - 1):
            upper, lower = order[index], order[index + 1]
            if _crossings(lower, upper, sides) < _crossings(upper, lower, sides):
                order[index], order[index + 1] = lower, upper
                changed = True
        if not changed:
            break
    return order


def _crossings(upper: str, lower: str, sides: Sequence[Mapping[str, list[float]]]) -> int:
    return sum(crossings_in_order(side[upper], side[lower]) for side in sides)


def _source_rank(diagram: Diagram, gate_id: str, ranks: Mapping[str, float]) -> list[float]:
    return [ranks[gate.source] for gate in diagram.gates if gate.id == gate_id and gate.source in ranks]


def _mean(ranks: Sequence[float]) -> float:
    """The barycentre; what leads nowhere sinks to the bottom."""
    return fmean(ranks) if ranks else float("inf")
