"""What a reader would otherwise get wrong about the ways into a role: one sentence a trap, only where it applies."""

from collections.abc import Iterator

from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.formula import And, Formula, Test
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Status
from iam_atlas.model.grants import ANYBODY, RefKind
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.roles import Role, RoleKind
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.views.copies import AlikeCopies
from iam_atlas.pages.views.remarks_by_key import keys_told, remark_on_pods, remarks_on_keys
from iam_atlas.pages.views.ways import is_closed
from iam_atlas.wording.keys import PRINCIPAL_ORG
from iam_atlas.wording.translate import N_

_CHAINING = N_(
    "Coming from another role is *role chaining*: the session lasts one hour at most, whatever the role's own maximum, "
    "and a condition on MFA cannot be counted on: AWS documents that the credentials of a role hold no MFA information."
)
_SERVICE = N_(
    "An AWS service takes this role to act for you, and nobody switches into it that way. Who may hand the role to the "
    "service is decided by `iam:PassRole`."
)
_FEDERATED = N_(
    "These people come through an identity provider, and MFA is its business: a condition on MFA in AWS cannot be "
    "counted on here."
)
_ENTITLED = N_(
    "IAM Identity Center opens this role for its people: the trust policy must name `account-access.amazonaws.com` "
    "with `sts:AssumeRole`, `sts:SetContext` and `sts:TagSession`; without the last no credentials come out. MFA is "
    "the identity provider's business."
)
_DOORS = N_(
    "More than users come in here. A condition binds only those who come in by the same statement: each row says "
    "what it asks. A condition on the whole role would bind them all."
)
_AT_HOME = N_(
    "This role is in the account where people sign in. Switching to it replaces their permissions; going back restores "
    "them."
)
_ANY = N_(
    "Every user and role of the named account gets in whose own policy allows it and who meets the condition of the "
    "row, listed in the file or not."
)
_MANAGEMENT = N_(
    "The management account is trusted as a whole. Whoever is administrator there can take this role wherever its "
    "conditions are met: power that no row of `grants` gives."
)
_INHERITED = N_(
    "AWS makes `OrganizationAccountAccessRole` in accounts that the organization creates. An account that was invited "
    "has it only if somebody made it there. A service control policy often protects it from change."
)
_TWO_WAYS = N_(
    "There are two ways in: as an IAM user from the account where people sign in, and through IAM Identity Center. "
    "Each row says which."
)

_SERVERS = N_(
    "IAM Roles Anywhere opens this role for servers outside AWS. The trust policy must allow `sts:AssumeRole`, "
    "`sts:SetSourceIdentity` and `sts:TagSession`, and should name the trust anchor: else a certificate of any anchor "
    "in the account may open the role."
)
_CUSTOMERS = N_("Who comes this way is a customer or guest of an app, not staff.")
_NO_PASSING = N_("An AWS service takes this role to act for you, and nobody switches into it.")
_DENIED = N_(
    "A Deny stops a way in here: it wins over every Allow, but only for those whose policies hold it. Leave a grant "
    "out where that is enough, and deny only where it is not."
)
_DENIED_BY_OTHERS = N_("A Deny stops a way in here: it wins over every Allow.")
_EVERYONE = N_(
    "The trust policy names `*`: nothing but a condition can keep others out. AWS's pages disagree on whether a role "
    "trust policy may name `*`, so try it before you rely on it."
)
_NO_HOURS = N_(
    "IAM knows dates, not hours of the day: a condition with a bare time such as `09:00:00Z`, which is often copied, "
    "does not do it."
)
_ENTRY_ROLES = (RefKind.USER, RefKind.GROUP, RefKind.ROLE, RefKind.VENDOR, RefKind.ACCOUNT)


def remarks(context: Context, role: Role, group: AlikeCopies) -> tuple[Md, ...]:
    """The remarks on a group of copies, in a fixed order; agreements that IAM does not enforce come last."""
    say = context.say
    every = tuple(way.step for reasoning in group.reasonings for way in reasoning.ways)
    steps = tuple(step for step in every if not is_closed(step))
    denied = tuple(step for step in every if step.decision.verdict is Verdict.EXPLICITLY_DENIED)
    agreed = context.atlas.halves.agreements.get(group.first.key, ())
    keys = frozenset(key for step in steps for key in keys_told(step.decision.residue))
    return (
        *(say(sentence) for sentence in _about_callers(context, group, steps, denied)),
        *(say(sentence) for sentence in _about_services(role, steps)),
        *(say(sentence) for sentence in remarks_on_keys(keys)),
        *_members(context, group, steps),
        *_name(context, group, steps),
        *(say("By agreement, not enforced by IAM: {agreement}.", agreement=one) for one in agreed),
        *((say(_NO_HOURS),) if agreed else ()),
    )


