"""Every kind of identity provider gives its share of the trust statement."""

import pytest

from builders import a_key, a_landscape, a_provider, a_role, a_trust, an_account
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.outside import GitHub, Provider, ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import TrustEntry

_HOST = "token.actions.githubusercontent.com"


def _statement(provider: Provider, entry: TrustEntry, partition: str = "aws") -> dict[str, Json]:
    prod = an_account("prod", partition=partition)
    landscape = a_landscape(
        accounts=[prod], providers=[provider], roles=[a_role("door", accounts=[prod], trust=[entry])]
    )
    written = derive_halves(landscape).trust[a_key("door@prod")].value["Statement"]
    assert isinstance(written, list)
    (body,) = written
    assert isinstance(body, dict)
    return body


def _github(org_id: str | None = "1234567", subjects: str = "auto") -> Provider:
    return a_provider(
        "github", ProviderKind.OIDC, url=f"https://{_HOST}", github=GitHub("kingfisher", org_id, subjects)
    )


SUBJECTS: dict[str, tuple[Provider, TrustEntry, Json]] = {
    "ids where they are known": (
        _github(),
        a_trust("provider", "github", repos=["shop"], repo_ids=["7654321"], environments=["dev"]),
        {"StringEquals": "repo:kingfisher@1234567/shop@7654321:environment:dev"},
    ),
    "names where the repository's id is not known": (
        _github(),
        a_trust("provider", "github", repos=["shop"], branches=["main"]),
        {"StringEquals": "repo:kingfisher/shop:ref:refs/heads/main"},
    ),
    "names where the organization's id is not known": (
        _github(org_id=None),
        a_trust("provider", "github", repos=["shop"], repo_ids=["7"], tags=["v1"]),
        {"StringEquals": "repo:kingfisher/shop:ref:refs/tags/v1"},
    ),
    "names when asked for": (
        _github(subjects="names"),
        a_trust("provider", "github", repos=["shop"], repo_ids=["7"], pull_request=True),
        {"StringEquals": "repo:kingfisher/shop:pull_request"},
    ),
    "both when asked for": (
        _github(subjects="both"),
        a_trust("provider", "github", repos=["shop"], repo_ids=["7"], environments=["dev"]),
        {
            "StringEquals": [
                "repo:kingfisher/shop:environment:dev",
                "repo:kingfisher@1234567/shop@7:environment:dev",
            ]
        },
    ),
    "wildcards": (
        _github(),
        a_trust("provider", "github", repos=["*"], environments=["*"]),
        {"StringLike": "repo:kingfisher@1234567/*:environment:*"},
    ),
    "the whole repository": (
        _github(org_id=None),
        a_trust("provider", "github", repos=["shop"]),
        {"StringLike": "repo:kingfisher/shop:*"},
    ),
    "a subject as written": (
        _github(),
        a_trust("provider", "github", subjects=["repo:other/x:pull_request"]),
        {"StringEquals": "repo:other/x:pull_request"},
    ),
}


@pytest.mark.parametrize("case", SUBJECTS)
def test_github_subjects(case: str) -> None:
    provider, entry, expected = SUBJECTS[case]

    condition = _statement(provider, entry)["Condition"]

    assert isinstance(condition, dict)
    subjects = {
        op: tests[f"{_HOST}:sub"]
        for op, tests in condition.items()
        if isinstance(tests, dict) and f"{_HOST}:sub" in tests
    }
    assert subjects == expected


def test_github_asks_for_the_usual_audience_and_the_provider_of_the_roles_account() -> None:
    statement = _statement(_github(), a_trust("provider", "github", repos=["shop"], environments=["dev"]))

    condition = statement["Condition"]
    assert isinstance(condition, dict)
    tests = condition["StringEquals"]
    assert isinstance(tests, dict)
    assert tests[f"{_HOST}:aud"] == "sts.amazonaws.com"
    assert statement["Principal"] == {"Federated": f"arn:aws:iam::444444444444:oidc-provider/{_HOST}"}
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"


@pytest.mark.parametrize(
    ("workflow", "claim"),
    [
        ("deploy.yml", "kingfisher/shop/.github/workflows/deploy.yml@*"),
        ("deploy.yml@refs/heads/main", "kingfisher/shop/.github/workflows/deploy.yml@refs/heads/main"),
        (
            "kingfisher/infra/.github/workflows/deploy.yml@refs/tags/v1",
            "kingfisher/infra/.github/workflows/deploy.yml@refs/tags/v1",
        ),
    ],
    ids=["file", "file at a ref", "of another repository"],
)
def test_github_workflows_are_matched_by_their_own_claim(workflow: str, claim: str) -> None:
    entry = a_trust("provider", "github", repos=["shop"], workflows=[workflow])

    condition = _statement(_github(org_id=None), entry)["Condition"]

    assert claim in str(condition)
    assert f"{_HOST}:job_workflow_ref" in str(condition)


