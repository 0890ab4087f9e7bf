"""Identity providers in trust policies: names of none, and trust in every customer of a provider that many share."""

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.lint import REFUSED, lint_policy
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Document, Json

_HERE = Position("accounts.yaml", 1, 1)
_IAM = "arn:aws:iam::111111111111:"
_GITHUB = "token.actions.githubusercontent.com"
_SAML, _WEB = "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"
_NO_REPOSITORY = "missing-github-repo-condition-key"
_NO_CLAIM = "missing-condition-key-for-oidc-principal"
_NO_PROVIDER = "invalid-federated-principal-syntax-in-role-trust-policy"


def _lints(provider: str, condition: Json, action: str = _WEB, effect: str = "Allow") -> list[tuple[str, str]]:
    statement: dict[str, Json] = {"Effect": effect, "Principal": {"Federated": provider}, "Action": action}
    if condition is not None:
        statement["Condition"] = condition
    document = Document({"Version": "2012-10-17", "Statement": [statement]}, _HERE)
    return [(lint.rule, lint.message) for lint in lint_policy(parse_policy(document, "p", PolicyKind.TRUST))]


def _rules(provider: str, condition: Json = None, action: str = _WEB) -> list[str]:
    return [rule for rule, _ in _lints(provider, condition, action)]


def _oidc(host: str) -> str:
    return f"{_IAM}oidc-provider/{host}"


@pytest.mark.parametrize(
    ("provider", "action"),
    [
        (f"{_IAM}saml-provider/okta", _SAML),
        ("arn:aws-cn:iam::111111111111:saml-provider/ok_ta.1", _SAML),
        (_oidc("id.example.org/tenant"), _WEB),
        (_oidc("oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"), _WEB),
        (_oidc("sts.windows.net/00000000-0000-0000-0000-000000000000/"), _WEB),
        ("accounts.google.com", _WEB),
        ("graph.facebook.com", _WEB),
        ("www.amazon.com", _WEB),
        ("cognito-identity.amazonaws.com", _WEB),
        ("id.example.org/tenant", _WEB),
    ],
)
def test_a_provider_is_named_by_its_arn_or_by_its_host(provider: str, action: str) -> None:
    assert not {_NO_PROVIDER, "unsupported-wildcard-in-principal"} & set(_rules(provider, action=action))


@pytest.mark.parametrize(
    "provider",
    [
        "okta",
        "https://token.actions.githubusercontent.com",
        "accounts.google.com:443",
        _oidc("https://token.actions.githubusercontent.com"),
        f"{_IAM}oidc-provider/",
        f"{_IAM}saml-provider/",
        f"{_IAM}saml-provider/ok ta",
        f"{_IAM}role/okta",
        "arn:aws:iam::1111:saml-provider/okta",
        "arn:aws:sts::111111111111:saml-provider/okta",
        "111111111111",
    ],
)
def test_what_is_no_provider_is_named(provider: str) -> None:
    assert _rules(provider, action=_SAML if "saml" in provider else _WEB) == [_NO_PROVIDER]
    assert _NO_PROVIDER in REFUSED


def test_a_wildcard_cannot_stand_for_part_of_a_provider() -> None:
    assert _rules(f"{_IAM}saml-provider/*", action=_SAML) == ["unsupported-wildcard-in-principal"]
    assert _rules(f"{_IAM}saml-provider/okta", action=_SAML) == []


