"""What is not decided: no survey counts it as a way in, and none says that nobody gets in."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from page_organisations import between, pages_written_in

# AWS's pages disagree on whether a boundary limits a user whom a role trust policy of the same account names.
ORGANISATION = """
accounts: { jump: { id: "111111111111", kind: jump } }
users: { alice: { boundary: BOUNDARY }, bob: [] }
policies:
  lid: { document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } }
  wide: { document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } }
roles: { admin: { policies: [AdministratorAccess], accounts: [jump], trust: [TRUSTED] } }
"""
ALICE, BOB = "{ user: alice }", "{ user: bob }"


def _pages(folder: Path, *trusted: str, boundary: str = "lid") -> Mapping[str, str]:
    text = ORGANISATION.replace("BOUNDARY", boundary).replace("TRUSTED", ", ".join(trusted))
    return pages_written_in(text, folder)


def _row(page: str, beginning: str) -> str:
    return next(line for line in page.splitlines() if line.startswith(f"| {beginning}"))


SURVEYS = {
    "roles": ("roles/index.md", "[admin](", "| 1 | 0 (1 not decided) | not decided |"),
    "accounts": ("accounts/index.md", "[jump](", "| 0 (1 not decided) |"),
    "people": ("people/index.md", "[alice](", "| 0 (1 not decided) |"),
    "the places of a role": ("roles/admin.md", "[jump](#in-jump)", "| 0 (1 not decided) |"),
    "what roles can do": ("what-roles-can-do.md", "Makes new users", "| not decided |"),
}


@pytest.mark.parametrize(("path", "beginning", "cells"), SURVEYS.values(), ids=SURVEYS.keys())
def test_a_survey_says_what_is_not_decided(path: str, beginning: str, cells: str, tmp_path: Path) -> None:
    assert cells in _row(_pages(tmp_path, ALICE)[path], beginning)


@pytest.mark.parametrize(("path", "beginning", "cells"), SURVEYS.values(), ids=SURVEYS.keys())
def test_a_survey_says_nothing_of_it_where_all_is_decided(
    path: str, beginning: str, cells: str, tmp_path: Path
) -> None:
    assert "not decided" not in _row(_pages(tmp_path, ALICE, boundary="wide")[path], beginning)


def test_who_gets_in_for_certain_stands_before_what_is_not_decided(tmp_path: Path) -> None:
    pages = _pages(tmp_path, ALICE, BOB)

    assert "| 1 (1 not decided) | bob; others are not decided |" in _plain(_row(pages["roles/index.md"], "[admin]("))


HOMES = {
    "nothing is decided": ((ALICE,), "Whether anything opens here is not decided: one way may open."),
    "one of two is": (
        (ALICE, BOB),
        "They sign in to [jump](atlas/accounts/jump.md) and switch from there. One more way",
    ),
    "nobody is trusted": (
        ("{ service: ec2.amazonaws.com }",),
        "The file describes one account; no IAM user whom it lists can become a role.",
    ),
}


@pytest.mark.parametrize(("trusted", "lead"), HOMES.values(), ids=HOMES.keys())
def test_the_home_page_does_not_take_what_is_not_decided_for_closed(
    trusted: tuple[str, ...], lead: str, tmp_path: Path
) -> None:
    assert lead in between(_pages(tmp_path, *trusted)[".home.md"], "-->", "{ .atlas-lead }")


def test_a_way_that_is_not_decided_is_not_said_to_ask_for_mfa(tmp_path: Path) -> None:
    assert "a role that asks for it stays closed" not in _pages(tmp_path, ALICE)["people/alice.md"]


def _plain(row: str) -> str:
    return row.replace("[bob](../people/bob.md)", "bob")
