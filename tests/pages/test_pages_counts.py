"""How many people and groups get in: numbers and leads leave out nobody, and count nobody who does not get in."""

import re
from pathlib import Path

import pytest
from page_organisations import TODAY, a_source_url, pages_of, pages_written_in, the_pages

from builders import a_landscape, a_role, a_user
from iam_atlas.atlas import analyse
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.people import UserKind
from iam_atlas.pages.render import render_pages


def the_lead(page: str) -> str:
    found = re.search(r"\n(.+)\n\{ \.atlas-lead \}", page)
    return found.group(1) if found else ""


def test_groups_of_a_provider_count_as_people_who_come_from_it() -> None:
    page = pages_of("hundred")["providers/company-sso.md"]

    assert "nobody" not in the_lead(page)
    assert "Its group [analysts](../groups/analysts.md) can become analyst in eight accounts." in the_lead(page)
    assert "Its group [finance](../groups/finance.md) can become Billing in management." in the_lead(page)
    assert page.count("| [analysts](../groups/analysts.md) |") == 8


def test_the_index_of_providers_counts_the_accounts_of_their_groups() -> None:
    row = next(line for line in pages_of("hundred")["providers/index.md"].splitlines() if "[company-sso]" in line)

    assert "| 9 |" in row


def test_a_provider_without_groups_says_what_its_own_sign_ins_reach() -> None:
    page = pages_of("hundred")["providers/github.md"]

    assert the_lead(page).startswith("Who comes from github can become")
    assert "What its groups can reach" not in page


@pytest.mark.parametrize("account", ["accounting-prd", "management"])
def test_an_account_names_the_groups_whose_members_are_not_listed(account: str) -> None:
    lead = the_lead(pages_of("hundred")[f"accounts/{account}.md"])

    assert "no person" not in lead
    assert re.search(r"of group \[(analysts|finance)\]", lead)


def test_the_home_page_names_the_groups_whose_members_are_not_listed() -> None:
    lead = the_lead(pages_of("hundred")[".home.md"])

    assert "So can the people of groups" in lead
    assert "[finance](atlas/groups/finance.md)" in lead


def test_without_such_groups_nothing_is_said_of_them() -> None:
    assert "So can the people" not in the_lead(the_pages()[".home.md"])


def test_a_jump_account_tells_who_lives_there_from_who_becomes_a_role_there() -> None:
    lead = the_lead(the_pages()["accounts/jump.md"])

    assert lead.startswith("Six people have their user here; three people can become a role in it;")


_FROM_OUTSIDE = """
accounts: { jump: { id: "111111111111", kind: jump }, dev: "222222222222", prod: "333333333333" }
providers: { okta: { kind: saml, accounts: [prod] } }
users: { alice: [ops] }
groups: { ops: , ext: { members: external } }
roles:
  admin: { policies: [AdministratorAccess], accounts: [prod], trust: [{ provider: okta }] }
  operator: ReadOnlyAccess
grants: { ops: { dev: operator }, ext: { PLACE: operator } }
"""


@pytest.mark.parametrize(
    ("place", "lead"),
    [("dev", "(kept elsewhere) can take it too."), ("jump", "(kept elsewhere) can take it in jump.")],
)
def test_a_role_says_where_others_take_it_who_take_it_elsewhere(place: str, lead: str, tmp_path: Path) -> None:
    pages = pages_written_in(_FROM_OUTSIDE.replace("PLACE", place), tmp_path)

    assert the_lead(pages["roles/operator.md"]).endswith(lead)


def test_an_account_that_only_a_provider_leads_to_does_not_say_that_nobody_gets_in(tmp_path: Path) -> None:
    pages = pages_written_in(_FROM_OUTSIDE.replace("PLACE", "dev"), tmp_path)

    assert the_lead(pages["accounts/prod.md"]).startswith("No person whom the file lists can get in;")


def test_a_group_and_its_members_of_whom_it_is_not_decided_are_as_many_ways_as_there_are_members(
    tmp_path: Path,
) -> None:
    text = """
accounts: { jump: { id: "111111111111", kind: jump }, stop: { id: "666666666666", status: suspended } }
users: { alice: [devs], bob: [devs] }
groups: { devs: , others: { members: external } }
roles: { developer: ReadOnlyAccess, viewer: ReadOnlyAccess }
grants: { devs: { stop: developer }, others: { stop: viewer } }
"""
    pages = pages_written_in(text, tmp_path)

    assert "3 ways may open" in the_lead(pages["accounts/stop.md"])
    assert "2 ways may open" in the_lead(pages["roles/developer.md"])
    assert "one way may open" in the_lead(pages["roles/viewer.md"])


def test_machines_that_live_in_an_account_are_not_people() -> None:
    landscape = a_landscape(accounts=["jump"], users=[a_user("bot", kind=UserKind.MACHINE), a_user("ann")])

    lead = the_lead(render_pages(analyse(landscape, TODAY), {}, "en", a_source_url)["accounts/jump.md"])

    assert lead.startswith("One person has a user here; no person whom the file lists can become a role in it;")


def test_the_home_page_begins_with_the_first_day_and_where_to_sign_in() -> None:
    page = the_pages()[".home.md"]

    first, second, third, fourth = [line for line in page.splitlines() if line.startswith("- ")][:4]
    assert first == "- New here? Begin with [your first day](atlas/first-day.md)."
    assert "[Why this set-up?](atlas/why.md)" in second
    assert third.startswith("- Sign in at [https")
    assert "[People](atlas/people/index.md)" in fourth


def test_a_role_that_one_other_role_takes_names_it() -> None:
    lead = the_lead(the_pages()["roles/ci-deploy.md"])

    assert re.fullmatch(r"Only role \[ci-hub@tools\]\(ci-hub\.md#in-tools\) can take it\.", lead), lead


def test_a_role_without_owner_says_who_owns_the_groups_that_lead_to_it() -> None:
    page = the_pages()["roles/operator.md"]

    assert "Group [operators](../groups/operators.md) is owned by Platform team (&#35;platform" in page


def test_an_emergency_login_is_not_told_to_ask_for_more() -> None:
    assert "Need more?" not in the_pages()["people/emergency-1.md"]
    assert "Need more?" in the_pages()["people/ben.md"]


def test_a_person_reads_of_production_first_and_of_emergency_roles_last() -> None:
    access = the_pages()["people/chie.md"].partition("{ #access }")[2].partition("\n## ")[0]
    rows = [line for line in access.splitlines() if line.startswith("| [")]

    emergency = ["break-glass-admin" in row for row in rows]

    assert rows[0].startswith("| [prod]")
    assert emergency == sorted(emergency)
    assert {True, False} == set(emergency)


def test_a_block_of_reasons_names_all_copies_that_it_is_about() -> None:
    assert "Why: ben and chie → operator in dev, prod and staging" in the_pages()["roles/operator.md"]


def test_many_names_to_be_found_by_stand_in_a_closed_block() -> None:
    landscape = a_landscape(roles=[a_role("OneTwoThreeFourFiveSixSevenEight"), a_role("OneTwo")])

    pages = render_pages(analyse(landscape, TODAY), {}, "en")

    assert '<details class="atlas-also" markdown="1">' in pages[page(Section.ROLES, "OneTwoThreeFourFiveSixSevenEight")]
    assert '<details class="atlas-also"' not in pages[page(Section.ROLES, "OneTwo")]
