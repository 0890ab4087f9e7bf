import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
USER = "arn:aws:iam::111111111111:user/u"


def rules(kind: PolicyKind, *statements: Json, version: str = "2012-10-17") -> list[str]:
    policy = parse_policy(Document({"Version": version, "Statement": list(statements)}, HERE), "p", kind)
    return [lint.rule for lint in lint_policy(policy)]


def a_trust(principal: Json, action: Json = "sts:AssumeRole", **more: Json) -> Json:
    return {"Effect": "Allow", "Principal": principal, "Action": action, **more}


def conditioned(condition: Json, effect: str = "Allow") -> Json:
    return {"Effect": effect, "Action": "s3:*", "Resource": "*", "Condition": condition}


@pytest.mark.parametrize(
    "principal",
    [
        USER,
        "111111111111",
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::111111111111:role/a/b",
        "arn:aws:sts::111111111111:assumed-role/r/s",
    ],
)
def test_a_sound_principal_is_no_lint(principal: str) -> None:
    assert rules(PolicyKind.TRUST, a_trust({"AWS": principal})) == []


@pytest.mark.parametrize(
    ("principal", "rule"),
    [
        ({"AWS": "arn:aws:iam::111111111111:group/g"}, "group-as-principal"),
        ({"AWS": "arn:aws:iam::111111111111:user/*"}, "unsupported-wildcard-in-principal"),
        ({"AWS": "AROAEXAMPLEEXAMPLE123"}, "invalid-role-reference"),
        ({"AWS": "alice"}, "invalid-principal-format"),
        ({"AWS": "arn:aws:s3:::box"}, "invalid-principal-format"),
        ({"Aws": USER}, "invalid-principal-key"),
        ({"Service": "ec2"}, "invalid-service-principal-format"),
        ({"AWS": "*"}, "anyone-may-assume"),
        ({"Service": "*"}, "invalid-service-principal-format"),
        ({"Federated": "*"}, "invalid-federated-principal-syntax-in-role-trust-policy"),
    ],
)
def test_a_principal_that_cannot_work_is_named(principal: Json, rule: str) -> None:
    assert rules(PolicyKind.TRUST, a_trust(principal)) == [rule]


def test_a_condition_narrows_a_trust_of_everyone() -> None:
    condition: Json = {"StringEquals": {"aws:PrincipalOrgID": "o-a"}}

    assert rules(PolicyKind.TRUST, a_trust({"AWS": "*"}, Condition=condition)) == []


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ({"StringMatches": {"aws:userid": "a"}}, "invalid-condition-operator"),
        ({"NullIfExists": {"aws:userid": "true"}}, "null-with-if-exists"),
        ({"ForAnyValue:NullIfExists": {"aws:userid": "true"}}, "null-with-if-exists"),
        ({"ForAnyValue:Null": {"aws:userid": "true"}}, "invalid-condition-operator"),
        ({"StringEquals": {"aws:userid": "a*"}}, "wildcard-without-like-operator"),
        ({"StringLike": {"aws:userid": ["a", "b"]}}, "like-without-wildcard"),
        ({"StringNotLikeIfExists": {"aws:userid": "a"}}, "like-without-wildcard"),
        ({"IpAddress": {"aws:SourceIp": "10.1.2.3"}}, "private-ip-address"),
        ({"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"]}}, "private-not-ip-address"),
        ({"IpAddress": {"aws:SourceIp": "office"}}, "type-mismatch-ip-range"),
        ({"NumericEquals": {"aws:MultiFactorAuthAge": "1h"}}, "type-mismatch-number"),
        ({"DateLessThan": {"aws:CurrentTime": "31.3.2027"}}, "type-mismatch-date"),
        ({"Bool": {"aws:SecureTransport": "yes"}}, "type-mismatch-boolean"),
        ({"ArnLike": {"aws:PrincipalArn": "admin"}}, "invalid-condition-data-type"),
        ({"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}, "forallvalues-with-allow"),
        ({"ForAllValues:StringEquals": {"aws:userid": "a"}}, "forallvalues-with-single-valued-key"),
        ({"StringEquals": {"aws:userid": "a", "AWS:UserId": "a"}}, "duplicate-keys-with-different-case"),
        (
            {"StringEquals": {"aws:userid": "a"}, "stringEquals": {"aws:userid": "b"}},
            "duplicate-keys-with-different-case",
        ),
        (
            {"StringEquals": {"aws:PrincipalTag/team": "a", "aws:PrincipalTag/Team": "a"}},
            "duplicate-keys-with-different-case",
        ),
        ({"StringEquals": {"aws:userid": []}}, "empty-array-condition"),
        ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}, "if-exists-restricts-nothing"),
        ({"NumericLessThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}, "if-exists-restricts-nothing"),
        ({"StringEqualsIfExists": {"sts:ExternalId": "kf-1"}}, "if-exists-restricts-nothing"),
        ({"NumericLessThanEqualsIfExists": {"aws:MultiFactorAuthAge": "3600"}}, "if-exists-restricts-nothing"),
        ({"StringEqualsIgnoreCaseIfExists": {"sts:ExternalId": "kf-1"}}, "if-exists-restricts-nothing"),
        ({"NotIpAddressIfExists": {"aws:SourceIp": "10.1.2.3"}}, "private-not-ip-address"),
    ],
)
def test_a_condition_that_cannot_mean_what_it_says_is_named(condition: Json, rule: str) -> None:
    assert rules(PolicyKind.IDENTITY, conditioned(condition)) == [rule]


