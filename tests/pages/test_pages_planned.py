"""What is planned is not there yet: no button and no profile leads into it, and no number counts it as open today."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from page_organisations import between, pages_written_in

ORGANISATION = """
accounts:
  jump: { id: "111111111111", kind: jump, status: JUMP }
  dev: { id: "222222222222" }
  next: { id: "333333333333", status: NEXT }
users: { alice: [staff] }
groups: { staff: }
roles:
  viewer: ReadOnlyAccess
  planner: { policies: [ReadOnlyAccess], status: ROLE }
grants: { staff: { dev: [viewer, planner], next: viewer } }
"""


def _pages(folder: Path, *, jump: str = "active", next: str = "active", role: str = "active") -> Mapping[str, str]:
    text = ORGANISATION.replace("JUMP", jump).replace("NEXT", next).replace("ROLE", role)
    return pages_written_in(text, folder)


def _switches(pages: Mapping[str, str]) -> str:
    return between(pages["people/alice.md"], "## Switch role in the console", "\n## ")


def _commands(pages: Mapping[str, str]) -> str:
    return between(pages["people/alice.md"], "## Command line", "\n## ")


def _lead(pages: Mapping[str, str]) -> str:
    return between(pages[".home.md"], "-->", "{ .atlas-lead }")


def test_an_account_that_is_there_has_a_button_and_a_profile(tmp_path: Path) -> None:
    pages = _pages(tmp_path)

    assert "[viewer @ next](https://signin" in _switches(pages)
    assert "arn:aws:iam::333333333333:role/viewer" in _commands(pages)


def test_a_planned_account_has_neither(tmp_path: Path) -> None:
    pages = _pages(tmp_path, next="planned")

    assert "[viewer @ dev](https://signin" in _switches(pages)
    assert "viewer @ next](" not in _switches(pages)
    assert "Account next is planned and not there yet." in _switches(pages)
    assert "arn:aws:iam::333333333333:role/viewer" not in _commands(pages)
    assert "arn:aws:iam::222222222222:role/viewer" in _commands(pages)


def test_neither_has_a_planned_role(tmp_path: Path) -> None:
    pages = _pages(tmp_path, role="planned")

    assert "planner @ dev](" not in _switches(pages)
    assert "Role planner is planned and not there yet." in _switches(pages)
    assert "role/planner" not in _commands(pages)


def test_nobody_switches_from_an_account_that_is_planned(tmp_path: Path) -> None:
    pages = _pages(tmp_path, jump="planned")

    assert "](https://signin.aws.amazon.com/switchrole" not in _switches(pages)
    assert "Account jump is planned and not there yet." in _switches(pages)


NUMBERS = {
    "all are there": ({}, "One person can become two roles in two accounts."),
    "an account is planned": ({"next": "planned"}, "One person can become two roles in one account."),
    "a role is planned": ({"role": "planned"}, "One person can become one role in two accounts."),
    "the jump account is planned": ({"jump": "planned"}, "no IAM user whom it lists can become a role."),
}


@pytest.mark.parametrize(("status", "said"), NUMBERS.values(), ids=NUMBERS.keys())
def test_the_home_page_counts_what_is_there(status: dict[str, str], said: str, tmp_path: Path) -> None:
    assert said in _lead(_pages(tmp_path, **status))


def test_the_home_page_names_the_accounts_that_are_to_come(tmp_path: Path) -> None:
    assert "[next](atlas/accounts/next.md) is planned and not there yet" in _lead(_pages(tmp_path, next="planned"))
    assert "planned" not in _lead(_pages(tmp_path))


def test_the_table_on_the_home_page_marks_what_is_to_come(tmp_path: Path) -> None:
    table = _pages(tmp_path, next="planned")[".home.md"]

    assert "[viewer@next](atlas/roles/viewer.md#in-next) (planned)" in table
    assert "[viewer@dev](atlas/roles/viewer.md#in-dev) (planned)" not in table


def test_the_console_column_says_not_yet(tmp_path: Path) -> None:
    rows = [line for line in _pages(tmp_path, next="planned")["people/alice.md"].splitlines() if "[next]" in line]

    assert any("not yet" in row for row in rows)


def test_on_the_page_of_the_role_the_account_stands_as_planned(tmp_path: Path) -> None:
    page = _pages(tmp_path, next="planned")["roles/viewer.md"]

    assert "(planned)" in page
