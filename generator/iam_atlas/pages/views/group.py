"""The page about a group: its members, what they can reach through it, and how to get in."""

from collections.abc import Iterable, Iterator

from iam_atlas.graph.access import Access, Means
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import Group
from iam_atlas.model.roles import RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_account, to_ref
from iam_atlas.pages.views.documents import attached_folds
from iam_atlas.pages.views.frame import Fact, Table, about, frame, title_of
from iam_atlas.pages.views.lists import few
from iam_atlas.pages.views.members import all_decided_otherwise, as_members_have_it, inside, kept_out, told_apart
from iam_atlas.pages.views.planned import as_of_today, there
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import (
    not_everywhere,
    onward,
    onward_table,
    opened,
    reach,
    reached_accounts,
    reached_roles,
    steps_of_group,
)
from iam_atlas.pages.views.requests import group_requests
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.wording.amounts import number
from iam_atlas.wording.translate import N_


def group_view(context: Context, group: Group) -> ThingView:
    """The view of one group."""
    say, steps = context.say, steps_of_group(context, group.name)
    held = as_members_have_it(context, steps)
    grants = tuple(g.position for g in context.landscape.grants if g.grantee == Ref(RefKind.GROUP, group.name))
    return ThingView(
        frame=frame(
            context,
            title_of(context, group),
            as_of_today(context, group_lead(context, group), held),
            (group.name,),
            Section.GROUPS,
        ),
        about=about(context, group, _facts(context, group)),
        problems=problem_lines(context, group.position, *grants),
        parts=filled(
            part(
                "reach",
                say("What its members can reach"),
                *((say(_halves(steps)), _exceptions(context, steps)) if steps else ()),
                table=reach(context, _rows(context, steps), group),
            ),
            part("onward", say("And from there"), table=onward_table(context, onward(context, held))),
            shared_part(context, [Ref(RefKind.GROUP, group.name)], say("Shared resources")),
            _members(context, group),
            part("request", say("How to get in"), *group_requests(context, group.name)),
            _policies(context, group),
        ),
    )


def _rows(context: Context, steps: Iterable[Access]) -> Iterator[Access]:
    """What the group has and what its members have otherwise; the first not where each of them gets in otherwise."""
    for step in steps:
        apart = told_apart(context, step)
        yield from () if apart and all_decided_otherwise(context, step) else (step,)
        yield from apart


def _halves(steps: Iterable[Access]) -> str:
    """By what its members come in."""
    return _ENTITLED if all(step.means is Means.IDENTITY_CENTER for step in steps) else _BY_POLICY


_BY_POLICY = N_(
    "A group cannot be trusted in IAM. Its policies carry the members' half; the roles' trust policies the other."
)
_ENTITLED = N_(
    "IAM Identity Center opens roles and permission sets to the people of this group by itself: no policy of the group "
    "has a part."
)


def group_lead(context: Context, group: Group) -> Md:
    """How many members reach how much today, in a sentence."""
    say, steps = context.say, there(context, _open_to_some(context, group))
    accounts = reached_accounts(steps)
    if not accounts:
        closed = _UNKNOWN_REACH_NOTHING if group.is_kept_elsewhere else N_("{who}; no role can be reached through it.")
        who = say.count("{number} member", "{number} members", len(group.members))
        return say.opened(closed, who=who)
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    roles, who = say.all_of(reached_roles(steps)), _who(context, group, steps)
    form = N_("{who} can become {roles} {where}.") if who else N_("Whoever joins it can become {roles} {where}.")
    lead = say.opened(form, who=who, roles=roles, where=where)
    return say.in_a_row((lead, not_everywhere(context, steps), _not_each(context, group, steps)))


_UNKNOWN_REACH_NOTHING = N_("Its members are kept outside this file; no role can be reached through it.")


def _who(context: Context, group: Group, steps: tuple[Access, ...]) -> Md:
    """The members who get in somewhere, by their number; empty for a group without members."""
    say, every = context.say, len(group.members)
    if group.is_kept_elsewhere:
        return say("Its members, who are kept outside this file,")
    comers = frozenset(name for step in opened(steps) for name in inside(context, group, step))
    if len(comers) < every:
        return say("{inside} of {every} members", inside=number(len(comers), say.t), every=number(every, say.t))
    return say.count("{number} member", "{number} members", every) if every else Md("")


def _not_each(context: Context, group: Group, steps: tuple[Access, ...]) -> Md:
    """That some get into less than others do; empty where all who get in somewhere get in everywhere."""
    comers: dict[tuple[RoleKey, bool], set[str]] = {}
    for step in opened(steps) if group.members else ():
        comers.setdefault((step.role, step.to_permission_set), set()).update(inside(context, group, step))
    alike = all(names == next(iter(comers.values())) for names in comers.values())
    return Md("") if alike else context.say("Not each of them into each: the table says who.")


def _open_to_some(context: Context, group: Group) -> tuple[Access, ...]:
    return as_members_have_it(context, steps_of_group(context, group.name))


def _exceptions(context: Context, steps: Iterable[Access]) -> Md:
    """The members for whom more than the policies of the group decides; empty where it is the same for all."""
    names = {name for step in steps for name in kept_out(context, step)}
    names |= {own.caller.name for step in steps for own in told_apart(context, step)}
    shown = [to_ref(context, Ref(RefKind.USER, name)) for name in sorted(names)]
    told = context.say.all_of(shown) if len(shown) <= _NAMED else few(context, shown, _NAMED)
    return context.say(_OTHERWISE, names=told) if shown else Md("")


_OTHERWISE = N_(
    "These rows say what the policies of the group give; they are not the whole answer for {names}: the pages of the "
    "roles say what comes of it."
)
_NAMED = 12  # members that a sentence names


def _facts(context: Context, group: Group) -> tuple[Fact, ...]:
    say = context.say
    source = to_ref(context, Ref(RefKind.PROVIDER, group.source)) if group.source else Md("")
    return (
        Fact(say("Kept in account"), to_account(context, group.account) if group.account else Md("")),
        Fact(say("Comes from"), source),
    )


def _members(context: Context, group: Group) -> Part:
    say = context.say
    outside = (
        say("The file does not list the members: membership is kept elsewhere.") if group.is_kept_elsewhere else Md("")
    )
    users = context.landscape.users
    rows = tuple(
        (
            to_ref(context, Ref(RefKind.USER, name)),
            text(users[name].full_name or ""),
            text(users[name].team or ""),
        )
        for name in group.members
        if name in users
    )
    return part("members", say("Members"), outside, table=Table((say("User"), say("Name"), say("Team")), rows))


def _policies(context: Context, group: Group) -> Part:
    held = context.atlas.halves.identity.get(Ref(RefKind.GROUP, group.name), group.permissions.policies)
    return part("policies", context.say("The policies themselves"), folds=attached_folds(context, held))
