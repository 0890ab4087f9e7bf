"""`require` becomes exactly the conditions of the design's table."""

from datetime import UTC, datetime

import pytest

from builders import ORGANISATION_ID, a_landscape, a_moment
from iam_atlas.derive.blocks import Block, all_of, equal, one_test
from iam_atlas.derive.conditions import condition_block, session_actions
from iam_atlas.derive.place import place_in
from iam_atlas.model.require import NOTHING_REQUIRED, Require

_END_OF_MARCH = a_moment(datetime(2027, 3, 31, 23, 59, 59, tzinfo=UTC))

TABLE: dict[str, tuple[Require, Block]] = {
    "nothing": (NOTHING_REQUIRED, {}),
    "mfa": (Require(mfa=True), {"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
    "mfa switched off": (Require(mfa=False), {}),
    "mfa age": (
        Require(mfa_max_age=3600),
        {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
    ),
    "external id": (Require(external_id="kf-1"), {"StringEquals": {"sts:ExternalId": "kf-1"}}),
    "our organization": (Require(org=True), {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}}),
    "another organization": (Require(org="o-theirs"), {"StringEquals": {"aws:PrincipalOrgID": "o-theirs"}}),
    "organization path": (
        Require(org_paths=("o-a/r-b/ou-c/*",)),
        {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a/r-b/ou-c/*"}},
    ),
    "two networks": (
        Require(source_ip=("203.0.113.0/24", "2001:db8::/32")),
        {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}},
    ),
    "network of AWS": (
        Require(source_vpc=("vpc-1",), source_vpce=("vpce-1",)),
        {"StringEquals": {"aws:SourceVpc": "vpc-1", "aws:SourceVpce": "vpce-1"}},
    ),
    "tags of the caller": (
        Require(principal_tags={"team": ("shop", "pay")}),
        {"StringEquals": {"aws:PrincipalTag/team": ["shop", "pay"]}},
    ),
    "tags of the session": (
        Require(session_tags={"team": ("shop",)}, transitive_tags=("team",)),
        {
            "StringEquals": {"aws:RequestTag/team": "shop"},
            "ForAnyValue:StringEquals": {"sts:TransitiveTagKeys": "team"},
        },
    ),
    "tag with a wildcard": (
        Require(session_tags={"team": ("shop-*",)}),
        {"StringLike": {"aws:RequestTag/team": "shop-*"}},
    ),
    "own source identity": (
        Require(source_identity=True),
        {"StringEquals": {"sts:SourceIdentity": "${aws:username}"}},
    ),
    "own session name": (
        Require(session_name="username"),
        {"StringEquals": {"sts:RoleSessionName": "${aws:username}"}},
    ),
    "fixed session name": (Require(session_name="deploy"), {"StringEquals": {"sts:RoleSessionName": "deploy"}}),
    "until": (Require(until=_END_OF_MARCH), {"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}}),
    "from": (Require(starts=_END_OF_MARCH), {"DateGreaterThanEquals": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}}),
    "hours are an agreement": (Require(hours="weekdays 09:00-18:00 JST"), {}),
    "source account": (Require(source_account="self"), {"StringEquals": {"aws:SourceAccount": "444444444444"}}),
    "source account by id": (
        Require(source_account="555555555555"),
        {"StringEquals": {"aws:SourceAccount": "555555555555"}},
    ),
    "source arn": (
        Require(source_arn=("arn:aws:s3:::b",)),
        {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"}},
    ),
    "source organization": (Require(source_org=True), {"StringEquals": {"aws:SourceOrgID": ORGANISATION_ID}}),
    "claims": (Require(claims={"actor": ("ben",)}), {"StringEquals": {"host:actor": "ben"}}),
    "as written": (
        Require(conditions={"StringNotLike": {"aws:PrincipalArn": "*-guest"}}),
        {"StringNotLike": {"aws:PrincipalArn": "*-guest"}},
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_each_key_of_require_becomes_its_condition(case: str) -> None:
    require, expected = TABLE[case]
    place = place_in(a_landscape(), "prod")

    assert condition_block(require, place, claim_prefix="host:") == expected


def test_an_organization_without_an_id_gives_no_condition() -> None:
    place = place_in(a_landscape(organization=False), "prod")

    assert condition_block(Require(org=True), place) == {}


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        (NOTHING_REQUIRED, ()),
        (Require(mfa=True), ()),
        (Require(session_tags={"team": ("shop",)}), ("sts:TagSession",)),
        (Require(source_identity=True), ("sts:SetSourceIdentity",)),
        (Require(source_identity="x", transitive_tags=("t",)), ("sts:SetSourceIdentity", "sts:TagSession")),
        (Require(conditions={"StringLike": {"STS:SourceIdentity": "a*"}}), ("sts:SetSourceIdentity",)),
        (Require(conditions={"StringLikeIfExists": {"sts:SourceIdentity": "a*"}}), ()),
        (Require(conditions={"StringEquals": {"aws:RequestTag/team": ["a", "b"]}}), ("sts:TagSession",)),
        (Require(conditions={"StringNotEquals": {"aws:RequestTag/team": "a"}}), ()),
        (Require(conditions={"ForAnyValue:StringEquals": {"aws:TagKeys": "team"}}), ("sts:TagSession",)),
        (Require(conditions={"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}), ()),
        (Require(conditions={"Null": {"sts:TransitiveTagKeys": False}}), ("sts:TagSession",)),
        (Require(conditions={"Null": {"sts:TransitiveTagKeys": "true"}}), ()),
        (Require(conditions={"NoOperator": {"sts:SourceIdentity": "a"}}), ()),
    ],
)
def test_tags_and_source_identity_need_actions_of_their_own(require: Require, expected: tuple[str, ...]) -> None:
    assert session_actions(require) == expected


def test_the_same_test_twice_is_one() -> None:
    mfa = one_test("Bool", "aws:MultiFactorAuthPresent", ("true",))

    assert all_of(mfa, mfa) == {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def test_two_tests_of_one_key_both_stay() -> None:
    both = all_of(equal("aws:SourceVpc", ("vpc-1",)), equal("aws:SourceVpc", ("vpc-1", "vpc-2")))

    assert both == {
        "StringEquals": {"aws:SourceVpc": "vpc-1"},
        "StringEqualsIfExists": {"aws:SourceVpc": ["vpc-1", "vpc-2"]},
    }


def test_two_exclusions_of_one_key_exclude_all() -> None:
    both = all_of(
        one_test("StringNotEquals", "aws:SourceVpc", ("a",)), one_test("StringNotEquals", "aws:SourceVpc", ("a", "b"))
    )

    assert both == {"StringNotEquals": {"aws:SourceVpc": ["a", "b"]}}


def test_a_third_test_of_one_key_is_refused() -> None:
    with pytest.raises(ValueError, match="three different StringEquals tests"):
        all_of(*(equal("aws:SourceVpc", (vpc,)) for vpc in ("a", "b", "c")))
