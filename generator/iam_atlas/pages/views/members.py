"""A step of a group to those of its members: each comes in by the group's policies and by what else holds for them."""

from collections.abc import Mapping

from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.people import Group
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.views.own_names import in_own_name
from iam_atlas.pages.views.ways import is_closed


def iam_group(context: Context, step: Access) -> Group | None:
    """The IAM group that makes the step by its own policies, which its members have too; None for all others."""
    if step.caller.kind is not RefKind.GROUP or step.means is not Means.ASSUME_ROLE:
        return None
    group = context.landscape.groups[step.caller.name]
    return group if group.source is None else None


def kept_out(context: Context, step: Access) -> tuple[str, ...]:
    """The members of the group that do not get in where its policies let them, as one with a Deny of their own.

    Empty where the step does not count for the group itself, and for what no IAM group makes.
    """
    group = iam_group(context, step)
    if group is None or not counts(step):
        return ()
    inside = users_inside(context, step.role)
    return tuple(member for member in group.members if member not in inside)


def is_shut_to_all(context: Context, step: Access) -> bool:
    """Whether every member of the group is kept out; False for a group of which the file does not list them."""
    group = iam_group(context, step)
    return group is not None and not group.external_members and 0 < len(group.members) == len(kept_out(context, step))


def told_apart(context: Context, step: Access) -> tuple[Access, ...]:
    """The steps of members who come in by this group alone, and yet under another condition than its policies set.

    Such as a boundary or a Deny of a member's own; in the order of the members.
    """
    group = iam_group(context, step)
    if group is None or not counts(step):
        return ()
    inside = users_inside(context, step.role)
    own = (inside[member] for member in group.members if member in inside)
    return tuple(one for one in own if one.through == (group.name,) and _differs(one, step))


def users_inside(context: Context, role: RoleKey) -> Mapping[str, Access]:
    """By name, the users that are not known to be kept out of the role copy, each with its first step that counts."""
    return _inside(context.atlas.graph).get(role, {})


def counts(step: Access) -> bool:
    """Whether it is not decided that nobody gets in by it, and whoever does can count on it."""
    return not is_closed(step) and not is_in_vain(step)


def _differs(own: Access, step: Access) -> bool:
    if own.decision.verdict is not step.decision.verdict:
        return True
    wanted = step.decision.residue
    return own.decision.residue != wanted and in_own_name(own).decision.residue != wanted


@ByIdentity
def _inside(graph: AccessGraph) -> Mapping[RoleKey, Mapping[str, Access]]:
    found: dict[RoleKey, dict[str, Access]] = {}
    for step in graph.steps:
        if step.caller.kind is RefKind.USER and counts(step):
            found.setdefault(step.role, {}).setdefault(step.caller.name, step)
    return found
