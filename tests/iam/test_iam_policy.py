import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import FULL_AWS_ACCESS, PolicyKind, Principal, parse_policy, scp_level
from iam_atlas.model.grants import Effect
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
THERE = Position("accounts.yaml", 7, 3)


def a_document(*statements: Json, version: Json = "2012-10-17") -> Document:
    return Document({"Version": version, "Statement": list(statements)}, HERE, (THERE,))


def an_allow(**more: Json) -> dict[str, Json]:
    return {"Effect": "Allow", "Action": "s3:*", "Resource": "*", **more}


def test_single_values_and_lists_read_the_same() -> None:
    single = Document({"Version": "2012-10-17", "Statement": an_allow()}, HERE, (THERE,))
    listed = a_document(an_allow(Action=["s3:*"], Resource=["*"]))

    one = parse_policy(single, "p", PolicyKind.IDENTITY)
    other = parse_policy(listed, "p", PolicyKind.IDENTITY)

    assert one == other
    assert one.statements[0].actions == ("s3:*",)


def test_a_statement_stands_where_the_document_says_and_bears_its_sid_or_number() -> None:
    policy = parse_policy(a_document(an_allow(), an_allow(Sid="Second")), "p", PolicyKind.IDENTITY)

    assert [(s.name, s.position) for s in policy.statements] == [("1", THERE), ("Second", HERE)]


def test_principals_are_read_by_type() -> None:
    statement: Json = {
        "Effect": "Deny",
        "Principal": {"AWS": ["1", "2"], "Service": "ec2.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }

    parsed = parse_policy(a_document(statement), "p", PolicyKind.TRUST).statements[0]

    assert parsed.effect is Effect.DENY
    assert parsed.principals == (
        Principal("AWS", "1"),
        Principal("AWS", "2"),
        Principal("Service", "ec2.amazonaws.com"),
    )


def test_the_bare_star_is_a_principal_without_a_type() -> None:
    statement: Json = {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}

    parsed = parse_policy(a_document(statement), "p", PolicyKind.TRUST).statements[0]

    assert parsed.principals == (Principal("*", "*"),)


@pytest.mark.parametrize(
    ("operator", "key", "value", "expected"),
    [
        ("bool", "AWS:multifactorauthpresent", True, ("Bool", "aws:MultiFactorAuthPresent", ("true",))),
        ("NumericLessThan", "aws:EpochTime", 3600, ("NumericLessThan", "aws:EpochTime", ("3600",))),
        ("NumericLessThan", "aws:EpochTime", 3.5, ("NumericLessThan", "aws:EpochTime", ("3.5",))),
        ("StringEquals", "aws:principaltag/Team", ["b", "a"], ("StringEquals", "aws:PrincipalTag/Team", ("a", "b"))),
        ("StringEquals", "App.Terraform.io:sub", "x", ("StringEquals", "app.terraform.io:sub", ("x",))),
        ("StringEquals", "saml:aud", "x", ("StringEquals", "SAML:aud", ("x",))),
        ("StringEquals", "my:Key", "x", ("StringEquals", "my:Key", ("x",))),
    ],
)
def test_conditions_are_spelled_as_documented(
    operator: str, key: str, value: Json, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    document = a_document(an_allow(Condition={operator: {key: value}}))

    parsed = parse_policy(document, "p", PolicyKind.IDENTITY).statements[0]

    assert parsed.tests == (ConditionTest(*expected),)


@pytest.mark.parametrize(("version", "literal"), [("2012-10-17", False), ("2008-10-17", True), (None, True)])
def test_only_the_newer_version_knows_policy_variables(version: Json, literal: bool) -> None:
    condition: Json = {"StringEquals": {"aws:username": "${aws:username}"}}

    policy = parse_policy(a_document(an_allow(Condition=condition), version=version), "p", PolicyKind.IDENTITY)

    assert policy.literal is literal
    assert policy.statements[0].tests[0].literal is literal


INVALID: tuple[tuple[str, PolicyKind, Json, str], ...] = (
    ("not an object", PolicyKind.IDENTITY, "Allow", "not an object"),
    ("a misspelled effect", PolicyKind.IDENTITY, an_allow(Effect="allow"), "Effect must be"),
    ("no effect", PolicyKind.IDENTITY, {"Action": "s3:*", "Resource": "*"}, "Effect is missing"),
    ("no action", PolicyKind.IDENTITY, {"Effect": "Allow", "Resource": "*"}, "Action is missing"),
    ("both kinds of action", PolicyKind.IDENTITY, an_allow(NotAction="s3:*"), "cannot stand together"),
    ("no resource", PolicyKind.IDENTITY, {"Effect": "Allow", "Action": "s3:*"}, "Resource is missing"),
    ("both kinds of resource", PolicyKind.IDENTITY, an_allow(NotResource="*"), "cannot stand together"),
    ("a principal for an identity", PolicyKind.IDENTITY, an_allow(Principal="*"), "only in a resource-based"),
    ("no principal in a trust", PolicyKind.TRUST, {"Effect": "Allow", "Action": "sts:*"}, "Principal is missing"),
    ("a resource in a trust", PolicyKind.TRUST, an_allow(Principal="*"), "Resource cannot"),
    (
        "NotPrincipal in a trust",
        PolicyKind.TRUST,
        {"Effect": "Deny", "Action": "*", "NotPrincipal": "*"},
        "NotPrincipal",
    ),
    ("a condition without keys", PolicyKind.IDENTITY, an_allow(Condition={"Bool": "true"}), "Condition must map"),
)


@pytest.mark.parametrize(("kind", "statement", "reason"), [c[1:] for c in INVALID], ids=[c[0] for c in INVALID])
def test_what_aws_refuses_is_marked(kind: PolicyKind, statement: Json, reason: str) -> None:
    parsed = parse_policy(a_document(statement), "p", kind).statements[0]

    assert reason in parsed.invalid


@pytest.mark.parametrize("kind", list(PolicyKind))
def test_a_sound_statement_is_not_marked(kind: PolicyKind) -> None:
    statement = an_allow()
    if kind in (PolicyKind.TRUST, PolicyKind.RESOURCE, PolicyKind.RCP):
        statement["Principal"] = {"AWS": "*"}
    if kind is PolicyKind.TRUST:
        del statement["Resource"]

    parsed = parse_policy(a_document(statement), "p", kind).statements[0]

    assert parsed.invalid == ""


def test_a_level_that_only_denies_keeps_full_access() -> None:
    denies = parse_policy(a_document(an_allow(Effect="Deny")), "p", PolicyKind.SCP)

    assert scp_level((denies,)) == (denies, FULL_AWS_ACCESS)


def test_a_level_with_an_allow_list_stands_as_it_is() -> None:
    allows = parse_policy(a_document(an_allow()), "p", PolicyKind.SCP)

    assert scp_level((allows,)) == (allows,)
