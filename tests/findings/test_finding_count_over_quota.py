"""More than AWS allows is found where it is declared."""

from dataclasses import replace

import pytest

from builders import a_group, a_landscape, a_policy, a_role, an_analysis_of
from iam_atlas.findings.count_over_quota import count_over_quota
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import AttachedPolicy, PolicyOrigin


def _managed(number: int) -> list[AttachedPolicy]:
    return [replace(a_policy(f"p{one}"), origin=PolicyOrigin.AWS) for one in range(number)]


@pytest.mark.parametrize(
    ("landscape", "found"),
    [
        (a_landscape(roles=[a_role("viewer", policies=_managed(25))]), []),
        (
            a_landscape(roles=[a_role("viewer", policies=_managed(26), line=4)]),
            [(4, "managed policies of role viewer: 26; AWS allows 25 at most")],
        ),
        (a_landscape(groups=[a_group("ops", policies=_managed(10))]), []),
        (
            a_landscape(groups=[a_group("ops", policies=_managed(11), line=5)]),
            [(5, "managed policies of group ops: 11; AWS allows 10 at most")],
        ),
    ],
    ids=["a role may have 25", "not 26", "a group may have 10", "not 11"],
)
def test_managed_policies(landscape: Landscape, found: list[tuple[int, str]]) -> None:
    problems = count_over_quota(an_analysis_of(landscape))

    assert [(problem.position.line, problem.message) for problem in problems] == found
