"""The policies that somebody holds on two sides become who holds others now, in so far as nothing else tells of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from iam_atlas.changes.sides import Side
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.permissions import summaries_of
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User
from iam_atlas.model.policies import AttachedPolicy, Permissions

_PEOPLE = (RefKind.USER, RefKind.GROUP)
STRONG = (Level.ADMIN, Level.UNKNOWN)
"""Levels of an administrator: one that is not known may be that."""


@dataclass(frozen=True, slots=True)
class _Holding:
    """What a user, group or role copy holds: `own` and boundary; a user's `groups`, and all that it has with them."""

    ref: Ref
    own: tuple[object, ...]
    groups: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()


def with_other_policies(before: Side, after: Side) -> tuple[Ref, ...]:
    """Users, groups and role copies whose policies or boundary differ, sorted by what AWS knows them by.

    A user's are those of the groups, too, where the user has joined or left one: a group whose own policies differ is
    told, and not its members. New users and groups differ by what they bring; new role copies are told elsewhere.
    """
    was, now = _holdings(before), _holdings(after)
    return tuple(now[who].ref for who in sorted(now) if _differs(was.get(who), now[who]))


def bare(after: Side, people: Iterable[Ref]) -> tuple[Ref, ...]:
    """Those of the users and groups of `after` who have no policy at all, so that nothing is allowed to them."""
    now = _holdings(after)
    return tuple(ref for ref in people if ref.kind in _PEOPLE and not now[after.names.who(ref)].together)


def new_administrators(before: Side, after: Side, people: Iterable[Ref]) -> tuple[Ref, ...]:
    """Those of the users and groups of `after` who may be administrators there, and were none before."""
    levels = _levels(after, (ref for ref in people if ref.kind in _PEOPLE))
    strong = [ref for ref, level in levels.items() if level in STRONG]
    known = {ref: before.callers[who] for ref in strong if (who := after.names.who(ref)) in before.callers}
    past = _levels(before, known.values())
    return tuple(ref for ref in strong if ref not in known or past.get(known[ref]) not in STRONG)


def _levels(side: Side, people: Iterable[Ref]) -> Mapping[Ref, Level]:
    asked = tuple(people)
    found = summaries_of(cast_of(side.atlas.landscape, side.atlas.halves), asked) if asked else {}
    return {ref: summary.level for ref, summary in found.items()}


def _differs(before: _Holding | None, after: _Holding) -> bool:
    if before is None:
        return after.ref.kind in _PEOPLE and bool(after.together)
    if before.own != after.own:
        return True
    return before.groups != after.groups and before.together != after.together


def _holdings(side: Side) -> Mapping[str, _Holding]:
    return {side.names.who(found.ref): found for found in _each(side)}


def _each(side: Side) -> Iterator[_Holding]:
    land = side.atlas.landscape
    for user in land.users.values():
        groups = frozenset(side.names.who(Ref(RefKind.GROUP, name)) for name in user.groups)
        own = _essence(user.permissions)
        yield _Holding(Ref(RefKind.USER, user.name), own, groups, _together(side, user))
    for group in land.groups.values():
        together = frozenset(map(_policy, group.permissions.policies))
        yield _Holding(Ref(RefKind.GROUP, group.name), _essence(group.permissions), together=together)
    for copy in land.role_copies():
        yield _Holding(Ref(RefKind.ROLE, str(copy.key)), _essence(copy.permissions))


def _together(side: Side, user: User) -> frozenset[str]:
    groups = side.atlas.landscape.groups
    inherited = (policy for name in user.groups if name in groups for policy in groups[name].permissions.policies)
    return frozenset(map(_policy, (*user.permissions.policies, *inherited)))


def _essence(permissions: Permissions) -> tuple[object, ...]:
    """What the policies say, wherever they stand and in whatever order."""
    return sorted(map(_policy, permissions.policies)), permissions.boundary and _policy(permissions.boundary)


def _policy(policy: AttachedPolicy) -> str:
    return policy.name if policy.document is None else said_by(policy.document.value)


def said_by(value: object) -> str:
    """A document as text in which the order of keys and lists has no part, since it has none in IAM."""
    if isinstance(value, Mapping):
        return repr(sorted((key, said_by(item)) for key, item in value.items()))
    return repr(sorted(map(said_by, value))) if isinstance(value, list) else repr(value)
