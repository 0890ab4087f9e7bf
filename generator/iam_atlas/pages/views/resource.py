"""The page about a shared resource: who may use it, decided with both sides, and which policy says so."""

from collections.abc import Sequence
from typing import TypeAlias

from iam_atlas.exporters.planned import waits_of
from iam_atlas.graph.uses import ANONYMOUS
from iam_atlas.graph.uses_limits import KINDS_WITH_KEYS
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.resources import KmsGrant, Resource
from iam_atlas.pages.context import Context, prose
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import source, to_account, to_page
from iam_atlas.pages.views.documents import document_fold
from iam_atlas.pages.views.frame import Fact, Fold, Table, about, frame, title_of
from iam_atlas.pages.views.guardrail import binds
from iam_atlas.pages.views.planned import planned_things
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import UseRow, use_rows, use_why_link
from iam_atlas.pages.views.uses_cells import actions_cell, callers_cell, when_cell
from iam_atlas.pages.views.uses_ways import UseWay, entries_for, use_ways
from iam_atlas.pages.views.uses_why import use_why
from iam_atlas.wording.amounts import day
from iam_atlas.wording.translate import N_

Numbered: TypeAlias = tuple[int, UseWay]
"""A row with the number of the block that explains it."""


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
    uses = context.atlas.uses.by_resource.get(resource.name, ())
    ways = tuple(enumerate(use_ways(context, uses), start=1))
    return ThingView(
        frame=frame(context, title_of(context, resource), _lead(context, resource), words, Section.RESOURCES),
        about=about(context, resource, facts),
        problems=problem_lines(context, resource.position),
        parts=filled(
            _allows(context, resource, [(number, way) for number, way in ways if way.use.grant is None]),
            _key(context, resource),
            _guardrails(context, resource),
            _grants(context, [(number, way) for number, way in ways if way.use.grant is not None]),
            part("document", say("The policy itself"), folds=_documents(context, resource)),
        ),
    )


def _lead(context: Context, resource: Resource) -> Md:
    """The lead, and that the account is planned where it is."""
    planned = planned_things(context, waits_of(context.landscape, Ref(RefKind.ACCOUNT, resource.account)))
    return context.say.in_a_row((resource_lead(context, resource), planned))


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


def _allows(context: Context, resource: Resource, ways: Sequence[Numbered]) -> Part:
    """Everybody whom the policies on both sides let in, and what the file declares that does not open."""
    say, found = context.say, use_rows(context, (way for _, way in ways))
    told = tuple(_reasons(context, row) for row in found)
    heads = (say("Who"), say("May"), say("When"), *((say("What for"),) if any(told) else ()), say("Reason"))
    rows = tuple(
        (callers_cell(context, row.callers), *row.cells[:2], *((why,) if any(told) else ()), row.cells[2])
        for row, why in zip(found, told, strict=True)
    )
    notes = _notes(context, resource, ways) if rows else (_nobody(context, resource),)
    folds = tuple(use_why(context, way, number) for number, way in ways)
    return part("allows", say("Who may use it"), *notes, table=Table(heads, rows), folds=folds)


def _nobody(context: Context, resource: Resource) -> Md:
    decided = resource.name in context.atlas.halves.resource
    return context.say("No policy of the file lets anybody use it.") if decided else Md("")


def _reasons(context: Context, row: UseRow) -> Md:
    """Why the entries of the file let them in, in its words."""
    entries = (entry for way in row.ways for entry in entries_for(context, way))
    return context.say.in_a_row(dict.fromkeys(prose(context, entry.reason) for entry in entries))


_DELEGATED = N_(
    "Naming an account hands the decision on to it: the caller's own policies there must allow it too. A role or user "
    "of the resource's own account that is named needs nothing more."
)
_NARROWER = N_("Where two rows are about the same objects, the one that names fewer of them holds.")
_PUBLIC = N_(
    "S3 Block Public Access, which the file does not hold, may stop what is open to anybody: a setting of the bucket, "
    "its account or the organization."
)
_REGISTRY = N_("To pull or push, a caller also needs `ecr:GetAuthorizationToken` in its own account.")


