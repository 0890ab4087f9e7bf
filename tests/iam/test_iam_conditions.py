import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iam_strategies import BOUNDED, condition_tests, contexts

from iam_atlas.errors import Position
from iam_atlas.iam.conditions import OPERATORS, canonical_operator, parse_operator
from iam_atlas.iam.conditions.dates import parse_date
from iam_atlas.iam.conditions.known import Knowledge, settle
from iam_atlas.iam.conditions.matching import holds, matches
from iam_atlas.iam.conditions.variables import Context, parse_template, unparse
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.policy import PolicyKind, parse_policy
from iam_atlas.model.policies import Document, Json

# operator, values of the policy, values of the request, whether it holds
CASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...], bool], ...] = (
    ("StringEquals", ("a",), ("a",), True),
    ("StringEquals", ("a",), ("A",), False),
    ("StringEquals", ("a*",), ("ab",), False),
    ("StringEquals", ("a", "b"), ("b",), True),
    ("StringEquals", ("a",), (), False),
    ("StringEquals", (), ("a",), False),
    ("StringNotEquals", ("a",), ("b",), True),
    ("StringNotEquals", ("a", "b"), ("b",), False),
    ("StringNotEquals", ("a",), (), True),
    ("StringEqualsIgnoreCase", ("aB",), ("Ab",), True),
    ("StringEqualsIgnoreCase", ("aB",), ("Abc",), False),
    ("StringNotEqualsIgnoreCase", ("aB",), ("Ab",), False),
    ("StringNotEqualsIgnoreCase", ("aB",), ("x",), True),
    ("StringLike", ("a*",), ("a",), True),
    ("StringLike", ("a*c",), ("abbc",), True),
    ("StringLike", ("a*c",), ("abcd",), False),
    ("StringLike", ("a?",), ("ab",), True),
    ("StringLike", ("a?",), ("a",), False),
    ("StringLike", ("a*",), ("A",), False),
    ("StringLike", ("*a*b*",), ("xbxaxb",), True),
    ("StringLike", ("*a*b",), ("ab\nb",), True),
    ("StringLike", ("${*}a",), ("*a",), True),
    ("StringLike", ("${*}a",), ("xa",), False),
    ("StringNotLike", ("a*",), ("ab",), False),
    ("StringNotLike", ("a*",), ("b",), True),
    ("NumericEquals", ("10",), ("10.0",), True),
    ("NumericEquals", ("10",), ("11",), False),
    ("NumericNotEquals", ("10",), ("11",), True),
    ("NumericNotEquals", ("10",), ("10",), False),
    ("NumericLessThan", ("10",), ("9",), True),
    ("NumericLessThan", ("10",), ("10",), False),
    ("NumericLessThanEquals", ("10",), ("10",), True),
    ("NumericLessThanEquals", ("10",), ("11",), False),
    ("NumericGreaterThan", ("10",), ("11",), True),
    ("NumericGreaterThan", ("10",), ("10",), False),
    ("NumericGreaterThanEquals", ("10",), ("10",), True),
    ("NumericGreaterThanEquals", ("10",), ("9",), False),
    ("NumericGreaterThan", ("9",), ("10",), True),
    ("NumericLessThan", ("ten",), ("9",), False),
    ("DateLessThan", ("2027-03-31T23:59:59Z",), ("2027-03-31T23:59:58Z",), True),
    ("DateLessThan", ("2027-03-31T23:59:59Z",), ("2027-03-31T23:59:59Z",), False),
    ("DateLessThan", ("2027-03-31T18:00:00+09:00",), ("2027-03-31T08:59:59Z",), True),
    ("DateLessThan", ("2027-03-31T18:00:00+09:00",), ("2027-03-31T09:00:00Z",), False),
    ("DateLessThan", ("1798761600",), ("2026-12-31T23:59:59Z",), True),
    ("DateLessThan", ("1798761600",), ("2027-01-01",), False),
    ("DateLessThanEquals", ("2027-01-01",), ("1798761600",), True),
    ("DateLessThanEquals", ("2027-01-01",), ("1798761601",), False),
    ("DateGreaterThan", ("2027-01-01",), ("2027-01-02",), True),
    ("DateGreaterThan", ("2027-01-01",), ("2027-01-01",), False),
    ("DateGreaterThanEquals", ("2027-01-01",), ("2027-01-01T00:00:00.5Z",), True),
    ("DateGreaterThanEquals", ("2027-01-01",), ("2026-12-31",), False),
    ("DateEquals", ("2027-01-01",), ("2027-01-01T00:00:00Z",), True),
    ("DateEquals", ("2027-01-01",), ("2027-01-02",), False),
    ("DateNotEquals", ("2027-01-01",), ("2027-01-02",), True),
    ("DateNotEquals", ("2027-01-01",), ("2027-01-01",), False),
    ("Bool", ("true",), ("True",), True),
    ("Bool", ("true",), ("false",), False),
    ("Bool", ("false",), (), False),
    ("BoolIfExists", ("false",), (), True),
    ("BoolIfExists", ("false",), ("true",), False),
    ("BinaryEquals", ("YWI=",), ("YWI=",), True),
    ("BinaryEquals", ("YWI=",), ("YWM=",), False),
    ("BinaryEquals", ("!",), ("!",), False),
    ("IpAddress", ("203.0.113.0/24",), ("203.0.113.255",), True),
    ("IpAddress", ("203.0.113.0/24",), ("203.0.114.0",), False),
    ("IpAddress", ("203.0.113.7",), ("203.0.113.7",), True),
    ("IpAddress", ("203.0.113.7",), ("203.0.113.8",), False),
    ("IpAddress", ("0.0.0.0/0",), ("8.8.8.8",), True),
    ("IpAddress", ("0.0.0.0/0",), ("2001:db8::1",), False),
    ("IpAddress", ("::/0",), ("2001:db8::1",), True),
    ("IpAddress", ("2001:db8::1",), ("2001:db8:0::1",), True),
    ("NotIpAddress", ("203.0.113.0/24",), ("203.0.113.1",), False),
    ("NotIpAddress", ("203.0.113.0/24",), ("2001:db8::1",), True),
    ("NotIpAddress", ("203.0.113.0/24",), (), True),
    ("ArnEquals", ("arn:aws:s3:::a*",), ("arn:aws:s3:::ab",), True),
    ("ArnEquals", ("arn:aws:s3:::a",), ("arn:aws:s3:::ab",), False),
    ("ArnLike", ("arn:aws:*:*:*:b",), ("arn:aws:sns:eu:1:b",), True),
    ("ArnLike", ("arn:aws:*:b",), ("arn:aws:sns:eu:1:b",), False),
    ("ArnLike", ("arn:aws:sns:*:1:b",), ("arn:aws:sns:eu:2:1:b",), False),
    ("ArnLike", ("arn:aws:sns:eu:1:*",), ("arn:aws:sns:eu:1:b:c/d",), True),
    ("ArnLike", ("arn:aws:iam::1:role/?",), ("arn:aws:iam::1:role/ab",), False),
    ("ArnNotEquals", ("arn:aws:s3:::a",), ("arn:aws:s3:::b",), True),
    ("ArnNotEquals", ("arn:aws:s3:::a",), ("arn:aws:s3:::a",), False),
    ("ArnNotLike", ("arn:aws:s3:::a*",), (), True),
    ("ArnNotLike", ("arn:aws:s3:::a*",), ("arn:aws:s3:::ab",), False),
    ("Null", ("true",), (), True),
    ("Null", ("true",), ("a",), False),
    ("Null", ("false",), ("a",), True),
    ("Null", ("false",), (), False),
    ("StringEqualsIfExists", ("a",), (), True),
    ("StringEqualsIfExists", ("a",), ("b",), False),
    ("ForAnyValue:StringEquals", ("a", "b"), ("b", "c"), True),
    ("ForAnyValue:StringEquals", ("a", "b"), ("c",), False),
    ("ForAnyValue:StringEquals", ("a",), (), False),
    ("ForAnyValue:StringEqualsIfExists", ("a",), (), False),
    ("ForAnyValue:StringNotEquals", ("a",), ("a", "b"), True),
    ("ForAnyValue:StringNotEquals", ("a",), ("a",), False),
    ("ForAnyValue:StringNotEquals", ("a",), (), False),
    ("ForAllValues:StringEquals", ("a", "b"), ("a", "b"), True),
    ("ForAllValues:StringEquals", ("a", "b"), ("a", "c"), False),
    ("ForAllValues:StringEquals", ("a",), (), True),
    ("ForAllValues:StringNotLike", ("a*",), ("b", "c"), True),
    ("ForAllValues:StringNotLike", ("a*",), ("b", "ab"), False),
)


