"""One condition test and one complete request become yes or no, written straight from AWS's pages.

Shares nothing with the engine but the value types: it is what the engine's conditions are held against.
UG is the IAM User Guide: "Condition operators", "Single-valued vs. multivalued context keys", "Variables and tags".
"""

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from iam_atlas.iam.formula import And, Formula, Never, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest

Request = Mapping[str, tuple[str, ...]]
"""Condition keys in lower case; a key that is missing or has no values is absent."""

MANY, ONE = "\ue000", "\ue001"
"""The wildcards `*` and `?`, told apart from the same characters as plain text."""

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_WITH_DEFAULT = re.compile(r"\s*([^,]+?)\s*,\s*'([^']*)'\s*")


@dataclass(frozen=True, slots=True)
class _Written:
    """An operator's name taken apart: `ForAnyValue:StringNotLikeIfExists` is any, String, Like, negated, if_exists."""

    quantifier: str
    compare: Callable[[str, str], bool]
    takes_text: bool
    takes_wildcards: bool
    negated: bool
    if_exists: bool


def meets(test: ConditionTest, request: Request) -> bool:
    """Whether the request meets the condition test.

    Set operators take values that are all empty for no values.
    Source: UG, "Single-valued vs. multivalued context keys", "Condition operators" ("Multivalued ARN operators").
    """
    actual = request.get(test.key.lower(), ())
    if test.operator == "Null":
        return any((wanted.lower() == "true") == (not actual) for wanted in test.values)
    written = _read(test.operator)
    if not actual or (written.quantifier and not any(actual)):
        return _holds_without_the_key(written)
    wanted = _wanted(test, written, request)
    fits = [any(written.compare(text, value) for text in wanted) != written.negated for value in actual]
    if written.quantifier == "ForAnyValue":
        return any(fits)
    if written.quantifier == "ForAllValues" or written.negated:
        return all(fits)
    return any(fits)


def meets_formula(formula: Formula, request: Request) -> bool:
    """Whether the request meets a formula over condition tests."""
    match formula:
        case ConditionTest():
            return meets(formula, request)
        case Not(part):
            return not meets_formula(part, request)
        case And(parts):
            return all(meets_formula(part, request) for part in parts)
        case Or(parts):
            return any(meets_formula(part, request) for part in parts)
        case other:
            return not isinstance(other, Never)


def pattern_matches(pattern: str, text: str) -> bool:
    """Whether the text fits a pattern with `MANY` and `ONE` in it; case counts, and no character stops a wildcard."""
    wild = {MANY: ".*", ONE: "."}
    return re.fullmatch("".join(wild.get(char) or re.escape(char) for char in pattern), text, re.DOTALL) is not None


def with_wildcards(text: str) -> str:
    """Every `*` and `?` of the text becomes a wildcard."""
    return text.replace("*", MANY).replace("?", ONE)


def filled(text: str, request: Request, wildcards: bool) -> str | None:
    """The text with its policy variables replaced by plain text, None when one of them has no value.

    `${*}`, `${?}` and `${$}` stand for the character; a default (`${key, 'value'}`) stands in where the key is absent.
    A key with several values cannot be a variable.
    Source: UG, "Variables and tags": "Policy variables with no value", "Specifying default values".
    """
    result, end = "", 0
    for found in _VARIABLE.finditer(text):
        value = _variable(found[1], request)
        if value is None:
            return None
        between = text[end : found.start()]
        result += (with_wildcards(between) if wildcards else between) + value
        end = found.end()
    return result + (with_wildcards(text[end:]) if wildcards else text[end:])


def _variable(inner: str, request: Request) -> str | None:
    if inner in ("*", "?", "$"):
        return inner
    written = _WITH_DEFAULT.fullmatch(inner)
    key, default = (written[1], written[2]) if written else (inner.strip(), None)
    values = request.get(key.lower(), ())
    if not values:
        return default
    return values[0] if len(values) == 1 else None


