"""What is planned is not there yet: no button and no profile leads into it, and no number counts it as open today."""

import re
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
  watcher: { policies: [ReadOnlyAccess], accounts: [next], trust: [{ vendor: watch }] }
vendors: { watch: { account_ids: ["999999999999"] } }
grants: { staff: { dev: [viewer, planner], next: viewer } }
permission_sets: { audit: { policies: [ReadOnlyAccess], accounts: [dev, next] } }
resources:
  box: { kind: s3, account: next, name: box, allow: [{ to: ["role:planner@dev"], actions: ["s3:GetObject"] }] }
"""


def _pages(folder: Path, *, jump: str = "active", next: str = "active", role: str = "active") -> Mapping[str, str]:
    text = ORGANISATION.replace("JUMP", jump).replace("NEXT", next).replace("ROLE", role)
    return pages_written_in(text, folder)


def _switches(pages: Mapping[str, str]) -> str:
    return between(pages["people/alice.md"], "## Switch role in the console", "\n## ")


def _commands(pages: Mapping[str, str]) -> str:
    return between(pages["people/alice.md"], "## Command line", "\n## ")


def _lead(pages: Mapping[str, str], page: str = ".home.md") -> str:
    return between(pages[page], "-->" if page == ".home.md" else "\n# ", "{ .atlas-lead }")


def _plain(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


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


NEXT, ROLE, JUMP = {"next": "planned"}, {"role": "planned"}, {"jump": "planned"}
LEADS = {
    "a person, all is there": ({}, "people/alice.md", "can become planner and viewer in two accounts."),
    "a person, an account is planned": (
        NEXT,
        "people/alice.md",
        "alice signs in to jump and can become planner and viewer in dev. Account next is planned and not there yet.",
    ),
    "a person, a role is planned": (
        ROLE,
        "people/alice.md",
        "alice signs in to jump and can become viewer in two accounts. Role planner is planned and not there yet.",
    ),
    "a person, their own account is planned": (
        JUMP,
        "people/alice.md",
        "alice has a user in jump and can become no role. Account jump is planned and not there yet.",
    ),
    "a person, both are planned": (
        {**NEXT, **ROLE},
        "people/alice.md",
        "can become viewer in dev. "
        "Account next is planned and not there yet. Role planner is planned and not there yet.",
    ),
    "a group, an account is planned": (
        NEXT,
        "groups/staff.md",
        "One member can become planner and viewer in dev. Account next is planned and not there yet.",
    ),
    "a group, its own account is planned": (
        JUMP,
        "groups/staff.md",
        "One member; no role can be reached through it. Account jump is planned and not there yet.",
    ),
    "an account that is planned itself": (
        NEXT,
        "accounts/next.md",
        "**Planned.** The account is not there yet: what stands here will hold once it is made. "
        "From then on: One person can get in; two roles are described here.",
    ),
    "an account with a planned role": (
        ROLE,
        "accounts/dev.md",
        "One person can get in; two roles are described here. Role planner is planned and not there yet.",
    ),
    "an account whose people are planned": (
        JUMP,
        "accounts/dev.md",
        "No person whom the file lists can get in; two roles are described here. "
        "Account jump is planned and not there yet.",
    ),
    "a role, one of its accounts is planned": (
        NEXT,
        "roles/viewer.md",
        "One person in one group can become viewer in dev; MFA is not demanded. Account next is planned",
    ),
    "a role that is planned itself": (
        ROLE,
        "roles/planner.md",
        "**Planned.** It is not there yet: what stands here will hold once it is made. "
        "From then on: One person in one group can become planner in dev; MFA is not demanded.",
    ),
    "a permission set, one of its accounts is planned": (
        NEXT,
        "permission-sets/audit.md",
        "An IAM Identity Center permission set, in one account. Account next is planned and not there yet.",
    ),
    "a resource in a planned account": (
        NEXT,
        "resources/box.md",
        "A resource of kind s3 in next; one rule says who may use it. Account next is planned and not there yet.",
    ),
    "a vendor, an account is planned": (
        NEXT,
        "vendors/watch.md",
        "By the file, nobody from watch can become a role. Account next is planned and not there yet.",
    ),
}


@pytest.mark.parametrize(("status", "page", "said"), LEADS.values(), ids=LEADS.keys())
def test_a_page_begins_with_what_is_there_today(status: dict[str, str], page: str, said: str, tmp_path: Path) -> None:
    lead = _plain(_lead(_pages(tmp_path, **status), page))

    assert said in lead
    assert status or "planned" not in lead


COUNTS = {
    "accounts of a person": (NEXT, "people/index.md", "alice", "1 (1 planned)"),
    "accounts of a group": (NEXT, "groups/index.md", "staff", "1 (1 planned)"),
    "accounts of a vendor": (NEXT, "vendors/index.md", "watch", "0 (1 planned)"),
    "people of an account": (NEXT, "accounts/index.md", "next", "0 (1 planned)"),
    "people of an account that is there": (NEXT, "accounts/index.md", "dev", "1"),
    "people of a role": (ROLE, "roles/index.md", "planner (planned)", "0 (1 planned)"),
    "people of a role that is there": (ROLE, "roles/index.md", "viewer", "1"),
    "without MFA": (ROLE, "roles/index.md", "planner (planned)", "nobody"),
    "roles of a group": (ROLE, "groups/index.md", "staff", "viewer"),
}


@pytest.mark.parametrize(("status", "page", "name", "cell"), COUNTS.values(), ids=COUNTS.keys())
def test_a_list_counts_what_is_there_today(
    status: dict[str, str], page: str, name: str, cell: str, tmp_path: Path
) -> None:
    rows = _plain(_pages(tmp_path, **status)[page]).splitlines()
    cells = next([part.strip() for part in row.split("|")] for row in rows if row.startswith(f"| {name} |"))

    assert cell in cells


TABLES = {
    "a person": "people/alice.md",
    "a group": "groups/staff.md",
    "an account": "accounts/dev.md",
    "the matrix": "matrix.md",
    "a resource": "resources/box.md",
}


@pytest.mark.parametrize("page", TABLES.values(), ids=TABLES.keys())
def test_a_table_marks_a_role_that_is_to_come(page: str, tmp_path: Path) -> None:
    told = _plain(_pages(tmp_path, **ROLE)[page])

    assert re.search(r"planner(@dev)? \(planned\)", told)
    assert not re.search(r"viewer(@dev)? \(planned\)", told)


def test_the_lengths_of_sessions_mark_what_is_to_come(tmp_path: Path) -> None:
    told = _plain(_pages(tmp_path, **NEXT, **ROLE)["people/alice.md"])

    assert "- planner (planned) in dev: up to 1 hour." in told
    assert "- viewer in dev and next (planned): up to 1 hour." in told
