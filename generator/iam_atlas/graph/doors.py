"""Steps of one caller into one role copy, by several doors, become the one step that is told.

The accounts of a vendor are such doors, and the single identities in them that a trust policy names.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, HalfResult, Verdict
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.simplify import conjunction, disjunction, simplify

# A door that is not decided may open without the condition of another one.
_WIDEST_FIRST = (Verdict.ALLOWED, Verdict.NOT_EVALUATED, Verdict.ALLOWED_IF)


def by_any_door(doors: Iterable[Access]) -> Access:
    """The caller gets in where one of the doors, of which there is at least one, opens.

    Where doors open under conditions that differ, either of them is enough. Where one opens under a condition and one
    is not decided, nor is the whole. Of doors alike the first is told.
    """
    return reduce(_wider, doors)


def _wider(one: Access, other: Access) -> Access:
    first, second = sorted((one, other), key=_rank)
    verdicts = {first.decision.verdict, second.decision.verdict}
    if verdicts != {Verdict.ALLOWED_IF} or first.decision.residue == second.decision.residue:
        return first
    return replace(
        first,
        decision=_either(first.decision, second.decision),
        max_seconds=max(first.max_seconds, second.max_seconds),
        console=_console(first.console, second.console),
    )


def _rank(step: Access) -> int:
    verdict = step.decision.verdict
    return _WIDEST_FIRST.index(verdict) if verdict in _WIDEST_FIRST else len(_WIDEST_FIRST)


def _either(one: Decision, other: Decision) -> Decision:
    residue = simplify(disjunction(one.residue, other.residue))
    halves = [each.half for each in one.halves] == [each.half for each in other.halves]
    return replace(
        one,
        verdict=Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF,
        residue=residue,
        halves=tuple(map(_joined, one.halves, other.halves)) if halves else one.halves,
    )


def _joined(one: HalfResult, other: HalfResult) -> HalfResult:
    """What the half says at either door: it allows where it does at one of them, and denies where it does at both."""
    return replace(
        one,
        needed=one.needed or other.needed,
        allow=simplify(disjunction(one.allow, other.allow)),
        deny=simplify(conjunction(one.deny, other.deny)),
        allowed_by=tuple(dict.fromkeys((*one.allowed_by, *other.allowed_by))),
        denied_by=tuple(dict.fromkeys((*one.denied_by, *other.denied_by))),
    )


def _console(one: bool | None, other: bool | None) -> bool | None:
    """Whether the console can make the switch at one of the doors, as far as AWS's pages agree."""
    return next((each for each in (True, None) if each in (one, other)), False)
