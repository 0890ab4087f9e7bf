"""A user or role that a trust policy names in another case than the file is found."""

import pytest

from builders import a_document, a_landscape, a_role, a_user, an_account, an_analysis_of
from iam_atlas.errors import Problem
from iam_atlas.findings.principal_in_other_case import principal_in_other_case

_JUMP = an_account("jump").id


def _found(resource: str, effect: str = "Allow") -> list[Problem]:
    return _found_principal(f"arn:aws:iam::{_JUMP}:{resource}", effect)


def _found_principal(arn: str, effect: str = "Allow") -> list[Problem]:
    trust = a_document({"Effect": effect, "Principal": {"AWS": arn}, "Action": "sts:AssumeRole"}, line=8)
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("hub", accounts=["jump"]), a_role("admin", accounts=["dev", "prod"], trust_policy=trust)],
    )
    return list(principal_in_other_case(an_analysis_of(landscape)))


@pytest.mark.parametrize("resource", ["user/Alice", "role/Hub"])
def test_another_case_is_found_once_for_all_copies(resource: str) -> None:
    (problem,) = _found(resource)

    assert (problem.position.line, problem.rule) == (8, "principal-in-other-case")
    assert f'the file has "arn:aws:iam::111111111111:{resource.lower()}"' in problem.message


@pytest.mark.parametrize("resource", ["user/alice", "role/hub", "user/carol", "root"])
def test_the_same_case_and_whoever_the_file_does_not_have_are_fine(resource: str) -> None:
    assert _found(resource) == []


def test_a_deny_is_not_said_to_trust() -> None:
    (problem,) = _found("user/Alice", "Deny")

    assert problem.message.startswith('"admin@dev" denies "arn:aws:iam::111111111111:user/Alice"; IAM compares')


def test_a_session_is_known_by_the_name_of_its_role_and_its_own_name_is_anybodys() -> None:
    sessions = {"Hub/job": 1, "hub/Job": 0, "other/job": 0}

    for session, count in sessions.items():
        found = _found_principal(f"arn:aws:sts::{_JUMP}:assumed-role/{session}")

        assert [problem.message.endswith(f'"arn:aws:sts::{_JUMP}:assumed-role/hub"') for problem in found] == [
            True
        ] * count
