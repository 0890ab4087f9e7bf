"""Fine points of condition tests and of what is left of them; `make mutants` found them untested."""

from collections.abc import Mapping

import pytest

from iam_atlas.iam.conditions.known import Knowledge, settle
from iam_atlas.iam.conditions.matching import holds, matches
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.literals import implies
from iam_atlas.iam.simplify import conjunction, disjunction, negation, simplify


def a_test(operator: str, key: str, *values: str) -> ConditionTest:
    return ConditionTest(operator, key, tuple(sorted(values)))


ARN = "arn:aws:logs:eu-west-1:111111111111:log-group:shop"


@pytest.mark.parametrize(
    ("operator", "wanted", "actual", "expected"),
    [
        pytest.param("IpAddress", "203.0.113.77/24", "203.0.113.5", True, id="a range may be written with host bits"),
        pytest.param("IpAddress", "203.0.113.77/24", "203.0.114.5", False, id="and is the range around them"),
        pytest.param("ArnLike", "arn:aws:logs:*:*:log-group:shop", ARN, True, id="a resource may have colons"),
        pytest.param("ArnLike", "arn:aws:logs:*:*:log-group", ARN, False, id="and all of it is compared"),
        pytest.param("ArnLike", "*:*:*:*:*:*", ARN, True, id="a pattern of stars means every ARN"),
        pytest.param("ArnLike", "*:*:*:*:*:*", "urn:a:b:c:d:e", False, id="and nothing that is no ARN"),
        pytest.param("DateLessThan", "2027-01-01T00:00:00.5Z", "2027-01-01T00:00:00.4Z", True, id="just before"),
        pytest.param("DateLessThan", "2027-01-01T00:00:00.5Z", "2027-01-01T00:00:00.6Z", False, id="just after"),
        pytest.param("Bool", "true", "true", True, id="true is a Boolean"),
        pytest.param("Bool", "yes", "yes", False, id="yes is none"),
        pytest.param("BinaryEquals", "QQ==", "QQ==", True, id="the same bytes"),
        pytest.param("BinaryEquals", "QQ==", "QR==", True, id="the same bytes with other bits left over"),
        pytest.param("BinaryEquals", "QQ==", "Qg==", False, id="other bytes"),
    ],
)
def test_what_a_value_matches(operator: str, wanted: str, actual: str, expected: bool) -> None:
    assert matches(a_test(operator, "aws:Some", wanted), {"aws:some": (actual,)}) is expected


@pytest.mark.parametrize(
    ("value", "context", "expected"),
    [
        pytest.param("True", {}, True, id="absent, and so it is asked"),
        pytest.param("True", {"aws:some": ("x",)}, False, id="present"),
        pytest.param("FALSE", {"aws:some": ("x",)}, True, id="present, and so it is asked"),
        pytest.param("FALSE", {}, False, id="absent"),
    ],
)
def test_null_reads_its_value_in_any_case(value: str, context: Mapping[str, tuple[str, ...]], expected: bool) -> None:
    assert matches(a_test("Null", "aws:Some", value), context) is expected


NO_NAME = Knowledge({"aws:username": ()})
TEAM, NAME = "aws:PrincipalTag/team", "${aws:username}"


@pytest.mark.parametrize(
    ("test", "knowledge", "expected"),
    [
        pytest.param(
            a_test("StringEquals", "aws:ResourceAccount", "${aws:PrincipalTag/home}"),
            Knowledge({"aws:resourceaccount": ("1",)}),
            a_test("StringEquals", "aws:ResourceAccount", "${aws:PrincipalTag/home}"),
            id="a variable that is not known leaves a known key open",
        ),
        pytest.param(
            a_test("StringEquals", "aws:ResourceAccount", "${aws:PrincipalTag/home}"),
            Knowledge({"aws:resourceaccount": ("1",), "aws:principaltag/home": ("1",)}),
            ALWAYS,
            id="a variable that is known settles it",
        ),
        pytest.param(
            a_test("StringEqualsIfExists", TEAM, NAME),
            NO_NAME,
            a_test("StringEqualsIfExists", TEAM),
            id="without a value for its variable IfExists holds for an absent key alone",
        ),
        pytest.param(a_test("StringEquals", TEAM, NAME), NO_NAME, NEVER, id="without IfExists it never holds"),
        pytest.param(
            a_test("StringEquals", TEAM, NAME, "shop"), NO_NAME, NEVER, id="the value beside it does not count either"
        ),
        pytest.param(
            a_test("StringEquals", TEAM, NAME, "shop"),
            Knowledge({"aws:username": ("u",)}),
            a_test("StringEquals", TEAM, "shop", "u"),
            id="with a value for its variable both count",
        ),
    ],
)
def test_what_variables_leave_of_a_test(test: ConditionTest, knowledge: Knowledge, expected: Formula) -> None:
    assert settle(test, knowledge) == expected


def seconds(operator: str, bound: str) -> ConditionTest:
    return a_test(f"Numeric{operator}", "sts:DurationSeconds", bound)


