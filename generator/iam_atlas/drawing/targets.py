"""Where ways lead: role copies and permission sets, and the callers that these are when they go on."""

from typing import NamedTuple

from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey


class Target(NamedTuple):
    """Where a way leads: a role copy, or a permission set in an account."""

    role: str
    account: str
    is_set: bool

    @property
    def key(self) -> RoleKey:
        """The name and the account alone."""
        return RoleKey(self.role, self.account)

    @property
    def as_caller(self) -> Ref:
        """Who goes on from here: a session."""
        return Ref(RefKind.PERMISSION_SET if self.is_set else RefKind.ROLE, str(self.key))


def target_of(step: Access) -> Target:
    """Where the step leads."""
    return Target(*step.role, step.to_permission_set)


def role_behind(ref: Ref) -> Target | None:
    """The role copy (or permission set in an account) that a caller is, None for any other kind of caller."""
    if ref.kind not in (RefKind.ROLE, RefKind.PERMISSION_SET):
        return None
    key = RoleKey.of(ref.name)
    return Target(*key, ref.kind is RefKind.PERMISSION_SET) if key.account else None