@pytest.mark.parametrize(
    "condition",
    [
        {"StringLike": {"aws:userid": "a*"}},
        {"StringLike": {"aws:userid": ["a", "b?"]}},
        {"StringLike": {"aws:userid": "${aws:username}"}},
        {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}},
        {"StringEquals": {"aws:userid": "${*}"}},
        {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}},
        {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}},
        {"DateLessThan": {"aws:CurrentTime": "2027-03-31"}},
        {"Null": {"aws:TokenIssueTime": "true"}},
        {"NumericEquals": {"aws:MultiFactorAuthAge": "3600"}},
        {"Bool": {"aws:SecureTransport": "true"}},
        {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/admin"}},
        {"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}},
        {"StringEquals": {"aws:userid": "a"}, "StringLike": {"AWS:UserId": "a*"}},
        {"StringEquals": {"aws:PrincipalTag/team": "a", "aws:PrincipalTag/teams": "a"}},
        {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
        {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
        {"BoolIfExists": {"aws:MultiFactorAuthPresent": "False"}},
        {"IpAddressIfExists": {"aws:SourceIp": "10.1.2.3"}},
        {"ForAllValues:StringEquals": {"aws:TagKeys": "a"}, "Null": {"AWS:TagKeys": "false"}},
        {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
    ],
)
def test_a_sound_condition_is_no_lint(condition: Json) -> None:
    assert rules(PolicyKind.IDENTITY, conditioned(condition)) == []


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, ["mfa-never-present"]),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}, ["mfa-never-present"]),
        ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}, []),
        ({"Null": {"aws:MultiFactorAuthPresent": "true"}}, []),
        ({"NumericNotEquals": {"aws:MultiFactorAuthAge": "0"}}, []),
    ],
)
def test_mfa_of_federated_people_is_found_where_its_absence_closes_the_way(condition: Json, rule: list[str]) -> None:
    provider: Json = {"Federated": "arn:aws:iam::111111111111:saml-provider/okta"}

    assert rules(PolicyKind.TRUST, a_trust(provider, "sts:AssumeRoleWithSAML", Condition=condition)) == rule


def test_if_exists_is_found_where_users_get_in_beside_the_federated() -> None:
    condition: Json = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}
    both: Json = {"AWS": "111111111111", "Service": "ec2.amazonaws.com"}

    assert rules(PolicyKind.TRUST, a_trust(both, Condition=condition)) == ["if-exists-restricts-nothing"]
    assert rules(PolicyKind.TRUST, a_trust({"Service": "ec2.amazonaws.com"}, Condition=condition)) == []


def test_a_null_test_that_holds_without_the_key_does_not_mend_for_all_values() -> None:
    condition: Json = {"ForAllValues:StringEquals": {"aws:TagKeys": "a"}, "Null": {"aws:TagKeys": "true"}}

    assert rules(PolicyKind.IDENTITY, conditioned(condition)) == ["forallvalues-with-allow"]


