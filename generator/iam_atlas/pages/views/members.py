"""A step of a group to those of its members: each comes in by the group's policies and by what else holds for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.atlas import Atlas
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.vain import is_in_vain
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
    """The steps of members who come in by this group alone, and yet under another condition than its policies set.

    Such as a boundary or a Deny of a member's own; in the order of the members.
    """
    return _exceptions(context.atlas).apart.get((step.caller.name, step.role), ()) if _is_by_policy(step) else ()


def is_shut_to_all(context: Context, step: Access) -> bool:
    """Whether every member of the group is kept out; False for a group of which the file does not list them."""
    outside = kept_out(context, step)
    if not outside:
        return False
    group = context.landscape.groups[step.caller.name]
    return not group.external_members and len(outside) == len(group.members)


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


@ByIdentity
def _exceptions(atlas: Atlas) -> _Exceptions:
    """All of them, worked out once: several pages ask about each step."""
    found, users, groups = _Exceptions(), _users_inside(atlas.graph), atlas.landscape.groups
    for step in filter(_is_by_policy, atlas.graph.steps):
        group = groups[step.caller.name]
        if group.source is not None or not counts(step):
            continue
        inside, place = users.get(step.role, {}), (group.name, step.role)
        if outside := tuple(member for member in group.members if member not in inside):
            found.outside[place] = outside
        if apart := _apart(group, step, inside):
            found.apart[place] = apart
    return found


def _apart(group: Group, step: Access, inside: Mapping[str, Access]) -> tuple[Access, ...]:
    alone, own = (group.name,), (inside[member] for member in group.members if member in inside)
    return tuple(one for one in own if one.through == alone and _differs(one, step))


def _differs(own: Access, step: Access) -> bool:
    found, wanted = own.decision, step.decision
    if found.verdict is not wanted.verdict:
        return True
    return found.residue != wanted.residue and in_own_name(own).decision.residue != wanted.residue


def _users_inside(graph: AccessGraph) -> Mapping[RoleKey, Mapping[str, Access]]:
    """The users that are not known to be kept out of each role copy, by name, each with its first step that counts."""
    found: dict[RoleKey, dict[str, Access]] = {}
    for step in graph.steps:
        if step.caller.kind is RefKind.USER and counts(step):
            found.setdefault(step.role, {}).setdefault(step.caller.name, step)
    return found
