"""What reaches nine tenths of a quota is found where it is declared."""

import pytest

from builders import a_group, a_landscape, a_user, an_analysis_of
from iam_atlas.findings.count_near_quota import count_near_quota


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        (8, []),
        (9, [(4, "groups of user ann: 9, of 10 that AWS allows by default")]),
        (10, [(4, "groups of user ann: 10, of 10 that AWS allows by default")]),
        (11, []),  # the loader warns about that
    ],
)
def test_a_user_in_many_groups(groups: int, found: list[tuple[int, str]]) -> None:
    names = [f"g{number}" for number in range(groups)]
    landscape = a_landscape(users=[a_user("ann", groups=names, line=4)], groups=[a_group(name) for name in names])

    problems = count_near_quota(an_analysis_of(landscape))
    assert [(problem.position.line, problem.message) for problem in problems] == found
