"""What every role copy and every assigned permission set may do, each distinct set of policies summarised once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.summarise import summarise
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User
from iam_atlas.model.roles import RoleKey


class Summaries(NamedTuple):
    """What role copies may do, permission sets (under `RoleKey(set, account)`), and groups and users of their own."""

    roles: Mapping[RoleKey, PermissionSummary]
    sets: Mapping[RoleKey, PermissionSummary]
    people: Mapping[Ref, PermissionSummary]


_Shared = dict[tuple[object, ...], PermissionSummary]


def summarise_all(
    cast: Cast,
) -> tuple[Mapping[RoleKey, PermissionSummary], Mapping[RoleKey, PermissionSummary]]:
    """The summaries of role copies, and those of permission sets under `RoleKey(set, account)`, sorted.

    SCPs cap neither the management account nor service-linked roles. AWS keeps the policies of a service-linked role,
    so its level is unknown where the file attaches none.
    """
    landscape = cast.landscape
    shared: _Shared = {}
    roles = {copy.key: _summary(cast.role(copy), shared) for copy in landscape.role_copies()}
    pairs = {pair for grant in landscape.grants for pair in grant.permission_sets}
    pairs |= {RoleKey(p.name, account) for p in landscape.permission_sets.values() for account in p.accounts}
    return roles, {pair: _summary(cast.permission_set(pair), shared) for pair in sorted(pairs)}


def every_summary(cast: Cast) -> Summaries:
    """What `summarise_all` and `summarise_people` give."""
    return Summaries(*summarise_all(cast), summarise_people(cast))


def summarise_people(cast: Cast) -> Mapping[Ref, PermissionSummary]:
    """The summaries of groups, and of users with policies of their own; what a user has by groups alone is theirs."""
    groups = (Ref(RefKind.GROUP, name) for name in cast.landscape.groups)
    users = (Ref(RefKind.USER, user.name) for user in cast.landscape.users.values() if _has_own(user))
    return summaries_of(cast, (*groups, *users))


def summaries_of(cast: Cast, people: Iterable[Ref]) -> Mapping[Ref, PermissionSummary]:
    """The summaries of these users, with what their groups give them, and groups; none for a group of a provider."""
    shared: _Shared = {}
    actors = ((ref, _person(cast, ref)) for ref in people)
    return {ref: _summary(actor, shared) for ref, actor in actors if actor is not None}


def _person(cast: Cast, ref: Ref) -> Actor | None:
    if ref.kind is RefKind.GROUP:
        return cast.group(cast.landscape.groups[ref.name])
    return cast.user(cast.landscape.users[ref.name])


def _has_own(user: User) -> bool:
    return bool(user.permissions.policies)


def _summary(actor: Actor, shared: _Shared) -> PermissionSummary:
    policies = actor.policies
    scps = () if actor.caller.in_management or actor.caller.service_linked else policies.scps
    boundary = None if actor.caller.service_linked else policies.boundary
    key = (_ids(policies.identity), policies.unknown_identity, id(boundary), policies.unknown_boundary, _nested(scps))
    if key not in shared:
        shared[key] = summarise(
            identity=policies.identity,
            unknown=policies.unknown_identity,
            boundary=boundary,
            unknown_boundary=policies.unknown_boundary,
            scps=scps,
        )
    if actor.caller.service_linked and not policies.identity:
        return replace(shared[key], level=Level.UNKNOWN)
    return shared[key]


def _ids(policies: tuple[Policy, ...]) -> tuple[int, ...]:
    """Policies by identity: the reader hands out one object a document, and comparing whole policies takes long."""
    return tuple(id(policy) for policy in policies)


def _nested(levels: tuple[tuple[Policy, ...], ...]) -> tuple[tuple[int, ...], ...]:
    return tuple(_ids(level) for level in levels)
