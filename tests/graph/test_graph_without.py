"""Whether a residue can hold in requests that lack a key."""

import pytest

from iam_atlas.graph.without import fails_without, is_mfa_key, needs_mfa
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


_FRESH = ConditionTest("NumericLessThan", "aws:MultiFactorAuthAge", ("3600",))
_SAYS_NO = ConditionTest("Bool", "aws:MultiFactorAuthPresent", ("false",))

NEEDS: dict[str, tuple[Formula, bool]] = {
    "asked": (_MFA, True),
    "its age asked": (_FRESH, True),
    "asked among others": (And((_DATE, _MFA)), True),
    "a sign-in without it asked": (_SAYS_NO, False),
    "with it or without": (Or((_MFA, _SAYS_NO)), False),
    "presence of its key asked": (_PRESENT, False),
    "weak": (_WEAK, False),
    "not asked": (_DATE, False),
}


@pytest.mark.parametrize(("formula", "needed"), NEEDS.values(), ids=NEEDS.keys())
def test_mfa_is_needed_where_neither_keys_nor_a_sign_in_without_it_get_through(formula: Formula, needed: bool) -> None:
    assert needs_mfa(formula) is needed


@pytest.mark.parametrize("case", CASES)
def test_a_formula_that_fails_without_mfa(case: str) -> None:
    formula, fails = CASES[case]

    assert fails_without(formula, is_mfa_key) is fails
