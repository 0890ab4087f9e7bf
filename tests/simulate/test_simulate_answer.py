import json
from urllib.parse import quote

import pytest
from simulating import ADMIN, ALICE, MFA, A, B, a_case, a_policy, a_trust, an_identity, said, verdict

from iam_atlas.data.managed_policies import document, names
from iam_atlas.model.policies import Json
from iam_atlas.simulate.answer import answer

WITH_MFA: Json = {"context": {"aws:MultiFactorAuthPresent": "true"}}
EVERYTHING = an_identity(Action="*")
NOT_STS = an_identity(Action="s3:*")
ROLE = f"arn:aws:iam::{A}:role/team/x"
SESSION = f"arn:aws:sts::{A}:assumed-role/x/alice"
HOME = f"arn:aws:iam::{A}:role/home"
OKTA = f"arn:aws:iam::{B}:saml-provider/okta"
GITHUB = f"arn:aws:iam::{B}:oidc-provider/token.actions.githubusercontent.com"

DENY_ALL = a_policy({"Effect": "Deny", "Principal": "*", "Resource": "*", "Action": "*"})
DENY_ALL_SCP = an_identity(Effect="Deny", Action="*")


def key(action: str, resource: str = "key/k") -> dict[str, Json]:
    """Alice may do everything with keys; the policy of the key leaves it to the account."""
    arn = f"arn:aws:kms:eu-west-1:{A}:{resource}"
    return {
        "request": {"action": action, "resource": arn},
        "identityPolicies": [an_identity(Action="kms:*")],
        "trustPolicy": a_policy({"Principal": {"AWS": A}, "Action": "kms:*", "Resource": "*"}),
    }


def deep(levels: int) -> Json:
    value: Json = []
    for _ in range(levels):
        value = [value]
    return value


def nowhere(action: str) -> dict[str, Json]:
    return {
        "request": {"action": action, "resource": "*"},
        "identityPolicies": [an_identity(Action=action)],
        "trustPolicy": None,
    }


def token(host: str) -> dict[str, Json]:
    return {"request": {"action": "sts:AssumeRoleWithWebIdentity", "principal": host}, "identityPolicies": []}


def by_token(provider: str) -> dict[str, Json]:
    audience: Json = {"Null": {"gitlab.example.com:aud": "true"}}
    return a_trust({"Federated": provider}, Action="sts:AssumeRoleWithWebIdentity", Condition=audience)


