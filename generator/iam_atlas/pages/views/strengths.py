"""The page of everything of weight that roles can do, read the other way round: from what is done to who can do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_copy, to_permission_set, to_role
from iam_atlas.pages.once import once_a_place
from iam_atlas.pages.views.callers import Callers, callers_of, named_callers, together
from iam_atlas.pages.views.frame import Table, frame
from iam_atlas.pages.views.indexes import IndexView
from iam_atlas.pages.views.lists import few
from iam_atlas.pages.views.planned import there
from iam_atlas.pages.views.standing import marked_copy, marked_role
from iam_atlas.wording.amounts import opening
from iam_atlas.wording.powers import POWERS, power_in_words
from iam_atlas.wording.translate import N_

TITLE = N_("What roles can do")
_MOST = 30  # roles, and callers, that a row names


@dataclass(frozen=True, slots=True)
class _Holder:
    """A role or a permission set, and where it holds what a row is about."""

    name: str
    keys: tuple[RoleKey, ...]
    everywhere: bool
    is_set: bool = False


def strengths_view(context: Context) -> IndexView:
    """A row for each thing of weight that some role can do, the same things as the pages of roles tell."""
    say = context.say
    rows = ((text(opening(power_in_words(reason, say.t), say.t)), [*_holders(context, reason)]) for reason in POWERS)
    cells = tuple((what, *_row(context, holders)) for what, holders in rows if holders)
    unknown = [*_holders(context, None)]
    if unknown:
        cells += ((say("not known: a policy or a boundary is not at hand"), *_row(context, unknown)),)
    lead = say(
        "Everything of weight that some role can do, as effective after boundaries and service control policies. "
        "Each role's page says where, and under which condition."
    )
    return IndexView(
        frame(context, say.t(TITLE), lead, ()),
        Table((say("What it can do"), say("Roles"), say("Who gets them")), cells, fixed=True),
    )


def _row(context: Context, holders: Sequence[_Holder]) -> tuple[Md, Md]:
    roles = few(context, [_role(context, holder) for holder in holders], _MOST)
    found = (_callers(context, key, holder.is_set) for holder in holders for key in holder.keys)
    return roles, named_callers(context, together(found), _MOST)


@once_a_place
def _callers(context: Context, key: RoleKey, is_set: bool) -> Callers:
    """Who gets into one place today: asked for each thing of weight that can be done there."""
    into = there(context, context.atlas.graph.by_role.get(key, ()))
    return callers_of(context, (step for step in into if step.to_permission_set is is_set))


def _role(context: Context, holder: _Holder) -> Md:
    """The role; with its accounts where only some of its copies are meant."""
    if not (holder.is_set or holder.everywhere):
        return context.say.listing(marked_copy(context, to_copy(context, key), key) for key in holder.keys)
    shown = to_permission_set(context, holder.name) if holder.is_set else to_role(context, holder.name)
    return marked_role(context, shown, holder.name, is_set=holder.is_set)


def _holders(context: Context, reason: str | None) -> Iterator[_Holder]:
    """Roles, then permission sets, that hold a power; for None those of which not everything is known."""
    atlas = context.atlas
    for role in context.landscape.roles.values():
        keys = tuple(copy.key for copy in role.copies.values() if _holds(atlas.permissions[copy.key], reason))
        if keys:
            yield _Holder(role.name, keys, everywhere=len(keys) == len(role.copies))
    for name in context.landscape.permission_sets:
        keys = tuple(key for key, held in atlas.set_permissions.items() if key.role == name and _holds(held, reason))
        if keys:
            yield _Holder(name, keys, everywhere=True, is_set=True)


def _holds(summary: PermissionSummary, reason: str | None) -> bool:
    if reason is None:
        return bool(summary.unknown or summary.unknown_boundary)
    return summary.everything or reason in _reasons(summary)


@ByIdentity
def _reasons(summary: PermissionSummary) -> frozenset[str]:
    return frozenset(power.reason for power in summary.powers)
