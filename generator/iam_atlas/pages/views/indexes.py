"""The index page of each section: a table of its things that a reader can sort and filter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import to_account, to_owner, to_page, to_ref
from iam_atlas.pages.views.account_steps import steps_into
from iam_atlas.pages.views.callers import callers_cell
from iam_atlas.pages.views.copies import all_steps
from iam_atlas.pages.views.frame import Frame, Table, frame
from iam_atlas.pages.views.guardrail import KIND_TITLES, binds
from iam_atlas.pages.views.members import as_members_have_it
from iam_atlas.pages.views.numbers import people_cell, reached_cell
from iam_atlas.pages.views.permissions import copy_level, level_word, step_level
from iam_atlas.pages.views.planned import there
from iam_atlas.pages.views.reach import (
    onward,
    opened,
    reached_roles,
    steps_from,
    steps_of,
    steps_of_group,
    unlisted_groups,
)
from iam_atlas.pages.views.section import names_in, section_title
from iam_atlas.pages.views.standing import marked_role, status_word
from iam_atlas.pages.views.ways import without_mfa
from iam_atlas.wording.amounts import number, opening, unique
from iam_atlas.wording.translate import C_, N_

_FEW = 4  # callers that a cell names

Cells: TypeAlias = Callable[[Context, str], tuple[Md, ...]]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of a section."""

    frame: Frame
    table: Table


def index_view(context: Context, section: Section) -> IndexView:
    """The view of one section's index."""
    say = context.say
    names = names_in(context.landscape, section)
    heads, cells = _COLUMNS[section]
    title = section_title(section, say.t)
    lead = say.in_a_row((say("{number} in the file.", number=number(len(names), say.t)), say(_LEADS[section])))
    rows = tuple((_named(context, section, name), *cells(context, name)) for name in names)
    return IndexView(
        frame(context, title, Md(opening(lead, say.t)), ()),
        Table(tuple(say(head) for head in (N_("Name"), *heads)), rows),
    )


_LEADS = {
    Section.ACCOUNTS: N_(
        "An account is a place, not a person: people sign in to the jump account and switch into the others."
    ),
    Section.ROLES: N_(
        "A role is taken for a while and then given back. One page stands for all accounts that a role is in."
    ),
    Section.GROUPS: N_("A group gives its members the right to switch; the role decides whom it trusts."),
    Section.PEOPLE: N_("Everybody who has an IAM user, machines and emergency logins included."),
    Section.PROVIDERS: N_("Identity providers prove who comes from outside, so that no user has to be made."),
    Section.VENDORS: N_("Companies that come in from AWS accounts of their own."),
    Section.PERMISSION_SETS: N_(
        "IAM Identity Center makes a role of a permission set in each account that it is assigned in."
    ),
    Section.POLICIES: N_("Policies that the file itself declares; those of AWS are named where they are attached."),
    Section.GUARDRAILS: N_("Guardrails belong to the organization. They grant nothing; they cap."),
    Section.RESOURCES: N_("Things that other accounts may use, with the policies on the thing itself."),
}


def _account(context: Context, name: str) -> tuple[Md, ...]:
    account = context.landscape.accounts[name]
    return (
        code(account.id),
        code(account.kind.value),
        status_word(context, account.about.status),
        text(account.environment or ""),
        text(account.ou or ""),
        _people(context, steps_into(context, name)),
        to_owner(context, account.about.owner),
    )


def _role(context: Context, name: str) -> tuple[Md, ...]:
    role = context.landscape.roles[name]
    levels = unique(level_word(context, copy_level(context, copy.key)) for copy in role.copies.values())
    steps = all_steps(context, role)
    free = callers_cell(context, without_mfa(there(context, steps)), _FEW)
    return (
        context.say.listing(map(Md, levels)),
        _number(len(role.copies)),
        _people(context, steps),
        free,
        _prose(context, role),
    )


def _group(context: Context, name: str) -> tuple[Md, ...]:
    group = context.landscape.groups[name]
    steps = as_members_have_it(context, steps_of_group(context, name))
    members = context.say("kept elsewhere") if group.is_kept_elsewhere else _number(len(group.members))
    roles = reached_roles(there(context, steps))
    return (
        members,
        context.say.listing(roles),
        reached_cell(context, steps),
        to_owner(context, group.about.owner),
        _prose(context, group),
    )


def _person(context: Context, name: str) -> tuple[Md, ...]:
    user = context.landscape.users[name]
    groups = context.say.listing(to_ref(context, Ref(RefKind.GROUP, group)) for group in user.groups)
    return (
        text(user.full_name or ""),
        text(user.kind.value.replace("_", "-")),
        groups,
        reached_cell(context, steps_of(context, Ref(RefKind.USER, name))),
        _strongest(context, Ref(RefKind.USER, name)),
        text(user.team or ""),
    )


