"""A Deny with NotPrincipal reaches everybody but those it names with their account."""

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.lint import lint_policy
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
A = "111111111111"
ROOT = f"arn:aws:iam::{A}:root"
U = f"arn:aws:iam::{A}:user/u"
X = f"arn:aws:iam::{A}:role/x"
XS = f"arn:aws:sts::{A}:assumed-role/x/s"
USER = Caller(kind=CallerKind.USER, arn=U, account_id=A)
SESSION = Caller(kind=CallerKind.SESSION, arn=XS, role_arn=X, account_id=A)
SERVICE = Caller(kind=CallerKind.SERVICE, arn="cloudtrail.amazonaws.com")
EVERYTHING: dict[str, Json] = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def _policy(kind: PolicyKind, *statements: Json) -> Policy:
    return parse_policy(Document({"Version": "2012-10-17", "Statement": list(statements)}, HERE), kind.value, kind)


def _read(caller: Caller, excepted: Json, bounded: bool = False) -> Verdict:
    """The verdict on reading a bucket that lets everybody in but denies all except `excepted`."""
    denial: Json = {"Effect": "Deny", "NotPrincipal": excepted, "Action": "s3:*", "Resource": "*"}
    everybody: Json = {**EVERYTHING, "Principal": "*"}
    service: Json = {**EVERYTHING, "Principal": {"Service": SERVICE.arn}}
    bucket = _policy(PolicyKind.RESOURCE, everybody, service, denial)
    policies = PolicySet(
        identity=(_policy(PolicyKind.IDENTITY, EVERYTHING),),
        boundary=_policy(PolicyKind.BOUNDARY, EVERYTHING) if bounded else None,
        resource=bucket,
    )
    target = Target(arn="arn:aws:s3:::box/f", account_id=A, is_role=False)
    return evaluate(Question(caller=caller, action="s3:GetObject", target=target, policies=policies)).verdict


@pytest.mark.parametrize(
    ("caller", "excepted", "verdict"),
    [
        pytest.param(USER, {"AWS": [U, ROOT]}, Verdict.ALLOWED, id="the user and its account"),
        pytest.param(USER, {"AWS": [U, A]}, Verdict.ALLOWED, id="the user and its account by its id"),
        pytest.param(USER, {"AWS": U}, Verdict.NOT_EVALUATED, id="the user without its account"),
        pytest.param(USER, {"AWS": ROOT}, Verdict.NOT_EVALUATED, id="the account without the user"),
        pytest.param(USER, {"AWS": [f"{U}2", "222222222222"]}, Verdict.EXPLICITLY_DENIED, id="somebody else"),
        pytest.param(USER, {"AWS": "*"}, Verdict.ALLOWED, id="everybody"),
        pytest.param(SESSION, {"AWS": [X, ROOT]}, Verdict.ALLOWED, id="the role and its account"),
        pytest.param(SESSION, {"AWS": [XS, X, ROOT]}, Verdict.ALLOWED, id="the session, its role and its account"),
        pytest.param(SESSION, {"AWS": [XS, ROOT]}, Verdict.NOT_EVALUATED, id="the session and its account"),
        pytest.param(SESSION, {"AWS": [XS.replace("/s", "/t"), X]}, Verdict.NOT_EVALUATED, id="the role alone"),
        pytest.param(SESSION, {"AWS": U}, Verdict.EXPLICITLY_DENIED, id="a user, for a session"),
        pytest.param(SERVICE, {"Service": SERVICE.arn}, Verdict.ALLOWED, id="the service"),
        pytest.param(SERVICE, {"Service": "ec2.amazonaws.com"}, Verdict.EXPLICITLY_DENIED, id="another service"),
    ],
)
def test_a_deny_reaches_whom_it_does_not_except(caller: Caller, excepted: Json, verdict: Verdict) -> None:
    assert _read(caller, excepted) is verdict


def test_a_permissions_boundary_makes_the_deny_reach_whoever_it_names() -> None:
    assert _read(USER, {"AWS": [U, ROOT]}, bounded=True) is Verdict.EXPLICITLY_DENIED


@pytest.mark.parametrize(
    ("kind", "effect", "rule"),
    [
        (PolicyKind.TRUST, "Deny", "role-trust-policy-syntax-error-notprincipal"),
        (PolicyKind.RCP, "Deny", "rcp-syntax-error-principal"),
        (PolicyKind.RESOURCE, "Allow", "allow-with-notprincipal"),
        (PolicyKind.IDENTITY, "Deny", "unsupported-principal"),
    ],
)
def test_where_notprincipal_cannot_stand_it_is_named(kind: PolicyKind, effect: str, rule: str) -> None:
    statement: Json = {"Effect": effect, "NotPrincipal": {"AWS": U}, "Action": "sts:AssumeRole", "Resource": "*"}

    assert rule in [lint.rule for lint in lint_policy(_policy(kind, statement))]


def test_notprincipal_beside_deny_in_a_resource_policy_is_no_fault() -> None:
    statement: Json = {"Effect": "Deny", "NotPrincipal": {"AWS": [U, ROOT]}, "Action": "s3:*", "Resource": "*"}

    assert lint_policy(_policy(PolicyKind.RESOURCE, statement)) == ()
