"""A step of a group to those of its members: each comes in by the group's policies and by what else holds for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import Or
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.people import Group
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.views.own_names import in_own_name
from iam_atlas.pages.views.ways import is_closed

_Place: TypeAlias = tuple[str, RoleKey]  # group and role copy


def kept_out(context: Context, step: Access) -> tuple[str, ...]:
    """The members of the group that do not get in where its policies let them, as one with a Deny of their own.

    Empty where the step does not count for the group itself, and for what no IAM group makes.
    """
    return _exceptions(context.atlas).outside.get((step.caller.name, step.role), ()) if _is_by_policy(step) else ()


def told_apart(context: Context, step: Access) -> tuple[Access, ...]:
    """The steps of members who come in by the group and not as its policies alone have it; by the members' names.

    Such as one with a boundary or a Deny of their own, or whom the trust policy names.
    """
    return _exceptions(context.atlas).apart.get((step.caller.name, step.role), ()) if _is_by_policy(step) else ()


def steps_beside(atlas: Atlas, group: str) -> tuple[Access, ...]:
    """The steps of members, with the group's policies as a part of their half, where the group has no step itself."""
    return _exceptions(atlas).beside.get(group, ())


def is_shut_to_all(context: Context, step: Access) -> bool:
    """Whether every member of the group is kept out; False for a group of which the file does not list them all."""
    outside = kept_out(context, step)
    if not outside:
        return False
    group = context.landscape.groups[step.caller.name]
    return not group.external_members and len(outside) == len(group.members)


def holds_for_nobody(context: Context, step: Access) -> bool:
    """Whether another answer holds for each member than for the group; False where the file does not list them all."""
    if not _is_by_policy(step):
        return False
    group = context.landscape.groups[step.caller.name]
    others = {*kept_out(context, step), *(own.caller.name for own in told_apart(context, step))}
    return bool(group.members) and not group.external_members and others.issuperset(group.members)


def inside(context: Context, group: Group, step: Access) -> frozenset[str]:
    """The members of the group for whom its step holds; of a step of one of its members that one alone."""
    if step.caller.kind is RefKind.USER:
        return frozenset((step.caller.name,))
    apart = {own.caller.name for own in told_apart(context, step)}
    return frozenset({*group.members} - apart - {*kept_out(context, step)})


def as_members_have_it(context: Context, steps: Iterable[Access]) -> tuple[Access, ...]:
    """The steps of a group that hold for one of its members at least, each with those that are told apart from it."""
    return tuple(
        one
        for step in steps
        for one in (*(() if holds_for_nobody(context, step) else (step,)), *told_apart(context, step))
    )


def counts(step: Access) -> bool:
    """Whether it is not decided that nobody gets in by it, and whoever does can count on it."""
    return not is_closed(step) and not is_in_vain(step)


def _is_by_policy(step: Access) -> bool:
    """Whether a group makes the step by policies, which its members have too."""
    return step.caller.kind is RefKind.GROUP and step.means is Means.ASSUME_ROLE


@dataclass(frozen=True, slots=True)
class _Exceptions:
    """For whom among the members of IAM groups more than the policies of the group decides, and where."""

    outside: dict[_Place, tuple[str, ...]] = field(default_factory=dict)
    apart: dict[_Place, tuple[Access, ...]] = field(default_factory=dict)
    beside: dict[str, tuple[Access, ...]] = field(default_factory=dict)


@ByIdentity
def _exceptions(atlas: Atlas) -> _Exceptions:
    """All of them, worked out once: several pages ask about each step."""
    found, inside, groups = _Exceptions(), _users_inside(atlas.graph), atlas.landscape.groups
    own = {(step.caller.name, step.role): step for step in atlas.graph.steps if _is_by_policy(step)}
    for place, step in own.items():
        group = groups[place[0]]
        if group.source is None and counts(step):
            outside = tuple(member for member in group.members if member not in inside.get(step.role, ()))
            found.outside.update({place: outside} if outside else {})
    for place, step in _users_apart(atlas, own):
        if place not in own:
            found.beside[place[0]] = (*found.beside.get(place[0], ()), step)
        elif counts(step):
            found.apart[place] = (*found.apart.get(place, ()), step)
    return found


def _users_apart(atlas: Atlas, groups: Mapping[_Place, Access]) -> Iterator[tuple[_Place, Access]]:
    """The steps of users, each with the groups of theirs that have a part in it, or a step, and do not say the same."""
    users = atlas.landscape.users
    for step in atlas.graph.steps:
        if step.caller.kind is RefKind.USER and step.caller.name in users:
            joined = {(name, step.role) for name in users[step.caller.name].groups}
            places = {(name, step.role) for name in step.through} | (joined & groups.keys())
            saying = {place for place in places if place in groups and _says(groups[place], step)}
            # What one group says, others need not, unless they say what does not hold.
            silent = {place for place in places if place not in groups or _holds_too(groups[place], step)}
            yield from ((place, step) for place in sorted(places - saying - (silent if saying else set())))


def _holds_too(group: Access, own: Access) -> bool:
    """Whether what the group's step asks for gets the member in too, who gets in without it by another group."""
    return own.decision.verdict is Verdict.ALLOWED and group.decision.verdict is not Verdict.NOT_EVALUATED


def _says(group: Access, own: Access) -> bool:
    """Whether the group's step says under which condition the member gets in, or one of those that the member has."""
    found, wanted = own.decision, group.decision
    if found.verdict is not wanted.verdict:
        return False
    if found.residue == wanted.residue:
        return True
    residue = in_own_name(own).decision.residue
    return residue == wanted.residue or (isinstance(residue, Or) and wanted.residue in residue.parts)


def _users_inside(graph: AccessGraph) -> Mapping[RoleKey, set[str]]:
    """The names of the users that are not known to be kept out of each role copy."""
    found: dict[RoleKey, set[str]] = {}
    for step in graph.steps:
        if step.caller.kind is RefKind.USER and counts(step):
            found.setdefault(step.role, set()).add(step.caller.name)
    return found
