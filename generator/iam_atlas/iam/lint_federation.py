"""Identity providers in a role trust policy become lints: names of none, and trust in all who share a provider."""

import re
from collections.abc import Iterable, Iterator

from iam_atlas.errors import Said, said
from iam_atlas.iam.arn import is_account_id, parse_arn
from iam_atlas.iam.conditions import NULL_NAME, parse_operator
from iam_atlas.iam.formula import Test
from iam_atlas.iam.matching import action_matches
from iam_atlas.iam.policy import Statement

SAML_ACTION, WEB_ACTION = "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"

_GITHUB = "token.actions.githubusercontent.com"
_TENANCY = {
    _GITHUB: "sub",
    "agent.buildkite.com": "sub",
    "api.pulumi.com/oidc": "aud",
    "app.terraform.io": "sub",
    "cognito-identity.amazonaws.com": "aud",
    "gitlab.com": "sub",
    "oidc-configuration.audit-log.githubusercontent.com": "sub",
    "oidc.codefresh.io": "sub",
    "oidc.vercel.com": "aud",
    "proidc.upbound.io": "sub",
    "sandboxes.cloud": "aud",
    "scalr.io": "sub",
    "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d": "sts:RoleSessionName",
    "studio.datachain.ai/api": "sub",
    "tokens.cloud.shisho.dev": "sub",
    "vstoken.actions.githubusercontent.com": "sub",
}
"""Providers that all their customers share, and the claim, or the whole key, that tells the customers apart.

IAM refuses to create or update a trust policy that does not test it; policies from before go on working. Providers of
one customer alone, such as a GitLab of one's own, and those whose address changes are not here.
Source: IAM User Guide, "Identity-provider controls for shared OIDC providers".
"""
_OF_ANY_REPOSITORY = {"aud", "environment", "ref", "workflow"}
"""Claims of GitHub to which every repository can give the value that it likes."""

_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?:/\S*)?\Z")
_PROVIDER = re.compile(r"saml-provider/[\w+=,.@-]+\Z|oidc-provider/(?!https?:)[^\s:]+\Z")
_FOR_ANYBODY = re.compile(r"[*?]+\Z|[\w-]+:[*?]")
"""A pattern that leaves open whose subject it is: `*`, `repo:*`, `organization:*:project:infra:*`."""

_WHOLLY_OPEN = re.compile(r"[*?]+\Z")
"""The same of a provider whose subjects are not known to begin with the kind of their customer."""

_CLUSTER = re.compile(r"oidc[.-]eks\.[\w-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)/id/\w+\Z")
_ANY_POD = re.compile(r"[*?]+\Z|system:serviceaccount:[*?]+(?::[*?]+)?\Z")
"""A pattern for subjects of pods (`system:serviceaccount:NAMESPACE:NAME`) that names neither of the two."""


def provider_problem(value: str) -> tuple[str, Said] | None:
    """The rule and message where `value` cannot be what Federated names in a role trust policy.

    It names a provider of IAM by its ARN, or by its host one of those that need none, such as accounts.google.com.
    Source: IAM User Guide, "AWS JSON policy elements: Principal" (web identity and SAML session principals).
    """
    arn = parse_arn(value)
    if arn is None:
        sound = bool(_HOST.match(value))
    else:
        sound = arn.service == "iam" and is_account_id(arn.account) and bool(_PROVIDER.match(arn.resource))
    if sound:
        return None
    message = said(
        '"{value}" is no identity provider: neither the ARN of one in IAM nor a host like accounts.google.com',
        value=value,
    )
    return "invalid-federated-principal-syntax-in-role-trust-policy", message


def is_saml(provider: str) -> bool:
    """Whether the provider's users come by SAML; those of all others come as web identities."""
    return ":saml-provider/" in provider


def allows(statement: Statement, action: str) -> bool:
    """Whether the statement's Action covers the action."""
    return any(action_matches(pattern, action) for pattern in statement.actions)


