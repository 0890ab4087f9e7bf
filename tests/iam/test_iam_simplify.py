import pytest
from hypothesis import given, settings
from iam_strategies import BOUNDED, contexts, formulas

from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.simplify import simplify

MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
NO_MFA = ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("false",))


def equals(*values: str, key: str = "sts:ExternalId") -> ConditionTest:
    return ConditionTest("StringEquals", key, values)


def like(*values: str, key: str = "sts:ExternalId") -> ConditionTest:
    return ConditionTest("StringLike", key, values)


def inside(*values: str) -> ConditionTest:
    return ConditionTest("IpAddress", "aws:SourceIp", values)


def age_below(seconds: str) -> ConditionTest:
    return ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", (seconds,))


def key_a(*values: str) -> ConditionTest:
    return equals(*values, key="aws:TagKeys")


ABSENT = ConditionTest("Null", "sts:ExternalId", ("true",))
FALSE = ConditionTest("Bool", MFA.key, ("false",))
OFFICE, DESK, ELSEWHERE = inside("203.0.113.0/24"), inside("203.0.113.0/28"), inside("198.51.100.0/24")
NOT_OFFICE = ConditionTest("NotIpAddress", "aws:SourceIp", ("203.0.113.0/24",))
IF_THERE = ConditionTest("StringEqualsIfExists", "sts:ExternalId", ("a",))
A_OR_B, C_OR_D = Or((equals("a"), equals("b"))), Or((equals("c"), equals("d")))

CASES: tuple[tuple[str, Formula, Formula], ...] = (
    ("an MFA demand swallows the denial without MFA", And((MFA, Not(NO_MFA))), MFA),
    ("the denial without MFA alone is an MFA demand", Not(NO_MFA), MFA),
    (
        "a denial of all but one value, or of an absent key, asks for the value",
        Not(ConditionTest("StringNotEqualsIfExists", "aws:PrincipalOrgID", ("o-a",))),
        ConditionTest("StringEquals", "aws:PrincipalOrgID", ("o-a",)),
    ),
    ("a denial of false lets an absent key pass", Not(FALSE), ConditionTest("BoolIfExists", MFA.key, ("true",))),
    ("MFA and no MFA contradict each other", And((MFA, NO_MFA)), NEVER),
    ("two different values contradict each other", And((equals("a"), equals("b"))), NEVER),
    ("one value implies a list that holds it", And((equals("a"), equals("a", "b"))), equals("a")),
    ("a value implies a pattern that matches it", And((equals("ab"), like("a*"))), equals("ab")),
    ("a value outside a pattern contradicts it", And((equals("b"), like("a*"))), NEVER),
    ("a narrow pattern implies a wide one", And((like("a*"), like("ab*"))), like("ab*")),
    ("patterns that can meet stay", And((like("*b"), like("a*"))), And((like("*b"), like("a*")))),
    ("of two ages the lower decides", And((age_below("3600"), age_below("7200"))), age_below("3600")),
    ("of two ages either, the higher decides", Or((age_below("3600"), age_below("7200"))), age_below("7200")),
    ("a range inside another decides", And((OFFICE, DESK)), DESK),
    ("ranges apart contradict each other", And((OFFICE, ELSEWHERE)), NEVER),
    ("both address families contradict each other", And((inside("0.0.0.0/0"), inside("::/0"))), NEVER),
    ("two tag keys can both be there", And((key_a("a"), key_a("b"))), And((key_a("a"), key_a("b")))),
    ("a private range as source never matches", inside("10.0.0.0/8"), NEVER),
    ("a wildcard in StringEquals never matches", equals("*"), NEVER),
    ("a test or its contrary always holds", Or((MFA, Not(MFA))), ALWAYS),
    ("a test swallows what demands more", Or((MFA, And((MFA, equals("a"))))), MFA),
    ("an alternative that the rest excludes goes", And((equals("a"), Or((equals("b"), MFA)))), And((MFA, equals("a")))),
    ("alternatives that exclude each other never hold", And((A_OR_B, C_OR_D)), NEVER),
    ("absence contradicts a value", And((ABSENT, equals("a"))), NEVER),
    ("absence does not contradict IfExists", And((ABSENT, IF_THERE)), ABSENT),
    ("a denied range is its negated operator", Not(OFFICE), NOT_OFFICE),
)


@pytest.mark.parametrize(("formula", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_formula_is_made_shorter(formula: Formula, expected: Formula) -> None:
    assert simplify(formula) == expected


@settings(BOUNDED, max_examples=300)
@given(formulas(), contexts())
def test_the_short_formula_holds_exactly_where_the_long_one_does(formula: Formula, context: Context) -> None:
    short = simplify(formula)

    assert holds(short, context) == holds(formula, context)


@settings(BOUNDED, max_examples=60)
@given(formulas())
def test_simplifying_twice_changes_nothing_more(formula: Formula) -> None:
    once = simplify(formula)

    assert simplify(once) == once
