"""Signing in, and registering MFA before anything else."""

from collections.abc import Iterator

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Half
from iam_atlas.iam.formula import Formula, Not, Or, Test
from iam_atlas.model.accounts import Account
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.people import User
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, external
from iam_atlas.pages.links import to_account, to_owner, to_ref
from iam_atlas.pages.views.first_day.newcomer import Newcomer, homes
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.pages.views.ways import demands_mfa
from iam_atlas.wording.clauses import is_mfa
from iam_atlas.wording.keys import MFA_PRESENT
from iam_atlas.wording.translate import N_

# Source: IAM User Guide, "How IAM users sign in to AWS"; AWS GovCloud (US) User Guide, "Signing in"; "Amazon Web
# Services in China", "Getting started". Other partitions have no address that we know of.
_CONSOLES = {
    "aws": "https://{name}.signin.aws.amazon.com/console",
    "aws-cn": "https://{name}.signin.amazonaws.cn/console",
    "aws-us-gov": "https://{name}.signin.amazonaws-us-gov.com/console",
}
_STEPS = (
    N_("In the console, open the menu under your name at the top right: *Security credentials*, *Assign MFA device*."),
    N_("Sign out, and sign in again with the code. Only a sign-in with MFA counts, not the registration."),
    N_("Register a second device, so that a lost phone does not lock you out."),
    N_(
        "A security key or passkey works in the browser, but gives no code to type on the command line: for that, "
        "register an authenticator app too."
    ),
)
_BEFORE_MFA = N_(
    "Register MFA first, then sign out and in again: without MFA at sign-in, a role that asks for it stays closed."
)
_DENIED_BEFORE_MFA = N_(
    "Until you have signed in with MFA, a Deny in your own policies stops you from switching to any of these roles "
    "(`sts:AssumeRole`), whatever else allows it: register the device, then sign out and in again."
)


def sign_in_part(context: Context, who: Newcomer) -> Part:
    """Where, with which name, and who gives the first password."""
    say = context.say
    lines = [line for home in homes(context, who) for line in _account(context, who, home)]
    return part("sign-in", say("Sign in"), lines=(*lines, *(_providers(context) if who.user is None else ())))


def mfa_part(context: Context, who: Newcomer, steps: tuple[Access, ...]) -> Part:
    """How to register a device, and what is closed before that. `steps` are those of the person."""
    say, user = context.say, who.user
    lines = tuple(say(step) for step in _STEPS)
    if user is not None and user.mfa == "none":
        return part("mfa", say("Set up MFA"), say(_NO_DEVICE, name=user.name))
    hardware = say(_HARDWARE) if user is not None and user.mfa == "hardware" else Md("")
    return part("mfa", say("Set up MFA"), _before(context, user, steps), hardware, lines=lines)


_NO_DEVICE = N_("The file says that {name} has no MFA device: roles that ask for MFA stay closed.")
_HARDWARE = N_("The file asks for a hardware device here.")
_IN_GENERAL = N_(
    "Many roles ask for MFA, and often nearly everything is denied until you have signed in with it, on purpose."
)


def signin_address(context: Context, home: Account) -> str | None:
    "Where the users of the account sign in: as the file says, else AWS's own address; None for a partition unknown."
    site = context.landscape.site.signin_url
    if home.signin_url:
        return home.signin_url
    if site and (len(homes(context, Newcomer(None, ()))) == 1 or (home.alias or home.id) in site):
        return site
    form = _CONSOLES.get(home.partition)
    return form.format(name=home.alias or home.id) if form and context.showing.shows_accounts else None


def _account(context: Context, who: Newcomer, home: Account) -> Iterator[Md]:
    say, address = context.say, signin_address(context, home)
    at = external(address, address) if address else to_account(context, home.name)
    if who.user is None:
        yield say(
            "Users of {account} sign in at {address} with their user name.",
            account=to_account(context, home.name),
            address=at,
        )
    elif context.replaces("user_names"):
        yield say("Sign in at {address}. {name} stands for your user name here.", address=at, name=code(who.user.name))
    else:
        yield say("Sign in at {address}. Your user name is {name}.", address=at, name=code(who.user.name))
    if home.about.owner:
        owner = to_owner(context, home.about.owner)
        yield say(
            "Your first password comes from whoever looks after {account}: {owner}.",
            account=to_account(context, home.name),
            owner=owner,
        )


def _providers(context: Context) -> Iterator[Md]:
    """Whoever comes by the company's login has no user here."""
    kinds = (ProviderKind.SAML, ProviderKind.IDENTITY_CENTER)
    for provider in context.landscape.providers.values():
        if provider.kind in kinds:
            yield _provider(context, provider)


def _provider(context: Context, provider: Provider) -> Md:
    named = to_ref(context, Ref(RefKind.PROVIDER, provider.name))
    if not provider.start_url:
        return context.say("Whoever comes by {provider} signs in there and has no IAM user.", provider=named)
    start = external(provider.start_url, provider.start_url)
    return context.say(
        "Whoever comes by {provider} has no IAM user and starts at {start}.", provider=named, start=start
    )


def _before(context: Context, user: User | None, steps: tuple[Access, ...]) -> Md:
    say = context.say
    if user is None:
        return say(_IN_GENERAL)
    if steps and all(map(_denied_before_mfa, steps)):
        return say(_DENIED_BEFORE_MFA)
    asked = any(step.decision.verdict.opens and demands_mfa(step.decision.residue) for step in steps)
    return say(_BEFORE_MFA) if asked else Md("")


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
