"""The page about an account: what it is for, what binds it, its roles, and everybody who can get in and how."""

from dataclasses import replace

from iam_atlas.graph.access import Access
from iam_atlas.model.accounts import Account
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_copy, to_page, to_permission_set, to_ref
from iam_atlas.pages.views.account_facts import account_facts, contacts_part, root_part
from iam_atlas.pages.views.account_steps import residents, roles_in, steps_into
from iam_atlas.pages.views.answer_cells import condition, session
from iam_atlas.pages.views.called import called_account
from iam_atlas.pages.views.everybody import NAMED, all_members, in_number, named
from iam_atlas.pages.views.frame import Table, about, frame, title_of
from iam_atlas.pages.views.guardrail import is_above
from iam_atlas.pages.views.kept_here import kept_here
from iam_atlas.pages.views.permissions import copy_level, level_word
from iam_atlas.pages.views.planned import as_of_today, there
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import reach, steps_of, unlisted_groups
from iam_atlas.pages.views.standing import marked_role, standing
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import (
    Way,
    is_closed,
    kept_elsewhere,
    opening_people,
    way_order,
    ways,
)
from iam_atlas.pages.views.why import why_link
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.translate import N_


def account_view(context: Context, account: Account) -> ThingView:
    """The view of one account."""
    steps = steps_into(context, account.name)
    words = (account.name, account.id, account.aws_name, account.alias or "", account.email or "")
    return ThingView(
        frame=frame(
            context,
            title_of(context, account),
            standing(context, account, as_of_today(context, account_lead(context, account), steps, _known(account))),
            words,
            Section.ACCOUNTS,
            called_account(account),
        ),
        about=about(context, account, account_facts(context, account)),
        problems=problem_lines(context, account.position),
        parts=filled(
            replace(_who(context, steps), searched=not context.is_large),
            _beyond(context, account),
            _uses(context, account),
            replace(_roles(context, account), searched=not context.is_large),
            replace(_guardrails(context, account), searched=not context.is_large),
            kept_here(context, account),
            _resources(context, account),
            contacts_part(context, account),
            root_part(context, account),
        ),
    )


def account_lead(context: Context, account: Account) -> Md:
    """How many people and roles, in a sentence: as it is today, or as it is once a planned account is there."""
    say, steps = context.say, there(context, steps_into(context, account.name), _known(account))
    people = opening_people(context, steps)
    roles = roles_in(context, account.name)
    what = say.count("{number} role is described here", "{number} roles are described here", len(roles))
    if not roles:
        what = say("no role is described here")
    who = say.count("{number} person", "{number} people", len(people)) if people else Md("")
    if unlisted := unlisted_groups(context, steps):
        named = say.all_of(to_ref(context, Ref(RefKind.GROUP, name)) for name in unlisted)
        others = say.count("the people of group {names}", "the people of groups {names}", len(unlisted), names=named)
        who = say.all_of(filter(None, (who, others)))
    if home := _living(context, account.name):
        form = N_("{home}; {people} can become a role in it; {roles}.")
        alone = N_("{home}; no person whom the file lists can become a role in it; {roles}.")
        return say.opened(form if who else alone, home=home, people=who, roles=what)
    if not who:
        return say.opened("no person whom the file lists can get in; {roles}.", roles=what)
    return say.opened("{people} can get in; {roles}.", people=who, roles=what)


def _known(account: Account) -> tuple[Ref, ...]:
    """What the page says of first: that the account itself is planned, where it is."""
    return (Ref(RefKind.ACCOUNT, account.name),)


def _living(context: Context, name: str) -> Md:
    """How many people have their user in the account; empty where nobody has."""
    found = len(residents(context, name))
    if not found:
        return Md("")
    return context.say.count("{number} person has a user here", "{number} people have their user here", found)


def _beyond(context: Context, account: Account) -> Part:
    """What trusts the account as a whole, so that its own policies decide who gets there."""
    say, organization = context.say, context.landscape.organization
    steps = steps_of(context, Ref(RefKind.ACCOUNT, account.name))
    trusted = not all(map(is_closed, steps))
    managing = organization is not None and organization.management == account.name
    return part(
        "beyond",
        say("What it can reach as a whole account"),
        say(_TRUSTED) if trusted else Md(""),
        say(_INHERITED) if trusted and managing else Md(""),
        table=reach(context, steps),
    )


_TRUSTED = N_(
    "These roles trust the whole account. Every user and role here gets in whose own policy allows it and who meets "
    "the condition of the row, listed in the file or not."
)
_INHERITED = N_(
    "This is the management account. Whoever is administrator here can take these roles wherever their conditions are "
    "met: power over other accounts that no row of `grants` gives."
)


