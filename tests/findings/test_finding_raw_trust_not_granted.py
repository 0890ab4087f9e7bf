"""Principals of a raw trust policy whom no grant names are found."""

import pytest

from builders import a_document, a_grant, a_group, a_landscape, a_role, a_user, a_vendor, an_analysis_of
from iam_atlas.findings.raw_trust_not_granted import raw_trust_not_granted
from iam_atlas.model.policies import Json

CASES: dict[str, tuple[Json, bool]] = {
    "the account of the granted group": ({"AWS": "arn:aws:iam::111111111111:root"}, False),
    "the same as a bare id": ({"AWS": "111111111111"}, False),
    "a granted user": ({"AWS": "arn:aws:iam::111111111111:user/alice"}, False),
    "a member of the granted group": ({"AWS": "arn:aws:iam::111111111111:user/bob"}, False),
    "a user of no granted group": ({"AWS": "arn:aws:iam::111111111111:user/eve"}, True),
    "a session of the granted role": ({"AWS": "arn:aws:sts::100000000004:assumed-role/hub/job"}, False),
    "a session of a role of that name elsewhere": ({"AWS": "arn:aws:sts::444444444444:assumed-role/hub/job"}, True),
    "a granted role": ({"AWS": "arn:aws:iam::100000000004:role/hub"}, False),
    "a granted vendor": ({"AWS": "arn:aws:iam::999988887777:root"}, False),
    "a service": ({"Service": "ec2.amazonaws.com"}, False),
    "a strange account": ({"AWS": "arn:aws:iam::555555555555:root"}, True),
    "an ungranted role of a granted account": ({"AWS": "arn:aws:iam::100000000004:role/other"}, True),
    "everybody": ({"AWS": "*"}, True),
}


@pytest.mark.parametrize("case", CASES)
def test_who_is_trusted_beyond_the_grants(case: str) -> None:
    principal, reported = CASES[case]
    raw = a_document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}, line=4)
    landscape = a_landscape(
        accounts=["jump", "prod", "tools"],
        users=[a_user("alice"), a_user("bob", groups=["ops"]), a_user("eve")],
        groups=[a_group("ops")],
        vendors=[a_vendor("watchful", "999988887777")],
        roles=[a_role("admin", trust_policy=raw), a_role("hub", accounts=["tools"])],
        grants=[
            a_grant("ops", "admin@prod"),
            a_grant("user:alice", "admin@prod"),
            a_grant("role:hub@tools", "admin@prod"),
            a_grant("vendor:watchful", "admin@prod"),
        ],
    )

    found = list(raw_trust_not_granted(an_analysis_of(landscape)))

    assert [problem.position.line for problem in found] == ([4] if reported else [])
