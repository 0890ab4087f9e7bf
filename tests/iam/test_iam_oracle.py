"""The plain flow itself: what AWS's pages say by example, one row a rule, each allowed case with a denied twin."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from iam_oracle import verdict_of
from iam_oracle_conditions import Request, meets
from iam_strategies import ACCESS_POOLS, BOUNDED, condition_tests, contexts

from iam_atlas.errors import Position
from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import Policy, PolicyKind, Principal, Statement
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target
from iam_atlas.model.grants import Effect

HERE = Position("accounts.yaml", 1, 1)
A, B = "111111111111", "222222222222"
YES, NO, DENIED = Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED, Verdict.EXPLICITLY_DENIED
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A, user_name="u")
X, X_SESSION = f"arn:aws:iam::{A}:role/team/x", f"arn:aws:sts::{A}:assumed-role/x/s"
SESSION = Caller(kind=CallerKind.SESSION, arn=X_SESSION, role_arn=X, account_id=A, session_name="s")
ROOT_A = f"arn:aws:iam::{A}:root"
ROOT = Caller(kind=CallerKind.ROOT, arn=ROOT_A, account_id=A)
EC2 = Caller(kind=CallerKind.SERVICE, arn="ec2.amazonaws.com")
IDP = Caller(kind=CallerKind.SAML, arn=f"arn:aws:iam::{B}:saml-provider/idp")
ANONYMOUS = Caller(kind=CallerKind.ANONYMOUS)
OBJECT, KEY = "arn:aws:s3:::b/k", f"arn:aws:kms:eu-central-1:{A}:key/k"

# operator, values of the policy, the request, whether the condition is met; the key is x:Key
CONDITIONS: tuple[tuple[str, tuple[str, ...], Request, bool], ...] = (
    ("StringEquals", ("iamuser-admin",), {"x:key": ("iamuser-admin",)}, True),
    ("StringEquals", ("iamuser-admin",), {"x:key": ("dev-ops",)}, False),
    ("StringEquals", ("iamuser-admin",), {}, False),
    ("StringNotLike", ("a*",), {}, True),
    ("StringLike", ("home/", "home/${aws:username}/"), {"x:key": ("home/u/",), "aws:username": ("u",)}, True),
    ("StringLike", ("home/", "home/${aws:username}/"), {"x:key": ("home/",)}, False),
    ("StringNotLike", ("home/", "home/${aws:username}/"), {"x:key": ("home/",)}, True),
    ("StringLike", ("home/${aws:username, 'all'}/*",), {"x:key": ("home/all/x",)}, True),
    ("StringLike", ("home/${*}",), {"x:key": ("home/u",)}, False),
    ("ForAnyValue:StringEquals", ("environment",), {"x:key": ("environment", "costcenter")}, True),
    ("ForAnyValue:StringEquals", ("environment",), {"x:key": ("costcenter",)}, False),
    ("ForAnyValue:StringEquals", ("environment",), {}, False),
    ("ForAllValues:ArnLike", ("arn:aws:s3:::a*",), {"x:key": ("arn:aws:s3:::a", "arn:aws:s3:::ab")}, True),
    ("ForAllValues:ArnLike", ("arn:aws:s3:::a*",), {"x:key": ("arn:aws:s3:::a", "arn:aws:s3:::b")}, False),
    ("ForAllValues:ArnLike", ("arn:aws:s3:::a*",), {}, True),
    ("ForAllValues:StringEquals", ("a",), {"x:key": ("",)}, True),
    ("Bool", ("false",), {"x:key": ("false",)}, True),
    ("Bool", ("false",), {}, False),
    ("BoolIfExists", ("false",), {}, True),
    ("BinaryEquals", ("QmluYXJ5VmFsdWVJbkJhc2U2NA==",), {"x:key": ("QmluYXJ5VmFsdWVJbkJhc2U2NA==",)}, True),
    ("BinaryEquals", ("QmluYXJ5VmFsdWVJbkJhc2U2NA==",), {"x:key": ("ASIAIOSFODNN7EXAMPLE",)}, False),
    ("IpAddress", ("203.0.113.0/24",), {"x:key": ("203.0.113.1",)}, True),
    ("IpAddress", ("203.0.113.0/24",), {"x:key": ("198.51.100.1",)}, False),
    ("NotIpAddress", ("203.0.113.0/24",), {"x:key": ("2001:db8::1",)}, True),
    ("ArnLike", ("arn:aws:x:*:1:f/*",), {"x:key": ("arn:aws:x:us-east-2:1:f/d",)}, True),
    ("ArnLike", ("arn:aws:x:*:1:f/*",), {"x:key": ("arn:aws:x:us-east-2:9:store/abc:1:f/d",)}, False),
    ("StringLike", ("arn:aws:x:*:1:f/*",), {"x:key": ("arn:aws:x:us-east-2:9:store/abc:1:f/d",)}, True),
    ("NumericLessThanEquals", ("10",), {"x:key": ("10",)}, True),
    ("NumericLessThanEquals", ("10",), {"x:key": ("11",)}, False),
    ("DateGreaterThan", ("2020-01-01T00:00:01Z",), {"x:key": ("2020-01-01T01:00:01+00:59",)}, True),
    ("DateGreaterThan", ("2020-01-01T00:00:01Z",), {"x:key": ("1577836801",)}, False),
    ("Null", ("true",), {}, True),
    ("Null", ("true",), {"x:key": ("a",)}, False),
)


@pytest.mark.parametrize(("operator", "values", "request_", "expected"), CONDITIONS)
def test_a_condition_is_met_as_the_pages_show(
    operator: str, values: tuple[str, ...], request_: Request, expected: bool
) -> None:
    assert meets(ConditionTest(operator, "x:Key", values), request_) is expected


def test_an_older_policy_takes_a_variable_for_text() -> None:
    older = ConditionTest("StringEquals", "x:Key", ("${aws:username}",), literal=True)

    assert meets(older, {"x:key": ("${aws:username}",), "aws:username": ("u",)})
    assert not meets(older, {"x:key": ("u",), "aws:username": ("u",)})


@settings(BOUNDED, max_examples=1000)
@given(condition_tests(ACCESS_POOLS), contexts(ACCESS_POOLS))
def test_the_engine_meets_conditions_as_the_plain_reading_does(test: ConditionTest, request_: Request) -> None:
    assert matches(test, request_) == meets(test, request_)


def says(kind: PolicyKind, *principals: str, effect: Effect = Effect.ALLOW, action: str = "*") -> Policy:
    """A policy of one statement about every resource; a principal's type is told from its form."""
    entries = tuple(Principal(_type_of(value), value) for value in principals)
    resources = () if kind is PolicyKind.TRUST else ("*",)
    statement = Statement(effect, "1", HERE, principals=entries or None, actions=(action,), resources=resources)
    return Policy(kind.value, kind, "2012-10-17", (statement,), HERE)


