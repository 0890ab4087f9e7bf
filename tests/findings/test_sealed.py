"""Accounts that an RCP keeps strangers out of: nothing in them is called open to everyone."""

import pytest

from builders import a_document, a_guardrail, a_landscape, a_role, a_trust, an_analysis_of
from iam_atlas.findings.anyone_may_assume import anyone_may_assume
from iam_atlas.findings.raw_document_lints import raw_document_lints
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json

RAW = a_document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})


def _guarded(action: str, condition: Json, account: str = "prod") -> Landscape:
    denial: dict[str, Json] = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*"}
    rail = a_guardrail(
        "ours", {**denial, "Condition": condition}, kind=GuardrailKind.RCP, attach=[account], accounts=[account]
    )
    roles = [
        a_role("written", accounts=[account], trust_policy=RAW),
        a_role("derived", accounts=[account], trust=[a_trust("principal", "*")]),
    ]
    return a_landscape(accounts=["management", "jump", "prod"], roles=roles, guardrails=[rail])


@pytest.mark.parametrize(
    ("action", "organization", "account", "warnings"),
    [
        pytest.param("sts:AssumeRole", "StringNotEquals", "prod", 0, id="everybody outside may not"),
        pytest.param("s3:*", "StringNotEquals", "prod", 2, id="something else is denied"),
        pytest.param("sts:AssumeRole", "StringEquals", "prod", 2, id="everybody inside may not"),
        pytest.param("sts:AssumeRole", "StringNotEquals", "management", 2, id="in the management account"),
    ],
)
def test_an_rcp_for_those_outside_closes_what_stands_open(
    action: str, organization: str, account: str, warnings: int
) -> None:
    analysis = an_analysis_of(_guarded(action, {organization: {"aws:PrincipalOrgID": "o-example123"}}, account))

    found = [*raw_document_lints(analysis), *anyone_may_assume(analysis)]

    assert len([problem for problem in found if problem.rule == "anyone-may-assume"]) == warnings
