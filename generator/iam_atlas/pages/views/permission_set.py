"""The page about an Identity Center permission set: who is assigned where, and what it may do."""

from collections.abc import Iterable

from iam_atlas.exporters.planned import is_planned_account
from iam_atlas.graph.access import Access
from iam_atlas.model.addresses import Section, anchor
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import PermissionSet, RoleKey
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import to_account
from iam_atlas.pages.views.answer_cells import condition
from iam_atlas.pages.views.copies import set_reasonings
from iam_atlas.pages.views.documents import attached_fold, attached_folds
from iam_atlas.pages.views.everybody import NAMED, all_members, in_portions, named
from iam_atlas.pages.views.frame import Fact, Table, about, frame, title_of
from iam_atlas.pages.views.lists import all_or_few
from iam_atlas.pages.views.permissions import permissions_view
from iam_atlas.pages.views.planned import planned_things
from iam_atlas.pages.views.power_said import power_said
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.standing import planned_first
from iam_atlas.pages.views.thing import Part, ThingView, filled, part, unsearched
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import Way
from iam_atlas.pages.views.why import why, why_link
from iam_atlas.wording.amounts import duration
from iam_atlas.wording.translate import N_


def permission_set_view(context: Context, declared: PermissionSet) -> ThingView:
    """The view of one permission set."""
    say = context.say
    accounts = sorted({step.role.account for step in _steps(context, declared.name)} | set(declared.accounts))
    lead = planned_first(context, declared, _lead(context, accounts))
    facts = (
        Fact(say("Role in each account"), code(f"AWSReservedSSO_{declared.name}_*")),
        Fact(say("Session"), say("up to {time}", time=duration(declared.max_session, say.t))),
        Fact(say("Opens at"), code(declared.relay_state) if declared.relay_state else Md("")),
    )
    return ThingView(
        frame=frame(context, title_of(context, declared), lead, (declared.name,), Section.PERMISSION_SETS),
        about=about(context, declared, facts),
        problems=problem_lines(context, declared.position),
        parts=filled(
            _who(context, declared),
            *_may(context, declared, accounts),
            shared_part(context, _copies(declared, accounts), say("Shared resources")),
            _policies(context, declared),
        ),
    )


def _lead(context: Context, accounts: list[str]) -> Md:
    """In how many accounts it is today, and which of them are planned."""
    planned = {name for name in accounts if is_planned_account(context.landscape, name)}
    told = _places(context, len(accounts) - len(planned))
    return context.say.in_a_row((told, planned_things(context, (Ref(RefKind.ACCOUNT, name) for name in planned))))


def _places(context: Context, accounts: int) -> Md:
    say = context.say
    if not accounts:
        return say("An IAM Identity Center permission set, which is assigned nowhere.")
    return say.count(
        "An IAM Identity Center permission set, in one account.",
        "An IAM Identity Center permission set, in {number} accounts.",
        accounts,
    )


def _copies(declared: PermissionSet, accounts: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(Ref(RefKind.PERMISSION_SET, str(RoleKey(declared.name, account))) for account in accounts)


def _steps(context: Context, name: str) -> tuple[Access, ...]:
    return tuple(step for step in context.atlas.graph.steps if step.to_permission_set and step.role.role == name)


def _who(context: Context, declared: PermissionSet) -> Part:
    say = context.say
    note = say(
        "In each account AWS makes a role of the set, named {name}. The suffix changes when the role is made again, "
        "so a policy that names the role needs a pattern ending in `_*`.",
        name=Md(f"<code>{text(f'AWSReservedSSO_{declared.name}_<suffix>')}</code>"),
    )
    found = set_reasonings(context, declared.name)
    heads = tuple(
        say(word)
        for word in (
            N_("Accounts"),
            N_("Who"),
            N_("When"),
            N_("Reason"),
        )
    )
    every = (shown for reasoning in found for way in reasoning.ways for shown in in_portions(context, way))
    rows = tuple(_row(context, way) for way in every)
    folds = tuple(why(context, reasoning) for reasoning in found)
    return part("who", say("Who is assigned"), note, table=Table(heads, rows), folds=folds)


def _row(context: Context, way: Way) -> tuple[Md, ...]:
    return (
        context.say.listing(to_account(context, key.account) for key in way.targets),
        (all_members(context, way) if len(way.callers) > NAMED else Md("")) or named(context, way),
        condition(context, way.step),
        why_link(context, way.callers[0], way.step),
    )


def _may(context: Context, declared: PermissionSet, accounts: list[str]) -> tuple[Part, ...]:
    """What it may do, once for all accounts in which that is the same."""
    groups = _alike(context, declared, accounts)
    if not groups:
        return (part("may", context.say("What it may do"), context.say(_NOWHERE)),)
    first, *others = (_may_in(context, declared, group, alone=len(groups) == 1) for group in groups)
    further = tuple(one for parts in others for one in parts)
    return filled(*first, *(unsearched(*further) if context.is_large else further))


def _alike(context: Context, declared: PermissionSet, accounts: list[str]) -> list[list[str]]:
    """The accounts in groups in which it may do the same, ordered by their first."""
    summaries, groups = context.atlas.set_permissions, dict[tuple[object, ...], list[str]]()
    for account in accounts:
        likeness = power_said(summaries.get(RoleKey(declared.name, account)))
        groups.setdefault(likeness, []).append(account)
    return list(groups.values())


def _may_in(context: Context, declared: PermissionSet, accounts: list[str], *, alone: bool) -> tuple[Part, ...]:
    say, account = context.say, accounts[0]
    summary = context.atlas.set_permissions.get(RoleKey(declared.name, account))
    view = permissions_view(context, summary)
    where = say("As it is in account {account}:", account=account) if summary else Md("")
    may, taken, suffix = say("What it may do"), say("What ceilings take away"), ""
    if not alone:
        named, suffix = all_or_few(context, accounts, _NAMED), f"-{anchor(account)}"
        may = say("What it may do in {accounts}", accounts=named)
        taken = say("What ceilings take away in {accounts}", accounts=named)
    return (
        part(f"may{suffix}", may, where, *view.sentences, table=view.services, folds=view.powers),
        part(f"taken{suffix}", taken, table=view.taken),
    )


_NAMED = 6  # accounts that a heading names
_NOWHERE = N_("It is assigned in no account of the file, so there is nothing yet that it may do.")


def _policies(context: Context, declared: PermissionSet) -> Part:
    say, held = context.say, declared.permissions
    folds = attached_folds(context, held.policies)
    if held.boundary is not None:
        folds = (
            *folds,
            attached_fold(context, held.boundary, say("Permissions boundary {name}", name=held.boundary.name)),
        )
    return part("policies", say("The policies themselves"), folds=folds)
