"""Two decisions become the one on a request that needs both, or that gets through by either."""

from dataclasses import replace

from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.iam.simplify import conjunction, disjunction, simplify


def both(asked: Decision, beside: Decision) -> Decision:
    """The answer for a request that needs two things: the second's where it does not open, else both conditions."""
    if not asked.verdict.opens:
        return asked
    if not beside.verdict.opens:
        return beside
    residue = simplify(conjunction(asked.residue, beside.residue))
    if residue == NEVER:
        return Decision(Verdict.NEVER_SATISFIABLE, NEVER, beside.halves, action=beside.action)
    return replace(asked, verdict=Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF, residue=residue)


def either(one: Decision, other: Decision) -> Decision:
    """The answer where either of two ways is enough; the first's grounds are told where both open alike."""
    for decision in (one, other):
        if decision.verdict is Verdict.ALLOWED:
            return decision
    for decision in (one, other):
        if decision.verdict is Verdict.NOT_EVALUATED:
            return decision  # it may open without the other's condition
    if one.verdict.opens and other.verdict.opens:
        residue = simplify(disjunction(one.residue, other.residue))
        verdict = Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF
        return replace(one, verdict=verdict, residue=residue)
    return other if other.verdict.opens else one
