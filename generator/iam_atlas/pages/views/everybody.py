"""Those who come in by one way to the cell of a table that says who: by name, or as all the members of their group."""

from collections.abc import Iterator
from dataclasses import replace

from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import Group
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_copy, to_group, to_page
from iam_atlas.pages.views.caller_names import to_caller
from iam_atlas.pages.views.ways import Way

NAMED = 12
"""People whom a cell names where another page lists them too."""
_PORTION = 60  # people whom a cell names where no other page lists just them


def named(context: Context, way: Way) -> Md:
    """Each by name."""
    return context.say.listing(to_caller(context, ref) for ref in way.callers)


def all_members(context: Context, way: Way) -> Md:
    """`all 250 members`, which leads to their list; empty where the callers are not just the members of a group."""
    group = group_of(context, way)
    if group is None:
        return Md("")
    said = context.say("all {count} members", count=len(way.callers))
    linked = to_page(context, page(Section.GROUPS, group.name), said, "members")
    if len(way.through) == 1:
        return linked
    return context.say("{members} of group {group}", members=linked, group=to_group(context, group.name))


def in_number(context: Context, way: Way) -> Md:
    """`{count} people`, which leads to where the page of the role or permission set names them."""
    said = context.say.count("{number} person", "{number} people", len(way.callers))
    if way.step.to_permission_set:
        return to_page(context, page(Section.PERMISSION_SETS, way.step.role.role), said, "who")
    return to_copy(context, way.step.role, said)


def in_portions(context: Context, way: Way) -> Iterator[Way]:
    """The way, once for as many of its callers as one row names; a long table goes on on further pages."""
    if len(way.callers) <= NAMED or group_of(context, way):
        yield way
        return
    for start in range(0, len(way.callers), _PORTION):
        yield replace(way, callers=way.callers[start : start + _PORTION])


def group_of(context: Context, way: Way) -> Group | None:
    """The group whose members the callers are, all of them; None where there is none, or the file does not list all."""
    callers = {*way.callers}
    groups = (context.landscape.groups[name] for name in way.through if name in context.landscape.groups)
    whole = (group for group in groups if not group.external_members and len(group.members) == len(callers))
    return next((g for g in whole if {Ref(RefKind.USER, name) for name in g.members} == callers), None)
