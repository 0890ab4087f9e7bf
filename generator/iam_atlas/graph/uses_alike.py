"""Decisions on actions, those with the same answer and the same grounds put together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from iam_atlas.iam.actions import ActionSet
from iam_atlas.iam.decision import Decision, HalfResult, StatementRef


@dataclass(frozen=True, slots=True)
class Found:
    """Some actions on an ARN, or on all that a pattern names, with their decision.

    `exception` says that it is an exception to what is decided on a wider pattern, which opens.
    """

    actions: ActionSet
    on: str
    decision: Decision
    exception: bool = False


def merged(found: Iterable[Found]) -> tuple[Found, ...]:
    """The same, those alike made one; which statements allow may differ: all of them are named then."""
    alike: dict[tuple[object, ...], Found] = {}
    for each in found:
        key = (each.on, each.exception, likeness(each.decision))
        known = alike.get(key)
        alike[key] = each if known is None else _together(known, each)
    return tuple(alike.values())


def same_answer(one: Decision, other: Decision) -> bool:
    """Whether two decisions let the same requests through, and miss the same where none gets through."""
    return _answer(one) == _answer(other)


def likeness(decision: Decision) -> tuple[object, ...]:
    """What decisions have in common that are told in the same words, but for the statements that allow."""
    halves = tuple((h.half, h.needed, h.allow, h.deny, h.outside, h.denied_by) for h in decision.halves)
    return (*_answer(decision), decision.action, halves)


def _answer(decision: Decision) -> tuple[object, ...]:
    unknown = tuple((each.what, each.sources) for each in decision.unknown)
    return decision.verdict, decision.residue, decision.missing, unknown


def _together(one: Found, other: Found) -> Found:
    pairs = zip(one.decision.halves, other.decision.halves, strict=True)
    halves = tuple(replace(half, allowed_by=_joined(half, alike)) for half, alike in pairs)
    return replace(one, actions=one.actions | other.actions, decision=replace(one.decision, halves=halves))


def _joined(one: HalfResult, other: HalfResult) -> tuple[StatementRef, ...]:
    return tuple(dict.fromkeys((*one.allowed_by, *other.allowed_by)))