@pytest.mark.parametrize(("operator", "wanted", "actual", "expected"), CASES)
def test_an_operator_compares_as_documented(
    operator: str, wanted: tuple[str, ...], actual: tuple[str, ...], expected: bool
) -> None:
    test = ConditionTest(operator, "x:Key", wanted)

    assert matches(test, {"x:key": actual}) is expected


def test_every_operator_has_a_case_that_holds_and_one_that_does_not() -> None:
    shown = {(use.operator.name, holds_) for name, _, _, holds_ in CASES if (use := parse_operator(name)) is not None}

    assert shown == {(operator.name, answer) for operator in OPERATORS for answer in (True, False)}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("stringequals", "StringEquals"),
        ("FORANYVALUE:stringlikeifexists", "ForAnyValue:StringLikeIfExists"),
        ("NullIfExists", "NullIfExists"),
        ("ForEachValue:StringEquals", "ForEachValue:StringEquals"),
        ("StringMatches", "StringMatches"),
    ],
)
def test_operators_are_spelled_as_documented_and_unknown_ones_stay(written: str, expected: str) -> None:
    assert canonical_operator(written) == expected


@pytest.mark.parametrize(
    "written", ["NullIfExists", "ForAnyValue:Null", "ForEachValue:StringEquals", "StringMatches", ""]
)
def test_what_is_no_operator_is_not_evaluated(written: str) -> None:
    assert parse_operator(written) is None
    with pytest.raises(ValueError, match="unknown condition operator"):
        matches(ConditionTest(written, "x:Key", ("a",)), {})


