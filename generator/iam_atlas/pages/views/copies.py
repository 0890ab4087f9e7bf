"""The copies of a role to groups that a reader may take as one, and their ways in to lines of reasoning said once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from iam_atlas.graph.access import Access
from iam_atlas.model.addresses import Section, anchor, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import Role, RoleCopy, RoleKey
from iam_atlas.pages.context import Context, StepKey
from iam_atlas.pages.views.guardrail import binds, is_above
from iam_atlas.pages.views.power_said import power_said
from iam_atlas.pages.views.standing import is_foreign
from iam_atlas.pages.views.ways import Way, kept_elsewhere, shape, together, ways


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Ways for which the same reasoning holds; the first is shown. `id` is the block's anchor on its page."""

    id: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class AlikeCopies:
    """Copies of one role with the same permissions, sessions and ceilings, and the reasonings behind their ways in."""

    copies: tuple[RoleCopy, ...]
    reasonings: tuple[Reasoning, ...]

    @property
    def first(self) -> RoleCopy:
        """The copy whose documents are shown."""
        return self.copies[0]

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts, sorted."""
        return tuple(copy.key.account for copy in self.copies)


def prepared(context: Context, *, ahead: bool) -> Context:
    """The context with what is worked out once for all pages: copies in groups, and where each step is explained.

    `ahead` has it worked out now, for processes forked later to share; otherwise each role waits until a page asks.
    """
    roles, sets = context.landscape.roles, context.landscape.permission_sets

    @cache
    def alike(role: str) -> tuple[AlikeCopies, ...]:
        return _groups(context, roles[role])

    @cache
    def whys(name: str, to_set: bool) -> Mapping[StepKey, str]:
        if to_set:
            return _why_places(page(Section.PERMISSION_SETS, name), set_reasonings(context, name))
        groups = alike(name) if name in roles else ()
        return _why_places(page(Section.ROLES, name), (one for group in groups for one in group.reasonings))

    for name, to_set in [*((role, False) for role in roles), *((one, True) for one in sets)] if ahead else ():
        whys(name, to_set)
    return replace(context, alike=alike, whys=whys, known={}, places={})


def reasonings(prefix: str, found: Iterable[Way]) -> tuple[Reasoning, ...]:
    """The ways in groups of the same reasoning, in the order of their first way."""
    groups: dict[tuple[object, ...], list[Way]] = {}
    for way in found:
        groups.setdefault(shape(way.step), []).append(way)
    return tuple(Reasoning(f"why-{prefix}-{n}", tuple(group)) for n, group in enumerate(groups.values(), start=1))


def set_reasonings(context: Context, name: str) -> tuple[Reasoning, ...]:
    """The same for the assignments of a permission set."""
    by_account: dict[str, list[Access]] = {}
    for step in context.atlas.graph.steps:
        if step.to_permission_set and step.role.role == name:
            by_account.setdefault(step.role.account, []).append(step)
    found = together(
        way for account in sorted(by_account) for way in ways(by_account[account], kept_elsewhere(context))
    )
    return reasonings("assigned", found)


def steps_to(context: Context, copy: RoleCopy) -> tuple[Access, ...]:
    """Every step that leads to the copy, or that the file declares to."""
    return tuple(step for step in context.atlas.graph.by_role.get(copy.key, ()) if not step.to_permission_set)


def all_steps(context: Context, role: Role) -> tuple[Access, ...]:
    """The same for all copies."""
    return tuple(step for copy in role.copies.values() for step in steps_to(context, copy))


def _groups(context: Context, role: Role) -> tuple[AlikeCopies, ...]:
    """The copies of `role` in groups, ordered by their first account."""
    groups: dict[tuple[object, ...], list[RoleCopy]] = {}
    for copy in role.copies.values():
        groups.setdefault(_nature(context, copy), []).append(copy)
    return tuple(_alike(context, tuple(copies)) for copies in groups.values())


def _alike(context: Context, copies: tuple[RoleCopy, ...]) -> AlikeCopies:
    ids = {copy.key.account: context.landscape.accounts[copy.key.account].id for copy in copies}
    found = together((way for copy in copies for way in ways(steps_to(context, copy), kept_elsewhere(context))), ids)
    return AlikeCopies(copies, reasonings(anchor(copies[0].key.account), found))


def _why_places(path: str, found: Iterable[Reasoning]) -> Mapping[StepKey, str]:
    """For each step, the page and anchor of the block that says why: `roles/operator.md#why-in-dev-1`."""
    places: dict[StepKey, str] = {}
    for reasoning in found:
        place = f"{path}#{reasoning.id}"
        for way in reasoning.ways:
            for step in _pairs(way):
                places.setdefault(step, place)
    return places


def _pairs(way: Way) -> Iterator[tuple[Ref, RoleKey]]:
    """Each caller with each target; a group that people come through counts as a caller too."""
    callers = (*way.callers, *(Ref(RefKind.GROUP, name) for name in way.through))
    return ((caller, target) for caller in callers for target in way.targets)


def _nature(context: Context, copy: RoleCopy) -> tuple[object, ...]:
    held = copy.permissions
    return (
        tuple((policy.name, policy.origin) for policy in held.policies),
        held.boundary and held.boundary.name,
        copy.max_session,
        copy.variant,
        context.atlas.levels.get(copy.key),
        _guardrails(context, copy),
        copy.key in context.atlas.halves.trust_is_raw,
        tuple(entry.position for entry in copy.trust),
        context.atlas.halves.agreements.get(copy.key, ()),
        is_foreign(context, copy.key.account),
        power_said(context.atlas.permissions.get(copy.key), _own_names(context, copy)),
    )


def _own_names(context: Context, copy: RoleCopy) -> list[str]:
    """What names the copy's account, the longest first."""
    account = context.landscape.accounts[copy.key.account]
    own = (account.id, account.name, account.aws_name, account.workload or "", account.environment or "")
    return sorted({name for name in own if name}, key=lambda name: (-len(name), name))


def _guardrails(context: Context, copy: RoleCopy) -> tuple[tuple[str, bool], ...]:
    account, rails = copy.key.account, context.landscape.guardrails.values()
    return tuple((rail.name, binds(context, rail, account)) for rail in rails if is_above(rail, account))
