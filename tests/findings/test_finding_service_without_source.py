"""A service that says for whom it acts and is not asked is found; one that does not say is left alone."""

from dataclasses import replace

import pytest

from builders import a_document, a_landscape, a_role, a_trust, an_analysis_of
from iam_atlas.errors import Problem, Severity
from iam_atlas.findings.service_without_source import SENDS_SOURCE, service_without_source
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.model.roles import Role, RoleKind


def _found(role: Role) -> list[Problem]:
    return list(service_without_source(an_analysis_of(a_landscape(roles=[role]))))


def _for(service: str, require: Require = NOTHING_REQUIRED, path: str = "/") -> Role:
    return a_role("worker", path=path, trust=[a_trust("service", service, require=require, line=6)])


def _raw(condition: Json) -> Role:
    principal: Json = {"Service": "states.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", "Condition": condition}
    return a_role("worker", trust_policy=a_document(statement, line=8))


def test_x4_a_service_that_says_for_whom_it_acts_is_to_be_asked() -> None:
    (problem,) = _found(_for("ecs-tasks.amazonaws.com"))

    assert (problem.position.line, problem.severity) == (6, Severity.WARNING)
    assert problem.message.startswith('"worker@prod" trusts "ecs-tasks.amazonaws.com" without saying for whom it acts')


@pytest.mark.parametrize(
    "require",
    [
        Require(source_account="self"),
        Require(source_arn=("arn:aws:ecs:eu-west-1:444444444444:*",)),
        Require(source_org=True),
    ],
    ids=["account", "arn", "organization"],
)
def test_x4_twin_a_service_that_is_asked_is_fine(require: Require) -> None:
    assert _found(_for("ecs-tasks.amazonaws.com", require)) == []


@pytest.mark.parametrize("service", ["ec2.amazonaws.com", "lambda.amazonaws.com", "rolesanywhere.amazonaws.com"])
def test_a_service_that_could_not_take_the_role_any_more_is_left_alone(service: str) -> None:
    assert _found(_for(service)) == []


@pytest.mark.parametrize("service", ["states.eu-west-1.amazonaws.com", "states.amazonaws.com.cn"])
def test_a_service_is_known_by_the_beginning_of_its_name(service: str) -> None:
    assert len(_found(_for(service))) == 1


def test_roles_that_a_console_made_and_service_linked_ones_are_left_alone() -> None:
    linked = replace(_for("ssm.amazonaws.com"), kind=RoleKind.SERVICE_LINKED)

    assert _found(_for("config.amazonaws.com", path="/service-role/")) == []
    assert _found(linked) == []


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ({"StringEquals": {"aws:SourceAccount": "444444444444"}}, 0),
        ({"ArnLike": {"AWS:SourceArn": "arn:aws:states:*:444444444444:stateMachine:*"}}, 0),
        ({"StringLike": {"aws:SourceAccount": "*"}}, 1),
        ({"StringEqualsIfExists": {"aws:SourceAccount": "444444444444"}}, 1),
        ({"Bool": {"aws:SecureTransport": "true"}}, 1),
    ],
)
def test_a_raw_trust_policy_counts_when_it_names_a_source(condition: Json, count: int) -> None:
    assert [problem.position.line for problem in _found(_raw(condition))] == [8] * count


def test_every_service_of_the_list_has_its_source() -> None:
    assert list(SENDS_SOURCE) == sorted(SENDS_SOURCE)
    assert all('"' in source for source in SENDS_SOURCE.values())
