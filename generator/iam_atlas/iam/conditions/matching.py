"""A condition test under a complete request context becomes true or false."""

from functools import lru_cache

from iam_atlas.iam.conditions import FOR_ALL, FOR_ANY, OperatorUse, parse_operator
from iam_atlas.iam.conditions.null import NULL
from iam_atlas.iam.conditions.variables import Context, fill, parse_template
from iam_atlas.iam.formula import Always, And, Formula, Never, Not, Or, Test
from iam_atlas.iam.glob import Pattern, Template


def matches(test: Test, context: Context) -> bool:
    """Whether the test holds under a context in which every key that is not there is absent.

    Raises ValueError for an operator that does not exist: ask `parse_operator` first.
    Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
    """
    use = parse_operator(test.operator)
    if use is None:
        msg = f"unknown condition operator {test.operator!r}"
        raise ValueError(msg)
    actual = context.get(test.key.lower(), ())
    if use.operator is NULL:
        return any(NULL.compare((value,), "false" if actual else "true") for value in test.values)
    if not actual or (use.quantifier and not any(actual)):
        return holds_when_absent(use)  # to a set operator, values that are all empty are no values
    fits = [_fits(use, _wanted(test, context), value) for value in actual]
    if use.quantifier == FOR_ALL:
        return all(fit != use.operator.negated for fit in fits)
    if use.quantifier == FOR_ANY:
        return any(fit != use.operator.negated for fit in fits)
    return any(fits) != use.operator.negated


def holds_when_absent(use: OperatorUse) -> bool:
    """What the test comes to when the key is not in the request; not for Null."""
    if use.quantifier == FOR_ANY:
        return False  # also with IfExists, on which AWS's pages disagree: see iam/when_met.py
    return use.if_exists or use.quantifier == FOR_ALL or use.operator.negated


@lru_cache(maxsize=65536)
def templates(test: Test) -> tuple[Template, ...]:
    """The test's values in pieces, as its operator and policy version read them."""
    use = parse_operator(test.operator)
    wildcards = use is not None and use.operator.wildcards
    literal = test.literal or use is None or not use.operator.variables
    return tuple(parse_template(value, wildcards, literal) for value in test.values)


def holds(formula: Formula, context: Context) -> bool:
    """Whether a formula holds under a complete context. Raises ValueError as `matches` does."""
    match formula:
        case Test():
            return matches(formula, context)
        case Not(part):
            return not holds(part, context)
        case And(parts):
            return all(holds(part, context) for part in parts)
        case Or(parts):
            return any(holds(part, context) for part in parts)
        case Always():
            return True
        case Never():
            return False


def _wanted(test: Test, context: Context) -> list[Pattern]:
    """The values with their variables filled in; none at all when a variable of any of them has no value.

    So a positive operator fails and a negated one holds, whatever the other values are.
    Source: IAM User Guide, "IAM policy elements: Variables and tags" (the table of `s3:prefix` and `aws:username`).
    """
    filled = [fill(template, context) for template in templates(test)]
    whole = [pattern for pattern in filled if pattern is not None]
    return whole if len(whole) == len(filled) else []


def _fits(use: OperatorUse, wanted: list[Pattern], actual: str) -> bool:
    return any(use.operator.compare(pattern, actual) for pattern in wanted)
