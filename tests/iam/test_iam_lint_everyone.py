"""Conditions beside a Principal of everyone: those that keep strangers out, and those that anybody can meet."""

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Document, Json

CASES: dict[str, tuple[Json, bool]] = {
    "no condition": ({}, True),
    "MFA": ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, True),
    "a fresh sign-in over TLS": (
        {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}, "Bool": {"aws:SecureTransport": "true"}},
        True,
    ),
    "a name that the caller chooses": ({"StringEquals": {"sts:RoleSessionName": "deploy"}}, True),
    "a tag that the caller's account gives": ({"StringEquals": {"aws:PrincipalTag/team": "shop"}}, True),
    "every organization but one": ({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, True),
    "any identity": ({"StringLike": {"aws:PrincipalArn": "*"}}, True),
    "any role": ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}, True),
    "any address": ({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, True),
    "an ExternalId if there is one": ({"StringEqualsIfExists": {"sts:ExternalId": "kf-1"}}, True),
    "the organization": ({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, False),
    "the organization, and MFA": (
        {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "Bool": {"aws:MultiFactorAuthPresent": "true"}},
        False,
    ),
    "the organization of the role": ({"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}, False),
    "a part of the organization": ({"StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}, False),
    "an account": ({"StringEquals": {"aws:PrincipalAccount": "111111111111"}}, False),
    "a role of any account": ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}}, False),
    "an address": ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, False),
    "an ExternalId": ({"StringEquals": {"sts:ExternalId": "kf-1"}}, False),
    "a day": ({"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}, False),
    "a key that nothing is known about": ({"StringEquals": {"aws:SourceVpce": "vpce-1"}}, False),
}


@pytest.mark.parametrize("case", CASES)
def test_everyone_is_anyone_unless_a_condition_keeps_strangers_out(case: str) -> None:
    condition, is_open = CASES[case]
    statement: Json = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": condition}
    document = Document({"Version": "2012-10-17", "Statement": [statement]}, Position("accounts.yaml", 1, 1))

    found = {lint.rule for lint in lint_policy(parse_policy(document, "p", PolicyKind.TRUST))}

    assert ("anyone-may-assume" in found) is is_open


OUTSIDE: dict[str, Json] = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
DENIALS: dict[str, tuple[dict[str, Json], bool]] = {
    "everybody outside": ({"Principal": "*", "Action": "sts:AssumeRole", "Condition": OUTSIDE}, False),
    "everybody outside but services": (
        {
            "Principal": {"AWS": "*"},
            "Action": "sts:*",
            "Condition": {**OUTSIDE, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}},
        },
        False,
    ),
    "whoever has no MFA": (
        {
            "Principal": {"AWS": "*"},
            "Action": "sts:AssumeRole",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
        },
        True,
    ),
    "one organization": (
        {
            "Principal": {"AWS": "*"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
        },
        True,
    ),
    "an account": ({"Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"}, True),
    "session tags": ({"Principal": {"AWS": "*"}, "Action": "sts:TagSession", "Condition": OUTSIDE}, True),
}


@pytest.mark.parametrize("case", DENIALS)
def test_a_denial_beside_it_counts_where_it_meets_every_stranger(case: str) -> None:
    denial, is_open = DENIALS[case]
    statements: Json = [
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"},
        {"Effect": "Deny", **denial},
    ]
    document = Document({"Version": "2012-10-17", "Statement": statements}, Position("accounts.yaml", 1, 1))

    found = {lint.rule for lint in lint_policy(parse_policy(document, "p", PolicyKind.TRUST))}

    assert ("anyone-may-assume" in found) is is_open
