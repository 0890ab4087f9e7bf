"""The index page of each section: a table of its things that a reader can sort and filter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.annotations import Declared
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import to_account, to_owner, to_page, to_ref
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.account import steps_into
from iam_atlas.pages.views.copies import all_steps
from iam_atlas.pages.views.frame import Frame, Table, frame
from iam_atlas.pages.views.guardrail import KIND_TITLES, binds
from iam_atlas.pages.views.permissions import copy_level, level_word
from iam_atlas.pages.views.reach import (
    reached_accounts,
    reached_roles,
    steps_from,
    steps_of,
    steps_of_group,
    unlisted_groups,
)
from iam_atlas.pages.views.section import names_in, section_title
from iam_atlas.pages.views.ways import opening_people
from iam_atlas.wording.amounts import unique

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
    lead = joined((say.count("{number} in the file.", "{number} in the file.", len(names)), say(_LEADS[section])), " ")
    rows = tuple((to_page(context, page(section, name), name), *cells(context, name)) for name in names)
    opened = Md(lead[:1].upper() + lead[1:])
    return IndexView(frame(context, title, opened, ()), Table(tuple(say(head) for head in ("Name", *heads)), rows))


_LEADS = {
    Section.ACCOUNTS: (
        "An account is a place, not a person: people sign in to the jump account and switch into the others."
    ),
    Section.ROLES: (
        "A role is taken for a while and then given back. One page stands for all accounts that a role is in."
    ),
    Section.GROUPS: "A group gives its members the right to switch; the role decides whom it trusts.",
    Section.PEOPLE: "Everybody who has an IAM user, machines and emergency logins included.",
    Section.PROVIDERS: "Identity providers prove who comes from outside, so that no user has to be made.",
    Section.VENDORS: "Companies that come in from AWS accounts of their own.",
    Section.PERMISSION_SETS: (
        "IAM Identity Center makes a role of a permission set in each account that it is assigned in."
    ),
    Section.POLICIES: "Policies that the file itself declares; those of AWS are named where they are attached.",
    Section.GUARDRAILS: "Guardrails belong to the organization. They grant nothing; they cap.",
    Section.RESOURCES: "Things that other accounts may use, with the policies on the thing itself.",
}


def _account(context: Context, name: str) -> tuple[Md, ...]:
    account = context.landscape.accounts[name]
    return (
        code(account.id),
        text(account.kind.value),
        context.say(account.about.status.value),
        text(account.environment or ""),
        text(account.ou or ""),
        _people(context, steps_into(context, name)),
        to_owner(context, account.about.owner),
    )


def _role(context: Context, name: str) -> tuple[Md, ...]:
    role = context.landscape.roles[name]
    levels = unique(level_word(context, copy_level(context, copy.key)) for copy in role.copies.values())
    people = _people(context, all_steps(context, role))
    return (joined(map(Md, levels), ", "), _number(len(role.copies)), people, _prose(context, role))


def _group(context: Context, name: str) -> tuple[Md, ...]:
    group = context.landscape.groups[name]
    steps = steps_of_group(context, name)
    members = context.say("kept elsewhere") if group.external_members else _number(len(group.members))
    roles = reached_roles(steps)
    return (
        members,
        joined(roles, ", "),
        _number(len(reached_accounts(steps))),
        to_owner(context, group.about.owner),
        _prose(context, group),
    )


def _person(context: Context, name: str) -> tuple[Md, ...]:
    user = context.landscape.users[name]
    groups = joined((to_ref(context, Ref(RefKind.GROUP, group)) for group in user.groups), ", ")
    reached = reached_accounts(steps_of(context, Ref(RefKind.USER, name)))
    return (
        text(user.full_name or ""),
        text(user.kind.value.replace("_", "-")),
        groups,
        _number(len(reached)),
        text(user.team or ""),
    )


def _provider(context: Context, name: str) -> tuple[Md, ...]:
    provider = context.landscape.providers[name]
    reached = reached_accounts(steps_from(context, Ref(RefKind.PROVIDER, name)))
    return (
        text(provider.kind.value),
        joined((to_account(context, one) for one in provider.accounts), ", "),
        _number(len(reached)),
        _prose(context, provider),
    )


def _vendor(context: Context, name: str) -> tuple[Md, ...]:
    vendor = context.landscape.vendors[name]
    reached = reached_accounts(steps_of(context, Ref(RefKind.VENDOR, name)))
    given = context.say("yes") if vendor.external_id else context.say("no")
    return (
        joined((code(one) for one in vendor.account_ids), ", "),
        given,
        _number(len(reached)),
        to_owner(context, vendor.about.owner),
    )


def _permission_set(context: Context, name: str) -> tuple[Md, ...]:
    declared = context.landscape.permission_sets[name]
    policies = joined((policy.name for policy in declared.permissions.policies), ", ")
    return (policies, _prose(context, declared))


def _policy(context: Context, name: str) -> tuple[Md, ...]:
    policy = context.landscape.policies[name]
    return (_number(len(policy.documents)), _prose(context, policy))


def _guardrail(context: Context, name: str) -> tuple[Md, ...]:
    rail = context.landscape.guardrails[name]
    bound = [one for one in rail.accounts if binds(context, rail, one)]
    attached = joined((code(place) for place in rail.attach), ", ")
    return (context.say(KIND_TITLES[rail.kind]), attached, _number(len(bound)), _prose(context, rail))


def _resource(context: Context, name: str) -> tuple[Md, ...]:
    resource = context.landscape.resources[name]
    return (text(resource.kind), to_account(context, resource.account), _prose(context, resource))


def _people(context: Context, steps: Sequence[Access]) -> Md:
    """How many people the steps let in, and which groups whose members are not listed."""
    count = _number(len(opening_people(context, steps)))
    groups = [to_ref(context, Ref(RefKind.GROUP, name)) for name in unlisted_groups(context, steps)]
    return context.say("{count} and {groups}", count=count, groups=context.say.all_of(groups)) if groups else count


def _number(count: int) -> Md:
    return Md(str(count))


def _prose(context: Context, declared: Declared) -> Md:
    return prose(context, declared.about.description)


_COLUMNS: Mapping[Section, tuple[tuple[str, ...], Cells]] = {
    Section.ACCOUNTS: (("Id", "Kind", "Status", "Environment", "OU", "People who get a role here", "Owner"), _account),
    Section.ROLES: (("Level", "Accounts", "People who get it", "What for"), _role),
    Section.GROUPS: (("Members", "Roles", "Accounts", "Owner", "What for"), _group),
    Section.PEOPLE: (("Full name", "Kind", "Groups", "Accounts", "Team"), _person),
    Section.PROVIDERS: (("Kind", "Provider object in", "Accounts", "What for"), _provider),
    Section.VENDORS: (("Their accounts", "ExternalId", "Accounts", "Owner"), _vendor),
    Section.PERMISSION_SETS: (("Policies", "What for"), _permission_set),
    Section.POLICIES: (("Accounts", "What for"), _policy),
    Section.GUARDRAILS: (("Kind", "Attached to", "Accounts", "What for"), _guardrail),
    Section.RESOURCES: (("Kind", "Account", "What for"), _resource),
}
