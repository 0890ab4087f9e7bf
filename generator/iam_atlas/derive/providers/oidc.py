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
    host = host_of(provider.url or (GITHUB_HOST if provider.github else provider.name))
    arn = f"arn:{place.partition}:iam::{place.account.id}:oidc-provider/{host}"
    audience = equal(f"{host}:aud", _audiences(provider, entry, place))
    condition = all_of(audience, _subject(provider, entry, host))
    settled = only(f"{host}:aud", _declared_audiences(provider))
    return Parts(federated(arn), (WEB_IDENTITY,), condition, f"{host}:", settled)


def _subject(provider: Provider, entry: TrustEntry, host: str) -> Block:
    if provider.github and (entry.repos or not entry.subjects):
        return github_condition(provider, provider.github, entry)
    return equal(f"{host}:sub", entry.subjects)


def _audiences(provider: Provider, entry: TrustEntry, place: Place) -> tuple[str, ...]:
    if declared := entry.audiences or _declared_audiences(provider):
        return declared
    # What GitHub's own action asks for unless it is told otherwise.
    usual = "sts.amazonaws.com.cn" if place.partition == "aws-cn" else "sts.amazonaws.com"
    return (usual,) if provider.github else ()


def _declared_audiences(provider: Provider) -> tuple[str, ...]:
    return provider.audiences or ((provider.client_id,) if provider.client_id else ())
