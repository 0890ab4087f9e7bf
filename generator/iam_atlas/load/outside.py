"""`providers:` and `vendors:` as those who come in from outside."""

from iam_atlas.derive.providers.github import GITHUB_HOST
from iam_atlas.derive.providers.parts import host_of
from iam_atlas.errors import said
from iam_atlas.iam.arn import is_account_id
from iam_atlas.load.annotations import annotations
from iam_atlas.load.node import Mapping
from iam_atlas.load.scope import Scope
from iam_atlas.load.sections import Entry
from iam_atlas.load.values import child, scalar, scalars, text, texts
from iam_atlas.load.words import quoted
from iam_atlas.model.outside import GitHub, Provider, ProviderKind, Vendor


def load_providers(scope: Scope) -> dict[str, Provider]:
    """The identity providers by name; one whose kind could not be read is left out (it was reported)."""
    found = (_provider(entry, scope) for entry in scope.sections.entries("providers"))
    return {provider.name: provider for provider in found if provider}


def load_vendors(scope: Scope) -> dict[str, Vendor]:
    """The vendors by name."""
    return {entry.name: _vendor(entry, scope) for entry in scope.sections.entries("vendors")}


def is_github(provider: Provider) -> bool:
    """Whether tokens come from GitHub Actions, so that its subjects must be pinned down."""
    return provider.github is not None or host_of(provider.url or "") == GITHUB_HOST


def _provider(entry: Entry, scope: Scope) -> Provider | None:
    node = entry.node
    kind = next((known for known in ProviderKind if known.value == text(node, "kind")), None)
    if kind is None:
        return None
    provider = Provider(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        kind=kind,
        accounts=scope.select(node.get("accounts")),
        url=text(node, "url"),
        audiences=texts(node, "audiences"),
        client_id=text(node, "client_id"),
        identity_pool=text(node, "identity_pool"),
        start_url=text(node, "start_url"),
        region=text(node, "region"),
        trust_anchor=text(node, "trust_anchor"),
        github=_github(child(node, "github")),
    )
    _check_provider(provider, entry, scope)
    return provider


def _github(node: Mapping | None) -> GitHub | None:
    organization = text(node, "org") if node else None
    if node is None or organization is None:
        return None
    return GitHub(organization, text(node, "org_id"), text(node, "subjects") or "auto")


def _check_provider(provider: Provider, entry: Entry, scope: Scope) -> None:
    """Report what a provider of its kind cannot do without."""
    findings, who = scope.findings, said("provider {name}", name=quoted(provider.name))
    if provider.kind is ProviderKind.OIDC and not provider.url:
        findings.error(
            entry.key, "provider-without-url", said("{who} is of kind oidc and needs the url of its issuer", who=who)
        )
    if provider.kind is ProviderKind.COGNITO and not provider.identity_pool:
        message = said(
            "{who} is of kind cognito and needs identity_pool; without it any pool of any customer gets in", who=who
        )
        findings.error(entry.key, "provider-without-pool", message)
    github = child(entry.node, "github")
    if github and provider.github is None:
        findings.error(
            github, "github-without-org", said("{who}: github needs org, the name of the GitHub organization", who=who)
        )
    if provider.github and provider.github.subjects in {"ids", "both"} and not provider.github.org_id:
        message = said(
            '{who}: subjects "{subjects}" needs org_id; gh api orgs/{org} shows it as id',
            who=who,
            subjects=provider.github.subjects,
            org=provider.github.org,
        )
        findings.error(github or entry.key, "github-without-org-id", message)


def _vendor(entry: Entry, scope: Scope) -> Vendor:
    node = entry.node
    own = {account.id: account.name for account in scope.accounts.values()}
    for place in scalars(node.get("account_ids")):
        if not is_account_id(place.text):
            message = said(
                "vendor {name}: {id} is not an account id of 12 digits",
                name=quoted(entry.name),
                id=quoted(place.text),
            )
            scope.findings.error(place, "invalid-account-id", message)
        elif place.text in own:
            message = said(
                "vendor {name}: {id} is your own account {account}",
                name=quoted(entry.name),
                id=place.text,
                account=quoted(own[place.text]),
            )
            scope.findings.error(place, "vendor-is-own-account", message)
    external_id = scalar(node, "external_id")
    return Vendor(
        name=entry.name,
        position=entry.key.position,
        about=annotations(node, scope.findings),
        account_ids=texts(node, "account_ids"),
        external_id=external_id.text if external_id else None,
        contact=text(node, "contact"),
        data_access=text(node, "data_access"),
    )