def test_for_all_values_on_a_denial_is_no_lint() -> None:
    condition: Json = {"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}

    assert rules(PolicyKind.IDENTITY, conditioned(condition, effect="Deny")) == []


def test_if_exists_on_a_denial_is_no_lint() -> None:
    condition: Json = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}

    assert rules(PolicyKind.IDENTITY, conditioned(condition, effect="Deny")) == []


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ({"Effect": "allow", "Action": "*", "Resource": "*"}, "invalid-effect"),
        ({"Action": "*", "Resource": "*"}, "missing-effect"),
        ({"Effect": "Allow", "Resource": "*"}, "missing-action"),
        ({"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}, "unsupported-element-combination"),
        ({"Effect": "Allow", "Action": "*", "Resource": "*", "Conditions": {}}, "invalid-policy-element"),
        ({"Effect": "Allow", "Action": "*"}, "missing-resource"),
        ({"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}, "unsupported-principal"),
        ("Allow", "data-type-mismatch"),
    ],
)
def test_what_aws_refuses_is_named(statement: Json, rule: str) -> None:
    assert rules(PolicyKind.IDENTITY, statement) == [rule]


def test_a_document_without_statements_or_of_another_version_is_named() -> None:
    assert rules(PolicyKind.IDENTITY) == ["missing-statement"]
    assert rules(PolicyKind.IDENTITY, conditioned({}), version="2027-01-01") == ["invalid-version"]


INVALID: dict[str, tuple[Json, Json, str]] = {
    "NotPrincipal in a trust policy": (
        {"Effect": "Allow", "NotPrincipal": {"AWS": USER}, "Action": "sts:AssumeRole"},
        a_trust({"AWS": USER}),
        "role-trust-policy-syntax-error-notprincipal",
    ),
    "a group": (
        a_trust({"AWS": "arn:aws:iam::111111111111:group/g"}),
        a_trust({"AWS": "arn:aws:iam::111111111111:root"}),
        "group-as-principal",
    ),
    "a wildcard inside an ARN": (
        a_trust({"AWS": "arn:aws:iam::111111111111:role/*"}),
        a_trust({"AWS": "arn:aws:iam::111111111111:role/r"}),
        "unsupported-wildcard-in-principal",
    ),
    "a SAML provider by the action of OIDC": (
        a_trust({"Federated": "arn:aws:iam::111111111111:saml-provider/okta"}, "sts:AssumeRoleWithWebIdentity"),
        a_trust({"Federated": "arn:aws:iam::111111111111:saml-provider/okta"}, "sts:AssumeRoleWithSAML"),
        "mismatched-action-for-principal",
    ),
    "a user by the action of SAML": (
        a_trust({"AWS": USER}, "sts:AssumeRoleWithSAML"),
        a_trust({"AWS": USER}, "sts:AssumeRole"),
        "mismatched-action-for-principal",
    ),
    "an operator that does not exist": (
        a_trust({"AWS": USER}, Condition={"StringMatches": {"sts:ExternalId": "a"}}),
        a_trust({"AWS": USER}, Condition={"StringLike": {"sts:ExternalId": "a*"}}),
        "invalid-condition-operator",
    ),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_is_invalid_is_named_at_its_statement_and_the_sound_one_beside_it_is_not(case: str) -> None:
    wrong, right, rule = INVALID[case]
    lines = tuple(Position("trust.json", line, 5) for line in (4, 9))
    document = Document({"Version": "2012-10-17", "Statement": [right, wrong]}, HERE, lines)

    lints = lint_policy(parse_policy(document, "trust policy", PolicyKind.TRUST))

    assert [(lint.rule, lint.position) for lint in lints] == [(rule, lines[1])]


def test_principals_of_guardrails_are_named_as_access_analyzer_names_them() -> None:
    deny: dict[str, Json] = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}

    assert rules(PolicyKind.SCP, {**deny, "Principal": "*"}) == ["scp-syntax-error-principal"]
    assert rules(PolicyKind.SCP, dict(deny)) == []
    assert rules(PolicyKind.RCP, {**deny, "NotPrincipal": "*"}) == ["rcp-syntax-error-principal"]
    assert rules(PolicyKind.RCP, {**deny, "Principal": "*"}) == []


def test_roles_anywhere_with_its_three_actions_is_no_lint() -> None:
    actions: Json = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]

    assert rules(PolicyKind.TRUST, a_trust({"Service": "rolesanywhere.amazonaws.com"}, actions)) == []
