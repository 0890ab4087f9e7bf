"""A condition test, or its negation, becomes a claim about one key, so that two can imply or exclude each other."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from iam_atlas.iam.conditions import FOR_ALL, FOR_ANY, OperatorUse, parse_operator
from iam_atlas.iam.conditions.matching import holds_when_absent, templates
from iam_atlas.iam.conditions.null import NULL
from iam_atlas.iam.conditions.operator import Family
from iam_atlas.iam.conditions.values import Values, accepted, contains, disjoint, everything
from iam_atlas.iam.formula import Not, Test
from iam_atlas.iam.keys import is_boolean, is_date, is_numeric, is_single_valued

Literal: TypeAlias = Test | Not


class _Kind(Enum):
    ALL = "true of every present key"
    SOME_IN = "some value is in the set"
    SOME_OUT = "some value is outside the set"
    OPAQUE = "not understood: only equal to itself"


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a literal says of a present key: `kind`, or its contrary where `holds` is False."""

    kind: _Kind
    holds: bool
    family: Family = Family.NULL
    values: Values = ()
    test: Test | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A literal about `key`: whether it holds when the key is absent, and what it claims when it is present.

    A set operator counts an empty text as no value, other operators as a value like any other: they read two keys.
    """

    key: str
    absent: bool
    present: _Claim


@lru_cache(maxsize=131072)
def implies(first: Literal, second: Literal) -> bool:
    """Whether every request that satisfies `first` certainly satisfies `second`."""
    if first == second:
        return True
    one, other = _read(first), _read(second)
    if one is None or other is None or one.key != other.key:
        return False
    return (other.absent or not one.absent) and _claim_implies(one.present, other.present, one.key)


def excludes(first: Literal, second: Literal) -> bool:
    """Whether certainly no request satisfies both."""
    return implies(first, negate(second)) or implies(second, negate(first))


def negate(literal: Literal) -> Literal:
    """The literal that holds exactly where this one does not."""
    if isinstance(literal, Test):
        return Not(literal)
    return literal.part if isinstance(literal.part, Test) else literal


@lru_cache(maxsize=65536)
def spell(literal: Literal) -> Literal:
    """The literal without Not where IAM has an operator for it, so that it reads as a policy would write it."""
    if isinstance(literal, Test) or not isinstance(literal.part, Test):
        return literal
    test = literal.part
    use = parse_operator(test.operator)
    contrary = None if use is None else _contrary(test, use)
    return literal if contrary is None else contrary


def _contrary(test: Test, use: OperatorUse) -> Test | None:
    if use.operator is NULL and len(test.values) == 1:
        flipped = {"true": "false", "false": "true"}.get(test.values[0].lower())
        return None if flipped is None else replace(test, values=(flipped,))
    # A negated operator holds for an absent key anyway, so that IfExists adds nothing to it.
    if use.operator.opposite and (not use.if_exists or (use.operator.negated and not use.quantifier)):
        quantifier = {FOR_ANY: FOR_ALL, FOR_ALL: FOR_ANY}.get(use.quantifier, "")
        prefix = f"{quantifier}:" if quantifier else ""
        return replace(test, operator=f"{prefix}{use.operator.opposite}")
    if use.quantifier or len(test.values) != 1:
        return None
    return _contrary_of_one_value(test, use)


_CONTRARY_ORDER = {
    "LessThan": "GreaterThanEquals",
    "LessThanEquals": "GreaterThan",
    "GreaterThan": "LessThanEquals",
    "GreaterThanEquals": "LessThan",
}


def _contrary_of_one_value(test: Test, use: OperatorUse) -> Test | None:
    """Contraries that hold only because every value of the key is known to be a Boolean, a number or a date."""
    suffix = "" if use.if_exists else "IfExists"
    name, value = use.operator.name, test.values[0].lower()
    if name == "Bool" and is_boolean(test.key) and value in ("true", "false"):
        return replace(test, operator=f"Bool{suffix}", values=("false" if value == "true" else "true",))
    ordered = (use.operator.family is Family.NUMERIC and is_numeric(test.key)) or (
        use.operator.family is Family.DATE and is_date(test.key)
    )
    family = "Numeric" if use.operator.family is Family.NUMERIC else "Date"
    contrary = _CONTRARY_ORDER.get(name.removeprefix(family))
    if not ordered or contrary is None or not accepted(use, templates(test)):
        return None
    return replace(test, operator=f"{family}{contrary}{suffix}")


@lru_cache(maxsize=65536)
def _read(literal: Literal) -> _Reading | None:
    if isinstance(literal, Test):
        return _read_test(literal)
    if not isinstance(literal.part, Test):
        return None
    reading = _read_test(literal.part)
    if reading is None:
        return None
    return _Reading(reading.key, not reading.absent, replace(reading.present, holds=not reading.present.holds))


def _read_test(test: Test) -> _Reading | None:
    use = parse_operator(test.operator)
    if use is None:
        return None
    key = f"{test.key.lower()} as a set" if use.quantifier else test.key.lower()
    if use.operator is NULL:
        words = {value.lower() for value in test.values}
        return _Reading(key, "true" in words, _Claim(_Kind.ALL, "false" in words))
    return _Reading(key, holds_when_absent(use), _claim(test, use))


def _claim(test: Test, use: OperatorUse) -> _Claim:
    """Plain: some value fits (or, negated, none). ForAnyValue negated and ForAllValues speak of values that do not."""
    values, negated, family = accepted(use, templates(test)), use.operator.negated, use.operator.family
    if any("${" in value for value in test.values) and (use.operator.family is Family.ARN or len(test.values) > 1):
        # A variable may hold a colon, and then the fields of an ARN are not those that are written; it may have no
        # value, and then the values beside it count for nothing.
        return _Claim(_Kind.OPAQUE, not negated or bool(use.quantifier), test=_core(test, use))
    if use.quantifier == FOR_ANY and negated:
        return _outside(test.key, True, family, values)
    if use.quantifier == FOR_ALL and not negated:
        return _outside(test.key, False, family, values)
    return _Claim(_Kind.SOME_IN, not negated, family, values)


def _outside(key: str, holds: bool, family: Family, values: Values) -> _Claim:
    if is_single_valued(key):
        return _Claim(_Kind.SOME_IN, not holds, family, values)
    return _Claim(_Kind.SOME_OUT, holds, family, values)


def _core(test: Test, use: OperatorUse) -> Test:
    """The test without IfExists and negation, which its reading holds elsewhere; a set operator stays."""
    if use.quantifier:
        return test
    name = use.operator.opposite if use.operator.negated else use.operator.name
    return replace(test, operator=name)


def _claim_implies(one: _Claim, other: _Claim, key: str) -> bool:
    if one.kind is _Kind.ALL and not one.holds:
        return True
    if other.kind is _Kind.ALL:
        return other.holds
    if one.kind is not other.kind or one.family is not other.family:
        return False
    if one.kind is _Kind.OPAQUE:
        return one.holds == other.holds and one.test == other.test
    if one.holds == other.holds:
        wider = (one.kind is _Kind.SOME_OUT) != one.holds
        return contains(other.values, one.values) if wider else contains(one.values, other.values)
    return one.kind is _Kind.SOME_IN and _across(one, other, key)


def _across(one: _Claim, other: _Claim, key: str) -> bool:
    """Whether "in one set" implies "not in the other", or "not in one" implies "in the other"."""
    if not is_single_valued(key):
        return False
    if one.holds:
        return disjoint(one.values, other.values)
    understood = is_boolean(key) or is_numeric(key) or is_date(key)
    return understood and everything(one.values, other.values, one.family)
