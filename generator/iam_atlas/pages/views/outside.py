"""The pages about identity providers and vendors: who comes in from outside, bound to what, and how far they get."""

from iam_atlas.exporters.asked import needs_external_id
from iam_atlas.graph.access import Access
from iam_atlas.graph.without import fails_with
from iam_atlas.model.addresses import Section
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.outside import Provider, ProviderKind, Vendor
from iam_atlas.pages.context import Context
from iam_atlas.pages.escape import Md, code, text
from iam_atlas.pages.links import mail, to_account, to_group, to_role
from iam_atlas.pages.views.frame import Fact, Table, about, frame, title_of
from iam_atlas.pages.views.planned import as_of_today, there
from iam_atlas.pages.views.problems import problem_lines
from iam_atlas.pages.views.reach import (
    groups_from,
    not_everywhere,
    onward,
    onward_table,
    opened,
    reach,
    reached_accounts,
    reached_roles,
    steps_from,
    steps_of,
    steps_of_group,
)
from iam_atlas.pages.views.thing import Part, ThingView, filled, part
from iam_atlas.pages.views.uses import shared_part
from iam_atlas.wording.keys import EXTERNAL_ID
from iam_atlas.wording.translate import N_

_KINDS = {
    ProviderKind.OIDC: N_("OpenID Connect: a token proves who comes, no password or access key is kept in AWS"),
    ProviderKind.SAML: N_("SAML: the company's own sign-in"),
    ProviderKind.WEB_IDENTITY: N_("web identity: built into AWS, so there is no provider object to create"),
    ProviderKind.COGNITO: N_("Amazon Cognito identity pool: customers of an app, not staff"),
    ProviderKind.IDENTITY_CENTER: N_("IAM Identity Center"),
    ProviderKind.ROLES_ANYWHERE: N_("IAM Roles Anywhere: servers outside AWS, by certificate"),
}
_REMARKS = {
    ProviderKind.OIDC: N_(
        "The claims in the token decide: a trust policy should name the subject (`sub`) and the audience (`aud`) that "
        "it accepts."
    ),
    ProviderKind.SAML: N_(
        "Whether these people use MFA is the provider's business: AWS cannot be counted on to see it."
    ),
    ProviderKind.WEB_IDENTITY: N_("The application id must match (`aud`). AWS recommends to put Cognito in front."),
    ProviderKind.COGNITO: N_("`aud` is the identity pool; `amr` tells signed-in people from guests."),
    ProviderKind.IDENTITY_CENTER: N_(
        "Whether these people use MFA is the identity provider's business: a role that asks for MFA cannot count on "
        "seeing it."
    ),
    ProviderKind.ROLES_ANYWHERE: N_(
        "The trust policy must allow `sts:SetSourceIdentity` and `sts:TagSession`, and should name the trust anchor."
    ),
}


_GITHUB = N_(
    "GitHub's subject holds organization and repository by name, or with their ids too (`org@id/repo@id`). A name can "
    "be taken over by somebody else, an id cannot; `gh api repos/ORG/REPO` shows the ids. A job that names an "
    "environment has the environment in its subject, not the branch. Repositories made or renamed since 2026-07-15 "
    "have the ids in their subjects; older ones only when that was switched on."
)


def provider_view(context: Context, provider: Provider) -> ThingView:
    """The view of one identity provider."""
    ref = Ref(RefKind.PROVIDER, provider.name)
    words = (provider.name, provider.url or "", provider.github.org if provider.github else "")
    remark = context.say.in_a_row(
        (context.say(_REMARKS[provider.kind]), context.say(_GITHUB) if provider.github else "")
    )
    return ThingView(
        frame=frame(
            context,
            title_of(context, provider),
            as_of_today(context, outside_lead(context, ref), _every_step(context, ref)),
            words,
            Section.PROVIDERS,
        ),
        about=about(context, provider, _provider_facts(context, provider)),
        problems=problem_lines(context, provider.position),
        parts=_parts(context, ref, remark),
    )


def vendor_view(context: Context, vendor: Vendor) -> ThingView:
    """The view of one vendor."""
    ref = Ref(RefKind.VENDOR, vendor.name)
    words = (vendor.name, *vendor.account_ids)
    return ThingView(
        frame=frame(
            context,
            title_of(context, vendor),
            as_of_today(context, outside_lead(context, ref), _every_step(context, ref)),
            words,
            Section.VENDORS,
        ),
        about=about(context, vendor, _vendor_facts(context, vendor)),
        problems=problem_lines(context, vendor.position),
        parts=_parts(context, ref, _external_id(context, vendor)),
    )


def outside_lead(context: Context, ref: Ref) -> Md:
    """How far it reaches today, in sentences: by its own sign-ins, by the groups that it keeps, and from there on."""
    say, steps = context.say, there(context, steps_of(context, ref))
    groups = groups_from(context, ref.name) if ref.kind is RefKind.PROVIDER else ()
    sentences = [
        _reached(context, ref.name, steps),
        *(_reached_by_group(context, name) for name in groups),
        _further(context, there(context, steps_from(context, ref))),
        _like_anybody(context, ref),
    ]
    return say.in_a_row(sentences) or say("By the file, nobody from {name} can become a role.", name=ref.name)


def _every_step(context: Context, ref: Ref) -> tuple[Access, ...]:
    """All steps that the lead is about: those of whoever comes from there, and what they go on to."""
    steps = steps_from(context, ref)
    return (*steps, *onward(context, steps))


def _like_anybody(context: Context, ref: Ref) -> Md:
    """The roles that a vendor gets into without being named, since they let in anybody."""
    roles = reached_roles(there(context, steps_of(context, ANYBODY))) if ref.kind is RefKind.VENDOR else ()
    if not roles:
        return Md("")
    return context.say(_OPEN_TO_ANYBODY, roles=context.say.all_of(to_role(context, name) for name in roles))


