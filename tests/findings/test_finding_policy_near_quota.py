"""Policies that nearly fill AWS's quota are found; smaller ones are not, and larger ones are another finding."""

import pytest

from builders import a_document, a_landscape, a_role, an_analysis_of
from iam_atlas.findings.policy_near_quota import policy_near_quota
from iam_atlas.findings.policy_over_quota import policy_over_quota
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json


def _trusting(length: int) -> Landscape:
    """A role whose trust policy has this many characters."""
    statement: dict[str, Json] = {"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole"}
    frame = len('{"Version":"2012-10-17","Statement":[]}') + len(str(statement).replace(" ", "")) + len(',"Sid":""')
    return a_landscape(roles=[a_role("viewer", trust_policy=a_document({**statement, "Sid": "x" * (length - frame)}))])


@pytest.mark.parametrize(
    ("characters", "near", "over"), [(1843, 0, 0), (1844, 1, 0), (2048, 1, 0), (2049, 0, 1)], ids=str
)
def test_a_trust_policy_of_a_length(characters: int, near: int, over: int) -> None:
    analysis = an_analysis_of(_trusting(characters))

    assert (len([*policy_near_quota(analysis)]), len([*policy_over_quota(analysis)])) == (near, over)


def test_it_is_said_how_much_is_left() -> None:
    (problem,) = policy_near_quota(an_analysis_of(_trusting(2000)))

    assert problem.message == (
        "trust policy of viewer@prod: 2,000 characters without white space, of 2,048 that AWS takes by default"
    )
