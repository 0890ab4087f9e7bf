"""A step that asks for the caller's own user name to the same step in the words that hold for whoever makes it.

A policy says `${aws:username}`; what was decided for one user has the name in its place. Said by name, the same
condition would be another one for each of a group's members.
"""

from dataclasses import replace

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import And, Formula, Not, Or, Test
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import ByIdentity

_USER_NAME = "${aws:username}"


@ByIdentity
def in_own_name(step: Access) -> Access:
    """The step with the variable where a condition asks for the user's name; the step itself where none does."""
    name = step.caller.name
    if step.caller.kind is not RefKind.USER or name not in _asked_for(step.decision):
        return step
    halves = tuple(
        replace(half, allow=_general(half.allow, name), deny=_general(half.deny, name)) for half in step.decision.halves
    )
    return replace(step, decision=replace(step.decision, residue=_general(step.decision.residue, name), halves=halves))


@ByIdentity
def _asked_for(decision: Decision) -> frozenset[str]:
    """Every value that a condition of the decision asks for."""
    formulas = (decision.residue, *(formula for half in decision.halves for formula in (half.allow, half.deny)))
    return frozenset(value for formula in formulas for test in tests_of(formula) for value in test.values)


def _general(formula: Formula, name: str) -> Formula:
    match formula:
        case Test():
            # Where `${...}` is plain text, the name was no variable.
            if formula.literal or name not in formula.values:
                return formula
            return replace(formula, values=tuple(sorted(_USER_NAME if one == name else one for one in formula.values)))
        case Not(part):
            return Not(_general(part, name))
        case And(parts):
            return And(tuple(_general(part, name) for part in parts))
        case Or(parts):
            return Or(tuple(_general(part, name) for part in parts))
        case _:
            return formula