# what is varied, and the verdict; every case that is allowed has a neighbour that is not
CASES: tuple[tuple[str, dict[str, Json], str], ...] = (
    ("both halves allow", {}, "Allowed"),
    ("the identity half is missing", {"identityPolicies": []}, "ImplicitlyDenied"),
    ("the trust half is missing", {"trustPolicy": None}, "ImplicitlyDenied"),
    ("an empty list of statements allows nothing", {"identityPolicies": [a_policy()]}, "ImplicitlyDenied"),
    ("a condition that the context meets", {"trustPolicy": a_trust(Condition=MFA), "request": WITH_MFA}, "Allowed"),
    ("a key that the context lacks is absent", {"trustPolicy": a_trust(Condition=MFA)}, "ImplicitlyDenied"),
    ("a Deny wins", {"identityPolicies": [an_identity(), an_identity(Effect="Deny")]}, "ExplicitlyDenied"),
    (
        "a Deny whose condition does not hold does not strike",
        {"identityPolicies": [an_identity(), an_identity(Effect="Deny", Condition=MFA)]},
        "Allowed",
    ),
    ("a boundary that allows", {"permissionBoundary": an_identity()}, "Allowed"),
    ("a boundary that is silent", {"permissionBoundary": NOT_STS}, "ImplicitlyDenied"),
    ("a session policy that allows", {"sessionPolicy": an_identity()}, "Allowed"),
    ("a session policy that is silent", {"sessionPolicy": NOT_STS}, "ImplicitlyDenied"),
    ("every level of SCPs allows", {"scps": [[EVERYTHING], [EVERYTHING]]}, "Allowed"),
    ("one level of SCPs is silent", {"scps": [[EVERYTHING], [NOT_STS]]}, "ImplicitlyDenied"),
    ("one level of SCPs has no policy", {"scps": [[EVERYTHING], []]}, "ImplicitlyDenied"),
    ("an SCP denies", {"scps": [[EVERYTHING, an_identity(Effect="Deny")]]}, "ExplicitlyDenied"),
    (
        "SCPs do not bind the management account",
        {"scps": [[an_identity(Effect="Deny")]], "org": {"managementAccount": A}},
        "Allowed",
    ),
    (
        "SCPs bind the caller when another account is the management account",
        {"scps": [[an_identity(Effect="Deny")]], "org": {"managementAccount": B}},
        "ExplicitlyDenied",
    ),
    (
        "an RCP denies",
        {"rcps": [[a_policy({"Effect": "Deny", "Principal": "*", "Resource": "*"})]]},
        "ExplicitlyDenied",
    ),
    (
        "RCPs do not bind roles of the management account",
        {
            "rcps": [[a_policy({"Effect": "Deny", "Principal": "*", "Resource": "*"})]],
            "org": {"managementAccount": B},
        },
        "Allowed",
    ),
    (
        "AWS's own RCP that allows everything changes nothing",
        {"rcps": [[a_policy({"Action": "*", "Principal": "*", "Resource": "*"})]]},
        "Allowed",
    ),
    (
        "within an account a trust that names the user suffices",
        {"request": {"resource": HOME}, "trustPolicy": a_trust({"AWS": ALICE}), "identityPolicies": []},
        "Allowed",
    ),
    (
        "within an account a trust of the account does not",
        {"request": {"resource": HOME}, "identityPolicies": []},
        "ImplicitlyDenied",
    ),
    (
        "a session is let in by the ARN of its role, path and all",
        {"request": {"principal": SESSION}, "trustPolicy": a_trust({"AWS": ROLE})},
        "Allowed",
    ),
    (
        "a session is not let in by another session's ARN",
        {"request": {"principal": SESSION}, "trustPolicy": a_trust({"AWS": SESSION.replace("alice", "bob")})},
        "ImplicitlyDenied",
    ),
    (
        "the context may tell the path of a session's role",
        {
            "request": {"principal": SESSION, "context": {"aws:PrincipalArn": ROLE}},
            "trustPolicy": a_trust({"AWS": ROLE}),
        },
        "Allowed",
    ),
    (
        "and then a role of the same name under another path is another role",
        {
            "request": {"principal": SESSION, "context": {"aws:PrincipalArn": ROLE}},
            "trustPolicy": a_trust({"AWS": ROLE.replace("team", "other")}),
        },
        "ImplicitlyDenied",
    ),
    (
        "a role ARN stands for a session of the role",
        {"request": {"principal": ROLE}, "trustPolicy": a_trust({"AWS": ROLE})},
        "Allowed",
    ),
    (
        "a role under another path is another role",
        {"request": {"principal": ROLE}, "trustPolicy": a_trust({"AWS": ROLE.replace("team", "other")})},
        "ImplicitlyDenied",
    ),
    (
        "a service is let in by its name and needs nothing else",
        {
            "request": {"principal": "lambda.amazonaws.com"},
            "trustPolicy": a_trust({"Service": "lambda.amazonaws.com"}),
            "identityPolicies": [],
        },
        "Allowed",
    ),
    (
        "another service is not",
        {"request": {"principal": "ec2.amazonaws.com"}, "trustPolicy": a_trust({"Service": "lambda.amazonaws.com"})},
        "ImplicitlyDenied",
    ),
    (
        "a SAML provider lets its people in",
        {
            "request": {"principal": OKTA, "action": "sts:AssumeRoleWithSAML"},
            "trustPolicy": a_trust({"Federated": OKTA}, Action="sts:AssumeRoleWithSAML"),
        },
        "Allowed",
    ),
    (
        "people of a SAML provider do not come by sts:AssumeRole, whatever the trust allows",
        {"request": {"principal": OKTA}, "trustPolicy": a_trust({"Federated": OKTA}, Action="sts:*")},
        "ImplicitlyDenied",
    ),
    (
        "users do not come by the action of a SAML provider",
        {"request": {"action": "sts:AssumeRoleWithSAML"}, "trustPolicy": a_trust(Action="sts:*")},
        "ImplicitlyDenied",
    ),
    (
        "an OIDC provider may be named by its host",
        {
            "request": {
                "principal": "token.actions.githubusercontent.com",
                "action": "sts:AssumeRoleWithWebIdentity",
                "context": {"token.actions.githubusercontent.com:sub": "repo:o/r:ref:refs/heads/main"},
            },
            "trustPolicy": a_trust(
                {"Federated": GITHUB},
                Action="sts:AssumeRoleWithWebIdentity",
                Condition={"StringLike": {"token.actions.githubusercontent.com:sub": "repo:o/r:*"}},
            ),
        },
        "Allowed",
    ),
    (
        "the subject of a token counts with its case",
        {
            "request": {
                "principal": GITHUB,
                "action": "sts:AssumeRoleWithWebIdentity",
                "context": {"token.actions.githubusercontent.com:sub": "repo:O/r:ref:refs/heads/main"},
            },
            "trustPolicy": a_trust(
                {"Federated": GITHUB},
                Action="sts:AssumeRoleWithWebIdentity",
                Condition={"StringLike": {"token.actions.githubusercontent.com:sub": "repo:o/r:*"}},
            ),
        },
        "ImplicitlyDenied",
    ),
    (
        "SCPs do not bind service-linked roles",
        {
            "request": {"principal": f"arn:aws:sts::{A}:assumed-role/AWSServiceRoleForSupport/s"},
            "scps": [[an_identity(Effect="Deny")]],
        },
        "Allowed",
    ),
    (
        "a service-linked role is not for users",
        {"request": {"resource": f"arn:aws:iam::{B}:role/aws-service-role/support.amazonaws.com/r"}},
        "ImplicitlyDenied",
    ),
    ("the root user assumes no role", {"request": {"principal": f"arn:aws:iam::{A}:root"}}, "ImplicitlyDenied"),
    (
        "variables are filled in under version 2012-10-17",
        {
            "request": {"context": {"aws:username": "alice", "sts:RoleSessionName": "alice"}},
            "trustPolicy": a_trust(Condition={"StringEquals": {"sts:RoleSessionName": "${aws:username}"}}),
        },
        "Allowed",
    ),
    (
        "and are plain text under an older one",
        {
            "request": {"context": {"aws:username": "alice", "sts:RoleSessionName": "alice"}},
            "trustPolicy": a_policy(
                {
                    "Principal": {"AWS": A},
                    "Condition": {"StringEquals": {"sts:RoleSessionName": "${aws:username}"}},
                },
                version="2008-10-17",
            ),
        },
        "ImplicitlyDenied",
    ),
    (
        "across accounts a bucket needs both policies",
        {
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::box/f", "resourceAccount": B},
            "identityPolicies": [an_identity(Action="s3:GetObject")],
            "trustPolicy": a_policy({"Action": "s3:*", "Principal": {"AWS": A}, "Resource": "arn:aws:s3:::box/*"}),
        },
        "Allowed",
    ),
    (
        "a bucket of another account is closed without its own policy",
        {
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::box/f", "resourceAccount": B},
            "identityPolicies": [an_identity(Action="s3:GetObject")],
            "trustPolicy": None,
        },
        "ImplicitlyDenied",
    ),
    (
        "within an account either policy opens a bucket",
        {
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::box/f", "resourceAccount": A},
            "identityPolicies": [an_identity(Action="s3:GetObject")],
            "trustPolicy": None,
        },
        "Allowed",
    ),
    (
        "a session policy that is silent caps a trust of the user",
        {
            "request": {"resource": HOME},
            "trustPolicy": a_trust({"AWS": ALICE}),
            "identityPolicies": [],
            "sessionPolicy": NOT_STS,
        },
        "ImplicitlyDenied",
    ),
    (
        "a session policy that allows leaves a trust of the user",
        {
            "request": {"resource": HOME},
            "trustPolicy": a_trust({"AWS": ALICE}),
            "identityPolicies": [],
            "sessionPolicy": an_identity(),
        },
        "Allowed",
    ),
    (
        "an RCP denies nothing on a service-linked role",
        {
            "request": {
                "resource": f"arn:aws:iam::{B}:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForX",
                "principal": "ec2.amazonaws.com",
            },
            "trustPolicy": a_trust({"Service": "ec2.amazonaws.com"}),
            "rcps": [[DENY_ALL]],
        },
        "Allowed",
    ),
    (
        "an RCP denies a service a role of one's own",
        {
            "request": {"principal": "ec2.amazonaws.com"},
            "trustPolicy": a_trust({"Service": "ec2.amazonaws.com"}),
            "rcps": [[DENY_ALL]],
        },
        "ExplicitlyDenied",
    ),
    ("an RCP takes no retiring of grants away", {**key("kms:RetireGrant"), "rcps": [[DENY_ALL]]}, "Allowed"),
    ("an RCP takes the decrypting away", {**key("kms:Decrypt"), "rcps": [[DENY_ALL]]}, "ExplicitlyDenied"),
    ("a key is opened by its own policy only", {**key("kms:Decrypt"), "trustPolicy": None}, "ImplicitlyDenied"),
    (
        "an alias has no policy of its own",
        {**key("kms:CreateAlias", "alias/a"), "trustPolicy": None},
        "Allowed",
    ),
    (
        "an RCP denies nothing that has no resource",
        {**nowhere("s3:ListAllMyBuckets"), "rcps": [[DENY_ALL]]},
        "Allowed",
    ),
    ("anyone asks who they are", {**nowhere("sts:GetCallerIdentity"), "identityPolicies": []}, "Allowed"),
    (
        "anyone asks who they are, whatever is denied",
        {**nowhere("sts:GetCallerIdentity"), "identityPolicies": [an_identity(Effect="Deny", Action="sts:*")]},
        "Allowed",
    ),
    (
        "nobody asks for a session token whom nothing allows to",
        {**nowhere("iam:GetUser"), "identityPolicies": []},
        "ImplicitlyDenied",
    ),
    (
        "a user of a provider of another account, named by its host",
        {**token("gitlab.example.com"), "trustPolicy": by_token(f"arn:aws:iam::{A}:oidc-provider/gitlab.example.com")},
        "ImplicitlyDenied",
    ),
    (
        "a user of a provider of the role's account, named by its host",
        {**token("gitlab.example.com"), "trustPolicy": by_token(f"arn:aws:iam::{B}:oidc-provider/gitlab.example.com")},
        "Allowed",
    ),
    (
        "a number of the context as a policy writes it",
        {
            "request": {"context": {"s3:max-keys": 1e-7}},
            "trustPolicy": a_trust(Condition={"NumericEquals": {"s3:max-keys": "0.0000001"}}),
        },
        "Allowed",
    ),
    (
        "SCPs bind the session of a role that only looks linked to a service",
        {
            "request": {
                "principal": f"arn:aws:sts::{A}:assumed-role/AWSServiceRoleForX/s",
                "context": {"aws:PrincipalArn": f"arn:aws:iam::{A}:role/AWSServiceRoleForX"},
            },
            "scps": [[DENY_ALL_SCP]],
        },
        "ExplicitlyDenied",
    ),
    (
        "SCPs do not bind the session of a service-linked role",
        {
            "request": {
                "principal": f"arn:aws:sts::{A}:assumed-role/AWSServiceRoleForX/s",
                "context": {
                    "aws:PrincipalArn": f"arn:aws:iam::{A}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX"
                },
            },
            "scps": [[DENY_ALL_SCP]],
        },
        "Allowed",
    ),
    (
        "an action on no resource is asked of the caller's own account",
        {
            "request": {"action": "s3:ListAllMyBuckets", "resource": "*"},
            "identityPolicies": [an_identity(Action="s3:ListAllMyBuckets")],
            "trustPolicy": None,
        },
        "Allowed",
    ),
)


