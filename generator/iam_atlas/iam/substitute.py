"""A formula under what is known of a request becomes what is left of it."""

from iam_atlas.iam.conditions.known import Knowledge, settle
from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import And, Formula, Not, Or, Test
from iam_atlas.iam.simplify import conjunction, disjunction, negation


def substitute(formula: Formula, knowledge: Knowledge) -> Formula:
    """The formula with every test settled that what is known decides; the rest holds under the same requests."""
    match formula:
        case Test():
            return formula if formula.operator == OPAQUE else settle(formula, knowledge)
        case Not(part):
            return negation(substitute(part, knowledge))
        case And(parts):
            return conjunction(*(substitute(part, knowledge) for part in parts))
        case Or(parts):
            return disjunction(*(substitute(part, knowledge) for part in parts))
        case _:
            return formula
