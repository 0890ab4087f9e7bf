"""The actions that matter are told by what they do, with where and when, after every deny and ceiling."""

from iam_atlas.errors import Position
from iam_atlas.iam.catalogue import find
from iam_atlas.iam.formula import ALWAYS, Formula
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.permitted import Extent, Held, held, kinds_of, permitted
from iam_atlas.iam.policy import Policy, PolicyKind, parse_policy
from iam_atlas.iam.powers import powers_of
from iam_atlas.model.policies import Document, Json

HERE = Position("p.json", 1, 1)
TOKYO: Json = {"StringNotEquals": {"aws:RequestedRegion": "ap-northeast-1"}}
IN_TOKYO = ConditionTest("StringEquals", "aws:RequestedRegion", ("ap-northeast-1",))
MFA: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def a_policy(*statements: dict[str, Json], name: str = "own", kind: PolicyKind = PolicyKind.IDENTITY) -> Policy:
    usual: dict[str, Json] = {"Effect": "Allow", "Resource": "*"}
    full: list[Json] = [{**({} if "NotResource" in one else usual), "Effect": "Allow", **one} for one in statements]
    return parse_policy(Document({"Version": "2012-10-17", "Statement": full}, HERE), name, kind)


def holding(*statements: dict[str, Json], boundary: Policy | None = None, scps: tuple[Policy, ...] = ()) -> Held:
    return held((a_policy(*statements),), boundary, (scps,) if scps else ())


def told(policies: Held) -> list[tuple[str, tuple[str, ...], list[tuple[str, Formula]]]]:
    return [
        (power.reason, power.actions, [(one.resource, one.when) for one in power.on]) for power in powers_of(policies)
    ]


def test_actions_of_one_kind_in_one_place_are_told_together() -> None:
    policies = holding({"Action": ["s3:GetObject", "dynamodb:GetItem", "s3:ListBucket"]})

    assert told(policies) == [("reads the data itself", ("dynamodb:GetItem", "s3:GetObject"), [("*", ALWAYS)])]


def test_actions_in_different_places_are_told_apart() -> None:
    policies = holding(
        {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"},
        {"Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:*:*:table/t"},
    )

    assert [actions for _, actions, _ in told(policies)] == [("dynamodb:GetItem",), ("s3:GetObject",)]


def test_nothing_of_weight_is_no_power() -> None:
    assert powers_of(holding({"Action": "s3:ListBucket"})) == ()


def test_a_deny_on_everything_becomes_a_condition() -> None:
    policies = holding({"Action": "iam:PassRole"}, {"Effect": "Deny", "Action": "*", "Condition": TOKYO})

    assert told(policies) == [
        ("hands a role to a service, which then acts with it", ("iam:PassRole",), [("*", IN_TOKYO)])
    ]


def test_a_deny_on_some_resources_is_told_beside_it() -> None:
    keep: dict[str, Json] = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::keep/*"}

    (power,) = powers_of(holding({"Action": "s3:DeleteObject"}, keep))

    assert power.on == (Extent("*", (), ALWAYS),)
    assert power.not_on == (Extent("arn:aws:s3:::keep/*", (), ALWAYS),)


def test_a_deny_without_condition_on_everything_leaves_no_power() -> None:
    assert powers_of(holding({"Action": "s3:DeleteObject"}, {"Effect": "Deny", "Action": "s3:Delete*"})) == ()


def test_a_boundary_that_allows_a_part_is_told_as_a_limit() -> None:
    part: dict[str, Json] = {"Action": "s3:*", "Resource": "arn:aws:s3:::team/*", "Condition": MFA}
    boundary = a_policy(part, name="ceiling", kind=PolicyKind.BOUNDARY)

    (power,) = powers_of(holding({"Action": "s3:GetObject"}, boundary=boundary))

    ((name, extents),) = power.within
    assert name == "ceiling"
    assert [one.resource for one in extents] == ["arn:aws:s3:::team/*"]
    assert extents[0].when == ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))


def test_a_ceiling_that_allows_all_is_no_limit() -> None:
    everything = a_policy({"Action": "*"}, name="FullAWSAccess", kind=PolicyKind.SCP)
    denying = a_policy(
        {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::x/*"}, name="rail", kind=PolicyKind.SCP
    )

    (power,) = powers_of(holding({"Action": "s3:GetObject"}, scps=(everything, denying)))

    assert power.within == ()
    assert [one.resource for one in power.not_on] == ["arn:aws:s3:::x/*"]


def test_a_silent_ceiling_leaves_no_power() -> None:
    only_ec2 = a_policy({"Action": "ec2:*"}, name="ceiling", kind=PolicyKind.BOUNDARY)

    assert powers_of(holding({"Action": "s3:GetObject"}, boundary=only_ec2)) == ()


def test_a_place_within_a_wider_one_is_left_out() -> None:
    policies = holding(
        {"Action": "s3:GetObject"},
        {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"},
        {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*", "Condition": MFA},
    )

    assert told(policies) == [("reads the data itself", ("s3:GetObject",), [("*", ALWAYS)])]


def test_a_wider_place_under_a_condition_does_not_swallow_a_free_one() -> None:
    policies = holding(
        {"Action": "s3:GetObject", "Condition": MFA},
        {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"},
    )

    assert [place for place, _ in told(policies)[0][2]] == ["*", "arn:aws:s3:::a/*"]


def test_what_notresource_leaves_out_is_told() -> None:
    (power,) = powers_of(holding({"Action": "s3:GetObject", "NotResource": "arn:aws:s3:::x/*"}))

    assert power.on == (Extent("*", ("arn:aws:s3:::x/*",), ALWAYS),)


def test_one_action_is_permitted_where_some_statement_says_so() -> None:
    policies = holding({"Action": "iam:CreateUser", "Resource": "arn:aws:iam::111111111111:user/*"})
    action = find("iam:CreateUser")
    assert action is not None

    found = permitted(action, "*", policies)

    assert found.granted
    assert not found.everywhere(["*"])
    assert found.everywhere(kinds_of(action, "aws", "111111111111"))
    assert not found.everywhere(kinds_of(action, "aws", "222222222222"))
    assert not permitted(action, "arn:aws:iam::222222222222:user/x", policies).granted