PROVIDERS: dict[str, tuple[Provider, TrustEntry, str, dict[str, Json]]] = {
    "generic OIDC": (
        a_provider("gitlab", ProviderKind.OIDC, url="https://gitlab.example.com/", audiences=["aws"]),
        a_trust("provider", "gitlab", subjects=["project_path:shop/*:ref:main"]),
        "aws",
        {
            "Principal": {"Federated": "arn:aws:iam::444444444444:oidc-provider/gitlab.example.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"gitlab.example.com:aud": "aws"},
                "StringLike": {"gitlab.example.com:sub": "project_path:shop/*:ref:main"},
            },
        },
    ),
    "EKS": (
        a_provider(
            "cluster",
            ProviderKind.OIDC,
            url="https://oidc.eks.ap-northeast-1.amazonaws.com/id/ABC",
            audiences=["sts.amazonaws.com"],
        ),
        a_trust("provider", "cluster", subjects=["system:serviceaccount:shop:worker"]),
        "aws",
        {
            "Condition": {
                "StringEquals": {
                    "oidc.eks.ap-northeast-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
                    "oidc.eks.ap-northeast-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:shop:worker",
                }
            },
        },
    ),
    "claims": (
        a_provider("tfc", ProviderKind.OIDC, url="https://app.terraform.io", audiences=["aws.workload.identity"]),
        a_trust("provider", "tfc", require=Require(claims={"terraform_run_phase": ("apply",)})),
        "aws",
        {
            "Condition": {
                "StringEquals": {
                    "app.terraform.io:aud": "aws.workload.identity",
                    "app.terraform.io:terraform_run_phase": "apply",
                }
            }
        },
    ),
    "SAML": (
        a_provider("okta", ProviderKind.SAML),
        a_trust("provider", "okta"),
        "aws",
        {
            "Principal": {"Federated": "arn:aws:iam::444444444444:saml-provider/okta"},
            "Action": "sts:AssumeRoleWithSAML",
            "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
        },
    ),
    "SAML in China": (
        a_provider("okta", ProviderKind.SAML),
        a_trust("provider", "okta"),
        "aws-cn",
        {"Condition": {"StringEquals": {"SAML:aud": "https://signin.amazonaws.cn/saml"}}},
    ),
    "SAML in GovCloud": (
        a_provider("okta", ProviderKind.SAML),
        a_trust("provider", "okta"),
        "aws-us-gov",
        {"Condition": {"StringEquals": {"SAML:aud": "https://signin.amazonaws-us-gov.com/saml"}}},
    ),
    "Cognito signed in": (
        a_provider("app", ProviderKind.COGNITO, identity_pool="r:1"),
        a_trust("provider", "app", authenticated=True),
        "aws",
        {
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": "r:1"},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
            },
        },
    ),
    "Cognito guests": (
        a_provider("app", ProviderKind.COGNITO, identity_pool="r:1"),
        a_trust("provider", "app", authenticated=False),
        "aws",
        {
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": "r:1"},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"},
            },
        },
    ),
    "Google": (
        a_provider("google", ProviderKind.WEB_IDENTITY, url="accounts.google.com", client_id="c"),
        a_trust("provider", "google", subjects=["110"]),
        "aws",
        {
            "Principal": {"Federated": "accounts.google.com"},
            "Condition": {"StringEquals": {"accounts.google.com:aud": "c", "accounts.google.com:sub": "110"}},
        },
    ),
    "Facebook": (
        a_provider("facebook", ProviderKind.WEB_IDENTITY, url="graph.facebook.com", client_id="c"),
        a_trust("provider", "facebook", subjects=["110"]),
        "aws",
        {"Condition": {"StringEquals": {"graph.facebook.com:app_id": "c", "graph.facebook.com:id": "110"}}},
    ),
    "Amazon": (
        a_provider("amazon", ProviderKind.WEB_IDENTITY, url="www.amazon.com", client_id="c"),
        a_trust("provider", "amazon", subjects=["110"]),
        "aws",
        {"Condition": {"StringEquals": {"www.amazon.com:app_id": "c", "www.amazon.com:user_id": "110"}}},
    ),
    "Roles Anywhere": (
        a_provider(
            "servers",
            ProviderKind.ROLES_ANYWHERE,
            trust_anchor="arn:aws:rolesanywhere:eu-west-1:444444444444:trust-anchor/1",
        ),
        a_trust("provider", "servers"),
        "aws",
        {
            "Principal": {"Service": "rolesanywhere.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
            "Condition": {
                "ArnEquals": {"aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:444444444444:trust-anchor/1"}
            },
        },
    ),
    "Identity Center": (
        a_provider("sso", ProviderKind.IDENTITY_CENTER),
        a_trust("provider", "sso"),
        "aws",
        {
            "Principal": {"Service": "account-access.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:SetContext", "sts:TagSession"],
        },
    ),
}


@pytest.mark.parametrize("case", PROVIDERS)
def test_each_kind_of_provider(case: str) -> None:
    provider, entry, partition, expected = PROVIDERS[case]

    statement = _statement(provider, entry, partition)

    assert {key: statement[key] for key in expected} == expected


def test_an_entry_may_ask_for_another_audience() -> None:
    provider = a_provider("gitlab", ProviderKind.OIDC, url="https://gitlab.example.com", audiences=["aws"])

    statement = _statement(provider, a_trust("provider", "gitlab", subjects=["x"], audiences=["other"]))

    assert statement["Condition"] == {
        "StringEquals": {"gitlab.example.com:aud": "other", "gitlab.example.com:sub": "x"}
    }
