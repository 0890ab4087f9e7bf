"""The page about a role: all its copies, who can become them and why, and what they may do."""

from dataclasses import dataclass

from iam_atlas.model.addresses import Section, anchor
from iam_atlas.model.annotations import Status
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import PolicyOrigin
from iam_atlas.model.roles import Role, RoleKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, link, text
from iam_atlas.pages.links import to_group, to_owner, to_person, to_role
from iam_atlas.pages.views.break_glass import break_glass_facts
from iam_atlas.pages.views.called import called_role
from iam_atlas.pages.views.copies import all_steps, steps_to
from iam_atlas.pages.views.frame import About, Fact, Frame, Table, about, frame, title_of
from iam_atlas.pages.views.numbers import people_cell
from iam_atlas.pages.views.permissions import copy_level, level_word
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import onward_table, opened, steps_of
from iam_atlas.pages.views.requests import role_requests
from iam_atlas.pages.views.role_copies import CopiesView, copies_view
from iam_atlas.pages.views.role_lead import role_lead
from iam_atlas.pages.views.role_variants import variants
from iam_atlas.pages.views.spread import spread
from iam_atlas.pages.views.standing import status_word
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import is_closed
from iam_atlas.wording.amounts import duration, unique
from iam_atlas.wording.translate import C_, N_


@dataclass(frozen=True, slots=True)
class RoleView:
    """Everything on a role's page; `variants` has one column a group of copies that differ.

    Search leaves out the places where they are not `searched`.
    """

    frame: Frame
    about: About
    problems: tuple[Md, ...]
    spread: tuple[Md, ...]
    places: Table
    copies: tuple[CopiesView, ...]
    variants: Table
    onward: Table
    onward_notes: tuple[Md, ...]
    resources: Table
    request: tuple[Md, ...]
    break_glass: tuple[Fact, ...]
    searched: bool = True


def role_view(context: Context, role: Role) -> RoleView:
    """The view of one declared role."""
    groups = context.alike(role.name)
    words = (
        role.name,
        *sorted({copy.aws_name for copy in role.copies.values()}),
        *_held(role),
    )
    return RoleView(
        frame=frame(
            context, title_of(context, role), role_lead(context, role), words, Section.ROLES, called_role(role)
        ),
        about=about(context, role, _facts(context, role)),
        problems=problem_lines(context, role.position),
        spread=spread(context, role),
        places=_places(context, role),
        copies=tuple(copies_view(context, role, group) for group in groups),
        variants=variants(context, groups),
        onward=_onward(context, role),
        onward_notes=_onward_notes(context, role),
        resources=_resources(context, role),
        request=(*role_requests(context, role), *_owners(context, role)) if _for_people(context, role) else (),
        break_glass=break_glass_facts(context, role.break_glass),
        searched=not context.is_large,
    )


def _facts(context: Context, role: Role) -> tuple[Fact, ...]:
    say = context.say
    kind = {
        RoleKind.SERVICE: say(_SERVICE if _is_for_services(context, role) else _SERVICE_AND_OTHERS),
        RoleKind.SERVICE_LINKED: say(
            "service-linked role: made by AWS, cannot be edited; boundaries and SCPs do not apply; do not delete it"
        ),
    }.get(role.kind, Md(""))
    profile = say("yes: an instance profile of the same name carries it to EC2 instances; the two are separate things")
    return (
        Fact(say("Kind"), kind),
        Fact(say("Instance profile"), profile if role.instance_profile else Md("")),
        Fact(
            say("May be passed to services by, says the file"),
            say.listing(_name(context, name) for name in role.can_pass),
        ),
    )


_SERVICE = N_("service role: an AWS service takes it, nobody switches into it")
_SERVICE_AND_OTHERS = N_("service role: meant for an AWS service, but others can take it too")


def _is_for_services(context: Context, role: Role) -> bool:
    return all(step.caller.kind is RefKind.SERVICE or is_closed(step) for step in all_steps(context, role))


