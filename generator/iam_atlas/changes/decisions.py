"""Two decisions about one pair become what happened: gained, lost, another condition, or not known."""

from iam_atlas.changes.changes import Kind
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.iam.simplify import entails


def kind_of(before: Decision | None, after: Decision | None) -> Kind | None:
    """None when nothing changed. A decision of None is that of a pair which nothing opens.

    What was not decided is never told as gained or lost. Where both sides are not decided, they are the same if every
    half says the same.
    """
    if before == after:
        return None
    if _undecided(before) or _undecided(after):
        same = before is not None and after is not None and _formulas(before) == _formulas(after)
        return None if same else Kind.UNCERTAIN
    opened, opens = _opens(before), _opens(after)
    if not (opened and opens):
        return (Kind.LOST if opened else Kind.GAINED) if opened or opens else None
    assert before is not None
    assert after is not None
    return _of_conditions(before.residue, after.residue)


def _of_conditions(before: Formula, after: Formula) -> Kind | None:
    """Which condition asks less, where the tests show that one implies the other; else it is only another one."""
    wider, narrower = entails(before, after), entails(after, before)
    if wider and narrower:
        return None
    if wider or narrower:
        return Kind.WEAKENED if wider else Kind.TIGHTENED
    return Kind.CHANGED


def _undecided(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict is Verdict.NOT_EVALUATED


def _opens(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict.opens


def _formulas(decision: Decision) -> tuple[object, ...]:
    return decision.verdict, tuple((half.half, half.allow, half.deny) for half in decision.halves)
