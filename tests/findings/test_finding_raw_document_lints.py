"""Lints of documents written by hand become warnings, once each; derived documents have none."""

from builders import a_document, a_grant, a_group, a_landscape, a_policy, a_role, a_trust, an_analysis_of, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.findings.raw_document_lints import raw_document_lints
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.policy import PolicyKind, parse_policy


def test_a_group_as_principal_is_reported_once_for_all_copies() -> None:
    raw = a_document(
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:group/ops"}, "Action": "sts:AssumeRole"},
        line=8,
    )
    landscape = a_landscape(roles=[a_role("admin", accounts=["dev", "prod"], trust_policy=raw)])

    found = list(raw_document_lints(an_analysis_of(landscape)))

    assert [problem.position.line for problem in found] == [8]


def test_sound_documents_are_silent() -> None:
    landscape = a_landscape(
        groups=[a_group("ops", policies=[a_policy()])],
        roles=[a_role("admin", trust=[a_trust("account", "dev")])],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert list(raw_document_lints(an_analysis_of(landscape))) == []


def test_no_derived_trust_policy_of_the_reference_organisation_has_a_lint() -> None:
    halves = derive_halves(the_reference())

    found = [
        lint
        for document in halves.trust.values()
        for lint in lint_policy(parse_policy(document, "trust policy", PolicyKind.TRUST))
    ]

    assert found == []
