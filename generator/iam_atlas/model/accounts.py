"""AWS accounts: the places; and workloads, which make several of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from iam_atlas.model.annotations import Declared


class AccountKind(Enum):
    """What an account is for. Only a jump account holds people; an external account belongs to somebody else."""

    MANAGEMENT = "management"
    JUMP = "jump"
    LOG_ARCHIVE = "log-archive"
    SECURITY = "security"
    AUDIT = "audit"
    SHARED = "shared"
    NETWORK = "network"
    DEPLOY = "deploy"
    BACKUP = "backup"
    WORKLOAD = "workload"
    SANDBOX = "sandbox"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class RootUser:
    """How the account's root user is kept."""

    mfa: str | None = None
    custodian: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Declared):
    """One AWS account. `id` is twelve digits as text. `ou` is None outside every OU (directly under the root)."""

    id: str
    aws_name: str
    kind: AccountKind = AccountKind.WORKLOAD
    ou: str | None = None
    environment: str | None = None
    workload: str | None = None
    partition: str = "aws"
    regions: tuple[str, ...] = ()
    alias: str | None = None
    email: str | None = None
    color: str | None = None
    contacts: Mapping[str, str] = field(default_factory=dict)
    delegated_admin: tuple[str, ...] = ()
    root: RootUser | None = None
    signin_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload(Declared):
    """A product; its accounts stand in `Landscape.accounts` under the names listed here."""

    accounts: tuple[str, ...]
