"""The page about a group: its members, what they can reach through it, and how to get in."""

from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import Group
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, text
from iam_atlas.pages.links import to_account, to_ref
from iam_atlas.pages.views.documents import attached_folds
from iam_atlas.pages.views.frame import Fact, Table, about, frame, title_of
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import onward, onward_table, reach, reached_accounts, reached_roles, steps_of_group
from iam_atlas.pages.views.requests import group_requests
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import with_doubts
from iam_atlas.wording.translate import N_


def group_view(context: Context, group: Group) -> ThingView:
    """The view of one group."""
    say, steps = context.say, steps_of_group(context, group.name)
    found = reach(context, steps)
    grants = tuple(g.position for g in context.landscape.grants if g.grantee == Ref(RefKind.GROUP, group.name))
    note = say(
        "A group cannot be trusted in IAM. Its policies carry the members' half; the roles' trust policies the other."
    )
    return ThingView(
        frame=frame(
            context,
            title_of(context, group),
            with_doubts(context, group_lead(context, group), steps),
            (group.name,),
            Section.GROUPS,
        ),
        about=about(context, group, _facts(context, group)),
        problems=problem_lines(context, group.position, *grants),
        parts=filled(
            part("reach", say("What its members can reach"), note if steps else Md(""), table=found),
            part("onward", say("And from there"), table=onward_table(context, onward(context, steps))),
            shared_part(context, [Ref(RefKind.GROUP, group.name)], say("Shared resources")),
            _members(context, group),
            part("request", say("How to get in"), *group_requests(context, group.name)),
            _policies(context, group),
        ),
    )


def group_lead(context: Context, group: Group) -> Md:
    """How many members reach how much, in a sentence."""
    say, steps = context.say, steps_of_group(context, group.name)
    accounts = reached_accounts(steps)
    roles = reached_roles(steps)
    who = say.count("{number} member", "{number} members", len(group.members))
    if group.external_members and not accounts:
        return say("Its members are kept outside this file; no role can be reached through it.")
    if not accounts:
        return say.opened("{who}; no role can be reached through it.", who=who)
    if group.external_members:
        who = say("Its members, who are kept outside this file,")
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    return say.opened("{who} can become {roles} {where}.", who=who, roles=say.all_of(roles), where=where)


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
        say("The file does not list the members: membership is kept elsewhere.") if group.external_members else Md("")
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
