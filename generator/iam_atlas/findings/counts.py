"""The landscape to how many there are of whatever AWS counts, each beside its quota.

Sources: IAM User Guide, "IAM and AWS STS quotas"; AWS Organizations User Guide, "Quotas and service limits". On 15 May
2026 AWS raised the number of SCPs that one root, OU or account may have from five to ten.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from iam_atlas.errors import Position, Said, said
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Permissions, PolicyOrigin
from iam_atlas.model.roles import RoleKind
from iam_atlas.wording.kinds import with_kind


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something. `most` is what AWS gives on request, the quota itself where it gives no more.

    `position` is the declared thing that has them.
    """

    what: Said
    number: int
    quota: int
    most: int
    position: Position

    @property
    def over(self) -> bool:
        """Whether AWS refuses the last of them whatever anybody asked for."""
        return self.number > self.most

    @property
    def near(self) -> bool:
        """Whether nine tenths of the default quota are used, and what there is may still be there."""
        return not self.over and self.number * 10 >= self.quota * 9


_ROLES, _USERS, _GROUPS, _POLICIES = (1000, 10000), (5000, 5000), (300, 500), (1500, 10000)
_GROUPS_OF_A_USER = (10, 10)
ATTACHED = {RefKind.USER: (10, 20), RefKind.GROUP: (10, 10), RefKind.ROLE: (10, 25)}
"""Managed policies attached to one principal: the default quota, and the most that AWS gives on request."""

_RAILS = {GuardrailKind.SCP: 10, GuardrailKind.RCP: 5}


def counts(landscape: Landscape) -> Iterator[Count]:
    """Every count: in each account, of each user, group and role copy, and of what guardrails are attached to.

    Roles that AWS makes by itself, for services and for permission sets, are left out: the file need not name them.
    """
    yield from _in_accounts(landscape)
    yield from _of_principals(landscape)
    yield from _attached_rails(landscape)


def _in_accounts(landscape: Landscape) -> Iterator[Count]:
    owned = landscape.role_copies()
    roles = Counter(
        copy.key.account for copy in owned if landscape.roles[copy.key.role].kind is not RoleKind.SERVICE_LINKED
    )
    users = Counter(user.account for user in landscape.users.values())
    groups = Counter(group.account for group in landscape.groups.values())
    policies = Counter(name for policy in landscape.policies.values() for name in policy.documents)
    for account in landscape.accounts.values():
        name, at = account.name, account.position
        yield Count(said("roles in account {name}", name=name), roles[name], *_ROLES, at)
        yield Count(said("users in account {name}", name=name), users[name], *_USERS, at)
        yield Count(said("groups in account {name}", name=name), groups[name], *_GROUPS, at)
        yield Count(said("managed policies in account {name}", name=name), policies[name], *_POLICIES, at)


def _of_principals(landscape: Landscape) -> Iterator[Count]:
    """What the loader has warned about, groups and policies beyond their default quotas, is left to it."""
    for user in landscape.users.values():
        if len(user.groups) <= _GROUPS_OF_A_USER[1]:
            what = said("groups of user {name}", name=user.name)
            yield Count(what, len(user.groups), *_GROUPS_OF_A_USER, user.position)
        yield from _attached(Ref(RefKind.USER, user.name), user.permissions, user.position)
    for group in landscape.groups.values():
        if group.account is not None:
            yield from _attached(Ref(RefKind.GROUP, group.name), group.permissions, group.position)
    for role in landscape.roles.values():
        alike = {(id(one.permissions), one.position): one for one in role.copies.values()}.values()
        copies = (_attached(Ref(RefKind.ROLE, role.name), one.permissions, one.position) for one in alike)
        yield from dict.fromkeys(chain.from_iterable(copies))


def _attached(who: Ref, permissions: Permissions, position: Position) -> Iterator[Count]:
    managed = sum(policy.origin is not PolicyOrigin.INLINE for policy in permissions.policies)
    quota, most = ATTACHED[who.kind]
    if managed <= quota or managed > most:
        what = said("managed policies of {who}", who=with_kind(who.kind, who.name))
        yield Count(what, managed, quota, most, position)


def _attached_rails(landscape: Landscape) -> Iterator[Count]:
    """By target. AWS's FullAWSAccess is one of its SCPs unless another of them allows something in its place."""
    for kind, quota in _RAILS.items():
        rails = [rail for rail in landscape.guardrails.values() if rail.kind is kind]
        for target in sorted({target for rail in rails for target in rail.attach}):
            here = [rail for rail in rails if target in rail.attach]
            beside = kind is GuardrailKind.SCP and not any(map(_allows, here))
            what = _rails_at(kind, target)
            yield Count(what, len(here) + beside, quota, quota, here[-1].position)


def _rails_at(kind: GuardrailKind, target: str) -> Said:
    if kind is GuardrailKind.SCP:
        return said("SCPs attached to {target}", target=target)
    return said("RCPs attached to {target}", target=target)


def _allows(rail: Guardrail) -> bool:
    statements = (one for document in rail.documents.values() for one in _listed(document.value.get("Statement")))
    return any(isinstance(one, dict) and one.get("Effect") == "Allow" for one in statements)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
