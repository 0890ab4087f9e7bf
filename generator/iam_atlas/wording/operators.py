"""The spelling of an IAM condition operator to its parts."""

from dataclasses import dataclass
from enum import Enum


class Quantifier(Enum):
    """How a test looks at a key with several values."""

    NONE = ""
    ANY = "ForAnyValue"
    ALL = "ForAllValues"


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator taken apart: `base` is without quantifier and `IfExists`; `known` is whether AWS documents it."""

    base: str
    quantifier: Quantifier
    if_exists: bool
    known: bool

    @property
    def plain(self) -> bool:
        """Whether there is neither a quantifier nor an IfExists."""
        return self.quantifier is Quantifier.NONE and not self.if_exists

    @property
    def negated(self) -> bool:
        """Whether it excludes its values and therefore holds when the key is absent."""
        return self.base in NEGATED


# IAM User Guide, "IAM JSON policy elements: Condition operators".
POSITIVE = (
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "NumericEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "ArnEquals",
    "ArnLike",
    "Null",
)
NEGATED = (
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
    "NumericNotEquals",
    "DateNotEquals",
    "NotIpAddress",
    "ArnNotEquals",
    "ArnNotLike",
)


def read_operator(written: str) -> Operator:
    """`written` taken apart; one that AWS does not document keeps its whole spelling as `base`."""
    quantifier, rest = _quantifier(written)
    base = rest.removesuffix("IfExists")
    if base in POSITIVE or base in NEGATED:
        return Operator(base, quantifier, rest != base, known=True)
    return Operator(written, Quantifier.NONE, False, known=False)


def _quantifier(written: str) -> tuple[Quantifier, str]:
    head, colon, rest = written.partition(":")
    for quantifier in (Quantifier.ANY, Quantifier.ALL):
        if colon and head == quantifier.value:
            return quantifier, rest
    return Quantifier.NONE, written
