"""The condition operators, one small record each, and how an operator with its modifiers is read."""

from dataclasses import dataclass
from functools import lru_cache

from iam_atlas.iam.conditions.addresses import IP_ADDRESS, NOT_IP_ADDRESS
from iam_atlas.iam.conditions.arns import ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE
from iam_atlas.iam.conditions.binary import BINARY_EQUALS
from iam_atlas.iam.conditions.booleans import BOOL
from iam_atlas.iam.conditions.dates import (
    DATE_EQUALS,
    DATE_GREATER_THAN,
    DATE_GREATER_THAN_EQUALS,
    DATE_LESS_THAN,
    DATE_LESS_THAN_EQUALS,
    DATE_NOT_EQUALS,
)
from iam_atlas.iam.conditions.null import NULL
from iam_atlas.iam.conditions.numbers import (
    NUMERIC_EQUALS,
    NUMERIC_GREATER_THAN,
    NUMERIC_GREATER_THAN_EQUALS,
    NUMERIC_LESS_THAN,
    NUMERIC_LESS_THAN_EQUALS,
    NUMERIC_NOT_EQUALS,
)
from iam_atlas.iam.conditions.operator import Operator
from iam_atlas.iam.conditions.strings import (
    STRING_EQUALS,
    STRING_EQUALS_IGNORE_CASE,
    STRING_LIKE,
    STRING_NOT_EQUALS,
    STRING_NOT_EQUALS_IGNORE_CASE,
    STRING_NOT_LIKE,
)

OPERATORS: tuple[Operator, ...] = (
    STRING_EQUALS,
    STRING_NOT_EQUALS,
    STRING_EQUALS_IGNORE_CASE,
    STRING_NOT_EQUALS_IGNORE_CASE,
    STRING_LIKE,
    STRING_NOT_LIKE,
    NUMERIC_EQUALS,
    NUMERIC_NOT_EQUALS,
    NUMERIC_LESS_THAN,
    NUMERIC_LESS_THAN_EQUALS,
    NUMERIC_GREATER_THAN,
    NUMERIC_GREATER_THAN_EQUALS,
    DATE_EQUALS,
    DATE_NOT_EQUALS,
    DATE_LESS_THAN,
    DATE_LESS_THAN_EQUALS,
    DATE_GREATER_THAN,
    DATE_GREATER_THAN_EQUALS,
    BOOL,
    BINARY_EQUALS,
    IP_ADDRESS,
    NOT_IP_ADDRESS,
    ARN_EQUALS,
    ARN_NOT_EQUALS,
    ARN_LIKE,
    ARN_NOT_LIKE,
    NULL,
)

NULL_NAME = NULL.name
FOR_ANY = "ForAnyValue"
FOR_ALL = "ForAllValues"

_BY_NAME = {operator.name.lower(): operator for operator in OPERATORS}
_QUANTIFIERS = {FOR_ANY.lower(): FOR_ANY, FOR_ALL.lower(): FOR_ALL}
_IF_EXISTS = "IfExists"


@dataclass(frozen=True, slots=True)
class OperatorUse:
    """An operator with its modifiers; `quantifier` is empty, `ForAnyValue` or `ForAllValues`."""

    operator: Operator
    quantifier: str = ""
    if_exists: bool = False

    @property
    def name(self) -> str:
        """The spelling of AWS's documentation, modifiers included."""
        prefix = f"{self.quantifier}:" if self.quantifier else ""
        return f"{prefix}{self.operator.name}{_IF_EXISTS if self.if_exists else ''}"


@lru_cache(maxsize=4096)
def parse_operator(written: str) -> OperatorUse | None:
    """The operator meant by `written`, in any case; None when there is no such operator.

    Null takes neither `IfExists` nor a set operator (IAM User Guide, "Condition operators").
    """
    prefix, colon, rest = written.rpartition(":")
    quantifier = _QUANTIFIERS.get(prefix.lower(), "")
    if colon and not quantifier:
        return None
    if_exists = rest.lower().endswith(_IF_EXISTS.lower())
    operator = _BY_NAME.get(rest[: -len(_IF_EXISTS)].lower() if if_exists else rest.lower())
    if operator is None or (operator is NULL and (if_exists or quantifier)):
        return None
    return OperatorUse(operator, quantifier, if_exists)


def canonical_operator(written: str) -> str:
    """`written` as AWS's documentation spells it; an unknown operator stays as written."""
    use = parse_operator(written)
    return written if use is None else use.name