def _notes(context: Context, resource: Resource, ways: Sequence[Numbered]) -> tuple[Md, ...]:
    say, uses = context.say, [way.use for _, way in ways]
    delegated = any(use.caller.kind is RefKind.ACCOUNT for use in uses) and resource.kind != "kms"
    narrower = any(use.on not in (resource.arn, f"{resource.arn}/*") for use in uses)
    public = resource.kind == "s3" and any(use.opens and use.caller in (ANYBODY, ANONYMOUS) for use in uses)
    return (
        say(_DELEGATED) if delegated else Md(""),
        say(_NARROWER) if narrower else Md(""),
        say(_PUBLIC) if public else Md(""),
        say(_REGISTRY) if resource.kind == "ecr" else Md(""),
    )


def _key(context: Context, resource: Resource) -> Part:
    """How the key and the thing that it encrypts depend on each other."""
    say, key = context.say, resource.encrypted_by
    encrypts = [one.name for one in context.landscape.resources.values() if one.encrypted_by == resource.name]
    pages = say.all_of(to_page(context, page(Section.RESOURCES, name), name) for name in encrypts)
    counted = _COUNTED if resource.kind in KINDS_WITH_KEYS else _NOT_COUNTED
    return part(
        "key",
        say("The key"),
        say(_NEEDS_KEY, key=to_page(context, page(Section.RESOURCES, key), key)) if key else Md(""),
        say(counted, kind=resource.kind) if key else Md(""),
        say("It encrypts {resources}.", resources=pages) if encrypts else Md(""),
        say(_KEY_POLICY) if resource.kind == "kms" else Md(""),
    )


_NEEDS_KEY = N_("It is encrypted by {key}: who may use this but not the key reads nothing that the key encrypts.")
_COUNTED = N_(
    "The table counts the key: reading needs `kms:Decrypt` on it, writing `kms:GenerateDataKey`, or both where it is a "
    "queue, a topic or a secret."
)
_NOT_COUNTED = N_("The table does not count the key: which uses of a resource of kind {kind} need it is not decided.")
_KEY_POLICY = N_(
    "The key policy decides who *can* use the key; where it names an account, the policies there decide who *does*. "
    "From another account both are needed, and nobody administers the key from there."
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
    GuardrailKind.SCP: N_(
        "Service control policy {name} binds all users and roles of the accounts that it is attached to, this one "
        "among them, administrators included. It does not bind callers of any other account."
    ),
    GuardrailKind.RCP: N_("Resource control policy {name} binds whoever uses resources of this account."),
}


def _grants(context: Context, ways: Sequence[Numbered]) -> Part:
    say = context.say
    heads = tuple(
        say(word)
        for word in (N_("Who"), N_("May"), N_("When"), N_("Until"), N_("What for"), N_("Source"), N_("Reason"))
    )
    rows = tuple(_grant(context, way, way.use.grant) for _, way in ways if way.use.grant is not None)
    folds = tuple(use_why(context, way, number) for number, way in ways)
    return part(
        "kms-grants",
        say("KMS grants"),
        *((say(_GRANTED), say(_ENDLESS)) if rows else ()),
        table=Table(heads, rows),
        folds=folds,
    )


_GRANTED = N_(
    "A KMS grant stands beside the key policy: it allows by itself what it names. An explicit Deny still wins, also "
    "one in the policy of a VPC endpoint, which the file does not hold."
)
_ENDLESS = N_("KMS does not end it by itself: the date is a reminder.")


def _grant(context: Context, way: UseWay, grant: KmsGrant) -> tuple[Md, ...]:
    return (
        callers_cell(context, way.callers),
        actions_cell(context, way.use),
        when_cell(context, way),
        text(day(grant.expires.at)) if grant.expires else Md(""),
        prose(context, grant.reason),
        source(context, grant.position),
        use_why_link(context, way.use),
    )


def _documents(context: Context, resource: Resource) -> tuple[Fold, ...]:
    document = context.atlas.halves.resource.get(resource.name)
    if document is None:
        return ()
    return (document_fold(context, context.say("Resource-based policy of {name}", name=resource.name), document),)
