"""A residue and some condition keys become the answer whether it binds these keys to values that somebody wrote."""

from collections.abc import Callable, Mapping

from iam_atlas.graph.without import fails_without
from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.formula import And, Formula, Never, Not, Or, Test


def is_bound(formula: Formula, others: Mapping[str, str]) -> bool:
    """Whether no request gets through that lacks all these keys, and none with any value but those meant.

    `others` maps each key, in lower case, to a value that no policy means. `StringLike: "*"` and the `...IfExists`
    operators bind nothing.
    """
    context = {key: (value,) for key, value in others.items()}
    return fails_without(formula, lambda key: key.lower() in others) and not _may_hold(
        formula, lambda test: matches(test, context) if test.key.lower() in others else None
    )


def _may_hold(formula: Formula, judge: Callable[[Test], bool | None]) -> bool:
    return _value(formula, judge) is not False


def _value(formula: Formula, judge: Callable[[Test], bool | None]) -> bool | None:
    """True, False, or None where it depends on keys that are left open."""
    if isinstance(formula, Test):
        return judge(formula)
    if isinstance(formula, Not):
        inner = _value(formula.part, judge)
        return None if inner is None else not inner
    if isinstance(formula, And | Or):
        decisive = isinstance(formula, Or)
        values = [_value(part, judge) for part in formula.parts]
        if decisive in values:
            return decisive
        return None if None in values else not decisive
    return not isinstance(formula, Never)
