"""Numeric operators, and how a number is written."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt

from iam_atlas.iam.conditions.operator import Compare, Family, Operator, plain
from iam_atlas.iam.glob import Pattern

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """The integer or decimal number `text`, None when it is neither."""
    return Decimal(text) if _NUMBER.match(text) else None


def by_order(read: Callable[[str], Decimal | None], fits: Callable[[Decimal, Decimal], bool]) -> Compare:
    """Whether the request's value stands to the policy's as `fits` says; what `read` knows no number for, to none."""

    def compare(wanted: Pattern, actual: str) -> bool:
        bound, value = read(plain(wanted)), read(actual)
        return bound is not None and value is not None and fits(value, bound)

    return compare


NUMERIC_EQUALS = Operator("NumericEquals", Family.NUMERIC, by_order(parse_number, eq), opposite="NumericNotEquals")
NUMERIC_NOT_EQUALS = Operator(
    "NumericNotEquals", Family.NUMERIC, by_order(parse_number, eq), negated=True, opposite="NumericEquals"
)
NUMERIC_LESS_THAN = Operator("NumericLessThan", Family.NUMERIC, by_order(parse_number, lt))
NUMERIC_LESS_THAN_EQUALS = Operator("NumericLessThanEquals", Family.NUMERIC, by_order(parse_number, le))
NUMERIC_GREATER_THAN = Operator("NumericGreaterThan", Family.NUMERIC, by_order(parse_number, gt))
NUMERIC_GREATER_THAN_EQUALS = Operator("NumericGreaterThanEquals", Family.NUMERIC, by_order(parse_number, ge))
