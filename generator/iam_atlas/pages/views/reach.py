"""The steps of somebody to tables: where they can go, under what conditions, and where they can go on to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.people import Group
from iam_atlas.model.production import is_production
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md
from iam_atlas.pages.links import to_copy, to_permission_set, to_role
from iam_atlas.pages.once import once_a_place
from iam_atlas.pages.views.answer_cells import condition, console, session
from iam_atlas.pages.views.caller_names import to_caller
from iam_atlas.pages.views.frame import Table
from iam_atlas.pages.views.members import steps_beside
from iam_atlas.pages.views.permissions import level_of, level_word
from iam_atlas.pages.views.standing import account_cell, marked_copy, marked_role
from iam_atlas.pages.views.ways import Way, kept_elsewhere, together, ways
from iam_atlas.pages.views.why import why_link, why_place
from iam_atlas.wording.translate import N_


def reach(context: Context, steps: Iterable[Access], of: Group | None = None) -> Table:
    """The steps of one caller, one row a target and condition; or those of a group, some of them its members' own.

    Where that would be too many rows, copies of a role that differ in nothing but the account share one. Rows that are
    not about all members of the group name those whom they are about.
    """
    heads = (
        N_("Account"),
        N_("Role"),
        N_("Level"),
        N_("What for"),
        N_("When"),
        N_("Session"),
        N_("Console"),
        N_("Reason"),
    )
    every = tuple(steps)
    alike = tuple((_alike(context, step), of and step.caller) for step in every)
    return Table(tuple(context.say(word) for word in heads), _rows(context, _Steps(alike, every, of)))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Steps that are told in the same rows as all others with the same likeness: those of the members of a group."""

    alike: tuple[object, ...]
    every: tuple[Access, ...] = field(compare=False)
    group: Group | None = field(compare=False)


def _alike(context: Context, step: Access) -> tuple[object, ...]:
    """All that a row says of a step. The decision, which the atlas keeps, takes longer to compare than to look at."""
    is_any_user = step.caller.kind is RefKind.USER and step.decision.verdict.opens
    caller = None if is_any_user else step.caller
    place = why_place(context, step.caller, step)
    said = (id(step.decision), step.means, step.max_seconds, step.console, step.through)
    return step.role, step.to_permission_set, caller, place, *said


@once_a_place
def _rows(context: Context, steps: _Steps) -> tuple[tuple[Md, ...], ...]:
    itself = (steps.group.name,) if steps.group else ()
    found = [way for group in _by_target(context, steps.every) for way in ways(group, itself)]
    rows = tuple(_row(context, way, steps.group) for way in found)
    return rows if len(rows) <= _MOST_ROWS else tuple(_shared(context, found, rows))


_MOST_ROWS = 30


def _shared(context: Context, found: Sequence[Way], rows: Sequence[tuple[Md, ...]]) -> Iterator[tuple[Md, ...]]:
    alike: dict[tuple[object, ...], list[tuple[Way, tuple[Md, ...]]]] = {}
    for way, row in zip(found, rows, strict=True):
        alike.setdefault((way.step.role.role, way.step.to_permission_set, *row[2:]), []).append((way, row))
    for group in alike.values():
        (first, (_, name, *rest)), accounts = group[0], context.say.listing(row[0] for _, row in group)
        several = len(group) > 1 and not first.step.to_permission_set
        role = first.step.role.role
        yield accounts, marked_role(context, to_role(context, role), role) if several else name, *rest


def steps_of(context: Context, ref: Ref) -> tuple[Access, ...]:
    """The steps of one caller."""
    return context.atlas.graph.by_caller.get(ref, ())


def steps_of_group(context: Context, name: str) -> tuple[Access, ...]:
    """The steps that the group's policies carry: the group's own, and its members' where it has none itself."""
    return (*steps_of(context, Ref(RefKind.GROUP, name)), *steps_beside(context.atlas, name))


def groups_from(context: Context, provider: str) -> tuple[str, ...]:
    """The groups that the provider keeps, sorted."""
    return tuple(name for name, group in context.landscape.groups.items() if group.source == provider)


def steps_from(context: Context, ref: Ref) -> tuple[Access, ...]:
    """The steps of whoever comes from somewhere: its own, and for a provider those of the groups that it keeps."""
    groups = groups_from(context, ref.name) if ref.kind is RefKind.PROVIDER else ()
    return (*steps_of(context, ref), *(step for name in groups for step in steps_of_group(context, name)))


def unlisted_groups(context: Context, steps: tuple[Access, ...]) -> tuple[str, ...]:
    """The groups that some step lets in and whose people the file does not list as its users, sorted."""
    names = {step.caller.name for step in opened(steps) if step.caller.kind is RefKind.GROUP}
    return tuple(sorted(names & kept_elsewhere(context)))


def onward(context: Context, steps: tuple[Access, ...]) -> tuple[Access, ...]:
    """Every step that opens from the roles that `steps` open, and from those again; each once, nearest first.

    What cannot be counted on is listed, but nothing that would come after it.
    """
    reached = [step.role for step in opened(steps) if not step.to_permission_set]
    further: dict[tuple[Ref, RoleKey], Access] = {}
    while reached:
        found = [
            step
            for key in dict.fromkeys(reached)
            for step in steps_of(context, Ref(RefKind.ROLE, str(key)))
            if step.decision.verdict.opens and (step.caller, step.role) not in further
        ]
        further.update({(step.caller, step.role): step for step in found})
        reached = [step.role for step in opened(tuple(found))]
    return tuple(further.values())


