"""Policy documents as they stand in the input, and how they are attached to a principal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from iam_atlas.errors import Position
from iam_atlas.model.annotations import Declared

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document: its JSON value and where it, and each of its statements, stands in the input.

    `statements` has one position per entry of `Statement` (one for a single object). A derived document takes
    the position of what it is derived from (the grant, the trust entry).
    """

    value: Mapping[str, Json]
    position: Position
    statements: tuple[Position, ...] = ()


class PolicyOrigin(Enum):
    """Where an attached policy comes from."""

    DECLARED = "declared"  # under `policies:` of the file
    AWS = "aws"  # an AWS managed policy
    ARN = "arn"  # named by ARN, its document is not at hand
    INLINE = "inline"  # written on the principal itself


@dataclass(frozen=True, slots=True)
class AttachedPolicy:
    """A policy on a principal, its templates already filled in for the principal's account.

    `name` is what the reader sees: the key under `policies:`, the AWS name with its path (`job-function/Billing`),
    the ARN, or the inline name. `document` is None when it is not known: never judge as if it were empty.
    `position` is where it is attached, not where the document stands.
    """

    name: str
    origin: PolicyOrigin
    document: Document | None
    position: Position


@dataclass(frozen=True, slots=True)
class Permissions:
    """The identity side of a user, group, role copy or permission set.

    `policies` holds managed and inline policies in the order of the file. `assume_policy` is the raw identity half
    that replaces the derived one. No boundary means no ceiling.
    """

    policies: tuple[AttachedPolicy, ...] = ()
    boundary: AttachedPolicy | None = None
    assume_policy: Document | None = None


NO_PERMISSIONS = Permissions()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedPolicy(Declared):
    """An entry of `policies:`. `documents` maps an account name to the document with templates filled in.

    Every account the policy is used in is a key; all accounts share one value where no template is used.
    """

    aws_name: str
    path: str = "/"
    accounts: tuple[str, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    template: Document | None = None
