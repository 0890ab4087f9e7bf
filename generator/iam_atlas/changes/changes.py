"""What changed between two files: access by access, role by role; as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.graph.uses import Use
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.permissions import Reach
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

Names: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # before, and now


class Kind(Enum):
    """What became of an access."""

    GAINED = "gained"
    WEAKENED = "condition weakened"  # all requests that got through still do, and maybe others
    CHANGED = "condition changed"  # another condition, of which neither is known to be the weaker one
    UNCERTAIN = "not decided"  # on one side at least the answer is not known
    TIGHTENED = "condition tightened"
    LOST = "lost"


ORDER = {kind: number for number, kind in enumerate(Kind)}
"""What is told first: who gains, before who loses."""


@dataclass(frozen=True, slots=True)
class AccessChange:
    """Somebody and a role copy, or a permission set in an account, whose access changed.

    `who` and `role` are named as in the newer file, or in the older one where that is gone. `before` and `after` are
    the steps straight to the role, None for a pair that the side does not list: nothing opens it there. A change with
    neither is one over other roles: `way_before` and `way_after` are the shortest ways, of more than one hop, that the
    sides have. A way beside a step that is gained or lost says that the role could be, or still can be, reached.
    `level` is how much the role may do, in the newer file where it still exists.
    """

    kind: Kind
    who: Ref
    role: RoleKey
    level: Level
    before: Access | None
    after: Access | None
    way_before: tuple[Access, ...] = ()
    way_after: tuple[Access, ...] = ()

    @property
    def direct(self) -> bool:
        """Whether it is about a step straight to the role."""
        return self.before is not None or self.after is not None

    @property
    def through(self) -> tuple[str, ...]:
        """The groups by which a user has, or had, the access."""
        step = self.before if self.kind is Kind.LOST else self.after or self.before
        return step.through if step is not None and self.who.kind is RefKind.USER else ()


@dataclass(frozen=True, slots=True)
class DurationChange:
    """A session that may last longer or shorter than before, in seconds."""

    who: Ref
    role: RoleKey
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """What a role may do with one service at one access level: how much of it, and the actions that differ."""

    service: str
    level: AccessLevel
    before: Reach
    after: Reach
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermissionChange:
    """What a role copy, or a permission set, may do.

    `services` differ in actions. `narrower_or_wider` names services with the same actions of which the resources, the
    conditions or what a ceiling takes away are not the same: which way is not decided. `vague` says that a policy or a
    boundary is not at hand on one side at least, so that the lists are not the whole truth.
    """

    role: RoleKey
    before: Level
    after: Level
    services: tuple[ServiceChange, ...]
    narrower_or_wider: tuple[str, ...]
    vague: bool


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role copy, or a permission set, that is new or gone, and its level; it may hold what nobody reaches yet."""

    role: RoleKey
    level: Level
    is_new: bool


@dataclass(frozen=True, slots=True)
class UseChange:
    """Actions on a shared resource that somebody gained, lost, or may do under another condition."""

    kind: Kind
    who: Ref
    resource: str
    on: str
    actions: tuple[str, ...]
    before: Use | None
    after: Use | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; all of it empty when access stays the same.

    `renamed` maps what has another key in the newer file: no change in itself. `stands_for` are vendors that the newer
    file gives other accounts: whatever is open to them is now open to somebody else. `audiences` are providers of which
    tokens for other audiences are accepted now, which no condition of a step shows. `own_policies` are users and
    groups whose policies or boundary differ, also by a group that a user joined or left, of which only the assuming of
    roles is compared; and roles whose policies differ in what the lists do not tell, such as a condition. Those users
    and groups among them who may be administrators now, and were not, are `administrators`; those who have no policy
    left are `bare`. `unlisted` are the groups whose access changed and that may have people whom the files do not list.
    `guardrails` differ in what they say or in where they hold: of those only what roles may do, and
    who gets into them, is compared.
    """

    access: tuple[AccessChange, ...]
    durations: tuple[DurationChange, ...]
    permissions: tuple[PermissionChange, ...]
    roles: tuple[RoleChange, ...]
    uses: tuple[UseChange, ...]
    stands_for: Mapping[Ref, Names]
    audiences: Mapping[Ref, Names]
    own_policies: tuple[Ref, ...]
    guardrails: tuple[str, ...]
    renamed: Mapping[str, str]
    administrators: tuple[Ref, ...] = ()
    bare: tuple[Ref, ...] = ()
    unlisted: tuple[Ref, ...] = ()

    @property
    def none(self) -> bool:
        """Whether access is the same as before, as far as it is compared."""
        access = (self.access, self.durations, self.permissions, self.roles, self.uses)
        beside = (self.stands_for, self.audiences, self.own_policies, self.guardrails)
        return not any(access) and not any(beside)
