"""What a condition operator is: a name, how one wanted value is compared with one actual value, and a few flags."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from iam_atlas.iam.glob import Pattern, Wild

Compare: TypeAlias = Callable[[Pattern, str], bool]


class Family(Enum):
    """Operators of one family compare the same kind of value."""

    STRING = "string"
    CASELESS = "caseless string"
    NUMERIC = "numeric"
    DATE = "date"
    BOOLEAN = "boolean"
    BINARY = "binary"
    IP = "ip"
    ARN = "arn"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Operator:
    """One condition operator.

    `compare(wanted, actual)` says whether one value of the policy fits one value of the request, always in the positive
    sense; `negated` operators hold when none fits. `wildcards`: `*` and `?` in the policy's value mean something.
    `variables`: `${...}` in it is replaced. `opposite` names the operator that holds exactly where this one does not,
    empty when there is none. Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
    """

    name: str
    family: Family
    compare: Compare
    negated: bool = False
    wildcards: bool = False
    variables: bool = False
    opposite: str = ""


def plain(wanted: Pattern) -> str:
    """The pattern as text, its wildcards as the characters they are written with."""
    return "".join(piece.value if isinstance(piece, Wild) else piece for piece in wanted)
