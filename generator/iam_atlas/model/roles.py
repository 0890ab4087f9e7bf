"""Roles: the declared template, and its copy in each account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from iam_atlas.errors import Position
from iam_atlas.model.annotations import Declared, Moment
from iam_atlas.model.identity import Member
from iam_atlas.model.people import BreakGlass
from iam_atlas.model.policies import Document, Permissions
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.text import Text


class RoleKey(NamedTuple):
    """One copy of a role, written `developer@prod`. Sorts by role, then account."""

    role: str
    account: str

    @classmethod
    def of(cls, text: str) -> "RoleKey":
        """The copy written `developer@prod`; a name alone has no account. Names of roles may hold an `@`."""
        role, at, account = text.rpartition("@")
        return cls(role, account) if at else cls(text, "")

    def __str__(self) -> str:
        return f"{self.role}@{self.account}"


class TrustKind(Member):
    """Which key of a trust entry names the trusted one."""

    ACCOUNT = "account"
    ROLE = "role"
    USER = "user"
    GROUP = "group"
    PERMISSION_SET = "permission_set"
    SERVICE = "service"
    PROVIDER = "provider"
    VENDOR = "vendor"
    ORGANIZATION = "organization"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class TrustEntry:
    """One entry of `trust:`, which becomes one statement of the role trust policy.

    `names` holds what the key names: an account, user, group, provider or vendor name, service principals, ARNs;
    `roles` holds the copies meant by `role:` or `permission_set:` (its account may be empty: any). Empty `actions`
    means the usual actions for the kind. `authenticated` is Cognito's signed-in against guest, None when not said.
    """

    kind: TrustKind
    names: tuple[str, ...]
    position: Position
    roles: tuple[RoleKey, ...] = ()
    require: Require = NOTHING_REQUIRED
    actions: tuple[str, ...] = ()
    repos: tuple[str, ...] = ()
    repo_ids: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    pull_request: bool = False
    workflows: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    authenticated: bool | None = None
    description: Text | None = None
    expires: Moment | None = None


class RoleKind(Enum):
    """Who made the role and what for."""

    NORMAL = "normal"
    SERVICE = "service"
    SERVICE_LINKED = "service_linked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCopy:
    """A role as it is in one account, variants and defaults applied, templates filled in.

    `arn` is the whole ARN with path. `max_session` is in seconds. `trust_policy` is the raw trust half and then
    replaces `trust`. `variant` is the selector of the variant that applies, None for the template itself.
    `defaulted` names the keys whose value came from `defaults`. `trust_style` is account or principal; None is the
    usual: users by their account, roles by their ARN.
    """

    key: RoleKey
    arn: str
    aws_name: str
    path: str
    permissions: Permissions
    max_session: int
    require: Require = NOTHING_REQUIRED
    trust: tuple[TrustEntry, ...] = ()
    trust_policy: Document | None = None
    trust_style: str | None = None
    region: str | None = None
    color: str | None = None
    description: Text | None = None
    variant: str | None = None
    defaulted: tuple[str, ...] = ()
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Declared):
    """A declared role. `copies` maps account names to the role there, sorted by account name.

    `declared_in` lists the accounts of `accounts:`, None when the role exists wherever it is granted. `can_pass` names
    roles (or `role@account`), groups and users who may pass it to a service; a note, no policy is derived from it.
    `parts` maps where each of its keys and each variant begins to the accounts of the copies that it holds for.
    """

    kind: RoleKind = RoleKind.NORMAL
    copies: Mapping[str, RoleCopy] = field(default_factory=dict)
    declared_in: tuple[str, ...] | None = None
    instance_profile: bool = False
    can_pass: tuple[str, ...] = ()
    break_glass: BreakGlass | None = None
    variants: tuple[str, ...] = ()
    parts: Mapping[Position, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionSet(Declared):
    """An Identity Center permission set; AWS makes `AWSReservedSSO_<name>_<suffix>` of it in each account."""

    permissions: Permissions
    max_session: int
    relay_state: str | None = None
    accounts: tuple[str, ...] = ()