def _uses(context: Context, account: Account) -> Part:
    """What names the account as a whole, so that its own policies decide who may use it."""
    say, ref = context.say, Ref(RefKind.ACCOUNT, account.name)
    named = not all(use.closed for use in context.atlas.uses.by_caller.get(ref, ()))
    heading = say("Shared resources that it may use as a whole account")
    return shared_part(context, [ref], heading, say(_NAMED) if named else Md(""))


_NAMED = N_(
    "The policies of these resources name the whole account. Every user and role here whose own policies allow the "
    "same may use them; those of the file are listed on the page of the resource."
)


def _who(context: Context, steps: tuple[Access, ...]) -> Part:
    say = context.say
    by_role: dict[tuple[str, bool], list[Access]] = {}
    for step in steps:
        by_role.setdefault((step.role.role, step.to_permission_set), []).append(step)
    found = sorted(
        (way for key in sorted(by_role) for way in ways(by_role[key], kept_elsewhere(context))), key=way_order
    )
    heads = tuple(
        say(word) for word in (N_("Who"), N_("Through"), N_("Becomes"), N_("When"), N_("Session"), N_("Reason"))
    )
    rows = tuple(_who_row(context, way) for way in found)
    return part("who", say("Who can get in"), table=Table(heads, rows))


def _who_row(context: Context, way: Way) -> tuple[Md, ...]:
    step = way.step
    role = (
        to_permission_set(context, step.role.role)
        if step.to_permission_set
        else to_copy(context, step.role, step.role.role)
    )
    return (
        _everybody(context, way),
        context.say.listing(to_ref(context, Ref(RefKind.GROUP, name)) for name in way.through),
        marked_role(context, role, step.role.role, is_set=step.to_permission_set),
        condition(context, step),
        session(context, step),
        why_link(context, way.callers[0], step),
    )


def _everybody(context: Context, way: Way) -> Md:
    """Each by name; many by their number: the members of a group, or those whom the page of the role names."""
    if len(way.callers) > _NAMED_MEMBERS and (everybody := all_members(context, way)):
        return everybody
    if len(way.callers) <= NAMED:
        return named(context, way)
    return in_number(context, way)


_NAMED_MEMBERS = 6  # members of a group that are named although all of them get in


def _roles(context: Context, account: Account) -> Part:
    say = context.say
    rows = tuple(
        (
            marked_role(context, to_copy(context, role.copies[account.name].key, role.name), role.name),
            level_word(context, copy_level(context, role.copies[account.name].key)),
            prose(context, role.copies[account.name].description or role.about.description),
            say("up to {time}", time=duration(role.copies[account.name].max_session, say.t)),
            code(role.copies[account.name].arn),
        )
        for role in roles_in(context, account.name)
    )
    heads = tuple(
        say(word)
        for word in (
            N_("Role"),
            N_("Level"),
            N_("What for"),
            N_("Session"),
            N_("ARN"),
        )
    )
    return part("roles", say("Roles"), table=Table(heads, rows))


def _guardrails(context: Context, account: Account) -> Part:
    say, organization = context.say, context.landscape.organization
    found = [rail for rail in context.landscape.guardrails.values() if is_above(rail, account.name)]
    lines = tuple(_guardrail(context, rail) for rail in found)
    managing = organization is not None and organization.management == account.name
    note = (
        say("This is the management account: SCPs and RCPs have no effect on it, also those listed here.")
        if managing and found
        else Md("")
    )
    return part("guardrails", say("Guardrails"), note, lines=lines)


_RAILS = {
    GuardrailKind.SCP: N_("service control policy: caps what users and roles of the account may do, grants nothing"),
    GuardrailKind.RCP: N_("resource control policy: caps who may use the account's resources, grants nothing"),
}


def _guardrail(context: Context, rail: Guardrail) -> Md:
    say = context.say
    name = to_page(context, page(Section.GUARDRAILS, rail.name), rail.name)
    kind = say(_RAILS.get(rail.kind, N_("another kind of policy: takes no part in deciding access")))
    return say.in_a_row((say("{name} ({kind}).", name=name, kind=kind), prose(context, rail.about.description)))


def _resources(context: Context, account: Account) -> Part:
    found = (one for one in context.landscape.resources.values() if one.account == account.name)
    lines = tuple(
        context.say(
            "{name} ({kind})", name=to_page(context, page(Section.RESOURCES, one.name), one.name), kind=one.kind
        )
        for one in found
    )
    return part("resources", context.say("Shared resources"), lines=lines)