def _provider(context: Context, name: str) -> tuple[Md, ...]:
    provider = context.landscape.providers[name]
    return (
        text(provider.kind.value),
        context.say.listing(to_account(context, one) for one in provider.accounts),
        reached_cell(context, steps_from(context, Ref(RefKind.PROVIDER, name))),
        _prose(context, provider),
    )


def _vendor(context: Context, name: str) -> tuple[Md, ...]:
    vendor = context.landscape.vendors[name]
    given = context.say(C_("declared", "yes") if vendor.external_id else C_("declared", "no"))
    return (
        context.say.listing(code(one) for one in vendor.account_ids),
        given,
        reached_cell(context, steps_of(context, Ref(RefKind.VENDOR, name))),
        to_owner(context, vendor.about.owner),
    )


def _permission_set(context: Context, name: str) -> tuple[Md, ...]:
    declared = context.landscape.permission_sets[name]
    policies = context.say.listing(policy.name for policy in declared.permissions.policies)
    return (policies, _prose(context, declared))


def _policy(context: Context, name: str) -> tuple[Md, ...]:
    policy = context.landscape.policies[name]
    return (_number(len(policy.documents)), _prose(context, policy))


def _guardrail(context: Context, name: str) -> tuple[Md, ...]:
    rail = context.landscape.guardrails[name]
    bound = [one for one in rail.accounts if binds(context, rail, one)]
    attached = context.say.listing(code(place) for place in rail.attach)
    return (context.say(KIND_TITLES[rail.kind]), attached, _number(len(bound)), _prose(context, rail))


def _resource(context: Context, name: str) -> tuple[Md, ...]:
    resource = context.landscape.resources[name]
    return (text(resource.kind), to_account(context, resource.account), _prose(context, resource))


def _people(context: Context, steps: Sequence[Access]) -> Md:
    """How many people the steps let in, and which groups whose members are not listed."""
    count = people_cell(context, steps)
    groups = [to_ref(context, Ref(RefKind.GROUP, name)) for name in unlisted_groups(context, there(context, steps))]
    return context.say("{count} and {groups}", count=count, groups=context.say.all_of(groups)) if groups else count


def _strongest(context: Context, ref: Ref) -> Md:
    """The highest level of all roles that somebody gets into, over other roles too; with one that is not known."""
    first = opened(steps_of(context, ref))
    levels = {step_level(context, step) for step in there(context, (*first, *opened(onward(context, first))))}
    known = [level for level in Level if level in levels and level is not Level.UNKNOWN][:1]
    unknown = [Level.UNKNOWN] if Level.UNKNOWN in levels else []
    return context.say.listing(level_word(context, level) for level in (*known, *unknown))


def _named(context: Context, section: Section, name: str) -> Md:
    """The page of the thing; accounts have their status in a column of its own."""
    shown = to_page(context, page(section, name), name)
    if section not in _MADE:
        return shown
    return marked_role(context, shown, name, is_set=section is Section.PERMISSION_SETS)


_MADE = (Section.ROLES, Section.PERMISSION_SETS)


def _number(count: int) -> Md:
    return Md(str(count))


def _prose(context: Context, declared: Declared) -> Md:
    return prose(context, declared.about.description)


_COLUMNS: Mapping[Section, tuple[tuple[str, ...], Cells]] = {
    Section.ACCOUNTS: (
        (
            N_("Id"),
            N_("Kind"),
            N_("Status"),
            N_("Environment"),
            N_("OU"),
            N_("People who get a role here"),
            N_("Owner"),
        ),
        _account,
    ),
    Section.ROLES: ((N_("Level"), N_("Accounts"), N_("People who get it"), N_("Without MFA"), N_("What for")), _role),
    Section.GROUPS: ((N_("Members"), N_("Roles"), N_("Accounts"), N_("Owner"), N_("What for")), _group),
    Section.PEOPLE: (
        (N_("Full name"), N_("Kind"), N_("Groups"), N_("Accounts"), N_("Strongest role"), N_("Team")),
        _person,
    ),
    Section.PROVIDERS: ((N_("Kind"), N_("Provider object in"), N_("Accounts"), N_("What for")), _provider),
    Section.VENDORS: ((N_("Their accounts"), N_("ExternalId"), N_("Accounts"), N_("Owner")), _vendor),
    Section.PERMISSION_SETS: ((N_("Policies"), N_("What for")), _permission_set),
    Section.POLICIES: ((N_("Accounts"), N_("What for")), _policy),
    Section.GUARDRAILS: ((N_("Kind"), N_("Attached to"), N_("Accounts"), N_("What for")), _guardrail),
    Section.RESOURCES: ((N_("Kind"), N_("Account"), N_("What for")), _resource),
}
