"""Identity providers to Terraform resources where the file knows what these need; others are named in comments."""

from collections.abc import Iterator, Mapping

from iam_atlas.derive.providers.oidc import audiences_of, issuer_of
from iam_atlas.exporters.hcl import Value, label, resource
from iam_atlas.exporters.ini import comments
from iam_atlas.exporters.showing import Showing
from iam_atlas.model.accounts import Account
from iam_atlas.model.outside import Provider, ProviderKind
from iam_atlas.wording.translate import N_

_MISSING: Mapping[ProviderKind, str] = {
    ProviderKind.OIDC: N_("Provider {name} is left out: its address or its audiences are not in the file."),
    ProviderKind.SAML: N_("Provider {name} is left out: its SAML metadata is not in the file."),
    ProviderKind.WEB_IDENTITY: N_("Provider {name} is built into AWS: it needs no resource."),
    ProviderKind.COGNITO: N_("Provider {name} is left out: its Cognito identity pool is no part of IAM."),
    ProviderKind.IDENTITY_CENTER: N_("Provider {name} is left out: IAM Identity Center is no part of IAM."),
    ProviderKind.ROLES_ANYWHERE: N_(
        "Provider {name} is left out: its trust anchor's certificates are not in the file."
    ),
}


def provider_blocks(showing: Showing, account: Account) -> Iterator[list[str]]:
    """The providers whose object exists in the account."""
    for provider in showing.landscape.providers.values():
        if account.name in provider.accounts:
            yield _block(showing, provider, account)


def _block(showing: Showing, provider: Provider, account: Account) -> list[str]:
    issuer, audiences = issuer_of(provider), audiences_of(provider, account.partition)
    if provider.kind is ProviderKind.OIDC and issuer and audiences:
        url = issuer if "://" in issuer else f"https://{issuer}"
        attributes: list[tuple[str, Value]] = [("url", url), ("client_id_list", audiences)]
        return resource("aws_iam_openid_connect_provider", label(provider.name), attributes)
    return comments(showing.t(_MISSING[provider.kind], name=provider.name))