def _type_of(value: str) -> str:
    return "Service" if value.endswith(".amazonaws.com") else "Federated" if "-provider/" in value else "AWS"


def trust(*principals: str, effect: Effect = Effect.ALLOW) -> Policy:
    return says(PolicyKind.TRUST, *principals, effect=effect)


def resource(*principals: str, effect: Effect = Effect.ALLOW) -> Policy:
    return says(PolicyKind.RESOURCE, *principals, effect=effect)


OWN = (says(PolicyKind.IDENTITY),)
SILENT, SILENT_SESSION = says(PolicyKind.BOUNDARY, action="x:y"), says(PolicyKind.SESSION, action="x:y")
SCP, NO_SCP = says(PolicyKind.SCP), says(PolicyKind.SCP, action="x:y")
RCP = says(PolicyKind.RCP, "*", effect=Effect.DENY)
ROLE = Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A)
FAR = Target(arn=f"arn:aws:iam::{B}:role/r", account_id=B)
FILE = Target(arn=OBJECT, account_id=A, is_role=False)
FAR_FILE = replace(FILE, account_id=B)
LOCK = Target(arn=KEY, account_id=A, is_role=False)
ASSUME, GET, DECRYPT, SAML = "sts:AssumeRole", "s3:GetObject", "kms:Decrypt", "sts:AssumeRoleWithSAML"
LINKED = replace(SESSION, service_linked=True)