GITHUB: dict[str, tuple[Json, bool]] = {
    "nothing": (None, False),
    "the audience": ({"StringEquals": {f"{_GITHUB}:aud": "sts.amazonaws.com"}}, False),
    "what any repository can set": ({"StringEquals": {f"{_GITHUB}:environment": "production"}}, False),
    "a subject": ({"StringEquals": {f"{_GITHUB}:sub": "repo:us/app:ref:refs/heads/main"}}, True),
    "a subject, the key in capitals": ({"StringEquals": {f"{_GITHUB.upper()}:SUB": "repo:us/app:pull_request"}}, True),
    "a subject if there is one, which there always is": ({"StringLikeIfExists": {f"{_GITHUB}:sub": "repo:us/*"}}, True),
    "the repositories of an owner": ({"StringLike": {f"{_GITHUB}:sub": "repo:us/*"}}, True),
    "subjects of another shape": ({"StringLike": {f"{_GITHUB}:sub": "repository_owner_id:7:*"}}, True),
    "any subject": ({"StringLike": {f"{_GITHUB}:sub": "*"}}, False),
    "any repository": ({"StringLike": {f"{_GITHUB}:sub": "repo:*"}}, False),
    "any owner": ({"StringLike": {f"{_GITHUB}:sub": "repo:*/app:ref:refs/heads/main"}}, False),
    "an owner or anybody": ({"StringLike": {f"{_GITHUB}:sub": ["repo:us/app:*", "repo:*"]}}, False),
    "a literal star, which no subject is": ({"StringEqualsIgnoreCase": {f"{_GITHUB}:sub": "repo:*"}}, True),
    "all but one": ({"StringNotLike": {f"{_GITHUB}:sub": "repo:them/*"}}, False),
    "that there is a subject": ({"Null": {f"{_GITHUB}:sub": "false"}}, False),
    "any subject, and the owner": (
        {"StringLike": {f"{_GITHUB}:sub": "*"}, "StringEquals": {f"{_GITHUB}:repository_owner_id": "7"}},
        True,
    ),
    "a repository by its number": ({"StringEquals": {f"{_GITHUB}:repository_id": "7"}}, True),
    "a workflow of ours": ({"StringLike": {f"{_GITHUB}:job_workflow_ref": "us/ci/.github/workflows/d.yml@*"}}, True),
}


@pytest.mark.parametrize("case", GITHUB)
def test_github_must_be_bound_to_somebodys_repositories(case: str) -> None:
    condition, bound = GITHUB[case]

    found = [rule for rule in _rules(_oidc(_GITHUB), condition) if rule == _NO_REPOSITORY]

    assert found == ([] if bound else [_NO_REPOSITORY])


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ({"StringEquals": {f"{_GITHUB}:aud": "sts.amazonaws.com"}}, "is not tested"),
        ({"StringLike": {f"{_GITHUB}:sub": "repo:*"}}, "is tested, but not for whose they are"),
    ],
)
def test_the_lint_says_what_is_wrong_with_the_subject(condition: Json, why: str) -> None:
    message = f"repositories of anybody on GitHub get in: {_GITHUB}:sub {why}"

    assert _lints(_oidc(_GITHUB), condition) == [(_NO_REPOSITORY, message)]


@pytest.mark.parametrize(
    ("subject", "operator", "wide"),
    [
        ("repo:us/*", "StringLike", True),
        ("repo:us/shop-*:ref:refs/heads/main", "stringlikeifexists", True),
        ("repo:us@7/sho?@8:*", "StringLike", True),
        ("repo:us/shop:*", "StringLike", False),
        ("repo:us/*", "StringEquals", False),
        ("repository_owner_id:7:*", "StringLike", False),
    ],
)
def test_a_pattern_of_repositories_is_found_in_a_document_too(subject: str, operator: str, wide: bool) -> None:
    found = _rules(_oidc(_GITHUB), {operator: {f"{_GITHUB}:sub": subject}})

    assert ("github-wildcard-repository" in found) is wide


def test_a_pattern_of_repositories_is_fine_where_another_claim_names_the_repository() -> None:
    both: Json = {
        "StringLike": {f"{_GITHUB}:sub": "repo:us/*"},
        "StringEquals": {f"{_GITHUB}:repository_id": "7"},
    }

    assert _rules(_oidc(_GITHUB), both) == []


def test_a_denial_lets_nobody_in_whatever_it_tests() -> None:
    assert _lints(_oidc(_GITHUB), None, effect="Deny") == []


