"""The values that a condition test accepts, and whether one such set contains, misses or completes another."""

import base64
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

from iam_atlas.iam.conditions import OperatorUse
from iam_atlas.iam.conditions.addresses import Network, parse_network, within
from iam_atlas.iam.conditions.arns import arn_fields
from iam_atlas.iam.conditions.dates import parse_date
from iam_atlas.iam.conditions.numbers import parse_number
from iam_atlas.iam.conditions.operator import Family, plain
from iam_atlas.iam.glob import Pattern, Template, Variable, covers, overlap

_INFINITY = Decimal("Infinity")
_NETWORKS = (IPv4Network, IPv6Network)


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers (or seconds since 1970) between two bounds, each with or without the bound itself."""

    low: Decimal
    low_in: bool
    high: Decimal
    high_in: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """The six fields of an ARN pattern."""

    fields: tuple[Template, ...]


Value: TypeAlias = Template | Fields | Span | Network | str
Values: TypeAlias = tuple[Value, ...]


def accepted(use: OperatorUse, templates: tuple[Template, ...]) -> Values:
    """What an operator accepts in the positive sense; values that can match nothing are left out."""
    found = (_value(use, template) for template in templates)
    return tuple(value for value in found if value is not None)


def contains(wide: Values, narrow: Values) -> bool:
    """Whether every value of `narrow` is certainly in `wide`."""
    return all(any(_contains(outer, inner) for outer in wide) for inner in narrow)


def disjoint(left: Values, right: Values) -> bool:
    """Whether certainly no value is in both."""
    return not any(_meets(one, other) for one in left for other in right)


def everything(left: Values, right: Values, family: Family) -> bool:
    """Whether every well-formed value of the family is in one of the two."""
    if family is Family.BOOLEAN:
        return {*left, *right} >= {"true", "false"}
    spans = [value for value in (*left, *right) if isinstance(value, Span)]
    return any(_complete(one, other) for one in spans for other in spans)


@lru_cache(maxsize=16384)
def _value(use: OperatorUse, template: Template) -> Value | None:
    family = use.operator.family
    if family is Family.STRING:
        return template
    if family is Family.CASELESS:
        return tuple(piece.lower() if isinstance(piece, str) else piece for piece in template)
    if family is Family.ARN:
        fields = arn_fields(template)
        return None if fields is None else Fields(fields)
    return _plain_value(use, plain(_without_variables(template)))


def _plain_value(use: OperatorUse, text: str) -> Value | None:
    match use.operator.family:
        case Family.NUMERIC:
            return _span(use.operator.name, parse_number(text))
        case Family.DATE:
            return _span(use.operator.name, parse_date(text))
        case Family.IP:
            return parse_network(text)
        case Family.BOOLEAN:
            return text.lower() if text.lower() in ("true", "false") else None
        case Family.BINARY:
            return _normal_base64(text)
        case _:
            return text


def _normal_base64(text: str) -> str | None:
    try:
        return base64.b64encode(base64.b64decode(text, validate=True)).decode()
    except ValueError:
        return None


def _without_variables(template: Template) -> Pattern:
    return tuple(piece for piece in template if not isinstance(piece, Variable))


def _span(operator: str, bound: Decimal | None) -> Span | None:
    if bound is None:
        return None
    if "LessThan" in operator:
        return Span(-_INFINITY, False, bound, operator.endswith("Equals"))
    if "GreaterThan" in operator:
        return Span(bound, operator.endswith("Equals"), _INFINITY, False)
    return Span(bound, True, bound, True)


def _contains(wide: Value, narrow: Value) -> bool:
    match wide, narrow:
        case Span(), Span():
            starts = wide.low < narrow.low or (wide.low == narrow.low and (wide.low_in or not narrow.low_in))
            ends = wide.high > narrow.high or (wide.high == narrow.high and (wide.high_in or not narrow.high_in))
            return starts and ends
        case Fields(), Fields():
            return all(covers(outer, inner) for outer, inner in zip(wide.fields, narrow.fields, strict=True))
        case tuple(), tuple():
            return covers(wide, narrow)
        case str(), str():
            return wide == narrow
    return isinstance(wide, _NETWORKS) and isinstance(narrow, _NETWORKS) and within(narrow, wide)


def _meets(one: Value, other: Value) -> bool:
    match one, other:
        case Span(), Span():
            return not (_before(one, other) or _before(other, one))
        case Fields(), Fields():
            return all(overlap(left, right) for left, right in zip(one.fields, other.fields, strict=True))
        case tuple(), tuple():
            return overlap(one, other)
        case str(), str():
            return one == other
    if isinstance(one, _NETWORKS) and isinstance(other, _NETWORKS):
        return within(one, other) or within(other, one)
    return False


def _before(one: Span, other: Span) -> bool:
    return one.high < other.low or (one.high == other.low and not (one.high_in and other.low_in))


def _complete(one: Span, other: Span) -> bool:
    meets = one.high > other.low or (one.high == other.low and (one.high_in or other.low_in))
    return one.low == -_INFINITY and other.high == _INFINITY and meets
