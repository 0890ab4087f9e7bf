import pytest
from drawn_organisation import FRESH_MFA, MFA, OFFICE, a_step

from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam import formula
from iam_atlas.iam.formula import ALWAYS, Formula, Not, Or

_IF_EXISTS = formula.Test("BoolIfExists", "aws:MultiFactorAuthPresent", ("true",))
# Holds only where the key is there and says no: a session of a role has no such key at all.
_KEY_SAYS_NO = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("false",))
_ELSEWHERE = formula.Test("IpAddress", "aws:SourceIp", ("10.0.0.0/8",))


@pytest.mark.parametrize(
    "residue", [MFA, FRESH_MFA, OFFICE, Or((MFA, FRESH_MFA)), _KEY_SAYS_NO], ids=["MFA", "age", "and", "or", "key"]
)
def test_a_role_that_must_show_what_a_role_session_lacks_asks_in_vain(residue: Formula) -> None:
    assert is_in_vain(a_step("role:hub@tools", "viewer@prod", residue))


@pytest.mark.parametrize(
    "residue",
    [ALWAYS, _IF_EXISTS, _ELSEWHERE, Or((MFA, _ELSEWHERE)), Not(MFA)],
    ids=["no condition", "if it exists", "address", "or an address", "not MFA"],
)
def test_a_role_that_can_do_without_mfa_does_not(residue: Formula) -> None:
    assert not is_in_vain(a_step("role:hub@tools", "viewer@prod", residue))


def test_a_user_can_show_mfa() -> None:
    assert not is_in_vain(a_step("user:ann", "viewer@prod", MFA))
    assert not is_in_vain(a_step("group:dev", "viewer@prod", MFA))


def test_a_step_that_was_not_decided_is_not_called_vain() -> None:
    assert not is_in_vain(a_step("role:hub@tools", "viewer@prod", MFA, undecided="the key x:Y"))
