"""Ways to gates and edges: one gate for one source and one condition, shared by all that it leads to."""

import hashlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iam_atlas.drawing.bundles import bundle
from iam_atlas.drawing.column_graph import Card, Column, Edge, Gate, GateKind
from iam_atlas.drawing.gate_words import asked_by_any, is_unconditional, label_of, session_of, tests_of
from iam_atlas.drawing.way import Way
from iam_atlas.iam.level import Level
from iam_atlas.wording.translate import Translator

_DIGITS = 5  # two gates that collide all the same get a number
_MOST_GATES = 12


@dataclass(frozen=True, slots=True)
class Joint:
    """A way whose ends are cards of the drawing: `source` and `target` are their ids."""

    source: str
    target: str
    way: Way


def join_cards(
    joints: Sequence[Joint], cards: Iterable[Card], t: Translator
) -> tuple[tuple[Gate, ...], tuple[Edge, ...]]:
    """Gates and edges for the joints, each edge once. A role's gates stand in the column of chains.

    Of a source with more than 12 gates those become one that lead to the same, and say that the conditions differ; of a
    collapsed card, whose members lead to different roles, all.
    """
    by_id = {card.id: card for card in cards}
    shared: dict[str, Sequence[Joint]] = {}
    for what, same in _shared(joints, by_id):
        name = f"gate--{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
        shared[f"{name}-{len(shared)}" if name in shared else name] = same
    gates = tuple(_gate(name, same, by_id, t) for name, same in shared.items())
    return gates, tuple(edge for name, same in shared.items() for edge in _edges(name, same, by_id))


def _shared(joints: Iterable[Joint], cards: Mapping[str, Card]) -> Iterator[tuple[str, Sequence[Joint]]]:
    """The joints that share a gate, with the text that tells their gate from every other."""
    by_source: dict[str, dict[str, list[Joint]]] = {}
    for joint in joints:
        by_source.setdefault(joint.source, {}).setdefault(_what_joins(joint, cards), []).append(joint)
    for source, gates in by_source.items():
        yield from gates.items() if len(gates) <= _MOST_GATES else _merged(gates, bool(cards[source].members))


def _merged(gates: Mapping[str, list[Joint]], is_collapsed: bool) -> Iterator[tuple[str, Sequence[Joint]]]:
    alike: dict[Hashable, list[str]] = {}
    for what, same in gates.items():
        targets = frozenset(joint.target for joint in same)
        alike.setdefault((_looks(same[0].way), () if is_collapsed else targets), []).append(what)
    for texts in alike.values():
        yield "\n".join(texts), [joint for what in texts for joint in gates[what]]


def _edges(gate: str, same: Sequence[Joint], cards: Mapping[str, Card]) -> list[Edge]:
    way = same[0].way
    targets = list(dict.fromkeys(joint.target for joint in same))
    admin = [cards[target].level is Level.ADMIN for target in targets]
    first = Edge(
        source=same[0].source,
        target=gate,
        admin=all(admin),
        unconditional=is_unconditional(way),
        undecided=way.undecided,
        finding=bool(way.findings),
    )
    ends = zip(targets, admin, strict=True)
    rest = [replace(first, source=gate, target=target, admin=is_admin) for target, is_admin in ends]
    return [first, *bundle(rest, cards)]


def _gate(name: str, same: Sequence[Joint], cards: Mapping[str, Card], t: Translator) -> Gate:
    ways = [joint.way for joint in same]
    source = cards[same[0].source]
    is_chain = source.column is Column.ROLE
    tests = tests_of(ways, t)
    if is_chain:
        tests = (*(tests if not is_unconditional(ways[0]) else ()), session_of(ways[0], t))
    return Gate(
        id=name,
        source=source.id,
        column=Column.CHAIN if is_chain else Column.GATE,
        tests=tests,
        kind=_kind(ways[0]),
        label=label_of(source.title, ways, t),
        asks=asked_by_any(ways, t),
    )


def _kind(way: Way) -> GateKind:
    if way.findings:
        return GateKind.FINDING
    if way.undecided:
        return GateKind.UNKNOWN
    return GateKind.NONE if is_unconditional(way) else GateKind.PLAIN


def _what_joins(joint: Joint, cards: Mapping[str, Card]) -> str:
    """The source, the condition and how the way looks, and no more: a gate keeps its id when its targets change."""
    way = joint.way
    session = str(way.max_seconds) if cards[joint.source].column is Column.ROLE else ""
    return "\n".join((joint.source, way.residue_text, str(way.undecided), *way.unknown, session, *way.marks))


def _looks(way: Way) -> Hashable:
    """What ways that share a gate have in common whatever their conditions: what is said of one is true of all."""
    return is_unconditional(way), way.undecided, way.rules, way.outside, way.foreign, way.max_seconds