def _name(context: Context, name: str) -> Md:
    landscape = context.landscape
    if name in landscape.groups:
        return to_group(context, name)
    if name in landscape.users:
        return to_person(context, name)
    return to_role(context, name) if name in landscape.roles else code(name)


def _places(context: Context, role: Role) -> Table:
    say = context.say
    head = tuple(
        say(word)
        for word in (
            N_("Account"),
            N_("Environment"),
            N_("Level"),
            N_("Session"),
            C_("number", "People"),
            N_("Name in AWS"),
        )
    )
    rows = []
    for copy in role.copies.values():
        account = context.landscape.accounts[copy.key.account]
        rows.append(
            (
                _place(context, copy.key.account),
                text(account.environment or ""),
                level_word(context, copy_level(context, copy.key)),
                say("up to {time}", time=duration(copy.max_session, say.t)),
                people_cell(context, steps_to(context, copy)),
                code(copy.arn),
            )
        )
    return Table(head, tuple(rows))


def _place(context: Context, name: str) -> Md:
    """A link to the part about the copy there, with the account's status where it is not simply in use."""
    status = context.landscape.accounts[name].about.status
    linked = link(name, f"#{anchor(name)}")
    if status is Status.ACTIVE:
        return linked
    return context.say("{account} ({status})", account=linked, status=status_word(context, status))


def _onward(context: Context, role: Role) -> Table:
    """Where a session of the role can go on to."""
    callers = (Ref(RefKind.ROLE, str(copy.key)) for copy in role.copies.values())
    steps = (step for caller in callers for step in steps_of(context, caller))
    return onward_table(context, tuple(step for step in steps if step.decision.verdict.opens))


def _onward_notes(context: Context, role: Role) -> tuple[Md, ...]:
    say, providers = context.say, context.landscape.providers
    notes = [say("A session that comes from another role lasts one hour at most, whatever that role allows.")]
    callers = {step.caller for step in all_steps(context, role) if step.caller.kind is RefKind.PROVIDER}
    if any(ref.name in providers and providers[ref.name].kind is ProviderKind.OIDC for ref in callers):
        notes.append(say("With an identity provider in each account there would be no such hop."))
    return tuple(notes)


def _resources(context: Context, role: Role) -> Table:
    """What its copies may do with the shared resources of the file."""
    refs = [Ref(RefKind.ROLE, str(copy.key)) for copy in role.copies.values()]
    return shared_part(context, refs, context.say("Shared resources")).table


def _for_people(context: Context, role: Role) -> bool:
    kinds = {step.caller.kind for step in all_steps(context, role)}
    return not kinds or bool(kinds & {RefKind.USER, RefKind.GROUP})


def _owners(context: Context, role: Role) -> tuple[Md, ...]:
    """Who can be asked about a role that names no owner: those of the groups through which people come."""
    say, landscape = context.say, context.landscape
    if role.about.owner is not None:
        return ()
    steps = opened(all_steps(context, role))
    through = {name for step in steps for name in step.through}
    through |= {step.caller.name for step in steps if step.caller.kind is RefKind.GROUP}
    owners = ((name, landscape.groups[name].about.owner) for name in sorted(through) if name in landscape.groups)
    told = tuple(
        say("Group {group} is owned by {owner}.", group=to_group(context, name), owner=to_owner(context, owner))
        for name, owner in owners
        if owner is not None
    )
    if not told:
        return (say("No owner is declared."),)
    left = len(told) - _ROOM_FOR_OWNERS
    more = say("The pages of {count} more groups name theirs.", count=left) if left > 1 else Md("")
    shown = told[:_ROOM_FOR_OWNERS] if more else told
    return (say.in_a_row((say("The role names no owner."), *shown, more)),)


_ROOM_FOR_OWNERS = 8


def _held(role: Role) -> tuple[str, ...]:
    """The names of what AWS and the file manage for it: search does not read the parts that show them."""
    held = (policy for copy in role.copies.values() for policy in copy.permissions.policies)
    return unique(policy.name for policy in held if policy.origin is not PolicyOrigin.INLINE)
