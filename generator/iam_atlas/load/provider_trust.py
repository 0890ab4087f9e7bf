"""A trust entry that names a provider -> problems: whose tokens it lets in, beyond those that were meant."""

from dataclasses import replace

from iam_atlas.errors import said
from iam_atlas.load.node import Findings, Mapping, Scalar
from iam_atlas.load.outside import is_github
from iam_atlas.load.values import scalar, scalars
from iam_atlas.load.words import quoted
from iam_atlas.model.outside import GitHub, Provider, ProviderKind
from iam_atlas.model.roles import TrustEntry, TrustKind

_OF_THE_REGISTERED = said(
    "no audience is named here or on provider {name}, so a token for any audience that the provider in AWS is "
    "registered with gets in; add audiences or client_id"
)
_OF_ANY = said(
    "no audience is named here or on provider {name}, so a token made for any other application gets in too; add "
    "audiences or client_id"
)
_GITHUB_KEYS = ("repo", "repo_id", "branch", "tag", "environment", "pull_request", "workflow")


def check_provider_keys(
    entry: TrustEntry, node: Mapping, provider: Provider | None, role: str, findings: Findings
) -> None:
    """Report keys that mean nothing for this provider, and for GitHub a subject that is missing or too wide.

    `provider` is None where the entry names none, or one that could not be read.
    """
    if provider:
        _check_audience(entry, node, provider, findings)
        if entry.authenticated is not None and provider.kind is not ProviderKind.COGNITO:
            message = said('"authenticated" has a meaning only where the provider is of kind cognito')
            findings.error(node.key("authenticated") or node, "cognito-key-elsewhere", message)
    if provider and is_github(provider):
        _check_github(entry, node, provider, role, findings)
    elif provider or entry.kind is not TrustKind.PROVIDER:
        for key in (found for name in _GITHUB_KEYS if (found := node.key(name))):
            message = said(
                "{key} has a meaning only where the provider is GitHub; use subjects or require: claims",
                key=quoted(key.text),
            )
            findings.error(key, "github-key-elsewhere", message)


def _check_audience(entry: TrustEntry, node: Mapping, provider: Provider, findings: Findings) -> None:
    """GitHub's own audience is taken for granted; for other issuers nobody but the user knows it.

    AWS refuses a token whose audience is none of the client ids of the provider in IAM, whatever the policy says.
    Source: AWS STS API Reference, "AssumeRoleWithWebIdentity", InvalidIdentityToken.
    """
    asked = provider.kind in {ProviderKind.OIDC, ProviderKind.WEB_IDENTITY} and provider.github is None
    if asked and not (entry.audiences or provider.audiences or provider.client_id):
        registered = provider.kind is ProviderKind.OIDC
        message = replace(_OF_THE_REGISTERED if registered else _OF_ANY, gaps=(("name", quoted(provider.name)),))
        findings.warning(node, "trust-without-audience", message, node)


def _check_github(entry: TrustEntry, node: Mapping, provider: Provider, role: str, findings: Findings) -> None:
    if not entry.repos and not entry.subjects:
        message = said(
            "role {role} trusts GitHub without a subject, so every repository on GitHub gets in; add repo: "
            "NAME, and environment: or branch:",
            role=quoted(role),
        )
        findings.error(scalar(node, "provider") or node, "github-without-subject", message)
        return
    wide = _wildcard(node)
    if wide:
        message = said(
            "role {role}: {pattern} lets in every repository that fits, also those of the future; "
            "name the repositories",
            role=quoted(role),
            pattern=quoted(wide.text),
        )
        findings.warning(wide, "github-wildcard-repository", message, node)
    if (repo := node.key("repo")) and provider.github is None:
        message = said(
            "provider {name} needs github: {{ org: ... }} before a repo can be named", name=quoted(provider.name)
        )
        findings.error(repo, "github-without-org", message)
    elif repo and provider.github and not wide:
        _check_repository(entry, node, provider, provider.github, findings)


def _check_repository(entry: TrustEntry, node: Mapping, provider: Provider, github: GitHub, findings: Findings) -> None:
    """Numbers stay with a repository; its name goes to whoever takes it after a rename or a deletion."""
    repo = node.key("repo") or node
    numbered = len(entry.repo_ids) >= len(entry.repos)
    if github.subjects in {"ids", "both"}:
        if not numbered:
            message = said(
                'subjects "{subjects}" of provider {name} needs a repo_id for every repo',
                subjects=github.subjects,
                name=quoted(provider.name),
            )
            findings.error(repo, "github-without-repo-id", message)
    elif github.subjects == "names" or not github.org_id or not numbered:
        message = said(
            "this knows the GitHub repository by name only; whoever takes the name after a rename or "
            "deletion may get in. Add repo_id here, and org_id to provider {name}",
            name=quoted(provider.name),
        )
        findings.warning(repo, "github-subject-by-name", message, node)


def _wildcard(node: Mapping) -> Scalar | None:
    """The first repository, or subject (`repo:ORG/NAME:...`), whose repository is a pattern."""
    repositories = ((item, item.text) for item in scalars(node.get("repo")))
    subjects = ((item, ":".join(item.text.split(":")[:2])) for item in scalars(node.get("subjects")))
    return next((item for item, name in (*repositories, *subjects) if "*" in name or "?" in name), None)
