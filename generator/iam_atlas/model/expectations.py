"""What the file expects of the access that follows from it."""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.errors import Position
from iam_atlas.model.grants import Ref
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text


class ExpectationKind(Enum):
    """Which key of an entry says what is expected."""

    CAN = "can"
    CANNOT = "cannot"
    ONLY_REACH = "can-reach"
    CANNOT_REACH = "cannot-reach"


class LeastLevel(Enum):
    """How much a role must be able to do to be meant; the weakest first."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One entry of `expect:`, names resolved and selectors expanded.

    `who` holds those it is about: for `ONLY_REACH` the ones who alone may get there. `roles` are the copies that `can`
    and `cannot` name, `accounts` the places of the other two, both sorted; `level` is None for any role in them.
    `conditions` are the words of `if`: `mfa`, `external_id`, `source_ip`, `org`, or a condition key. `written` is the
    target as the file has it.
    """

    kind: ExpectationKind
    position: Position
    who: tuple[Ref, ...]
    written: tuple[str, ...]
    roles: tuple[RoleKey, ...] = ()
    accounts: tuple[str, ...] = ()
    level: LeastLevel | None = None
    conditions: tuple[str, ...] = ()
    reason: Text | None = None
