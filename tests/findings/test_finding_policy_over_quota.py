"""Policies over AWS's quota are found, others are not."""

import pytest

from builders import a_grant, a_group, a_landscape, a_role, an_account, an_analysis_of
from iam_atlas.findings.policy_over_quota import policy_over_quota


@pytest.mark.parametrize(("accounts", "reported"), [(10, False), (150, True)])
def test_a_group_that_is_granted_very_many_roles(accounts: int, reported: bool) -> None:
    places = [an_account(f"account-{number}") for number in range(accounts)]
    landscape = a_landscape(
        accounts=["jump", *places],
        groups=[a_group("sre")],
        roles=[a_role("operator", accounts=places)],
        grants=[a_grant("sre", [f"operator@{place.name}" for place in places], line=3)],
    )

    found = [(problem.rule, problem.position.line) for problem in policy_over_quota(an_analysis_of(landscape))]

    assert found == ([("policy-over-quota", 3)] if reported else [])