_OPEN_TO_ANYBODY = N_("What lets in anybody lets it in too, on the same conditions: {roles}.")


def _reached(context: Context, name: str, steps: tuple[Access, ...]) -> Md:
    say, accounts = context.say, reached_accounts(steps)
    if not accounts:
        return Md("")
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    roles = say.all_of(reached_roles(steps))
    sentence = say("Who comes from {name} can become {roles} {where}.", name=name, roles=roles, where=where)
    return say.in_a_row((sentence, not_everywhere(context, steps)))


def _reached_by_group(context: Context, name: str) -> Md:
    say, steps = context.say, there(context, steps_of_group(context, name))
    accounts = reached_accounts(steps)
    if not accounts:
        return Md("")
    where = say.named(N_("in {names}"), N_("in {number} accounts"), len(accounts), names=say.all_of(accounts))
    roles, group = say.all_of(reached_roles(steps)), to_group(context, name)
    sentence = say("Its group {group} can become {roles} {where}.", group=group, roles=roles, where=where)
    return say.in_a_row((sentence, not_everywhere(context, steps)))


def _further(context: Context, steps: tuple[Access, ...]) -> Md:
    say, further = context.say, reached_accounts(there(context, onward(context, steps)))
    if not further:
        return Md("")
    return say.named(
        N_("From there it goes on to {names}."),
        N_("From there it goes on to {number} accounts."),
        len(further),
        names=say.all_of(further),
    )


def _parts(context: Context, ref: Ref, remark: Md) -> tuple[Part, ...]:
    say, steps = context.say, steps_from(context, ref)
    found = reach(context, steps_of(context, ref))
    groups = groups_from(context, ref.name) if ref.kind is RefKind.PROVIDER else ()
    return filled(
        part("reach", say("What it can reach, bound to what"), remark, table=found),
        part("groups", say("What its groups can reach"), table=_by_group(context, groups)),
        part("onward", say("And from there"), table=onward_table(context, onward(context, steps))),
        shared_part(context, [ref], say("Shared resources")),
    )


def _by_group(context: Context, groups: tuple[str, ...]) -> Table:
    """The rows of each group's own page, with the group before them."""
    tables = {name: reach(context, steps_of_group(context, name)) for name in groups}
    rows = tuple((to_group(context, name), *row) for name, table in tables.items() for row in table.rows)
    heads = next(iter(tables.values())).head if tables else ()
    return Table((context.say("Group"), *heads), rows)


def _provider_facts(context: Context, provider: Provider) -> tuple[Fact, ...]:
    say, github = context.say, provider.github
    return (
        Fact(say("Kind"), say(_KINDS[provider.kind])),
        Fact(say("Provider object in"), say.listing(to_account(context, name) for name in provider.accounts)),
        Fact(say("Address"), code(provider.url) if provider.url else Md("")),
        Fact(say("Audiences"), say.listing(code(one) for one in provider.audiences)),
        Fact(say("Client id"), code(provider.client_id) if provider.client_id else Md("")),
        Fact(say("Identity pool"), code(provider.identity_pool) if provider.identity_pool else Md("")),
        Fact(say("Start page"), code(provider.start_url) if provider.start_url else Md("")),
        Fact(say("Region"), code(provider.region) if provider.region else Md("")),
        Fact(say("Trust anchor"), code(provider.trust_anchor) if provider.trust_anchor else Md("")),
        Fact(say("GitHub organization"), code(github.org) if github else Md("")),
        Fact(say("GitHub organization id"), code(github.org_id) if github and github.org_id else Md("")),
    )


def _vendor_facts(context: Context, vendor: Vendor) -> tuple[Fact, ...]:
    say = context.say
    return (
        Fact(say("Their accounts"), say.listing(code(one) for one in vendor.account_ids)),
        Fact(say("ExternalId"), code(vendor.external_id) if vendor.external_id else say("none declared")),
        Fact(say("Contact"), mail(vendor.contact) if vendor.contact else Md("")),
        Fact(say("Data they see"), text(vendor.data_access or "")),
    )


def _external_id(context: Context, vendor: Vendor) -> Md:
    steps = steps_of(context, Ref(RefKind.VENDOR, vendor.name))
    if vendor.external_id is None and not any(step.decision.verdict.may_open for step in steps):
        return context.say("No ExternalId is declared.")
    asking = [_is_tied(step) for step in opened(steps)]
    if all(asking) if asking else vendor.external_id is not None:
        return context.say(_TIED)
    return context.say(_NO_EXTERNAL_ID if vendor.external_id is None and not any(asking) else _NOT_ALL_TIED)


_NO_EXTERNAL_ID = N_(
    "No ExternalId is declared: another customer of this vendor might trick it into using our role (the *confused "
    "deputy*)."
)
_NOT_ALL_TIED = N_(
    "Not every way in asks for an ExternalId of ours: where none is asked for, another customer of this vendor might "
    "trick it into using our role (the *confused deputy*)."
)
_TIED = N_(
    "The ExternalId ties the vendor's calls to our contract: without it, another customer of the vendor could trick it "
    "into using our role (the *confused deputy*). The vendor makes the value; it is not a secret."
)


def _is_tied(step: Access) -> bool:
    """Whether neither a request without ExternalId gets through nor one with any."""
    residue = step.decision.residue
    return needs_external_id(residue) and fails_with(residue, {EXTERNAL_ID: (_OF_NOBODY,)})


_OF_NOBODY = "-"  # no ExternalId is that short, so only a wildcard takes it
