"""The page about a person (or a machine with a user): what they can become, where, and under what conditions."""

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Half
from iam_atlas.iam.formula import Formula, Not, Or, Test
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import User, UserKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, external, text
from iam_atlas.pages.links import mail, to_account, to_owner, to_ref
from iam_atlas.pages.views.break_glass import break_glass_facts
from iam_atlas.pages.views.documents import attached_folds
from iam_atlas.pages.views.frame import Fact, about, frame
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import onward, onward_table, reach, reached_accounts, reached_roles, steps_of
from iam_atlas.pages.views.requests import request_of
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.pages.views.ways import demands_mfa, with_doubts
from iam_atlas.wording.clauses import is_mfa
from iam_atlas.wording.keys import MFA_PRESENT
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
_SESSION = N_(
    "A session in the console lasts as long as the table says, or as long as your sign-in has left if that is less. On "
    "the command line it lasts one hour unless you ask for more."
)
_BEFORE_MFA = N_(
    "Register MFA first, then sign out and in again: without MFA at sign-in, a role that asks for it stays closed."
)
_EMERGENCY = N_(
    "Unlike all others, this login must work when nothing else does: it must not need the sign-in, the mail or the "
    "phone that may be down."
)
_DENIED_BEFORE_MFA = N_(
    "Until you have signed in with MFA, a Deny in your own policies stops you from switching to any of these roles "
    "(`sts:AssumeRole`), whatever else allows it: register the device, then sign out and in again."
)

_SWITCHING = N_("Switching replaces your permissions, it does not add to them. *Back to {name}* restores them.")
_AS_USER = N_("With the policies of the user and of its groups, without becoming any role.")
_MFA = {"required": N_("required"), "hardware": N_("required, with a hardware device"), "none": N_("none")}


def person_view(context: Context, user: User) -> ThingView:
    """The view of one IAM user."""
    say, ref = context.say, Ref(RefKind.USER, user.name)
    steps = steps_of(context, ref)
    found = reach(context, steps)
    title = f"{user.full_name} ({user.name})" if user.full_name else user.name
    return ThingView(
        frame=frame(
            context,
            title,
            with_doubts(context, person_lead(context, user), steps),
            (user.name, user.email or ""),
            Section.PEOPLE,
        ),
        about=about(context, user, _facts(context, user)),
        problems=problem_lines(context, user.position),
        parts=filled(
            part("access", say("My access"), *_notes(context, user, steps), table=found),
            part("onward", say("And from there"), table=onward_table(context, onward(context, steps))),
            shared_part(context, [ref], say("Shared resources"), say(_AS_USER)),
            _emergency(context, user),
            part("request", say("Need more?"), *_request(context, user)),
            _policies(context, user),
        ),
    )


def person_lead(context: Context, user: User) -> Md:
    """What the person can reach, in a sentence."""
    say, steps = context.say, steps_of(context, Ref(RefKind.USER, user.name))
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
    return say(
        form,
        who=who,
        home=home,
        roles=say.all_of(roles),
        where=where,
    )


def _notes(context: Context, user: User, steps: tuple[Access, ...]) -> tuple[Md, ...]:
    say = context.say
    if not steps:
        return ()
    if user.kind is UserKind.MACHINE:
        return (say(_MACHINE),)
    found = [say(_SWITCHING, name=user.name), say(_SESSION)]
    if all(map(_denied_before_mfa, steps)):
        found.append(say(_DENIED_BEFORE_MFA))
    elif any(demands_mfa(step.decision.residue) for step in steps):
        found.append(say(_BEFORE_MFA))
    if user.kind is UserKind.BREAK_GLASS:
        found.append(say(_EMERGENCY))
    return tuple(found)


def _denied_before_mfa(step: Access) -> bool:
    """Whether a Deny on the caller's side strikes as long as there was no MFA."""
    return any(half.half is Half.IDENTITY and _strikes_without_mfa(half.deny) for half in step.decision.halves)


def _strikes_without_mfa(deny: Formula) -> bool:
    match deny:
        case Not(part):
            return isinstance(part, Test) and is_mfa(part)
        case Test():
            no_mfa = deny.key.lower() == MFA_PRESENT and tuple(value.lower() for value in deny.values) == ("false",)
            return no_mfa and deny.operator == "BoolIfExists"
        case Or(parts):
            return any(map(_strikes_without_mfa, parts))
        case _:
            return False


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


def _request(context: Context, user: User) -> tuple[Md, ...]:
    """How to get more; an emergency login is given what it needs beforehand and asks nobody."""
    return () if user.kind is UserKind.BREAK_GLASS else request_of(context)


def _emergency(context: Context, user: User) -> Part:
    return Part(Md("break-glass"), context.say("For emergencies"), facts=break_glass_facts(context, user.break_glass))


def _policies(context: Context, user: User) -> Part:
    held = context.atlas.halves.identity.get(Ref(RefKind.USER, user.name), user.permissions.policies)
    note = (
        context.say("These are on the user alone; the policies of the groups stand on their pages.") if held else Md("")
    )
    return part("policies", context.say("The policies themselves"), note, folds=attached_folds(context, held))
