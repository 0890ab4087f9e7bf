"""The page about a person (or a machine with a user): what they can become, where, and under what conditions."""

from dataclasses import replace

from iam_atlas.graph.access import Access
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User, UserKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, external, text
from iam_atlas.pages.links import mail, to_account, to_owner, to_ref
from iam_atlas.pages.views.documents import attached_folds
from iam_atlas.pages.views.first_day.checklist import checklist_part
from iam_atlas.pages.views.first_day.lengths import lengths_part, limits_part
from iam_atlas.pages.views.first_day.more import emergencies_part, leaving_part, more_part
from iam_atlas.pages.views.first_day.newcomer import Newcomer, newcomer
from iam_atlas.pages.views.first_day.sign_in import mfa_part, sign_in_part
from iam_atlas.pages.views.first_day.switching import switching_part
from iam_atlas.pages.views.first_day.tools import command_line_part, extension_part
from iam_atlas.pages.views.frame import Fact, about, frame
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
    steps_of,
)
from iam_atlas.pages.views.thing import Part, ThingView, filled, part, unsearched
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import demands_mfa
from iam_atlas.wording.translate import N_

_KINDS = {
    UserKind.HUMAN: N_("person"),
    UserKind.CONTRACTOR: N_("contractor"),
    UserKind.MACHINE: N_("machine: a program signs in, without MFA"),
    UserKind.BREAK_GLASS: N_("emergency login, for the day when nobody else can sign in"),
}
_MACHINE = N_(
    "A program signs in here with long-term keys, which carry no MFA: a role that asks for MFA stays closed to it, "
    "and a policy that denies everything without MFA would lock it out. Plan to replace it: with an identity provider "
    "(OIDC) it would need no keys."
)
_EMERGENCY = N_(
    "Unlike all others, this login must work when nothing else does: it must not need the sign-in, the mail or the "
    "phone that may be down."
)
_AS_USER = N_("With the policies of the user and of its groups, without becoming any role.")
_MFA = {"required": N_("required"), "hardware": N_("required, with a hardware device"), "none": N_("none")}


def person_view(context: Context, user: User) -> ThingView:
    """The view of one IAM user."""
    say, ref = context.say, Ref(RefKind.USER, user.name)
    steps = steps_of(context, ref)
    found, who = reach(context, steps), newcomer(context, user)
    title = f"{user.full_name} ({user.name})" if user.full_name else user.name
    return ThingView(
        frame=frame(
            context,
            title,
            as_of_today(context, person_lead(context, user), steps),
            (user.name, user.email or ""),
            Section.PEOPLE,
        ),
        about=about(context, user, _facts(context, user)),
        problems=problem_lines(context, user.position),
        parts=filled(
            replace(
                part("access", say("My access"), *(_notes(context, user) if steps else ()), table=found),
                searched=not context.is_large,
            ),
            *unsearched(*_first_day(context, who, steps)),
            part("onward", say("And from there"), table=onward_table(context, onward(context, steps))),
            shared_part(context, [ref], say("Shared resources"), say(_AS_USER)),
            *unsearched(leaving_part(context, who)),
            _policies(context, user),
        ),
    )


def _first_day(context: Context, who: Newcomer, steps: tuple[Access, ...]) -> tuple[Part, ...]:
    """What the person needs to get to work, in the order of the questions; for a machine what a program needs."""
    people = (sign_in_part(context, who), mfa_part(context, who, steps), switching_part(context, who))
    return (
        *(() if who.is_machine else people),
        extension_part(context, who),
        command_line_part(context, who),
        lengths_part(context, who),
        limits_part(context, who),
        more_part(context, who),
        emergencies_part(context, who),
        checklist_part(context, who),
    )


def person_lead(context: Context, user: User) -> Md:
    """What the person can reach today, in a sentence."""
    say, steps = context.say, there(context, steps_of(context, Ref(RefKind.USER, user.name)))
    accounts = reached_accounts(steps)
    roles = reached_roles(steps)
    who = user.full_name or user.name
    home = to_account(context, user.account)
    if not accounts:
        return say("{who} has a user in {home} and can become no role.", who=who, home=home)
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    form = N_("{who} signs in to {home} and can become {roles} {where}.")
    if user.kind is UserKind.MACHINE:
        form = N_("{who} is a program with a user in {home}; it can become {roles} {where}.")
    sentence = say(form, who=who, home=home, roles=say.all_of(roles), where=where)
    return say.in_a_row((sentence, not_everywhere(context, steps), _without_mfa(context, user, steps)))


def _without_mfa(context: Context, user: User, steps: tuple[Access, ...]) -> Md:
    """What the long-term keys of a program do not open; empty for people, and where nothing asks for MFA."""
    asked = any(demands_mfa(step.decision.residue) for step in opened(steps))
    return context.say(_ASKS_FOR_MFA) if asked and user.kind is UserKind.MACHINE else Md("")


_ASKS_FOR_MFA = N_("Its long-term keys do not open what asks for MFA.")


def _notes(context: Context, user: User) -> tuple[Md, ...]:
    if user.kind is UserKind.MACHINE:
        return (context.say(_MACHINE),)
    return (context.say(_EMERGENCY),) if user.kind is UserKind.BREAK_GLASS else ()


def _facts(context: Context, user: User) -> tuple[Fact, ...]:
    say = context.say
    groups = say.listing(to_ref(context, Ref(RefKind.GROUP, name)) for name in user.groups)
    address = context.landscape.site.signin_url
    manager = user.manager or ""
    return (
        Fact(say("Kind"), say(_KINDS[user.kind])),
        Fact(say("User in account"), to_account(context, user.account)),
        Fact(say("Groups"), groups),
        Fact(say("Team"), to_owner(context, user.team)),
        Fact(say("E-mail"), mail(user.email) if user.email else Md("")),
        Fact(
            say("Manager"),
            to_ref(context, Ref(RefKind.USER, manager)) if manager in context.landscape.users else text(manager),
        ),
        Fact(say("MFA, says the file"), say(_MFA[user.mfa]) if user.mfa in _MFA else text(user.mfa)),
        Fact(say("Access keys"), say("yes: long-term keys, which carry no MFA") if user.access_keys else Md("")),
        Fact(say("Same person as"), _same_person(context, user)),
        Fact(say("Sign-in"), external(address, address) if address else Md("")),
    )


def _same_person(context: Context, user: User) -> Md:
    """The person's other users, whichever of them names the other."""
    users = context.landscape.users.values()
    names = {user.same_person_as, *(one.name for one in users if one.same_person_as == user.name)} - {None, user.name}
    if not names:
        return Md("")
    others = context.say.all_of(to_ref(context, Ref(RefKind.USER, name)) for name in sorted(map(str, names)))
    return context.say(_SAME_PERSON, users=others)


_SAME_PERSON = N_(
    "{users}. Roles and policies never cross from one partition of AWS to another: each has its own jump account, user "
    "and sign-in address."
)


def _policies(context: Context, user: User) -> Part:
    held = context.atlas.halves.identity.get(Ref(RefKind.USER, user.name), user.permissions.policies)
    note = (
        context.say("These are on the user alone; the policies of the groups stand on their pages.") if held else Md("")
    )
    return part("policies", context.say("The policies themselves"), note, folds=attached_folds(context, held))
