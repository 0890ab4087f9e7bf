"""Ways into production from environments below it are found; those from elsewhere are not."""

import pytest

from builders import a_grant, a_group, a_landscape, a_policy, a_role, an_account, an_analysis_of
from iam_atlas.findings.path_to_production import path_to_production
from iam_atlas.model.landscape import Landscape

LOOKS = a_policy("looks", {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"})
CHANGES = a_policy("changes", {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"})


def a_way(*, here: str | None, there: str | None, changes: bool = True) -> Landscape:
    """A role in account `one` that is granted a role in account `two`, each with its environment."""
    one, two = an_account("one", environment=here), an_account("two", environment=there)
    return a_landscape(
        accounts=["jump", one, two],
        groups=[a_group("ops")],
        roles=[
            a_role("first", accounts=[one]),
            a_role("last", accounts=[two], policies=[CHANGES if changes else LOOKS]),
        ],
        grants=[a_grant("role:first@one", "last@two")],
    )


@pytest.mark.parametrize(
    ("here", "there", "changes", "found"),
    [
        pytest.param("dev", "prod", True, True, id="from development"),
        pytest.param("staging", "Production", True, True, id="from staging, in other words"),
        pytest.param("dev", "prod", False, False, id="to look only"),
        pytest.param("prod", "dev", True, False, id="from production down"),
        pytest.param("prod", "prd", True, False, id="within production"),
        pytest.param("dev", "staging", True, False, id="below production"),
        pytest.param(None, "prod", True, False, id="from an account of no environment, such as tools"),
        pytest.param("dev", None, True, False, id="to an account of no environment"),
    ],
)
def test_a_way_climbs_or_does_not(here: str | None, there: str | None, changes: bool, found: bool) -> None:
    problems = list(path_to_production(an_analysis_of(a_way(here=here, there=there, changes=changes))))

    assert bool(problems) is found
    assert all('role "first@one" gets into "last@two"' in problem.message for problem in problems)