def onward_table(context: Context, steps: Sequence[Access]) -> Table:
    """Second hops, one row for each caller and condition."""
    say = context.say
    by_target: dict[tuple[RoleKey, bool], list[Access]] = {}
    for step in steps:
        by_target.setdefault((step.role, step.to_permission_set), []).append(step)
    alike: dict[tuple[Md, ...], list[RoleKey]] = {}
    for way in together(way for group in by_target.values() for way in ways(group)):
        who = say.listing(to_caller(context, ref) for ref in way.callers)
        cells = (who, condition(context, way.step), session(context, way.step))
        alike.setdefault(cells, []).extend(way.targets)
    rows = tuple(
        (who, say.listing(_copies(context, sorted(keys))), when, lasts) for (who, when, lasts), keys in alike.items()
    )
    return Table((say("From"), say("To"), say("When"), say("Session")), rows)


def _copies(context: Context, keys: Sequence[RoleKey]) -> Iterator[Md]:
    """Each copy; where they are many, a role that is in many accounts once, with their number."""
    by_role: dict[str, list[RoleKey]] = {}
    for key in keys:
        by_role.setdefault(key.role, []).append(key)
    for role, copies in by_role.items():
        if len(keys) > _MOST_COPIES and len(copies) > _ROOM:
            shown = marked_role(context, to_role(context, role), role)
            yield context.say("{role} in {count} accounts", role=shown, count=len(copies))
        else:
            yield from (marked_copy(context, to_copy(context, key), key) for key in copies)


_MOST_COPIES, _ROOM = 40, 12  # copies in a cell, and those of one role, that are listed one by one


@ByIdentity
def opened(steps: tuple[Access, ...]) -> tuple[Access, ...]:
    """The steps that open and can be counted on; kept, since a page asks many things of all the steps of a caller."""
    return tuple([step for step in steps if step.decision.verdict.opens and not is_in_vain(step)])


def reached_accounts(steps: tuple[Access, ...]) -> tuple[str, ...]:
    """The accounts that steps open into, sorted."""
    return tuple(sorted({step.role.account for step in opened(steps)}))


def reached_roles(steps: tuple[Access, ...]) -> tuple[str, ...]:
    """The roles (and permission sets) that steps open, sorted."""
    return tuple(sorted({step.role.role for step in opened(steps)}))


def not_everywhere(context: Context, steps: tuple[Access, ...]) -> Md:
    """That not each of the roles that the steps open is in each of their accounts; empty where each is."""
    found = {step.role for step in opened(steps)}
    roles, accounts = {key.role for key in found}, {key.account for key in found}
    return context.say(_NOT_EVERYWHERE) if len(found) < len(roles) * len(accounts) else Md("")


_NOT_EVERYWHERE = N_("Not each of these roles in each of these accounts: the table says which is where.")


def _by_target(context: Context, steps: Iterable[Access]) -> tuple[tuple[Access, ...], ...]:
    targets: dict[tuple[str, str, bool], list[Access]] = {}
    for step in steps:
        targets.setdefault((step.role.account, step.role.role, step.to_permission_set), []).append(step)
    return tuple(tuple(targets[key]) for key in sorted(targets, key=partial(_target_order, context)))


@once_a_place
def _target_order(context: Context, target: tuple[str, str, bool]) -> tuple[object, ...]:
    """Emergency roles last; production before all other environments, and accounts without one after them."""
    account, role, _ = target
    landscape = context.landscape
    environment = landscape.accounts[account].environment if account in landscape.accounts else None
    emergency = role in landscape.roles and landscape.roles[role].break_glass is not None
    return emergency, not is_production(environment or ""), environment is None, environment or "", target


def _row(context: Context, way: Way, group: Group | None) -> tuple[Md, ...]:
    step = way.step
    return (
        *_target(context, step.role, step.to_permission_set),
        _when(context, way, group),
        session(context, step),
        console(context, step, None if step.to_permission_set else context.landscape.copy_of(step.role)),
        why_link(context, way.callers[0], step),
    )


def _when(context: Context, way: Way, group: Group | None) -> Md:
    """The condition; of some of the members of a group with whom it is for."""
    said = condition(context, way.step)
    if group is None or way.step.caller.kind is not RefKind.USER or len(way.callers) == len(group.members):
        return said
    who = context.say.all_of(to_caller(context, ref) for ref in way.callers)
    return context.say("For {who}: {condition}", who=who, condition=said)


@once_a_place
def _target(context: Context, key: RoleKey, is_set: bool) -> tuple[Md, ...]:
    """The cells that say what is reached, whoever reaches it."""
    if is_set:
        name, described = context.say("permission set {name}", name=to_permission_set(context, key.role)), None
    else:
        name, described = to_copy(context, key, key.role), context.landscape.copy_of(key).description
    name = marked_role(context, name, key.role, is_set=is_set)
    level = level_word(context, level_of(context, key, is_set=is_set))
    return account_cell(context, key.account), name, level, prose(context, described)