def _about_callers(
    context: Context, group: AlikeCopies, steps: tuple[Access, ...], denied: tuple[Access, ...]
) -> Iterator[str]:
    """About the kinds of callers; `steps` are those that are not closed, `denied` those that a Deny closes."""
    kinds = {step.caller.kind for step in steps}
    means = {step.means for step in steps if not step.to_permission_set}
    accounts = context.landscape.accounts
    if kinds & {RefKind.USER, RefKind.GROUP} and kinds & {RefKind.ROLE, RefKind.PROVIDER, RefKind.VENDOR}:
        yield _DOORS
    if Means.IDENTITY_CENTER in means and RefKind.USER in kinds:
        yield _TWO_WAYS
    if denied:
        yield _DENIED if any(map(_denies_itself, denied)) else _DENIED_BY_OTHERS
    if RefKind.ROLE in kinds:
        yield _CHAINING
    if Means.SAML in means:
        yield _FEDERATED
    if Means.IDENTITY_CENTER in means:
        yield _ENTITLED
    yield from _about_strangers(context, group, steps)
    if RefKind.USER in kinds and all(accounts[name].kind is AccountKind.JUMP for name in group.accounts):
        yield _AT_HOME


def _denies_itself(step: Access) -> bool:
    """Whether the caller's own policies hold a Deny of it."""
    return any(half.half is Half.IDENTITY and half.denied_by for half in step.decision.halves)


def _about_strangers(context: Context, group: AlikeCopies, steps: tuple[Access, ...]) -> Iterator[str]:
    """About those whom the file does not list one by one."""
    callers, providers = {step.caller for step in steps}, context.landscape.providers
    organization = context.landscape.organization
    trusted = {ref.name for ref in callers if ref.kind is RefKind.ACCOUNT}
    if trusted:
        yield _ANY
    if organization is not None and organization.management in trusted:
        yield _MANAGEMENT
    if group.first.aws_name == "OrganizationAccountAccessRole":
        yield _INHERITED
    if ANYBODY in callers:
        yield _EVERYONE
    kinds = {providers[ref.name].kind for ref in callers if ref.kind is RefKind.PROVIDER and ref.name in providers}
    if ProviderKind.COGNITO in kinds:
        yield _CUSTOMERS
    if ProviderKind.ROLES_ANYWHERE in kinds:
        yield _SERVERS


def _about_services(role: Role, steps: tuple[Access, ...]) -> Iterator[str]:
    services = {step.caller.name for step in steps if step.caller.kind is RefKind.SERVICE}
    if services:
        yield _NO_PASSING if role.kind is RoleKind.SERVICE_LINKED else _SERVICE
    pods = [step.decision for step in steps if step.caller.name == _PODS]
    if pods and all(decision.verdict.opens for decision in pods):
        yield remark_on_pods(decision.residue for decision in pods)


_PODS = "pods.eks.amazonaws.com"


def _members(context: Context, group: AlikeCopies, steps: tuple[Access, ...]) -> Iterator[Md]:
    """Whom a trusted organization holds today, as far as the file knows."""
    say, organization = context.say, context.landscape.organization
    trusting = [step.decision.residue for step in steps if step.caller == ANYBODY]
    ours = organization.id if organization is not None else None
    asking = [residue for residue in trusting if ours in {*_organizations(residue)}]
    if not asking:
        return
    own = [account.name for account in _in_organization(context, context.landscape.accounts[group.accounts[0]])]
    shown = say.all_of(own) if len(own) <= _NAMED else say("{count} accounts", count=len(own))
    alone = all(isinstance(residue, Test) for residue in asking)
    yield say(_MEMBERS if alone else _MEMBERS_IF, accounts=shown)


_MEMBERS = N_(
    "Of the accounts in the file, that lets in users and roles of {accounts}, where their own policies allow it. "
    "Accounts of the organization that the file does not list count too."
)
_MEMBERS_IF = N_(
    "Of the accounts in the file, that lets in users and roles of {accounts}, where their own policies allow it and "
    "the other conditions hold. Accounts of the organization that the file does not list count too."
)
_NAMED = 12  # accounts that a remark names


def _in_organization(context: Context, account: Account) -> Iterator[Account]:
    """The accounts that are in one organization with the account, which no other partition can be, and not closed."""
    for one in context.landscape.accounts.values():
        is_ours = one.kind is not AccountKind.EXTERNAL and one.about.status is not Status.CLOSED
        if is_ours and one.partition == account.partition:
            yield one


def _organizations(formula: Formula) -> Iterator[str]:
    """The organizations that the formula asks the caller to belong to."""
    for part in formula.parts if isinstance(formula, And) else (formula,):
        if isinstance(part, Test) and part.key.lower() == PRINCIPAL_ORG and part.operator == "StringEquals":
            yield from part.values


def _name(context: Context, group: AlikeCopies, steps: tuple[Access, ...]) -> Iterator[Md]:
    """How to write the role's name where it is typed, when that is not the name on this page."""
    if not any(step.caller.kind in _ENTRY_ROLES for step in steps):
        return
    written = {copy.path.lstrip("/") + copy.aws_name: copy.key for copy in reversed(group.copies)}
    if set(written) <= {group.first.key.role}:
        return
    names = context.say.all_of(
        context.say("{name} in {account}", name=code(name), account=key.account) if len(written) > 1 else code(name)
        for name, key in sorted(written.items())
    )
    yield context.say(
        "Where the role's name is typed, type {names}: the path belongs to it, and upper and lower case matter.",
        names=names,
    )
