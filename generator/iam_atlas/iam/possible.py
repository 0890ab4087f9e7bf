"""Condition tests that no request can meet, or that every request meets, become constants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from iam_atlas.iam.conditions import FOR_ALL, OperatorUse, parse_operator
from iam_atlas.iam.conditions.addresses import is_private, parse_network
from iam_atlas.iam.conditions.dates import parse_date, seconds_of
from iam_atlas.iam.conditions.matching import matches, templates
from iam_atlas.iam.conditions.null import NULL
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.conditions.values import accepted
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula, Test
from iam_atlas.iam.glob import Template, covers, overlap, parse_glob
from iam_atlas.iam.keys import cannot_hold_wildcards, is_clock

_ARN_COLONS = 5
_WHOLE_STRINGS = (Family.STRING, Family.CASELESS)


@dataclass(frozen=True, slots=True)
class World:
    """What holds for every request that is considered.

    No request is made before `now` (None: not said). `absent` are keys, in lower case, that no request of this
    caller can carry. `shapes` are keys, in lower case, that every request carries with one value, which is not known
    but fits one of these patterns.
    """

    now: datetime | None = None
    absent: frozenset[str] = frozenset()
    shapes: tuple[tuple[str, tuple[str, ...]], ...] = ()


ANY_WORLD = World()


def judge(test: Test, world: World = ANY_WORLD) -> Formula:
    """NEVER or ALWAYS when every request in the world gives the same answer, else the test itself."""
    use = parse_operator(test.operator)
    if use is None:
        return test
    if test.key.lower() in world.absent:
        return ALWAYS if matches(test, {}) else NEVER
    for key, shapes in world.shapes:
        if key == test.key.lower() and not use.quantifier:
            return _judge_shape(test, use, shapes)
    if use.operator is NULL or use.if_exists or use.quantifier == FOR_ALL or (use.quantifier and use.operator.negated):
        return test
    return _judge_values(test, use, world)


def _judge_shape(test: Test, use: OperatorUse, shapes: tuple[str, ...]) -> Formula:
    if use.operator.family not in (Family.ARN, Family.STRING) or (not test.literal and "${" in "".join(test.values)):
        return test
    if all(any(_fits(covers, value, shape, use) for value in test.values) for shape in shapes):
        return NEVER if use.operator.negated else ALWAYS
    if not any(_fits(overlap, value, shape, use) for value in test.values for shape in shapes):
        return ALWAYS if use.operator.negated else NEVER
    return test


def _fits(compare: Callable[[Template, Template], bool], value: str, shape: str, use: OperatorUse) -> bool:
    """Whether the value compares so with the shape; ARNs are compared field by field."""
    is_arn = use.operator.family is Family.ARN
    fields = zip(*(text.split(":", _ARN_COLONS if is_arn else 0) for text in (value, shape)), strict=False)
    if is_arn and value.count(":") < _ARN_COLONS:
        return False
    wild = use.operator.wildcards
    return all(compare(parse_glob(wanted) if wild else (wanted,), parse_glob(actual)) for wanted, actual in fields)


def _judge_values(test: Test, use: OperatorUse, world: World) -> Formula:
    if not any(_can_match(test, use, value) for value in test.values):
        return ALWAYS if use.operator.negated else NEVER
    if world.now is not None and is_clock(test.key) and use.operator.family is Family.DATE:
        return _judge_date(test, use, seconds_of(world.now))
    return test


def _can_match(test: Test, use: OperatorUse, value: str) -> bool:
    """Whether some value of the key fits this value of the policy."""
    operator = use.operator
    if not accepted(use, templates(Test(test.operator, test.key, (value,), test.literal))):
        return False
    if operator.family in _WHOLE_STRINGS and not operator.wildcards and cannot_hold_wildcards(test.key):
        return "${" in value or ("*" not in value and "?" not in value)
    if operator.family is Family.IP and test.key.lower() == "aws:sourceip":
        network = parse_network(value)
        return network is None or not is_private(network)
    return True


def _judge_date(test: Test, use: OperatorUse, now: Decimal) -> Formula:
    """A bound that has gone by can no more be kept (`until`), or no more be broken (`from`)."""
    bounds = [bound for value in test.values if (bound := parse_date(value)) is not None]
    name = use.operator.name
    passed = [bound < now or (bound == now and name in ("DateLessThan", "DateGreaterThanEquals")) for bound in bounds]
    if "GreaterThan" in name:
        return ALWAYS if any(passed) else test
    return (ALWAYS if use.operator.negated else NEVER) if all(passed) else test
