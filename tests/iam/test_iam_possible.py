from datetime import UTC, datetime

import pytest

from iam_atlas.iam.formula import ALWAYS, NEVER, Formula
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.possible import World, judge

NOW = "2027-01-01T00:00:00Z"
WORLD = World(datetime(2027, 1, 1, tzinfo=UTC))
BEFORE, AFTER = "2026-12-31", "2027-01-02"

# operator, date, what is left of it from the first moment of 2027 on (None: the test itself)
DATES: tuple[tuple[str, str, Formula | None], ...] = (
    ("DateLessThan", BEFORE, NEVER),
    ("DateLessThan", NOW, NEVER),
    ("DateLessThan", AFTER, None),
    ("DateLessThanEquals", BEFORE, NEVER),
    ("DateLessThanEquals", NOW, None),
    ("DateGreaterThan", BEFORE, ALWAYS),
    ("DateGreaterThan", NOW, None),
    ("DateGreaterThan", AFTER, None),
    ("DateGreaterThanEquals", NOW, ALWAYS),
    ("DateGreaterThanEquals", AFTER, None),
    ("DateEquals", BEFORE, NEVER),
    ("DateEquals", NOW, None),
    ("DateNotEquals", BEFORE, ALWAYS),
    ("DateNotEquals", AFTER, None),
)


@pytest.mark.parametrize(("operator", "date", "expected"), DATES)
def test_a_date_gone_by_settles_a_test_of_the_time(operator: str, date: str, expected: Formula | None) -> None:
    test = ConditionTest(operator, "aws:CurrentTime", (date,))

    assert judge(test, WORLD) == (test if expected is None else expected)


def test_without_a_date_of_today_nothing_has_gone_by() -> None:
    test = ConditionTest("DateLessThan", "aws:CurrentTime", (BEFORE,))

    assert judge(test) == test


def test_the_time_a_session_began_is_no_clock() -> None:
    test = ConditionTest("DateLessThan", "aws:TokenIssueTime", (BEFORE,))

    assert judge(test, WORLD) == test


# operator, key, value, what is left
VALUES: tuple[tuple[str, str, str, Formula | None], ...] = (
    ("Bool", "aws:SecureTransport", "yes", NEVER),
    ("Bool", "aws:SecureTransport", "true", None),
    ("BoolIfExists", "aws:SecureTransport", "yes", None),
    ("NumericLessThan", "aws:MultiFactorAuthAge", "1h", NEVER),
    ("NumericNotEquals", "aws:MultiFactorAuthAge", "1h", ALWAYS),
    ("StringEquals", "sts:ExternalId", "a*", NEVER),
    ("StringNotEquals", "sts:ExternalId", "a*", ALWAYS),
    ("StringEquals", "s3:prefix", "a*", None),
    ("StringLike", "sts:ExternalId", "a*", None),
    ("IpAddress", "aws:SourceIp", "192.168.1.0/24", NEVER),
    ("NotIpAddress", "aws:SourceIp", "192.168.1.0/24", ALWAYS),
    ("IpAddress", "aws:SourceIp", "0.0.0.0/0", None),
    ("IpAddress", "aws:VpcSourceIp", "192.168.1.0/24", None),
    ("ForAllValues:StringEquals", "sts:ExternalId", "a*", None),
    ("ForAnyValue:StringNotEquals", "sts:ExternalId", "a*", None),
    ("ArnLike", "aws:SourceArn", "box", NEVER),
)


@pytest.mark.parametrize(("operator", "key", "value", "expected"), VALUES)
def test_a_value_that_can_match_nothing_settles_a_test(
    operator: str, key: str, value: str, expected: Formula | None
) -> None:
    test = ConditionTest(operator, key, (value,))

    assert judge(test) == (test if expected is None else expected)


def test_a_key_that_no_request_carries_settles_a_test() -> None:
    world = World(absent=frozenset({"aws:multifactorauthpresent"}))

    assert judge(ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",)), world) == NEVER
    assert judge(ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",)), world) == ALWAYS


_USERS = World(shapes=(("aws:principalarn", ("arn:aws:iam::111111111111:user/*",)),))

# operator, value, what is left of it when the caller is some user of the account (None: the test itself)
SHAPES: tuple[tuple[str, str, Formula | None], ...] = (
    ("ArnEquals", "arn:aws:iam::111111111111:role/hub", NEVER),
    ("ArnLike", "arn:aws:iam::*:role/*", NEVER),
    ("ArnLike", "arn:aws:iam::222222222222:user/*", NEVER),
    ("ArnLike", "arn:aws:iam::111111111111:user/alice", None),
    ("ArnLike", "arn:aws:iam::*:user/*", ALWAYS),
    ("ArnLike", "arn:aws:*", NEVER),
    ("ArnLikeIfExists", "arn:aws:iam::111111111111:role/hub", NEVER),
    ("ArnNotLike", "arn:aws:iam::111111111111:role/hub", ALWAYS),
    ("ArnNotLike", "arn:aws:iam::*:user/*", NEVER),
    ("ArnNotLike", "arn:aws:iam::111111111111:user/alice", None),
    ("StringEquals", "arn:aws:iam::111111111111:role/hub", NEVER),
    ("StringLike", "arn:aws:*", ALWAYS),
    ("StringLike", "arn:aws:iam::111111111111:user/${aws:username}", None),
)


@pytest.mark.parametrize(("operator", "value", "expected"), SHAPES)
def test_what_a_key_looks_like_settles_tests_of_it(operator: str, value: str, expected: Formula | None) -> None:
    test = ConditionTest(operator, "aws:PrincipalArn", (value,))

    assert judge(test, _USERS) == (test if expected is None else expected)


def test_of_several_shapes_one_must_fit_and_all_must_be_covered() -> None:
    world = World(shapes=(("aws:principalarn", ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/p/a")),))
    one = ConditionTest("ArnLike", "aws:PrincipalArn", ("arn:aws:iam::1:role/p/*",))
    both = ConditionTest("ArnLike", "aws:PrincipalArn", ("arn:aws:iam::1:role/*",))

    assert judge(one, world) == one
    assert judge(both, world) == ALWAYS
