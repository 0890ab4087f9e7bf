"""Everybody who can become a role to the rows of one table: those alike put together, what does not open left out."""

from collections.abc import Iterator
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.graph.members import counts
from iam_atlas.graph.own_names import in_own_name
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_copy, to_page, to_permission_set, to_ref, to_role
from iam_atlas.pages.views.answer_cells import condition
from iam_atlas.pages.views.everybody import NAMED
from iam_atlas.pages.views.matrix import callers
from iam_atlas.pages.views.members import kept_out, told_apart
from iam_atlas.pages.views.standing import marked_copy, marked_role
from iam_atlas.pages.views.ways import kept_elsewhere, ref_order

_Comers: TypeAlias = tuple[Access, frozenset[Ref]]  # a step, and who comes in by it


def overview_rows(context: Context) -> tuple[tuple[Md, ...], ...]:
    """The rows: who, through which group, what they can become, and when."""
    return tuple(row for ref, steps in callers(context).items() for row in _rows(context, ref, steps))


def _rows(context: Context, ref: Ref, steps: tuple[Access, ...]) -> Iterator[tuple[Md, ...]]:
    """One row for each condition and those whom it holds for: where that leads them; what does not open is left out."""
    members = _members(context, ref)
    by_place: dict[tuple[Md, RoleKey, bool], list[_Comers]] = {}
    for step in steps:
        for own, comers in _comers(context, step, members):
            place = condition(context, in_own_name(own)), own.role, own.to_permission_set
            by_place.setdefault(place, []).append((own, comers))
    alike: dict[tuple[Md, frozenset[Ref]], list[Access]] = {}
    for (when, _, _), found in by_place.items():
        every = found[0][1].union(*(comers for _, comers in found[1:]))
        alike.setdefault((when, every), []).extend(own for own, _ in found)
    for (_, comers), led in alike.items():
        if comers or not members or ref.name in kept_elsewhere(context):
            yield *_who(context, ref, comers), _targets(context, led), _said(context, led)


def _comers(context: Context, step: Access, members: frozenset[Ref]) -> Iterator[_Comers]:
    """The step with who comes in by it: of a group its members, but for those who stand beside with their own steps."""
    if step.caller.kind is not RefKind.GROUP:
        if counts(step):
            yield step, frozenset((step.caller,))
        return
    apart, outside = told_apart(context, step), kept_out(context, step)
    others = {own.caller for own in apart}.union(Ref(RefKind.USER, name) for name in outside)
    if counts(step):
        yield step, members - others if others else members
    yield from ((own, frozenset((own.caller,))) for own in apart)


def _members(context: Context, ref: Ref) -> frozenset[Ref]:
    """The members of a group that the file lists; nobody for any other caller."""
    names = context.landscape.groups[ref.name].members if ref.kind is RefKind.GROUP else ()
    return frozenset(Ref(RefKind.USER, name) for name in names)


def _said(context: Context, found: list[Access]) -> Md:
    """The condition of a single caller with the name that it asks for, of several in words that hold for each."""
    first = found[0]
    return condition(context, first if len({step.caller for step in found}) == 1 else in_own_name(first))


def _who(context: Context, ref: Ref, comers: frozenset[Ref]) -> tuple[Md, Md]:
    if ref.kind is not RefKind.GROUP:
        return to_ref(context, ref), Md("")
    group, shown = context.landscape.groups[ref.name], sorted(comers, key=ref_order)
    whole = comers == _members(context, ref) and not group.external_members
    if whole and len(shown) > NAMED:
        everybody = context.say("all {count} members", count=len(shown))
        return to_page(context, page(Section.GROUPS, ref.name), everybody, "members"), to_ref(context, ref)
    return context.say.listing(to_ref(context, person) for person in shown), to_ref(context, ref)


def _targets(context: Context, found: list[Access]) -> Md:
    """Each target; a role in many accounts once, with their number."""
    by_role: dict[tuple[str, bool], set[RoleKey]] = {}
    for step in found:
        by_role.setdefault((step.role.role, step.to_permission_set), set()).add(step.role)
    return context.say.listing(_target(context, *key, tuple(sorted(by_role[key]))) for key in sorted(by_role))


def _target(context: Context, name: str, is_set: bool, keys: tuple[RoleKey, ...]) -> Md:
    if len(keys) <= _ROOM:
        return context.say.listing(_place(context, key, is_set) for key in keys)
    role = to_permission_set(context, name) if is_set else to_role(context, name)
    role = marked_role(context, role, name, is_set=is_set)
    return context.say("{role} in {count} accounts", role=role, count=len(keys))


def _place(context: Context, key: RoleKey, is_set: bool) -> Md:
    shown = to_ref(context, Ref(RefKind.PERMISSION_SET, str(key))) if is_set else to_copy(context, key)
    return marked_copy(context, shown, key, is_set=is_set)


_ROOM = 12  # accounts that a cell lists one by one