def _wanted(test: ConditionTest, written: _Written, request: Request) -> list[str]:
    """The values of the policy, ready to be compared. Variables work in string and ARN operators only.

    A variable without a value leaves no value at all, whatever stands beside it.
    Source: UG, "Condition operators", the table of `s3:prefix` for a request without `aws:username`.
    """
    if not written.takes_text:
        return list(test.values)
    if test.literal:
        return [with_wildcards(value) if written.takes_wildcards else value for value in test.values]
    texts = [filled(value, request, written.takes_wildcards) for value in test.values]
    return [] if None in texts else [text for text in texts if text is not None]


def _holds_without_the_key(written: _Written) -> bool:
    """ForAllValues holds and ForAnyValue does not, else IfExists and the negated operators hold.

    ForAnyValue with IfExists: the page of the set operators decides, since "...IfExists" would have it the other way.
    """
    if written.quantifier:
        return written.quantifier == "ForAllValues"
    return written.negated or written.if_exists


def _read(operator: str) -> _Written:
    quantifier, _, name = operator.rpartition(":")
    base = name.removesuffix("IfExists")
    plain = base.replace("Not", "")
    text = plain.startswith(("String", "Arn"))
    return _Written(
        quantifier=quantifier,
        compare=_COMPARE[plain],
        takes_text=text,
        takes_wildcards=plain == "StringLike" or plain.startswith("Arn"),
        negated="Not" in base,
        if_exists=name.endswith("IfExists"),
    )


def _arns_match(wanted: str, actual: str) -> bool:
    """The six fields are compared one by one, so that a wildcard does not cross a colon before the sixth."""
    patterns, fields = wanted.split(":", 5), actual.split(":", 5)
    return len(patterns) == len(fields) == 6 and all(map(pattern_matches, patterns, fields))


def _same_truth(wanted: str, actual: str) -> bool:
    return wanted.lower() == actual.lower() and wanted.lower() in ("true", "false")


def _same_bytes(wanted: str, actual: str) -> bool:
    try:
        return base64.b64decode(wanted, validate=True) == base64.b64decode(actual, validate=True)
    except (binascii.Error, ValueError):
        return False


def _inside(wanted: str, actual: str) -> bool:
    """A bare address is a range of one; an address of the other family is in no range."""
    try:
        return ipaddress.ip_address(actual) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return False


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _moment(text: str) -> Decimal | None:
    """Seconds since 1970 of an ISO 8601 date or of a number of seconds; UTC where no zone is said."""
    if text.isdigit() and len(text) > 4:
        return Decimal(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return Decimal(since.days * 86400 + since.seconds) + Decimal(since.microseconds) / 1_000_000


def _ordered(read: Callable[[str], Decimal | None], orders: tuple[int, ...]) -> Callable[[str, str], bool]:
    """A comparison that holds when the request's value is below (-1), at (0) or above (1) the policy's."""

    def compare(wanted: str, actual: str) -> bool:
        bound, value = read(wanted), read(actual)
        if bound is None or value is None:
            return False
        return (value > bound) - (value < bound) in orders

    return compare


_ORDERS = {
    "Equals": (0,),
    "LessThan": (-1,),
    "LessThanEquals": (-1, 0),
    "GreaterThan": (1,),
    "GreaterThanEquals": (0, 1),
}
_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda wanted, actual: wanted == actual,
    "StringEqualsIgnoreCase": lambda wanted, actual: wanted.lower() == actual.lower(),
    "StringLike": pattern_matches,
    "ArnEquals": _arns_match,
    "ArnLike": _arns_match,
    "Bool": _same_truth,
    "BinaryEquals": _same_bytes,
    "IpAddress": _inside,
    **{f"Numeric{name}": _ordered(_number, orders) for name, orders in _ORDERS.items()},
    **{f"Date{name}": _ordered(_moment, orders) for name, orders in _ORDERS.items()},
}