def source(*patterns: str) -> ConditionTest:
    return a_test("ArnLike", "aws:SourceArn", *patterns)


def inside(network: str) -> ConditionTest:
    return a_test("IpAddress", "aws:VpcSourceIp", network)


def tag(key: str) -> ConditionTest:
    return a_test("ForAnyValue:StringEquals", "aws:TagKeys", key)


def vpc(name: str) -> ConditionTest:
    return a_test("StringEquals", "aws:SourceVpc", name)


BELOW, UP_TO = seconds("LessThan", "10"), seconds("LessThanEquals", "10")
FROM, ABOVE = seconds("GreaterThanEquals", "10"), seconds("GreaterThan", "10")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(BELOW, UP_TO, BELOW, id="below is narrower than up to"),
        pytest.param(FROM, ABOVE, ABOVE, id="above is narrower than from"),
        pytest.param(UP_TO, FROM, And((FROM, UP_TO)), id="up to and from share the bound"),
        pytest.param(BELOW, FROM, NEVER, id="below and from share nothing"),
        pytest.param(source("arn:aws:s3:::a*"), source("arn:aws:s3:::b*"), NEVER, id="ARNs that differ in one field"),
        pytest.param(
            source("arn:aws:s3:::a*"), source("arn:aws:s3:::*"), source("arn:aws:s3:::a*"), id="the narrower ARN"
        ),
        pytest.param(inside("10.0.0.0/8"), inside("10.1.0.0/16"), inside("10.1.0.0/16"), id="the narrower network"),
        pytest.param(tag("a"), tag("b"), And((tag("a"), tag("b"))), id="a key with several values may have both"),
        pytest.param(vpc("a"), vpc("b"), NEVER, id="a key with one value has one"),
        pytest.param(inside("10.0.0.0/8"), inside("172.16.0.0/12"), NEVER, id="networks apart"),
    ],
)
def test_two_conditions_that_must_both_hold_come_to_what_they_share(
    one: ConditionTest, other: ConditionTest, expected: Formula
) -> None:
    assert simplify(conjunction(one, other)) == expected
    assert simplify(conjunction(other, one)) == expected


@pytest.mark.parametrize(
    ("low", "high", "everything"),
    [pytest.param("10", "10", True, id="side by side"), pytest.param("5", "10", False, id="with a gap between them")],
)
def test_two_half_lines_are_everything_only_without_a_gap(low: str, high: str, everything: bool) -> None:
    either = simplify(disjunction(seconds("LessThanIfExists", low), seconds("GreaterThanEqualsIfExists", high)))

    assert (either == ALWAYS) is everything
    assert holds(either, {"sts:durationseconds": ("7",)}) is everything


@pytest.mark.parametrize(
    ("operator", "contrary"),
    [
        ("LessThan", "GreaterThanEqualsIfExists"),
        ("LessThanEquals", "GreaterThanIfExists"),
        ("GreaterThan", "LessThanEqualsIfExists"),
        ("GreaterThanEquals", "LessThanIfExists"),
    ],
)
def test_what_denies_a_number_leaves_the_others_and_an_absent_key(operator: str, contrary: str) -> None:
    assert simplify(negation(seconds(operator, "10"))) == seconds(contrary, "10")


def test_numbers_on_both_sides_of_a_bound_are_not_everything_for_a_key_that_need_not_be_a_number() -> None:
    below, above = (
        a_test(f"Numeric{operator}IfExists", "sts:ExternalId", "10") for operator in ("LessThan", "GreaterThanEquals")
    )

    either = simplify(disjunction(below, above))

    assert holds(either, {"sts:externalid": ("7",)})
    assert not holds(either, {"sts:externalid": ("seven",)})


def test_of_two_pairs_of_alternatives_those_that_agree_are_left() -> None:
    shared = simplify(conjunction(disjunction(vpc("a"), vpc("b")), disjunction(vpc("a"), vpc("c"))))
    apart = simplify(conjunction(disjunction(vpc("a"), vpc("b")), disjunction(vpc("c"), vpc("d"))))

    assert holds(shared, {"aws:sourcevpc": ("a",)})
    assert apart == NEVER


def test_a_variable_in_an_arn_may_hold_a_colon() -> None:
    open_field, region = source("arn:aws:s3:${aws:username}::b"), source("arn:aws:s3:*:1:*")
    plain_field = source("arn:aws:s3:eu::b")
    request = {"aws:username": ("eu:1",), "aws:sourcearn": ("arn:aws:s3:eu:1::b",)}

    assert holds(simplify(conjunction(open_field, region)), request)
    assert simplify(conjunction(plain_field, region)) == NEVER


def test_what_lies_below_a_bound_is_narrower_than_what_reaches_it_on_either_side() -> None:
    assert implies(BELOW, UP_TO) and implies(ABOVE, FROM)
    assert not implies(UP_TO, BELOW) and not implies(FROM, ABOVE)
