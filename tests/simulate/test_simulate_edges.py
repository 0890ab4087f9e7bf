"""Fine points of reading cases, each with a near twin; `make mutants` found them untested."""

import json

import pytest
from simulating import A, a_case, a_policy, an_identity, said, verdict

from iam_atlas.model.policies import Json
from iam_atlas.simulate.run import answers

BUCKET = "arn:aws:s3:::box"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param(f"{BUCKET}/a%2Fb", "Allowed", id="the object of that name"),
        pytest.param(f"{BUCKET}/a/b", "ImplicitlyDenied", id="the object that its name encodes"),
    ],
)
def test_a_policy_given_as_plain_text_is_not_decoded_once_more(named: str, expected: str) -> None:
    text = json.dumps(a_policy({"Action": "s3:GetObject", "Resource": named}))
    request: Json = {"action": "s3:GetObject", "resource": f"{BUCKET}/a%2Fb", "resourceAccount": A}

    assert verdict(request=request, identityPolicies=[text], trustPolicy=None) == expected


def test_a_statement_that_stands_twice_in_a_policy_is_an_error_and_one_that_stands_once_is_none() -> None:
    once = json.dumps(a_case(identityPolicies=[an_identity()]))
    twice = once.replace('"Statement":', '"Statement": [], "Statement":')

    assert said(once.encode())[0] == "Allowed"
    assert said(twice.encode())[0] == "Error"
    assert "stands twice" in said(twice.encode())[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_case_is_answered_in_its_turn(jobs: int) -> None:
    lines = [json.dumps(a_case(id=number)) for number in range(600)]

    told = [json.loads(one.text)["id"] for one in answers("\n".join(lines).encode(), jobs)]

    assert told == list(range(600))
