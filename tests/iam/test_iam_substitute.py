"""What is known of a request settles the tests of a formula, and changes no answer."""

from hypothesis import given, settings
from hypothesis import strategies as st
from iam_strategies import BOUNDED, contexts, formulas

from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.doubts import OPAQUE
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.substitute import substitute

MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
ID = ConditionTest("StringEquals", "sts:ExternalId", ("e",))
KNOWN = Knowledge({"aws:multifactorauthpresent": ("true",)})
UNMET = Knowledge({"aws:multifactorauthpresent": ()})


def test_what_is_known_goes_and_what_is_not_stays() -> None:
    assert substitute(And((MFA, ID)), KNOWN) == ID
    assert substitute(And((MFA, ID)), UNMET) == NEVER
    assert substitute(Or((MFA, ID)), KNOWN) == ALWAYS
    assert substitute(Or((Not(MFA), ID)), KNOWN) == ID


def test_a_doubt_stays_a_doubt() -> None:
    doubt = ConditionTest(OPAQUE, "something", ())

    assert substitute(And((MFA, doubt)), KNOWN) == doubt


@settings(BOUNDED, max_examples=150)
@given(formulas(), contexts(), st.sets(st.integers(0, 12)))
def test_the_rest_holds_under_the_same_requests(formula: Formula, context: Context, known: set[int]) -> None:
    part = {key: values for number, (key, values) in enumerate(context.items()) if number in known}

    assert holds(substitute(formula, Knowledge(part)), context) == holds(formula, context)
