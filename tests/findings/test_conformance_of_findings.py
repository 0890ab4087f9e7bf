"""The rows of the published conformance table that speak of findings, as whole files: nothing else is found, either."""

from pathlib import Path

import pytest

from findings.rule_examples import the_atlas_of

STRANGER = "999999999999"
EXTERNAL_ID = "third-party-without-external-id"
SOURCE = "service-without-source"
REDUNDANT = "redundant-principal-in-role-trust-policy"


def _trusting(entry: str, more: str = "") -> str:
    return f"roles: {{ partner: {{ policies: [ReadOnlyAccess], accounts: [dev], trust: [{entry}]{more} }} }}"


ROOT = f'principal: "arn:aws:iam::{STRANGER}:root"'
ONE_ROLE = f'{{ ArnEquals: {{ "aws:PrincipalArn": "arn:aws:iam::{STRANGER}:role/scanner" }} }}'
BOSS = '"arn:aws:iam::222222222222:role/boss", "arn:aws:sts::222222222222:assumed-role/boss/ann"'
LINKED = "roles: { linked: { kind: service_linked, accounts: [dev], trust: [{ service: ssm.amazonaws.com }] } }"

FOUND = {
    "X2: the whole account of a stranger": (EXTERNAL_ID, _trusting(f"{{ {ROOT} }}")),
    "X3: MFA in place of an ExternalId": (EXTERNAL_ID, _trusting(f"{{ {ROOT}, require: {{ mfa: true }} }}")),
    "X4: a service that says for whom it acts": (SOURCE, _trusting("{ service: ecs-tasks.amazonaws.com }")),
    "X7: a session beside its own role": (REDUNDANT, _trusting(f"{{ principal: [{BOSS}] }}")),
}

SILENT = {
    "X1: an account of ours": _trusting("{ account: prod }"),
    "X1: our own account": _trusting("{ account: dev }"),
    "X1: everybody in the organization": _trusting("{ organization: true, require: { mfa: true } }"),
    "X4: EC2, which does not say": _trusting("{ service: ec2.amazonaws.com }"),
    "X4: Lambda, which does not say": _trusting("{ service: lambda.amazonaws.com }"),
    "X4: a role that a console made": _trusting("{ service: ecs-tasks.amazonaws.com }", ", path: /service-role/"),
    "X4: a service-linked role": LINKED,
    "X5: an ExternalId for an account of ours": _trusting("{ account: prod, require: { external_id: shop-1 } }"),
    "X6: the account of a stranger, but one role of it": _trusting(
        f"{{ {ROOT}, require: {{ conditions: {ONE_ROLE} }} }}"
    ),
}


def _rules(example: str, folder: Path) -> set[str]:
    return {problem.rule for problem in the_atlas_of(example, folder).problems}


@pytest.mark.parametrize("row", FOUND)
def test_what_must_be_found_is_found_alone(row: str, tmp_path: Path) -> None:
    rule, example = FOUND[row]

    assert _rules(example, tmp_path) == {rule}


@pytest.mark.parametrize("row", SILENT)
def test_where_nothing_must_be_found_nothing_is(row: str, tmp_path: Path) -> None:
    assert _rules(SILENT[row], tmp_path) == set()
