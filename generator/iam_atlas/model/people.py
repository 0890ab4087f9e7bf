"""IAM users and the groups that carry their policies."""

from dataclasses import dataclass
from enum import Enum

from iam_atlas.model.annotations import Declared, Moment
from iam_atlas.model.policies import NO_PERMISSIONS, Permissions
from iam_atlas.model.text import Text


class UserKind(Enum):
    """Who is behind a user."""

    HUMAN = "human"
    CONTRACTOR = "contractor"
    MACHINE = "machine"
    BREAK_GLASS = "break_glass"


@dataclass(frozen=True, slots=True)
class BreakGlass:
    """How emergency access is used and kept working. `test_every` is in seconds."""

    when: Text | None = None
    alert: Text | None = None
    after: Text | None = None
    credentials: Text | None = None
    test_every: int | None = None
    last_tested: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Declared):
    """An IAM user. `account` names the jump account that holds it; `mfa` is required, hardware or none."""

    full_name: str | None = None
    email: str | None = None
    kind: UserKind = UserKind.HUMAN
    groups: tuple[str, ...] = ()
    team: str | None = None
    account: str
    mfa: str = "required"
    access_keys: bool = False
    manager: str | None = None
    same_person_as: str | None = None
    path: str = "/"
    break_glass: BreakGlass | None = None
    permissions: Permissions = NO_PERMISSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Declared):
    """An IAM group of a jump account, or a group of an identity provider.

    `members` are user names, from both sides of the file. `external_members` is True when membership is kept
    elsewhere. `source` names the provider, None for IAM. `account` is None only for a provider's group.
    """

    members: tuple[str, ...] = ()
    external_members: bool = False
    source: str | None = None
    account: str | None
    permissions: Permissions = NO_PERMISSIONS

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether the file leaves it open how many its members are."""
        return self.external_members or (self.source is not None and not self.members)

    @property
    def may_have_others(self) -> bool:
        """Whether people may be in it whom the file does not list."""
        return self.external_members or self.source is not None
