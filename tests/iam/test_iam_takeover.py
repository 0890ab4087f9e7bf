"""The known ways to act as the role of something that exists, as they are left after Deny, boundary and SCPs."""

from collections.abc import Mapping

import pytest

from builders import a_document
from iam_atlas.iam.catalogue import find, resource_arns
from iam_atlas.iam.permitted import held
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.iam.takeover import TAKEOVERS, Takeover, takeovers
from iam_atlas.model.policies import Json

Statement = Mapping[str, Json]
INSTANCES = "arn:aws:ec2:*:222222222222:instance/*"
DOCUMENTS = "arn:aws:ssm:*:222222222222:document/*"
ONE_FUNCTION = "arn:aws:lambda:eu-west-1:222222222222:function:shop"
TAGGED: Json = {"StringEquals": {"aws:ResourceTag/team": "shop"}}
MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def allow(*actions: str, resource: str = "*", when: Json = None) -> Statement:
    tests: dict[str, Json] = {"Condition": when} if when else {}
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource, **tests}


def deny(*actions: str, resource: str = "*") -> Statement:
    return {**allow(*actions, resource=resource), "Effect": "Deny"}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([allow("lambda:UpdateFunctionCode")], ["lambda-003"], id="the code of every function"),
        pytest.param([allow("lambda:UpdateFunctionCode", resource=ONE_FUNCTION)], [], id="of one function"),
        pytest.param([allow("lambda:UpdateFunctionCode", when=TAGGED)], [], id="of functions with a tag"),
        pytest.param([allow("lambda:UpdateFunctionCode", when=MFA)], ["lambda-003"], id="with MFA"),
        pytest.param(
            [allow("lambda:UpdateFunctionCode"), deny("lambda:*", resource=ONE_FUNCTION)], [], id="of all but one"
        ),
        pytest.param([allow("lambda:InvokeFunction")], [], id="a call changes no code"),
        pytest.param([allow("ssm:SendCommand", resource=INSTANCES)], ["ssm-002"], id="commands on every instance"),
        pytest.param([allow("ssm:SendCommand", resource=DOCUMENTS)], [], id="documents without an instance"),
        pytest.param([allow("ec2:StopInstances", "ec2:StartInstances")], [], id="a restart without new user data"),
        pytest.param(
            [allow("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances")],
            ["ec2-002"],
            id="a restart with new user data",
        ),
    ],
)
def test_ways_are_found_where_they_are_open(statements: list[Statement], expected: list[str]) -> None:
    policy = parse_policy(a_document(*statements), "own", PolicyKind.IDENTITY)

    assert [one.way.id for one in takeovers(held((policy,), None, ()))] == expected


@pytest.mark.parametrize(("boundary", "expected"), [("lambda:Get*", []), ("*", ["lambda-003"])])
def test_a_boundary_closes_what_it_does_not_allow(boundary: str, expected: list[str]) -> None:
    own = parse_policy(a_document(allow("lambda:UpdateFunctionCode")), "own", PolicyKind.IDENTITY)
    ceiling = parse_policy(a_document(allow(boundary)), "boundary", PolicyKind.BOUNDARY)

    assert [one.way.id for one in takeovers(held((own,), ceiling, ()))] == expected


@pytest.mark.parametrize("takeover", TAKEOVERS, ids=lambda one: one.way.id)
def test_every_action_of_every_way_works_on_its_kind(takeover: Takeover) -> None:
    for name in takeover.way.actions:
        action = find(name)
        assert action is not None
        assert takeover.kind in action.resource_types
        assert takeover.kind in resource_arns(name.partition(":")[0])