@pytest.mark.parametrize(("name", "varied", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_case_is_decided(name: str, varied: dict[str, Json], expected: str) -> None:
    found, reasons = said(a_case(**varied))

    assert found == expected, reasons
    assert reasons


# what is varied, and what the reason of the Error says
WRONG: tuple[tuple[str, dict[str, Json], str], ...] = (
    ("no principal", {"request": {"principal": None}}, "request.principal is missing"),
    ("a principal that is a group", {"request": {"principal": f"arn:aws:iam::{A}:group/g"}}, "group/g"),
    ("a principal with a wildcard", {"request": {"principal": f"arn:aws:iam::{A}:user/*"}}, "no single principal"),
    ("a principal that is a word", {"request": {"principal": "alice"}}, '"alice" is not understood'),
    ("half a session ARN", {"request": {"principal": f"arn:aws:sts::{A}:assumed-role/x"}}, "assumed-role session"),
    ("an action with a wildcard", {"request": {"action": "sts:*"}}, 'request.action "sts:*"'),
    ("an action without a service", {"request": {"action": "AssumeRole"}}, 'request.action "AssumeRole"'),
    ("a resource that is no ARN", {"request": {"resource": "Admin"}}, "must be an ARN"),
    ("a role that is none", {"request": {"resource": f"arn:aws:iam::{B}:user/x"}}, "is no role"),
    ("accounts that differ", {"request": {"resourceAccount": A}}, "but the ARN of the resource names 222222222222"),
    (
        "a resource whose account nobody says",
        {"request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::box"}},
        "request.resourceAccount is missing",
    ),
    ("an account id as a number", {"request": {"resourceAccount": 222222222222}}, "twelve digits in quotes"),
    ("a misspelled field", {"permissionsBoundary": a_policy()}, 'did you mean "permissionBoundary"'),
    ("the field of another tool", {"resourcePolicy": a_policy()}, '"resourcePolicy" is no field of a case'),
    ("a misspelled field of the request", {"request": {"contexts": {}}}, 'did you mean "context"'),
    ("context that is a list", {"request": {"context": []}}, "request.context must be an object"),
    ("a context value that is an object", {"request": {"context": {"aws:TagKeys": {}}}}, '"aws:TagKeys" must have'),
    ("one key in two spellings", {"request": {"context": {"a:B": "1", "A:b": "2"}}}, "stands there twice"),
    ("policies that are no list", {"identityPolicies": an_identity()}, "identityPolicies must be a list"),
    ("a level that is no list", {"scps": [an_identity()]}, "scps[0] must be a list"),
    ("a policy that is a number", {"trustPolicy": 7}, "trustPolicy: a policy is an object"),
    ("a policy that is broken text", {"trustPolicy": "{"}, "trustPolicy: the text is no JSON document"),
    ("a policy without Statement", {"trustPolicy": {"Version": "2012-10-17"}}, "has no Statement"),
    ("a misspelled element of a policy", {"trustPolicy": {**a_trust(), "Versoin": "x"}}, 'did you mean "Version"'),
    ("a version that does not exist", {"trustPolicy": {**a_trust(), "Version": "2012-10-18"}}, "invalid-version"),
    ("a misspelled element of a statement", {"trustPolicy": a_trust(Conditions=MFA)}, "[invalid-policy-element]"),
    ("a misspelled effect", {"trustPolicy": a_trust(Effect="allow")}, "[invalid-effect]"),
    ("no effect", {"trustPolicy": {"Statement": {"Principal": {"AWS": A}, "Action": "sts:*"}}}, "[missing-effect]"),
    ("an action that is none", {"identityPolicies": [an_identity(Action="AssumeRole")]}, "[invalid-action]"),
    ("an unknown operator", {"trustPolicy": a_trust(Condition={"StringMatches": {"a:B": "c"}})}, "StringMatches"),
    ("Null with IfExists", {"trustPolicy": a_trust(Condition={"NullIfExists": {"a:B": "true"}})}, "[null-with-if-"),
    (
        "a provider that is none",
        {"trustPolicy": a_trust({"Federated": "okta"}, Action="sts:AssumeRoleWithWebIdentity")},
        "[invalid-federated-principal-syntax-in-role-trust-policy]",
    ),
    (
        "NotPrincipal in a trust policy",
        {"trustPolicy": a_policy({"NotPrincipal": {"AWS": A}})},
        "[role-trust-policy-syntax-error-notprincipal]",
    ),
    ("a group in a trust policy", {"trustPolicy": a_trust({"AWS": f"arn:aws:iam::{A}:group/g"})}, "[group-as"),
    (
        "a wildcard in a principal",
        {"trustPolicy": a_trust({"AWS": f"arn:aws:iam::{A}:role/*"})},
        "[unsupported-wildcard-in-principal]",
    ),
    (
        "a wildcard for the account of a principal",
        {"trustPolicy": a_trust({"AWS": "arn:aws:iam::*:root"})},
        "[unsupported-wildcard-in-principal]",
    ),
    (
        "a provider with the action of users",
        {"trustPolicy": a_trust({"Federated": GITHUB})},
        "[mismatched-action-for-principal]",
    ),
    (
        "a SAML provider with the action of web identities",
        {"trustPolicy": a_trust({"Federated": OKTA}, Action="sts:AssumeRoleWithWebIdentity")},
        "[mismatched-action-for-principal]",
    ),
    (
        "a principal of another partition",
        {"trustPolicy": a_trust({"AWS": f"arn:aws-cn:iam::{A}:root"})},
        "[partition-mismatch]",
    ),
    ("everyone as a federated principal", {"trustPolicy": a_trust({"Federated": "*"})}, "[invalid-federated-principal"),
    (
        "everyone as a federated principal of a denial",
        {"trustPolicy": a_policy({"Principal": {"AWS": A}}, {"Effect": "Deny", "Principal": {"Federated": "*"}})},
        "[invalid-federated-principal",
    ),
    ("an RCP without Principal", {"rcps": [[an_identity(Effect="Deny")]]}, "[missing-principal]"),
    ("a bucket as a principal", {"trustPolicy": a_trust({"AWS": f"arn:aws:iam::{A}:bucket/b"})}, "[invalid-principal"),
    ("a blank after a principal", {"trustPolicy": a_trust({"AWS": f"{ALICE} "})}, "[invalid-principal-format]"),
    ("a region in a principal", {"trustPolicy": a_trust({"AWS": f"arn:aws:iam:eu:{A}:root"})}, "[invalid-principal"),
    (
        "half a session as a principal",
        {"trustPolicy": a_trust({"AWS": f"arn:aws:sts::{A}:assumed-role/x"})},
        "[invalid-principal-format]",
    ),
    ("a resource that is a word", {"identityPolicies": [an_identity(Resource="box")]}, "[invalid-arn-prefix]"),
    (
        "a variable that may be more than a part of a resource's ARN",
        {
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::box/f", "resourceAccount": A},
            "identityPolicies": [an_identity(Action="s3:*", Resource="arn:aws:s3:${aws:username}::box/f")],
            "trustPolicy": None,
        },
        "Not decided",
    ),
    ("a version that is a number", {"trustPolicy": {**a_trust(), "Version": 2012}}, "Version must be a text"),
    ("a Statement that is null", {"trustPolicy": {"Statement": None}}, "has no Statement"),
    ("a Sid that is a number", {"trustPolicy": a_trust(Sid=7)}, "[data-type-mismatch]"),
    ("a policy larger than any of AWS", {"trustPolicy": a_trust({"AWS": [A] * 9_000})}, "larger than"),
    (
        "an identity policy larger than AWS's own",
        {"identityPolicies": [an_identity(Resource=[A] * 40_000)]},
        "larger than",
    ),
    ("a policy with a number that is none", {"trustPolicy": '{"Statement": [NaN]}'}, "NaN is no JSON"),
    ("a policy as deep text", {"trustPolicy": '{"Statement":' + "[" * 90_000}, "trustPolicy"),
    ("a deep policy", {"trustPolicy": {"Statement": deep(900)}}, "data-type-mismatch"),
    ("Principal in an identity policy", {"identityPolicies": [a_trust()]}, "[unsupported-principal]"),
    ("Resource in a trust policy", {"trustPolicy": a_trust(Resource="*")}, "syntax-error-resource]"),
    ("a condition that is a text", {"trustPolicy": a_trust(Condition="mfa")}, "[data-type-mismatch]"),
    (
        "a star alone as an ARN pattern",
        {
            "request": {"context": {"aws:PrincipalArn": ALICE}},
            "trustPolicy": a_trust(Condition={"ArnLike": {"aws:PrincipalArn": "*"}}),
        },
        'Not decided: "*" alone as a value of ArnLike',
    ),
    (
        "whether everyone includes a service",
        {"request": {"principal": "lambda.amazonaws.com"}, "trustPolicy": a_trust({"AWS": "*"})},
        "Not decided",
    ),
)


@pytest.mark.parametrize(("name", "varied", "says"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_no_case_or_no_policy_is_an_error_that_says_why(name: str, varied: dict[str, Json], says: str) -> None:
    found, reasons = said(a_case(**varied))

    assert found == "Error"
    assert says in reasons


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(b"nope", "this line is no JSON", id="no JSON"),
        pytest.param(b"[]", "a case is a JSON object", id="a list"),
        pytest.param(b"{}", "request is missing", id="an empty object"),
        pytest.param(b'{"id": 1, "id": 2}', '"id" stands twice', id="a name twice"),
        pytest.param(b'{"id": NaN}', "NaN is no JSON", id="no number"),
        pytest.param(b'{"id": "\xff"}', "this line is no JSON", id="no UTF-8"),
        pytest.param(b'{"id": "\\ud800", "request": 1}', "request is missing", id="half a character"),
        pytest.param(b'{"id": 1e400, "request": 1}', "the number 1e400 is larger", id="a number beyond all"),
        pytest.param(b'{"id": ' + b"[" * 900 + b"]" * 900 + b"}", "", id="a deep id"),
        pytest.param(b"[" * 100_000, "this line is no JSON", id="a deep line"),
    ],
)
def test_a_line_that_is_no_case_is_an_error(line: bytes, says: str) -> None:
    found, reasons = said(line)

    assert found == "Error"
    assert says in reasons


def test_a_policy_may_come_url_encoded_as_text_or_with_a_name() -> None:
    encoded = quote(json.dumps(a_trust()))

    assert verdict(trustPolicy=encoded) == "Allowed"
    assert verdict(trustPolicy=json.dumps(a_trust())) == "Allowed"
    assert verdict(trustPolicy=quote(json.dumps(a_trust({"AWS": B})))) == "ImplicitlyDenied"
    assert verdict(identityPolicies=[{"name": "mine", "policy": an_identity()}]) == "Allowed"


def test_a_named_policy_is_cited_by_its_name_and_statement() -> None:
    identity: Json = {"name": "switcher", "policy": an_identity(Sid="Go")}

    _, reasons = said(a_case(identityPolicies=[identity]))

    assert "statement Go of switcher" in reasons


def test_single_objects_texts_booleans_and_numbers_are_read_as_aws_reads_them() -> None:
    trust: dict[str, Json] = {
        "Statement": {
            "Effect": "Allow",
            "Action": ["sts:AssumeRole"],
            "Principal": {"AWS": A},
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": True}, "NumericLessThan": {"x:Age": 3600}},
        }
    }

    assert (
        verdict(trustPolicy=trust, request={"context": {"aws:multifactorauthpresent": True, "x:age": 60}}) == "Allowed"
    )
    assert verdict(trustPolicy=trust, request={"context": {"x:age": 60}}) == "ImplicitlyDenied"


def test_every_fault_of_a_policy_is_named() -> None:
    _, reasons = said(a_case(trustPolicy=a_policy({"Effect": "allow", "Principal": "*"}, {"Principal": 7})))

    assert '"1"' in reasons
    assert '"2"' in reasons


def test_a_dispute_is_decided_by_the_evaluation_logic_page_and_said() -> None:
    silent = an_identity(Action="s3:*")

    found, reasons = said(
        a_case(
            request={"resource": f"arn:aws:iam::{A}:role/r"},
            trustPolicy=a_trust({"AWS": ALICE}),
            permissionBoundary=silent,
        )
    )

    assert found == "Allowed"
    assert "Disputed" in reasons
    assert "Update a role trust policy" in reasons


def test_notes_of_the_writer_change_nothing() -> None:
    assert verdict(name="n", expect="Error", comment="c", why="w") == "Allowed"


def test_the_id_comes_back_as_it_was() -> None:
    ids: tuple[Json, ...] = ("c1", 7, None, ["a"])
    for id_ in ids:
        assert json.loads(answer(json.dumps(a_case(id=id_)).encode()).text)["id"] == id_


def test_whatever_is_answered_is_a_line_of_json_in_utf_8() -> None:
    for line in (b'{"id": "\\ud800", "request": {"principal": "\\udc00"}}', b'{"id": -1e400}'):
        text = answer(line).text

        assert "Infinity" not in text
        assert json.loads(text.encode("utf-8"))["verdict"] == "Error"


def test_a_value_of_many_blanks_is_read_at_once() -> None:
    """A reader that goes back over the blanks for each of them would need hours."""
    name = "${" + " " * 30_000 + "x}"
    trust = a_trust(Condition={"StringEquals": {"aws:username": name}})

    assert verdict(trustPolicy=trust) == "ImplicitlyDenied"


def test_the_denial_of_a_missing_half_names_it_first() -> None:
    _, reasons = said(a_case(identityPolicies=[]))

    assert reasons.startswith("Not allowed: the policies of user/alice do not allow sts:AssumeRole.")
    assert ADMIN.rsplit(":", 1)[-1] in reasons


def test_a_managed_policy_of_aws_is_read_however_large_it_is() -> None:
    largest = max((document(name) or {} for name in names()), key=lambda one: len(json.dumps(one)))

    found, reasons = said(a_case(identityPolicies=[an_identity(), dict(largest)]))

    assert (found, "larger" in reasons) == ("Allowed", False)
