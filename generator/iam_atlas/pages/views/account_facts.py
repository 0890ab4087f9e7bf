"""What the file says of an account itself to facts about it: kind, place, addresses, the root user."""

from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, external, text
from iam_atlas.pages.links import mail, to_owner
from iam_atlas.pages.views.frame import Fact, present
from iam_atlas.pages.views.thing import Part, part
from iam_atlas.wording.translate import N_

_KINDS = {
    AccountKind.MANAGEMENT: N_(
        "management account: owns the organization and pays for it; SCPs and RCPs do not bind it"
    ),
    AccountKind.JUMP: N_("jump account: holds the users; people sign in here and switch to the others"),
    AccountKind.LOG_ARCHIVE: N_("log archive: keeps the logs of all accounts"),
    AccountKind.SECURITY: N_("security: watches the other accounts"),
    AccountKind.AUDIT: N_("audit"),
    AccountKind.SHARED: N_("shared services"),
    AccountKind.NETWORK: N_("network"),
    AccountKind.DEPLOY: N_("deployment: where pipelines come in"),
    AccountKind.BACKUP: N_("backup"),
    AccountKind.WORKLOAD: N_("workload: runs a product"),
    AccountKind.SANDBOX: N_("sandbox: for trying things out"),
    AccountKind.EXTERNAL: N_("external: belongs to somebody else; the file describes our half only"),
}


def account_facts(context: Context, account: Account) -> tuple[Fact, ...]:
    """The facts at the top of its page; those without a value are for the frame to leave out."""
    say = context.say
    return (
        Fact(say("Account id"), code(account.id)),
        Fact(say("Name in AWS"), text(account.aws_name) if account.aws_name != account.name else Md("")),
        Fact(say("Kind"), say(_KINDS[account.kind])),
        Fact(say("Environment"), text(account.environment or "")),
        Fact(say("OU"), text(account.ou or "")),
        Fact(say("Workload"), text(account.workload or "")),
        Fact(say("Partition"), _partition(context, account)),
        Fact(say("Regions"), say.listing(code(region) for region in account.regions)),
        Fact(say("Alias"), code(account.alias) if account.alias else Md("")),
        Fact(say("E-mail of the root user"), mail(account.email) if account.email else Md("")),
        Fact(say("Sign-in"), external(account.signin_url, account.signin_url) if account.signin_url else Md("")),
        Fact(say("Delegated administrator of"), _delegated(context, account)),
    )


def _partition(context: Context, account: Account) -> Md:
    """Which AWS it is in, where that is not the usual one."""
    if account.partition == "aws":
        return Md("")
    return context.say(
        "{partition}: a separate AWS. No role or policy of another partition reaches in; people need a user of its own "
        "jump account, and sign in at another address.",
        partition=code(account.partition),
    )


def _delegated(context: Context, account: Account) -> Md:
    services = context.say.listing(code(name) for name in account.delegated_admin)
    if not services:
        return Md("")
    return context.say(
        "{services}: from here these services are managed for every account of the organization, without a role there",
        services=services,
    )


def contacts_part(context: Context, account: Account) -> Part:
    """Whom AWS writes to, by what it is about."""
    say = context.say
    facts = tuple(Fact(text(kind), mail(address)) for kind, address in sorted(account.contacts.items()))
    return Part(Md("contacts"), say("Contacts"), facts=facts)


def root_part(context: Context, account: Account) -> Part:
    """How the root user is kept, and what it is for."""
    say, root = context.say, account.root
    if root is None:
        return part("root", say("Root user"))
    facts = (
        Fact(say("MFA, says the file"), text(root.mfa or "")),
        Fact(say("Kept by"), to_owner(context, root.custodian)),
        Fact(say("Note"), text(root.note or "")),
    )
    note = say("The root user cannot switch roles. It is for the few tasks that nothing else can do.")
    return Part(Md("root"), say("Root user"), (note,), facts=present(facts))
