"""The page about a guardrail: what kind of cap it is, where it is attached, and what it binds."""

from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.model.addresses import Section
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code
from iam_atlas.pages.links import to_account
from iam_atlas.pages.views.documents import document_fold
from iam_atlas.pages.views.frame import Fact, Fold, Table, about, frame, title_of
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.statements import statement_lines
from iam_atlas.pages.views.thing import ThingView, filled, part
from iam_atlas.wording.translate import N_

KIND_TITLES = {
    GuardrailKind.SCP: N_("Service control policy (SCP)"),
    GuardrailKind.RCP: N_("Resource control policy (RCP)"),
    GuardrailKind.TAG: N_("Tag policy"),
    GuardrailKind.BACKUP: N_("Backup policy"),
    GuardrailKind.DECLARATIVE: N_("Declarative policy"),
    GuardrailKind.AI_OPT_OUT: N_("AI services opt-out policy"),
}
_MEANINGS = {
    GuardrailKind.SCP: N_(
        "It caps what users and roles *of* the accounts may do, and grants "
        "nothing. An action must be allowed at every level "
        "above the account. It has no effect on the management account, and none on service-linked roles."
    ),
    GuardrailKind.RCP: N_(
        "It caps who may use the resources *in* the accounts, whoever comes, and grants nothing. Where an SCP limits "
        "our principals, an RCP limits our resources. It covers only services that support RCPs, and has no effect on "
        "resources in the management account or on service-linked roles."
    ),
}


def guardrail_view(context: Context, rail: Guardrail) -> ThingView:
    """The view of one guardrail."""
    say = context.say
    facts = (
        Fact(say("Kind"), say(KIND_TITLES[rail.kind])),
        Fact(say("Attached to"), say.listing(code(place) for place in rail.attach)),
        Fact(say("Left out by the file"), say.listing(to_account(context, name) for name in rail.exempt)),
    )
    meaning = say(_MEANINGS.get(rail.kind, N_("It takes no part in deciding who may do what.")))
    return ThingView(
        frame=frame(context, title_of(context, rail), guardrail_lead(context, rail), (rail.name,), Section.GUARDRAILS),
        about=about(context, rail, facts),
        problems=problem_lines(context, rail.position),
        parts=filled(
            part("meaning", say("What it does"), meaning),
            part("accounts", say("Accounts"), table=_accounts(context, rail)),
            part(
                "says", say("What it says"), *_regions(context, rail), _where(context, rail), lines=_says(context, rail)
            ),
            part("document", say("The policy itself"), folds=_documents(context, rail)),
        ),
    )


def guardrail_lead(context: Context, rail: Guardrail) -> Md:
    """What it is and how many accounts it binds."""
    say = context.say
    bound = [name for name in rail.accounts if binds(context, rail, name)]
    kind = say(KIND_TITLES[rail.kind])
    if not bound:
        return say("{kind}, binding no account.", kind=kind)
    return say.count("{kind}, binding {number} account.", "{kind}, binding {number} accounts.", len(bound), kind=kind)


def is_above(rail: Guardrail, account: str) -> bool:
    """Whether it is attached to the account or above it, be it with effect or without."""
    return account in _accounts_below(rail)


@ByIdentity
def _accounts_below(rail: Guardrail) -> frozenset[str]:
    return frozenset(rail.accounts)


def binds(context: Context, rail: Guardrail, account: str) -> bool:
    """Whether it has any effect there: neither SCPs nor RCPs bind the management account."""
    organization = context.landscape.organization
    managing = organization is not None and organization.management == account
    return account not in rail.exempt and not (managing and rail.kind in (GuardrailKind.SCP, GuardrailKind.RCP))


def _accounts(context: Context, rail: Guardrail) -> Table:
    say = context.say
    rows = tuple((to_account(context, name), _effect(context, rail, name)) for name in rail.accounts)
    return Table((say("Account"), say("Effect")), rows)


def _effect(context: Context, rail: Guardrail, account: str) -> Md:
    say = context.say
    if binds(context, rail, account):
        return say("bound")
    return say("left out by the file") if account in rail.exempt else say("no effect: it is the management account")


def _policy(rail: Guardrail) -> Policy | None:
    """The document as it applies in the first account; None for a guardrail without effect on access."""
    kind = _PARSED.get(rail.kind)
    if kind is None or not rail.documents:
        return None
    return parse_policy(rail.documents[min(rail.documents)], rail.name, kind)


_PARSED = {GuardrailKind.SCP: PolicyKind.SCP, GuardrailKind.RCP: PolicyKind.RCP}


def _says(context: Context, rail: Guardrail) -> tuple[Md, ...]:
    policy = _policy(rail)
    return statement_lines(context, policy) if policy else ()


def _where(context: Context, rail: Guardrail) -> Md:
    """In which account it says so, where its document differs from account to account."""
    if len(_alike(rail)) < 2 or _policy(rail) is None:
        return Md("")
    return context.say(
        "As it is in account {account}; in the others what names the account differs.", account=min(rail.documents)
    )


def _regions(context: Context, rail: Guardrail) -> tuple[Md, ...]:
    policy = _policy(rail)
    tests = (test for statement in policy.statements for test in statement.tests) if policy else ()
    return (context.say(_REGIONS),) if any(test.key.lower() == "aws:requestedregion" for test in tests) else ()


_REGIONS = N_(
    "It looks at the region of the request. Global services (IAM, Organizations, Route 53 and others) answer from one "
    "region for all, so they must be among the exceptions."
)


def _alike(rail: Guardrail) -> tuple[list[str], ...]:
    """The accounts in which its document is the same, together."""
    groups: dict[str, list[str]] = {}
    for account in sorted(rail.documents):
        groups.setdefault(repr(rail.documents[account].value), []).append(account)
    return tuple(groups.values())


def _documents(context: Context, rail: Guardrail) -> tuple[Fold, ...]:
    return tuple(
        document_fold(
            context,
            context.say("Document as it applies in {accounts}", accounts=context.say.listing(names)),
            rail.documents[names[0]],
        )
        for names in _alike(rail)
    )