VARIABLES: tuple[tuple[str, str, bool, Context, bool], ...] = (
    ("StringEquals", "${aws:username}", False, {"x:key": ("u",), "aws:username": ("u",)}, True),
    ("StringEquals", "${AWS:UserName}", False, {"x:key": ("u",), "aws:username": ("u",)}, True),
    ("StringEquals", "${aws:username}", False, {"x:key": ("v",), "aws:username": ("u",)}, False),
    ("StringEquals", "${aws:username}", False, {"x:key": ("u",)}, False),
    ("StringNotEquals", "${aws:username}", False, {"x:key": ("u",)}, True),
    ("StringEquals", "${aws:username, 'u'}", False, {"x:key": ("u",)}, True),
    ("StringEquals", "${aws:username, 'u'}", False, {"x:key": ("u",), "aws:username": ("v",)}, False),
    ("StringEquals", "${aws:username}", True, {"x:key": ("u",), "aws:username": ("u",)}, False),
    ("StringEquals", "${aws:username}", True, {"x:key": ("${aws:username}",)}, True),
    ("StringEquals", "${aws:tagkeys}", False, {"x:key": ("a",), "aws:tagkeys": ("a", "b")}, False),
    ("StringEquals", "${$}{a}", False, {"x:key": ("${a}",)}, True),
    ("StringLike", "${aws:username}", False, {"x:key": ("ab",), "aws:username": ("a*",)}, False),
    ("StringLike", "${aws:username}/*", False, {"x:key": ("a*/b",), "aws:username": ("a*",)}, True),
    (
        "ArnLike",
        "arn:aws:s3:::${aws:username}/*",
        False,
        {"x:key": ("arn:aws:s3:::u/x",), "aws:username": ("u",)},
        True,
    ),
    (
        "ArnLike",
        "arn:aws:s3:::${aws:username}/*",
        False,
        {"x:key": ("arn:aws:s3:::v/x",), "aws:username": ("u",)},
        False,
    ),
    ("NumericEquals", "${aws:username}", False, {"x:key": ("1",), "aws:username": ("1",)}, False),
)


