"""What bars a caller whatever the trust policy of a role says; beside each, the nearest caller whom nothing bars."""

from dataclasses import replace

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.bars import bar_of
from iam_atlas.iam.decision import Bar, Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, PolicySet, Question, Target
from iam_atlas.model.policies import Document, Json

A, B = "111111111111", "222222222222"
USER = Caller(kind=CallerKind.USER, arn=f"arn:aws:iam::{A}:user/u", account_id=A)
ROOT = Caller(kind=CallerKind.ROOT, arn=f"arn:aws:iam::{A}:root", account_id=A)
SERVICE = Caller(kind=CallerKind.SERVICE, arn="ec2.amazonaws.com")
SAML = Caller(kind=CallerKind.SAML, arn=f"arn:aws:iam::{B}:saml-provider/okta")
WEB = Caller(kind=CallerKind.WEB_IDENTITY, arn=f"arn:aws:iam::{B}:oidc-provider/gitlab.example.com")
ROLE = Target(arn=f"arn:aws:iam::{B}:role/x", account_id=B)
LINKED = replace(ROLE, service_linked=True)
BUCKET = Target(arn="arn:aws:s3:::box", account_id=B, is_role=False)
ASSUME, BY_SAML, BY_TOKEN = "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"


@pytest.mark.parametrize(
    ("caller", "action", "target", "bar"),
    [
        pytest.param(USER, ASSUME, ROLE, None, id="a user"),
        pytest.param(replace(USER, partition="aws-cn"), ASSUME, ROLE, Bar.PARTITION, id="a user of another partition"),
        pytest.param(ROOT, ASSUME, ROLE, Bar.NO_IDENTITY, id="a root user"),
        pytest.param(ROOT, "s3:ListBucket", BUCKET, None, id="a root user, on a bucket"),
        pytest.param(USER, ASSUME, LINKED, Bar.SERVICE_LINKED, id="a user, of a service-linked role"),
        pytest.param(SERVICE, ASSUME, LINKED, None, id="the service of a service-linked role"),
        pytest.param(SAML, BY_SAML, ROLE, None, id="people of a SAML provider"),
        pytest.param(SAML, ASSUME, ROLE, Bar.ACTION, id="people of a SAML provider, by the action of users"),
        pytest.param(SAML, BY_TOKEN, ROLE, Bar.ACTION, id="people of a SAML provider, by a token"),
        pytest.param(WEB, BY_TOKEN, ROLE, None, id="people of an OIDC provider"),
        pytest.param(WEB, BY_SAML, ROLE, Bar.ACTION, id="people of an OIDC provider, by SAML"),
        pytest.param(USER, BY_TOKEN, ROLE, Bar.ACTION, id="a user, by a token"),
        pytest.param(WEB, "s3:ListBucket", BUCKET, Bar.ACTION, id="people of an OIDC provider, on a bucket"),
        pytest.param(WEB, BY_TOKEN, replace(ROLE, account_id=A), Bar.PROVIDER, id="a provider of another account"),
    ],
)
def test_some_callers_are_barred_whatever_a_policy_allows(
    caller: Caller, action: str, target: Target, bar: Bar | None
) -> None:
    assert bar_of(Question(caller=caller, action=action, target=target, policies=PolicySet())) is bar


def test_a_denial_names_the_bar_and_no_deny_is_lost_by_it() -> None:
    here = Position("accounts.yaml", 1, 1)
    allow: Json = {"Effect": "Allow", "Principal": {"AWS": A}, "Action": ASSUME}
    deny: Json = {"Effect": "Deny", "Principal": {"AWS": A}, "Action": ASSUME}
    written: tuple[list[Json], ...] = ([allow], [allow, deny])
    open_, shut = (
        parse_policy(Document({"Version": "2012-10-17", "Statement": statements}, here), "trust", PolicyKind.TRUST)
        for statements in written
    )
    question = Question(caller=ROOT, action=ASSUME, target=ROLE, policies=PolicySet(resource=open_))

    barred, denied = evaluate(question), evaluate(replace(question, policies=PolicySet(resource=shut)))

    assert (barred.verdict, barred.bar) == (Verdict.IMPLICITLY_DENIED, Bar.NO_IDENTITY)
    assert denied.verdict is Verdict.EXPLICITLY_DENIED
