"""A GitHub subject in another case than the organization has is found."""

from collections.abc import Sequence

import pytest

from builders import a_document, a_landscape, a_provider, a_role, an_account, an_analysis_of
from iam_atlas.errors import Problem
from iam_atlas.findings.subject_in_other_case import subject_in_other_case
from iam_atlas.model.outside import GitHub, Provider, ProviderKind

_HOST = "token.actions.githubusercontent.com"


def _github(organization: str) -> Provider:
    url = f"https://{_HOST}"
    return a_provider(organization, ProviderKind.OIDC, url=url, github=GitHub(organization))


def _found(
    subject: str,
    operator: str = "StringLike",
    effect: str = "Allow",
    organizations: Sequence[str] = ("Kingfisher",),
) -> list[Problem]:
    trust = a_document(
        {
            "Effect": effect,
            "Principal": {"Federated": f"arn:aws:iam::{an_account('prod').id}:oidc-provider/{_HOST}"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {operator: {f"{_HOST}:sub": subject}},
        },
        line=8,
    )
    landscape = a_landscape(
        providers=[_github(org) for org in organizations], roles=[a_role("deploy", trust_policy=trust)]
    )
    return list(subject_in_other_case(an_analysis_of(landscape)))


@pytest.mark.parametrize("subject", ["repo:kingfisher/shop:*", "repo:KINGFISHER@42/shop@7:ref:refs/heads/main"])
def test_an_organization_in_another_case_is_found(subject: str) -> None:
    (problem,) = _found(subject)

    assert (problem.position.line, problem.rule) == (8, "subject-in-other-case")
    assert problem.message.endswith('the file has organization "Kingfisher"')


@pytest.mark.parametrize(
    ("subject", "operator", "effect"),
    [
        ("repo:Kingfisher/shop:*", "StringLike", "Allow"),
        ("repo:other/shop:*", "StringLike", "Allow"),
        ("repo:kingfisher/shop:*", "StringEqualsIgnoreCase", "Allow"),
        ("repo:kingfisher/shop:*", "StringLike", "Deny"),
        ("kingfisher", "StringLike", "Allow"),
    ],
)
def test_the_right_case_and_what_is_not_compared_with_case_are_fine(subject: str, operator: str, effect: str) -> None:
    assert _found(subject, operator, effect) == []


@pytest.mark.parametrize("operator", ["stringlike", "StringEqualsIfExists", "ForAnyValue:StringLike"])
def test_an_operator_is_one_however_it_is_written(operator: str) -> None:
    assert len(_found("repo:kingfisher/shop:ref:refs/heads/main", operator)) == 1


def test_each_organization_of_the_file_counts() -> None:
    both = ("Kingfisher", "Heron")

    assert len(_found("repo:kingfisher/shop:*", organizations=both)) == 1
    assert _found("repo:Kingfisher/shop:*", organizations=both) == []