@pytest.mark.parametrize(("operator", "value", "literal", "context", "expected"), VARIABLES)
def test_policy_variables_take_their_values_from_the_request(
    operator: str, value: str, literal: bool, context: Context, expected: bool
) -> None:
    test = ConditionTest(operator, "x:Key", (value,), literal)

    assert matches(test, context) is expected


@settings(BOUNDED)
@given(st.text(alphabet="a*?${} ',:", max_size=12), st.booleans())
def test_a_template_written_out_reads_as_the_same_template(text: str, wildcards: bool) -> None:
    template = parse_template(text, wildcards, literal=False)

    assert parse_template(unparse(template, wildcards), wildcards, literal=False) == template


@settings(BOUNDED, max_examples=200)
@given(condition_tests(), contexts(), st.sets(st.integers(0, 12)))
def test_settling_what_is_known_changes_no_answer(test: ConditionTest, context: Context, known: set[int]) -> None:
    part = {key: values for number, (key, values) in enumerate(context.items()) if number in known}

    settled = settle(test, Knowledge(part))

    assert holds(settled, context) == matches(test, context)


def test_a_key_known_to_be_absent_settles_a_test_whose_variables_are_unknown() -> None:
    knowledge = Knowledge({"sts:externalid": ()})
    positive = ConditionTest("StringEquals", "sts:ExternalId", ("${aws:username}",))
    negated = ConditionTest("StringNotEquals", "sts:ExternalId", ("${aws:username}",))

    assert settle(positive, knowledge) == NEVER
    assert settle(negated, knowledge) == ALWAYS


def test_a_known_variable_is_filled_in_as_plain_text() -> None:
    test = ConditionTest("StringLike", "sts:RoleSessionName", ("${aws:username}-*",))

    settled = settle(test, Knowledge({"aws:username": ("a*",)}))

    assert settled == ConditionTest("StringLike", "sts:RoleSessionName", ("a${*}-*",))


@pytest.mark.parametrize("text", ["2027-13-01", "2027-02-30", "2027-01-01T25:00:00Z", "tomorrow", "", "2027-1-1"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_hostile_pattern_is_matched_at_once() -> None:
    test = ConditionTest("StringLike", "x:Key", ("a*" * 200 + "b",))

    assert matches(test, {"x:key": ("a" * 5000,)}) is False


@pytest.mark.parametrize(("operator", "expected"), [("StringLike", False), ("StringNotLike", True)])
def test_a_variable_without_a_value_takes_the_values_beside_it_with_it(operator: str, expected: bool) -> None:
    test = ConditionTest(operator, "s3:prefix", ("home/", "home/${aws:username}/"))

    assert matches(test, {"s3:prefix": ("home/",)}) is expected
    assert matches(test, {"s3:prefix": ("home/",), "aws:username": ("u",)}) is not expected


def test_a_number_written_without_quotes_is_read_without_an_exponent() -> None:
    document: dict[str, Json] = {
        "Statement": {"Effect": "Allow", "Condition": {"NumericEquals": {"x:Key": [0.00001, 2.50, 7.0]}}}
    }

    policy = parse_policy(Document(document, Position("p.json", 1, 1)), "p", PolicyKind.IDENTITY)

    assert policy.statements[0].tests[0].values == ("0.00001", "2.5", "7")
