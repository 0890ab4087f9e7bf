"""A step of a group to those of its members: each comes in by the group's policies and by what else holds for them."""

from collections.abc import Iterable

from iam_atlas.atlas import Atlas, exceptions_of
from iam_atlas.graph.access import Access
from iam_atlas.graph.members import is_by_policy
from iam_atlas.model.grants import RefKind
from iam_atlas.model.people import Group
from iam_atlas.pages.context import Context


def kept_out(context: Context, step: Access) -> tuple[str, ...]:
    """The members of the group that do not get in where its policies let them, as one with a Deny of their own.

    Empty where the step does not count for the group itself, and for what no IAM group makes.
    """
    return exceptions_of(context.atlas).outside(step.caller.name, step.role) if is_by_policy(step) else ()


def told_apart(context: Context, step: Access) -> tuple[Access, ...]:
    """The steps of members who come in by the group and not as its policies alone have it; by the members' names.

    Such as one with a boundary or a Deny of their own, or whom the trust policy names.
    """
    return exceptions_of(context.atlas).apart(step.caller.name, step.role) if is_by_policy(step) else ()


def steps_beside(atlas: Atlas, group: str) -> tuple[Access, ...]:
    """The steps of members, with the group's policies as a part of their half, where the group has no step itself."""
    return exceptions_of(atlas).beside(group)


def is_shut_to_all(context: Context, step: Access) -> bool:
    """Whether every member of the group is kept out; False for a group of which the file does not list them all."""
    outside = kept_out(context, step)
    if not outside:
        return False
    group = context.landscape.groups[step.caller.name]
    return not group.external_members and len(outside) == len(group.members)


def all_decided_otherwise(context: Context, step: Access) -> bool:
    """Whether each member has another answer, or a further one; False where the file does not list them all."""
    return exceptions_of(context.atlas).all_decided_otherwise(step)


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
        for one in (*(() if all_decided_otherwise(context, step) else (step,)), *told_apart(context, step))
    )
