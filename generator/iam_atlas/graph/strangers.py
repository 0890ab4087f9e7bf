"""Whoever comes from outside becomes an actor: services, providers, vendors, ARNs that the file does not know."""

from iam_atlas.derive.place import Place
from iam_atlas.derive.providers import PARTS
from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS
from iam_atlas.derive.providers.parts import SAML
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE
from iam_atlas.graph.access import Means
from iam_atlas.graph.actors import Actor, stranger
from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.question import NO_FACTS, Caller, CallerKind, Facts, PolicySet
from iam_atlas.model.grants import ANYBODY, Ref, RefKind
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.model.roles import TrustEntry, TrustKind

_SERVICES = {ProviderKind.IDENTITY_CENTER: ACCOUNT_ACCESS, ProviderKind.ROLES_ANYWHERE: ROLES_ANYWHERE}
# Their audience is what the provider is, whoever wrote the policy; of the others a token may have another one.
_ONE_AUDIENCE = (ProviderKind.COGNITO, ProviderKind.WEB_IDENTITY)


def service(principal: str) -> Actor:
    """An AWS service that takes a role to act for its owner."""
    caller = Caller(kind=CallerKind.SERVICE, arn=principal)
    return Actor(Ref(RefKind.SERVICE, principal), caller, PolicySet(), Means.SERVICE)


def entitled(group: str) -> Actor:
    """People of an Identity Center group, brought in by its account access manager."""
    caller = Caller(kind=CallerKind.SERVICE, arn=ACCOUNT_ACCESS)
    return Actor(Ref(RefKind.GROUP, group), caller, PolicySet(), Means.IDENTITY_CENTER)


def everybody(partition: str) -> Actor:
    """Any identity of any account whose own policies let it through."""
    return Actor(ANYBODY, stranger(None, partition), PolicySet())


def unknown_identity(arn: str, account_id: str, partition: str) -> Actor:
    """A user or role of which the file knows only the ARN."""
    resource = arn if (parsed := parse_arn(arn)) is None else parsed.resource
    kind = CallerKind.USER if resource.startswith("user/") else CallerKind.SESSION
    caller = Caller(
        kind=kind,
        arn=arn,
        account_id=account_id,
        partition=partition,
        role_arn=arn if resource.startswith("role/") else None,
        user_name=resource.rsplit("/", 1)[-1] if kind is CallerKind.USER else None,
        identity_known=False,
        service_linked=resource.startswith("role/aws-service-role/"),
    )
    return Actor(Ref(RefKind.PRINCIPAL, arn), caller, PolicySet())


def vendor(name: str, account_id: str, partition: str) -> Actor:
    """Any identity of one of a vendor's accounts; the vendor's own policies are its own affair."""
    return Actor(Ref(RefKind.VENDOR, name), stranger(account_id, partition), PolicySet())


def provider_actor(provider: Provider, place: Place, entry: TrustEntry | None) -> Actor:
    """Somebody with a proof of this provider, at a role in `place`. `entry` is None where the trust policy is raw.

    The provider's audience is settled as far as the file says it; with a raw policy, where a token may be meant for
    another audience, only if it is the provider's identity.
    """
    parts = PARTS[provider.kind](provider, entry or _any_entry(provider), place)
    settled = parts.settled if entry is not None or provider.kind in _ONE_AUDIENCE else ()
    facts = Facts({key: (value,) for key, value in settled}) if settled else NO_FACTS
    ref = Ref(RefKind.PROVIDER, provider.name)
    if provider.kind in _SERVICES:
        center = provider.kind is ProviderKind.IDENTITY_CENTER
        caller = Caller(kind=CallerKind.SERVICE, arn=_SERVICES[provider.kind])
        return Actor(ref, caller, PolicySet(), Means.IDENTITY_CENTER if center else Means.SERVICE, facts=facts)
    return federated(ref, parts.principal[0][1][0], SAML in parts.actions, facts)


def federated(ref: Ref, principal: str, saml: bool, facts: Facts = NO_FACTS) -> Actor:
    """Somebody with a SAML assertion or a token of the provider with this ARN or host."""
    kind, means = (CallerKind.SAML, Means.SAML) if saml else (CallerKind.WEB_IDENTITY, Means.WEB_IDENTITY)
    return Actor(ref, Caller(kind=kind, arn=principal), PolicySet(), means, facts=facts)


def principal_of(provider: Provider, place: Place) -> str:
    """How a trust policy at `place` names the provider."""
    return PARTS[provider.kind](provider, _any_entry(provider), place).principal[0][1][0]


def _any_entry(provider: Provider) -> TrustEntry:
    return TrustEntry(TrustKind.PROVIDER, (provider.name,), provider.position)