def lint_web_identity(provider: str, statement: Statement) -> Iterator[tuple[str, Said]]:
    """The rule and message where the statement lets in more users of the provider than one customer's.

    A test counts that names somebody; a negated one, one of Null and a pattern for anybody do not.
    """
    if not allows(statement, WEB_ACTION):
        return
    host = _host(provider).lower()
    if host == _GITHUB:
        yield from _github(statement)
    elif host in _TENANCY:
        yield from _shared(host, statement)
    elif not _claims(host, statement.tests):
        message = said("any user of {host} gets in: no claim such as {host}:sub or {host}:aud is tested", host=host)
        yield "missing-condition-key-for-oidc-principal", message
    elif not _claims(host, [test for test in statement.tests if _names_somebody(test, _WHOLLY_OPEN)]):
        message = said("any user of {host} may get in: its claims are tested, but for nobody in particular", host=host)
        yield "missing-condition-key-for-oidc-principal", message


def subject_of_pods(provider: str) -> str:
    """The condition key that tells the pods of an Amazon EKS cluster apart; empty for any other provider.

    Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
    """
    host = _host(provider)
    return f"{host}:sub" if _CLUSTER.match(host.lower()) else ""


def lets_in_any_pod(provider: str, statement: Statement) -> bool:
    """Whether pods of the cluster get in of whatever namespace and service account, if they bring a token for AWS."""
    subject = subject_of_pods(provider).lower()
    if not subject or not allows(statement, WEB_ACTION):
        return False
    return not any(_plain(test.key) == subject and _names_somebody(test, _ANY_POD) for test in statement.tests)


def tests_a_claim(provider: str, statement: Statement) -> bool:
    """Whether the statement looks at what the provider says in its tokens at all."""
    return bool(_claims(_host(provider).lower(), statement.tests))


def _host(provider: str) -> str:
    return provider.rpartition(":oidc-provider/")[2].rstrip("/")


def _github(statement: Statement) -> Iterator[tuple[str, Said]]:
    naming = [test for test in statement.tests if _names_somebody(test)]
    if (bound := _claims(_GITHUB, naming) - _OF_ANY_REPOSITORY) == {"sub"}:
        yield from _wide_subjects(naming)
    if not bound:
        tested = "sub" in _claims(_GITHUB, statement.tests)
        why = said("is tested, but not for whose they are") if tested else said("is not tested")
        message = said("repositories of anybody on GitHub get in: {key} {why}", key=f"{_GITHUB}:sub", why=why)
        yield "missing-github-repo-condition-key", message


def _wide_subjects(naming: Iterable[Test]) -> Iterator[tuple[str, Said]]:
    """Subjects (`repo:ORG/NAME:...`) whose repository is a pattern, under an operator to which that means something."""
    for test in naming:
        use = parse_operator(test.operator)
        if use is None or not use.operator.wildcards or _plain(test.key) != f"{_GITHUB}:sub":
            continue
        for value in test.values:
            repository = ":".join(value.split(":")[:2])
            if repository.startswith("repo:") and ("*" in repository or "?" in repository):
                message = said(
                    '"{pattern}" lets in every repository that fits, also those of the future; name the repositories',
                    pattern=value,
                )
                yield "github-wildcard-repository", message


def _shared(host: str, statement: Statement) -> Iterator[tuple[str, Said]]:
    claim = _TENANCY[host]
    key = claim if ":" in claim else f"{host}:{claim}"
    tests = [test for test in statement.tests if _plain(test.key) == key.lower()]
    if not any(_names_somebody(test) for test in tests):
        why = said("is tested, but for nobody in particular") if tests else said("is not tested")
        message = said(
            "users of any customer of {host} may get in: {key}, which tells them apart, {why}",
            host=host,
            key=key,
            why=why,
        )
        yield "missing-condition-key-for-oidc-principal", message


def _claims(host: str, tests: Iterable[Test]) -> set[str]:
    """The claims of the provider that are tested, in lower case."""
    parts = (_plain(test.key).rpartition(":") for test in tests)
    return {claim for prefix, _, claim in parts if prefix == host}


def _plain(key: str) -> str:
    """A condition key in lower case, without the slash that may end its provider's address."""
    return key.lower().replace("/:", ":")


def _names_somebody(test: Test, anybody: re.Pattern[str] = _FOR_ANYBODY) -> bool:
    use = parse_operator(test.operator)
    if use is None:
        return True  # an operator that does not exist is a lint of its own
    if use.operator.negated or use.name == NULL_NAME:
        return False
    return not (use.operator.wildcards and any(anybody.match(value) for value in test.values))
