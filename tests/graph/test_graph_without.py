"""Whether a residue can hold in requests that lack a key."""

import pytest

from iam_atlas.graph.without import fails_without, is_mfa_key
from iam_atlas.iam.formula import ALWAYS, NEVER, And, Formula, Not, Or
from iam_atlas.iam.formula import Test as ConditionTest

_MFA = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("true",))
_WEAK = ConditionTest("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",))
_DATE = ConditionTest("DateLessThan", "aws:CurrentTime", ("2027-01-01T00:00:00Z",))
_PRESENT = ConditionTest("Null", "aws:MultiFactorAuthPresent", ("false",))

CASES: dict[str, tuple[Formula, bool]] = {
    "asked": (_MFA, True),
    "asked among others": (And((_DATE, _MFA)), True),
    "presence asked": (_PRESENT, True),
    "not asked": (_DATE, False),
    "one way without": (Or((_DATE, _MFA)), False),
    "weak": (_WEAK, False),
    "denied when present": (Not(_MFA), False),
    "denied unless present": (Not(Not(_MFA)), True),
    "always": (ALWAYS, False),
    "never": (NEVER, True),
}


@pytest.mark.parametrize("case", CASES)
def test_a_formula_that_fails_without_mfa(case: str) -> None:
    formula, fails = CASES[case]

    assert fails_without(formula, is_mfa_key) is fails
