"""Ways to gates and edges: one gate for one source and one condition, shared by all that it leads to."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iam_atlas.drawing.bundles import bundle
from iam_atlas.drawing.column_graph import Card, Column, Edge, Gate, GateKind, GateTest
from iam_atlas.drawing.ways import Way
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.level import Level
from iam_atlas.wording.amounts import short_duration
from iam_atlas.wording.keys import Icon
from iam_atlas.wording.residue import pill, sentence
from iam_atlas.wording.translate import Translator

_FINDINGS_SAID = 3
_DIGITS = 5  # two gates that collide all the same get a number


_ICON_ORDER = tuple(icon.value for icon in Icon)  # what people look for first stands first: MFA, then its age


@dataclass(frozen=True, slots=True)
class Joint:
    """A way whose ends are cards of the drawing: `source` and `target` are their ids."""

    source: str
    target: str
    way: Way


def join_cards(
    joints: Sequence[Joint], cards: Iterable[Card], t: Translator
) -> tuple[tuple[Gate, ...], tuple[Edge, ...]]:
    """Gates and edges for the joints, each edge once. A role's gates stand in the column of chains."""
    by_id = {card.id: card for card in cards}
    same_gate: dict[str, list[Joint]] = {}
    for joint in joints:
        same_gate.setdefault(_what_joins(joint, by_id), []).append(joint)
    shared: dict[str, list[Joint]] = {}
    for what, same in same_gate.items():
        name = f"gate--{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"
        shared[f"{name}-{len(shared)}" if name in shared else name] = same
    gates = tuple(_gate(name, same, by_id, t) for name, same in shared.items())
    edges: list[Edge] = []
    for name, same in shared.items():
        edges += _edges(name, same, by_id)
    return gates, tuple(edges)


def _edges(gate: str, same: Sequence[Joint], cards: Mapping[str, Card]) -> list[Edge]:
    way = same[0].way
    targets = list(dict.fromkeys(joint.target for joint in same))
    admin = [cards[target].level is Level.ADMIN for target in targets]
    first = Edge(
        source=same[0].source,
        target=gate,
        admin=all(admin),
        unconditional=_is_unconditional(way),
        undecided=way.undecided,
        finding=bool(way.findings),
    )
    ends = zip(targets, admin, strict=True)
    rest = [replace(first, source=gate, target=target, admin=is_admin) for target, is_admin in ends]
    return [first, *bundle(rest, cards)]


def _gate(name: str, same: Sequence[Joint], cards: Mapping[str, Card], t: Translator) -> Gate:
    way = same[0].way
    source = cards[same[0].source]
    is_chain = source.column is Column.ROLE
    tests = _tests(way, t)
    if is_chain:
        session = t("session ≤ {duration}", duration=short_duration(way.max_seconds, t))
        tests = (*(tests if not _is_unconditional(way) else ()), GateTest("session", session))
    return Gate(
        id=name,
        source=source.id,
        column=Column.CHAIN if is_chain else Column.GATE,
        tests=tests,
        kind=_kind(way),
        label=" ".join((f"{source.title}: {_label(way, t)}", *_findings(same, t))),
    )


def _kind(way: Way) -> GateKind:
    if way.findings:
        return GateKind.FINDING
    if way.undecided:
        return GateKind.UNKNOWN
    return GateKind.NONE if _is_unconditional(way) else GateKind.PLAIN


def _tests(way: Way, t: Translator) -> tuple[GateTest, ...]:
    if way.undecided:
        return (GateTest("unknown", t("not evaluated")),)
    if _is_unconditional(way):
        return (GateTest("open", t("no condition")),)
    tests = [GateTest(chip.icon.value, chip.label) for chip in pill(way.residue, t)]
    return tuple(sorted(tests, key=lambda test: _ICON_ORDER.index(test.icon)))


def _label(way: Way, t: Translator) -> str:
    """The condition in full, what is not known about it, and what the drawing takes for granted."""
    if way.undecided:
        return t("Not evaluated: {what}.", what="; ".join(way.unknown))
    said = [sentence(way.residue, t)]
    if way.outside:
        said.append(t("Its own permissions are not described here and were taken as allowing."))
    if way.foreign:
        said.append(
            t("The account belongs to somebody else: the file only says what the trust policy there should be.")
        )
    return " ".join(said)


def _findings(same: Iterable[Joint], t: Translator) -> Iterator[str]:
    """What is found about the ways, the first few things of it."""
    messages = list(dict.fromkeys(problem.message for joint in same for problem in joint.way.findings))
    yield from (t("Finding: {message}.", message=message) for message in messages[:_FINDINGS_SAID])
    if len(messages) > _FINDINGS_SAID:
        yield t.count("And {count} finding more.", "And {count} findings more.", len(messages) - _FINDINGS_SAID)


def _is_unconditional(way: Way) -> bool:
    return way.residue == ALWAYS and not way.undecided


def _what_joins(joint: Joint, cards: Mapping[str, Card]) -> str:
    """The source, the condition and the rules of its findings, and no more: a gate keeps its id when targets change.

    A way without findings never shares a gate with one that has some.
    """
    way = joint.way
    session = str(way.max_seconds) if cards[joint.source].column is Column.ROLE else ""
    return "\n".join((joint.source, repr(way.residue), str(way.undecided), *way.unknown, session, *way.rules))
