"""Grants: who may become what where, as declared, with every selector already expanded."""

from dataclasses import dataclass
from typing import NamedTuple

from iam_atlas.errors import Position
from iam_atlas.model.annotations import AccessRequest, Moment
from iam_atlas.model.identity import Member
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import RoleKey
from iam_atlas.model.text import Text


class RefKind(Member):
    """What kind of thing a name stands for."""

    USER = "user"
    GROUP = "group"
    ROLE = "role"
    ACCOUNT = "account"
    PROVIDER = "provider"
    VENDOR = "vendor"
    SERVICE = "service"
    PERMISSION_SET = "permission_set"
    PRINCIPAL = "principal"


class Ref(NamedTuple):
    """Somebody who may get access. For a role, `name` is `role@account`; for a service, its principal."""

    kind: RefKind
    name: str


ANYBODY = Ref(RefKind.PRINCIPAL, "*")
"""The caller that stands for every user and role of every account: what the principal `*` lets in."""


class Effect(Member):
    """Whether a grant gives or takes away."""

    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of `grants:`.

    `roles` are the copies granted, `permission_sets` the (permission set, account) pairs, both sorted. `require` is
    the grant's own: it lives on the caller's side. Several rows for one grantee add up.
    """

    grantee: Ref
    position: Position
    roles: tuple[RoleKey, ...] = ()
    permission_sets: tuple[RoleKey, ...] = ()
    require: Require = NOTHING_REQUIRED
    effect: Effect = Effect.ALLOW
    via: str | None = None
    expires: Moment | None = None
    request: AccessRequest | None = None
    reason: Text | None = None
    ticket: str | None = None