FLOW: tuple[tuple[str, Caller, str, Target, PolicySet, Verdict], ...] = (
    ("a trust that names the user suffices", USER, ASSUME, ROLE, PolicySet(resource=trust(USER.arn)), YES),
    ("a name in another case is nobody", USER, ASSUME, ROLE, PolicySet(resource=trust(USER.arn.upper())), NO),
    ("a trust of the account delegates", USER, ASSUME, ROLE, PolicySet(resource=trust(A), identity=OWN), YES),
    ("and needs the identity policy", USER, ASSUME, ROLE, PolicySet(resource=trust(A)), NO),
    ("an identity policy alone opens no role", USER, ASSUME, ROLE, PolicySet(identity=OWN), NO),
    ("across accounts both allow", USER, ASSUME, FAR, PolicySet(resource=trust(USER.arn), identity=OWN), YES),
    ("across accounts a trust alone is too little", USER, ASSUME, FAR, PolicySet(resource=trust(USER.arn)), NO),
    (
        "a silent boundary does not stop a named user",
        USER,
        GET,
        FILE,
        PolicySet(resource=resource(USER.arn), boundary=SILENT),
        YES,
    ),
    ("but one whom an identity policy lets in", USER, GET, FILE, PolicySet(identity=OWN, boundary=SILENT), NO),
    (
        "nor everyone",
        SESSION,
        GET,
        FILE,
        PolicySet(resource=resource("*"), boundary=SILENT, session=SILENT_SESSION),
        YES,
    ),
    (
        "nor a session by its own ARN",
        SESSION,
        GET,
        FILE,
        PolicySet(resource=resource(X_SESSION), session=SILENT_SESSION),
        YES,
    ),
    (
        "but a session by its role's ARN",
        SESSION,
        GET,
        FILE,
        PolicySet(resource=resource(X), session=SILENT_SESSION),
        NO,
    ),
    ("a role's ARN names its sessions", SESSION, ASSUME, ROLE, PolicySet(resource=trust(X)), YES),
    (
        "a role without its path is another",
        SESSION,
        ASSUME,
        ROLE,
        PolicySet(resource=trust(f"arn:aws:iam::{A}:role/x")),
        NO,
    ),
    ("a session is not its neighbour", SESSION, ASSUME, ROLE, PolicySet(resource=trust(f"{X_SESSION}2")), NO),
    (
        "a deny wins",
        USER,
        ASSUME,
        ROLE,
        PolicySet(resource=trust(USER.arn), identity=(says(PolicyKind.IDENTITY, effect=Effect.DENY),)),
        DENIED,
    ),
    (
        "a deny of the account strikes everyone in it",
        USER,
        ASSUME,
        ROLE,
        PolicySet(resource=trust(ROOT_A, effect=Effect.DENY)),
        DENIED,
    ),
    ("an identity policy opens an object at home", USER, GET, FILE, PolicySet(identity=OWN), YES),
    ("but no key", USER, DECRYPT, LOCK, PolicySet(identity=OWN), NO),
    (
        "which the key policy must hand to the account",
        USER,
        DECRYPT,
        LOCK,
        PolicySet(identity=OWN, resource=resource(ROOT_A)),
        YES,
    ),
    ("every level of SCPs allows", USER, GET, FILE, PolicySet(identity=OWN, scps=((SCP,), (SCP, NO_SCP))), YES),
    ("one level is silent", USER, GET, FILE, PolicySet(identity=OWN, scps=((SCP,), (NO_SCP,))), NO),
    ("not for a service-linked role", LINKED, GET, FILE, PolicySet(identity=OWN, scps=((NO_SCP,),)), YES),
    (
        "nor in the management account",
        replace(USER, in_management=True),
        GET,
        FILE,
        PolicySet(identity=OWN, scps=((NO_SCP,),)),
        YES,
    ),
    ("an RCP denies", USER, GET, FILE, PolicySet(identity=OWN, rcps=((RCP,),)), DENIED),
    (
        "not in the management account",
        USER,
        GET,
        replace(FILE, in_management=True),
        PolicySet(identity=OWN, rcps=((RCP,),)),
        YES,
    ),
    ("nor a service-linked role", LINKED, GET, FILE, PolicySet(identity=OWN, rcps=((RCP,),)), YES),
    ("the root user has full access at home", ROOT, GET, FILE, PolicySet(), YES),
    ("under its SCPs", ROOT, GET, FILE, PolicySet(scps=((NO_SCP,),)), NO),
    ("but not to a key", ROOT, DECRYPT, LOCK, PolicySet(), NO),
    ("unless the key policy names the account", ROOT, DECRYPT, LOCK, PolicySet(resource=resource(A)), YES),
    ("nor to another account's object", ROOT, GET, FAR_FILE, PolicySet(), NO),
    ("it assumes no role", ROOT, ASSUME, ROLE, PolicySet(resource=trust(ROOT_A)), NO),
    ("a service needs its name in the trust", EC2, ASSUME, ROLE, PolicySet(resource=trust(EC2.arn)), YES),
    ("not that of another service", EC2, ASSUME, ROLE, PolicySet(resource=trust("ecs.amazonaws.com")), NO),
    ("RCPs bind services", EC2, ASSUME, ROLE, PolicySet(resource=trust(EC2.arn), rcps=((RCP,),)), DENIED),
    (
        "a service-linked role is for its service",
        EC2,
        ASSUME,
        replace(ROLE, service_linked=True),
        PolicySet(resource=trust(EC2.arn)),
        YES,
    ),
    ("and for no user", USER, ASSUME, replace(ROLE, service_linked=True), PolicySet(resource=trust(USER.arn)), NO),
    ("a provider's users need the trust alone", IDP, SAML, FAR, PolicySet(resource=trust(IDP.arn)), YES),
    ("come by their own action", IDP, ASSUME, FAR, PolicySet(resource=trust(IDP.arn)), NO),
    ("and to roles of the provider's account", IDP, SAML, ROLE, PolicySet(resource=trust(IDP.arn)), NO),
    ("a user does not come as a provider's", USER, SAML, ROLE, PolicySet(resource=trust(USER.arn)), NO),
    (
        "another partition is out of reach",
        USER,
        ASSUME,
        replace(ROLE, partition="aws-cn"),
        PolicySet(resource=trust(USER.arn)),
        NO,
    ),
    ("anyone may read what is public", ANONYMOUS, GET, FILE, PolicySet(resource=resource("*")), YES),
    ("and nobody else", ANONYMOUS, GET, FILE, PolicySet(resource=resource(A)), NO),
)


@pytest.mark.parametrize(
    ("caller", "action", "target", "policies", "expected"), [row[1:] for row in FLOW], ids=[row[0] for row in FLOW]
)
def test_the_flow_answers_as_the_pages_say(
    caller: Caller, action: str, target: Target, policies: PolicySet, expected: Verdict
) -> None:
    question = Question(caller=caller, action=action, target=target, policies=policies)

    assert verdict_of(question, {}) is expected
