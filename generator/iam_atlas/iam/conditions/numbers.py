"""Numeric operators, and how a number is written."""

import re
from decimal import Decimal
from functools import lru_cache

from iam_atlas.iam.conditions.operator import Family, Operator, plain
from iam_atlas.iam.glob import Pattern

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """The integer or decimal number `text`, None when it is neither."""
    return Decimal(text) if _NUMBER.match(text) else None


def _equal(wanted: Pattern, actual: str) -> bool:
    return (order := _order(wanted, actual)) is not None and order == 0


def _less(wanted: Pattern, actual: str) -> bool:
    return (order := _order(wanted, actual)) is not None and order < 0


def _less_or_equal(wanted: Pattern, actual: str) -> bool:
    return (order := _order(wanted, actual)) is not None and order <= 0


def _greater(wanted: Pattern, actual: str) -> bool:
    return (order := _order(wanted, actual)) is not None and order > 0


def _greater_or_equal(wanted: Pattern, actual: str) -> bool:
    return (order := _order(wanted, actual)) is not None and order >= 0


def _order(wanted: Pattern, actual: str) -> int | None:
    """Where the request's number stands against the policy's: -1 below, 0 equal, 1 above; None if not both numbers."""
    bound, number = parse_number(plain(wanted)), parse_number(actual)
    if bound is None or number is None:
        return None
    return (number > bound) - (number < bound)


NUMERIC_EQUALS = Operator("NumericEquals", Family.NUMERIC, _equal, opposite="NumericNotEquals")
NUMERIC_NOT_EQUALS = Operator("NumericNotEquals", Family.NUMERIC, _equal, negated=True, opposite="NumericEquals")
NUMERIC_LESS_THAN = Operator("NumericLessThan", Family.NUMERIC, _less)
NUMERIC_LESS_THAN_EQUALS = Operator("NumericLessThanEquals", Family.NUMERIC, _less_or_equal)
NUMERIC_GREATER_THAN = Operator("NumericGreaterThan", Family.NUMERIC, _greater)
NUMERIC_GREATER_THAN_EQUALS = Operator("NumericGreaterThanEquals", Family.NUMERIC, _greater_or_equal)
