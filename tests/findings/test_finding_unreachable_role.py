"""Roles to which no way opens are found."""

from builders import a_document, a_grant, a_group, a_landscape, a_role, an_analysis_of
from iam_atlas.findings.unreachable_role import unreachable_role
from iam_atlas.model.landscape import Landscape


def _messages(landscape: Landscape) -> list[str]:
    return [problem.message for problem in unreachable_role(an_analysis_of(landscape))]


def _with_trust(account_id: str) -> Landscape:
    raw = a_document(
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"}, "Action": "sts:AssumeRole"}
    )
    return a_landscape(
        groups=[a_group("ops", members=["x"])],
        roles=[a_role("admin", trust_policy=raw)],
        grants=[a_grant("ops", "admin@prod")],
    )


def test_a_role_whose_trust_names_nobody_that_could_come_is_found() -> None:
    nobody = a_document({"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"})
    landscape = a_landscape(
        groups=[a_group("ops")], roles=[a_role("admin", trust_policy=nobody)], grants=[a_grant("ops", "admin@prod")]
    )

    assert _messages(landscape) == ['role "admin" can be assumed by nobody in "prod": no way to it opens']


def test_a_role_that_opens_is_fine() -> None:
    assert _messages(_with_trust("111111111111")) == []


def test_a_role_that_an_account_outside_may_enter_is_not_called_unreachable() -> None:
    assert _messages(_with_trust("555555555555")) == []


def test_a_role_nothing_declares_was_reported_when_it_was_loaded() -> None:
    assert _messages(a_landscape(roles=[a_role("idle")])) == []