SHARED: dict[str, tuple[str, Json, bool]] = {
    "HCP Terraform, the audience alone": (
        _oidc("app.terraform.io"),
        {"StringEquals": {"app.terraform.io:aud": "aws.workload.identity"}},
        False,
    ),
    "HCP Terraform, an organization": (
        _oidc("app.terraform.io"),
        {"StringLike": {"app.terraform.io:sub": "organization:us:project:infra:workspace:*:run_phase:*"}},
        True,
    ),
    "HCP Terraform, any organization": (
        _oidc("app.terraform.io"),
        {"StringLike": {"app.terraform.io:sub": "organization:*:project:infra:workspace:*:run_phase:*"}},
        False,
    ),
    "GitLab, the audience alone": (
        _oidc("gitlab.com"),
        {"StringEquals": {"gitlab.com:aud": "https://gitlab.com"}},
        False,
    ),
    "GitLab, a project": (
        _oidc("gitlab.com"),
        {"StringLike": {"gitlab.com:sub": "project_path:us/app:ref_type:branch:ref:*"}},
        True,
    ),
    "GitLab, all but a project": (
        _oidc("gitlab.com"),
        {"StringNotEquals": {"gitlab.com:sub": "project_path:us/app:ref_type:branch:ref:main"}},
        False,
    ),
    "a GitLab of one's own, the audience alone": (
        _oidc("gitlab.example.com"),
        {"StringEquals": {"gitlab.example.com:aud": "https://gitlab.example.com"}},
        True,
    ),
    "a GitLab of one's own, any subject": (
        _oidc("gitlab.example.com"),
        {"StringLike": {"gitlab.example.com:sub": "*"}},
        False,
    ),
    "a GitLab of one's own, all but a project": (
        _oidc("gitlab.example.com"),
        {"StringNotEquals": {"gitlab.example.com:sub": "project_path:us/app:ref_type:branch:ref:main"}},
        False,
    ),
    "a GitLab of one's own, a kind of subject": (
        _oidc("gitlab.example.com"),
        {"StringLike": {"gitlab.example.com:sub": "project_path:*"}},
        True,
    ),
    "a GitLab of one's own, nothing": (_oidc("gitlab.example.com"), None, False),
    "Cognito, whether signed in": (
        "cognito-identity.amazonaws.com",
        {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}},
        False,
    ),
    "Cognito, a pool": (
        "cognito-identity.amazonaws.com",
        {"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:00000000-0000-0000-0000-000000000000"}},
        True,
    ),
    "Cognito, any pool of a Region": (
        "cognito-identity.amazonaws.com",
        {"StringLike": {"cognito-identity.amazonaws.com:aud": "eu-west-1:*"}},
        False,
    ),
    "Pulumi, a subject instead of the audience": (
        _oidc("api.pulumi.com/oidc"),
        {"StringLike": {"api.pulumi.com/oidc:sub": "pulumi:deploy:org:us:*"}},
        False,
    ),
    "Pulumi, the audience": (
        _oidc("api.pulumi.com/oidc"),
        {"StringEquals": {"api.pulumi.com/oidc:aud": "aws:us"}},
        True,
    ),
    "Azure Sentinel, the audience alone": (
        _oidc("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"),
        {"StringEquals": {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/:aud": "api://x"}},
        False,
    ),
    "Azure Sentinel, the workspace": (
        _oidc("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"),
        {"StringEquals": {"sts:RoleSessionName": "MicrosoftSentinel_1"}},
        True,
    ),
    "a tenant of Azure": (
        _oidc("sts.windows.net/00000000-0000-0000-0000-000000000000/"),
        {"StringEquals": {"sts.windows.net/00000000-0000-0000-0000-000000000000/:aud": "api://x"}},
        True,
    ),
}


@pytest.mark.parametrize("case", SHARED)
def test_of_a_provider_that_many_share_one_customer_must_be_named(case: str) -> None:
    provider, condition, bound = SHARED[case]

    assert _rules(provider, condition) == ([] if bound else [_NO_CLAIM])


def test_the_lint_names_the_claim_that_tells_customers_apart() -> None:
    ((_, untested),) = _lints(_oidc("gitlab.com"), {"StringEquals": {"gitlab.com:aud": "x"}})
    ((_, open_to_all),) = _lints(_oidc("gitlab.com"), {"StringLike": {"gitlab.com:sub": "*"}})

    assert untested.endswith("gitlab.com:sub, which tells them apart, is not tested")
    assert open_to_all.endswith("gitlab.com:sub, which tells them apart, is tested, but for nobody in particular")
