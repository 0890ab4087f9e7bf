"""What AWS's pages leave open about a condition is a doubt, or one reading when disputes are settled."""

from dataclasses import replace

import pytest

from iam_atlas.errors import Position
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.iam.question import Caller, CallerKind, Facts, PolicySet, Question, Target
from iam_atlas.model.policies import Document, Json

HERE = Position("accounts.yaml", 1, 1)
A = "111111111111"
USER = f"arn:aws:iam::{A}:user/u"


def a_switch(condition: Json, known: dict[str, tuple[str, ...]] | None = None, complete: bool = True) -> Question:
    """User u asks for a role of the same account whose trust policy names u under a condition."""
    statement: dict[str, Json] = {
        "Effect": "Allow",
        "Principal": {"AWS": USER},
        "Action": "sts:AssumeRole",
        "Condition": condition,
    }
    trust = parse_policy(Document({"Version": "2012-10-17", "Statement": statement}, HERE), "trust", PolicyKind.TRUST)
    return Question(
        caller=Caller(kind=CallerKind.USER, arn=USER, account_id=A),
        action="sts:AssumeRole",
        target=Target(arn=f"arn:aws:iam::{A}:role/r", account_id=A),
        policies=PolicySet(resource=trust),
        facts=Facts(known or {}, complete=complete),
    )


ANY: Json = {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "a"}}
STAR: Json = {"ArnLike": {"aws:PrincipalArn": "*"}}
BOOL: Json = {"Bool": {"aws:MultiFactorAuthPresent": "${aws:PrincipalTag/mfa}"}}
EMPTY: Json = {"Null": {"aws:RequestTag/team": "false"}}


@pytest.mark.parametrize(
    ("condition", "known", "sources"),
    [
        pytest.param(ANY, {}, 2, id="ForAnyValue with IfExists on an absent key"),
        pytest.param(STAR, {"aws:PrincipalArn": (USER,)}, 0, id="a star alone as an ARN pattern"),
        pytest.param(BOOL, {"aws:MultiFactorAuthPresent": ("true",)}, 2, id="a variable under Bool"),
        pytest.param(EMPTY, {"aws:RequestTag/team": ("",)}, 0, id="an empty value under Null"),
    ],
)
def test_what_aws_does_not_settle_is_not_evaluated(
    condition: Json, known: dict[str, tuple[str, ...]], sources: int
) -> None:
    decision = evaluate(a_switch(condition, known))

    assert decision.verdict is Verdict.NOT_EVALUATED
    assert len(decision.unknown[0].sources) == sources


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        pytest.param(ANY, {"aws:TagKeys": ("a", "b")}, id="ForAnyValue with IfExists on a present key"),
        pytest.param(EMPTY, {"aws:RequestTag/team": ("x",)}, id="a value under Null"),
        pytest.param(
            {"ArnLike": {"aws:PrincipalArn": ["*", USER]}}, {"aws:PrincipalArn": (USER,)}, id="an ARN beside the star"
        ),
    ],
)
def test_the_same_test_is_decided_where_nothing_is_left_open(
    condition: Json, known: dict[str, tuple[str, ...]]
) -> None:
    assert evaluate(a_switch(condition, known)).verdict is Verdict.ALLOWED


@pytest.mark.parametrize("condition", [ANY, BOOL], ids=["ForAnyValue with IfExists", "a variable under Bool"])
def test_a_settled_dispute_is_decided(condition: Json) -> None:
    question = replace(a_switch(condition), settle_disputes=True)

    assert evaluate(question).verdict is Verdict.IMPLICITLY_DENIED


def test_an_absent_key_needs_no_doubt_about_a_star() -> None:
    assert evaluate(a_switch(STAR)).verdict is Verdict.IMPLICITLY_DENIED


def test_without_the_key_known_the_doubt_is_about_its_absence_only() -> None:
    assert evaluate(a_switch(ANY, complete=False)).verdict is Verdict.NOT_EVALUATED
