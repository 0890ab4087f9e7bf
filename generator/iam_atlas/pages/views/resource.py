"""The page about a shared resource: who may use it from other accounts, and which policy says so."""

from iam_atlas.iam.formula import ALWAYS, And
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.resources import Resource, ResourceAllow
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source, to_account, to_page, to_ref
from iam_atlas.pages.speech import joined
from iam_atlas.pages.views.documents import document_fold
from iam_atlas.pages.views.frame import Fact, Fold, Table, about, frame, title_of
from iam_atlas.pages.views.guardrail import binds
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.wording.amounts import day
from iam_atlas.wording.residue import sentence


def resource_view(context: Context, resource: Resource) -> ThingView:
    """The view of one shared resource."""
    say = context.say
    key = resource.encrypted_by
    facts = (
        Fact(say("Kind"), code(resource.kind)),
        Fact(say("Account"), to_account(context, resource.account)),
        Fact(say("ARN"), code(resource.arn)),
        Fact(say("Region"), code(resource.region) if resource.region else Md("")),
        Fact(say("Encrypted by"), to_page(context, page(Section.RESOURCES, key), key) if key else Md("")),
    )
    words = (resource.name, resource.aws_name, resource.arn)
    return ThingView(
        frame=frame(context, title_of(context, resource), resource_lead(context, resource), words, Section.RESOURCES),
        about=about(context, resource, facts),
        problems=problem_lines(context, resource.position),
        parts=filled(
            _allows(context, resource),
            _key(context, resource),
            _guardrails(context, resource),
            _grants(context, resource),
            part("document", say("The policy itself"), folds=_documents(context, resource)),
        ),
    )


def resource_lead(context: Context, resource: Resource) -> Md:
    """What it is and where, in a sentence."""
    say = context.say
    account = to_account(context, resource.account)
    if resource.policy is not None:
        return say(
            "A resource of kind {kind} in {account}; the file gives its policy as a whole.",
            kind=resource.kind,
            account=account,
        )
    if not resource.allow:
        return say(
            "A resource of kind {kind} in {account}; no rule of the file lets anybody in from elsewhere.",
            kind=resource.kind,
            account=account,
        )
    return say.count(
        "A resource of kind {kind} in {account}; one rule says who may use it.",
        "A resource of kind {kind} in {account}; {number} rules say who may use it.",
        len(resource.allow),
        kind=resource.kind,
        account=account,
    )


def _allows(context: Context, resource: Resource) -> Part:
    say = context.say
    heads = tuple(say(word) for word in ("Who", "May", "When", "What else is needed", "Why", "Source"))
    rows = tuple(_allow(context, resource, entry, ref) for entry in resource.allow for ref in entry.to)
    return part("allows", say("Who may use it"), *_both_halves(context, resource), table=Table(heads, rows))


_DELEGATED = (
    "Naming an account hands the decision on to it: the caller's own policies there must allow it too. A role or user "
    "of the resource's own account that is named needs nothing more."
)


def _both_halves(context: Context, resource: Resource) -> tuple[Md, ...]:
    named = any(ref.kind is RefKind.ACCOUNT for entry in resource.allow for ref in entry.to)
    return (context.say(_DELEGATED),) if named and resource.kind != "kms" else ()


def _key(context: Context, resource: Resource) -> Part:
    """How the key and the thing that it encrypts depend on each other."""
    say, key = context.say, resource.encrypted_by
    encrypts = [one.name for one in context.landscape.resources.values() if one.encrypted_by == resource.name]
    pages = say.all_of(to_page(context, page(Section.RESOURCES, name), name) for name in encrypts)
    return part(
        "key",
        say("The key"),
        say(_NEEDS_KEY, key=to_page(context, page(Section.RESOURCES, key), key)) if key else Md(""),
        say("It encrypts {resources}.", resources=pages) if encrypts else Md(""),
        say(_KEY_POLICY) if resource.kind == "kms" else Md(""),
    )


_NEEDS_KEY = "It is encrypted by {key}: who may use this but not the key reads nothing."
_KEY_POLICY = (
    "The key policy decides who *can* use the key; where it names an account, the policies there decide who *does*. "
    "From another account both are needed."
)


def _guardrails(context: Context, resource: Resource) -> Part:
    say, rails = context.say, context.landscape.guardrails.values()
    bound = [rail for rail in rails if rail.kind in _RAILS and resource.account in rail.accounts]
    lines = tuple(
        say(_RAILS[rail.kind], name=to_page(context, page(Section.GUARDRAILS, rail.name), rail.name))
        for rail in bound
        if binds(context, rail, resource.account)
    )
    return part("guardrails", say("Guardrails over it"), lines=lines)


_RAILS = {
    GuardrailKind.SCP: (
        "Service control policy {name} binds all users and roles of this account, administrators included. It does not "
        "bind callers of other accounts."
    ),
    GuardrailKind.RCP: "Resource control policy {name} binds whoever uses resources of this account.",
}


def _allow(context: Context, resource: Resource, entry: ResourceAllow, ref: Ref) -> tuple[Md, ...]:
    return (
        to_ref(context, ref),
        joined((code(action) for action in entry.actions), ", "),
        _when(context, resource, entry),
        _other_half(context, resource, ref),
        prose(context, entry.reason),
        source(context, entry.position),
    )


def _when(context: Context, resource: Resource, entry: ResourceAllow) -> Md:
    """The condition of the statement that the entry became."""
    document = context.atlas.halves.resource.get(resource.name)
    if document is None:
        return Md("")
    policy = parse_policy(document, resource.name, PolicyKind.RESOURCE)
    tests = next((one.tests for one in policy.statements if one.position == entry.position), None)
    if tests is None:
        return context.say("see the policy below")
    return text(sentence(tests[0] if len(tests) == 1 else And(tests) if tests else ALWAYS, context.say.t))


def _other_half(context: Context, resource: Resource, ref: Ref) -> Md:
    """Naming an account only delegates to it; a role elsewhere needs its own policy too."""
    say = context.say
    if ref.kind is RefKind.ACCOUNT:
        return say("a policy of the caller in that account must allow it too")
    if ref.kind is RefKind.SERVICE:
        return say("nothing: the service calls by itself")
    if ref.kind in (RefKind.ROLE, RefKind.USER):
        home = ref.name.partition("@")[2] if ref.kind is RefKind.ROLE else _home(context, ref.name)
        same = home == resource.account and resource.kind != "kms"
        return say("nothing: same account") if same else say("the caller's own policy must allow it too")
    return say("the caller's own policy, where its account is another one")


def _home(context: Context, user: str) -> str:
    users = context.landscape.users
    return users[user].account if user in users else ""


def _grants(context: Context, resource: Resource) -> Part:
    say = context.say
    heads = tuple(say(word) for word in ("Who", "May", "Until", "Why", "Source"))
    rows = tuple(
        (
            to_ref(context, grant.to),
            joined((code(one) for one in grant.operations), ", "),
            text(day(grant.expires.at)) if grant.expires else Md(""),
            prose(context, grant.reason),
            source(context, grant.position),
        )
        for grant in resource.kms_grants
    )
    note = (
        say("A KMS grant stands beside the key policy. KMS does not end it by itself: the date is a reminder.")
        if rows
        else Md("")
    )
    return part("kms-grants", say("KMS grants"), note, table=Table(heads, rows))


def _documents(context: Context, resource: Resource) -> tuple[Fold, ...]:
    document = context.atlas.halves.resource.get(resource.name)
    if document is None:
        return ()
    return (document_fold(context, context.say("Resource-based policy of {name}", name=resource.name), document),)
