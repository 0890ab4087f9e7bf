"""The known ways to get stronger, as they are left after Deny, boundary and SCPs."""

from collections.abc import Mapping

import pytest

from builders import a_document
from iam_atlas.iam.catalogue import find
from iam_atlas.iam.escalation import ESCALATIONS, escalations
from iam_atlas.iam.permitted import held
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.model.policies import Json

Statement = Mapping[str, Json]
EVERYTHING: Statement = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def allow(*actions: str, resource: str = "*", when: Json = None) -> Statement:
    tests: dict[str, Json] = {"Condition": when} if when else {}
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource, **tests}


def deny(*actions: str, resource: str = "*", when: Json = None) -> Statement:
    return {**allow(*actions, resource=resource, when=when), "Effect": "Deny"}


def ways(*statements: Statement, boundary: tuple[Statement, ...] = (), scp: tuple[Statement, ...] = ()) -> list[str]:
    def policy(name: str, kind: PolicyKind, parts: tuple[Statement, ...]) -> Policy:
        return parse_policy(a_document(*parts), name, kind)

    ceiling = policy("boundary", PolicyKind.BOUNDARY, boundary) if boundary else None
    levels = ((policy("scp", PolicyKind.SCP, (EVERYTHING, *scp)),),) if scp else ()
    found = escalations(held((policy("own", PolicyKind.IDENTITY, statements),), ceiling, levels))
    return [way.id for way in found]


LAMBDA = ("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction")
OTHERS: Json = {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
HERE: Json = {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
ELSEWHERE: Json = {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}
ONE = "arn:aws:iam::222222222222:role/one"
ALL_ROLES = "arn:aws:iam::222222222222:role/*"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([allow(*LAMBDA)], ["lambda-001"], id="a role passed to a function that is called"),
        pytest.param([allow(*LAMBDA[1:])], [], id="no role to pass"),
        pytest.param([allow(*LAMBDA[1:]), allow(LAMBDA[0], resource=ONE)], [], id="one role to pass"),
        pytest.param([allow(*LAMBDA[1:]), allow(LAMBDA[0], resource=ALL_ROLES)], ["lambda-001"], id="every role"),
        pytest.param([allow(*LAMBDA[1:]), allow(LAMBDA[0], when=OTHERS)], [], id="to another service only"),
        pytest.param([allow(*LAMBDA, when=HERE)], ["lambda-001"], id="in one region is enough"),
        pytest.param(
            [allow("iam:PassRole", "ec2:RequestSpotInstances")], ["ec2-003"], id="a spot instance with a role"
        ),
        pytest.param([allow("ec2:RequestSpotInstances")], [], id="a spot instance without one"),
        pytest.param([allow("iam:CreatePolicyVersion")], ["iam-001"], id="a policy written anew"),
        pytest.param([allow("iam:CreatePolicyVersion"), deny("iam:*")], [], id="denied"),
        pytest.param([allow("iam:PutRolePolicy"), deny("iam:*", resource=ONE)], ["iam-005"], id="denied on one role"),
        pytest.param(
            [allow("iam:CreateLoginProfile"), deny("iam:*", resource="arn:aws:iam::222222222222:user/root-like")],
            [],
            id="the login of anybody but the strongest",
        ),
        pytest.param([allow(*LAMBDA), deny("lambda:*", when=ELSEWHERE)], ["lambda-001"], id="denied elsewhere"),
        pytest.param([allow("iam:*")], [], id="an administrator of IAM, who needs no way"),
        pytest.param([EVERYTHING], [], id="an administrator"),
    ],
)
def test_ways_are_found_where_they_are_open(statements: list[Statement], expected: list[str]) -> None:
    assert ways(*statements) == expected


def test_a_boundary_closes_what_it_does_not_allow() -> None:
    assert ways(allow(*LAMBDA), boundary=(allow("lambda:*"),)) == []
    assert ways(allow(*LAMBDA), boundary=(EVERYTHING,)) == ["lambda-001"]


def test_an_scp_closes_what_it_denies() -> None:
    assert ways(allow(*LAMBDA), scp=(deny("iam:PassRole"),)) == []
    assert ways(allow(*LAMBDA), scp=(deny("s3:*"),)) == ["lambda-001"]


def test_every_action_of_every_way_exists() -> None:
    actions = {action for way in ESCALATIONS for action in way.actions}

    assert {action for action in actions if find(action) is None} == set()
