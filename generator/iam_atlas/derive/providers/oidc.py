"""A trust entry for an OpenID Connect provider (GitHub, GitLab, EKS, any) becomes its share of the statement."""

from iam_atlas.derive.blocks import Block, all_of, equal
from iam_atlas.derive.place import Place
from iam_atlas.derive.providers.github import GITHUB_HOST, github_condition
from iam_atlas.derive.providers.parts import WEB_IDENTITY, Parts, federated, host_of, only
from iam_atlas.model.outside import Provider
from iam_atlas.model.roles import TrustEntry


def oidc_parts(provider: Provider, entry: TrustEntry, place: Place) -> Parts:
    """The provider object stands in the role's own account; `aud` and `sub` are tested as far as they are declared.

    Source: IAM User Guide, "Create a role for OpenID Connect federation".
    """
    host = host_of(issuer_of(provider) or provider.name)
    arn = f"arn:{place.partition}:iam::{place.account.id}:oidc-provider/{host}"
    audience = equal(f"{host}:aud", entry.audiences or audiences_of(provider, place.partition))
    condition = all_of(audience, _subject(provider, entry, host))
    settled = only(f"{host}:aud", _declared_audiences(provider))
    return Parts(federated(arn), (WEB_IDENTITY,), condition, f"{host}:", settled)


def issuer_of(provider: Provider) -> str | None:
    """The address of the issuer, with or without `https://`; None where the file does not say it."""
    return provider.url or (GITHUB_HOST if provider.github else None)


def audiences_of(provider: Provider, partition: str) -> tuple[str, ...]:
    """Whom its tokens are for: as declared, and for GitHub what its own action asks for unless it is told otherwise."""
    usual = "sts.amazonaws.com.cn" if partition == "aws-cn" else "sts.amazonaws.com"
    return _declared_audiences(provider) or ((usual,) if provider.github else ())


def _subject(provider: Provider, entry: TrustEntry, host: str) -> Block:
    if provider.github and (entry.repos or not entry.subjects):
        return github_condition(provider, provider.github, entry)
    return equal(f"{host}:sub", entry.subjects)


def _declared_audiences(provider: Provider) -> tuple[str, ...]:
    return provider.audiences or ((provider.client_id,) if provider.client_id else ())
