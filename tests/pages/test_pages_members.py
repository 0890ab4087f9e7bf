"""Members of a group for whom more than its policies decides: no page counts or names them among those who get in."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from page_organisations import between, pages_written_in

ORGANISATION = """
accounts:
  jump: { id: "111111111111", kind: jump }
  dev: "222222222222"
  prod: "333333333333"
users:
  alice: [developers]
  bob: { groups: [developers], inline: { mfa: { Version: "2012-10-17", Statement: [BOB] } } }
  carol: { groups: [developers], inline: { none: { Version: "2012-10-17", Statement: [CAROL] } } }
groups: { developers: , empty: }
roles: { developer: ReadOnlyAccess, viewer: ReadOnlyAccess }
grants:
  developers: { dev: developer, prod: developer }
  empty: { dev: viewer }
"""
ON_ALL = 'Action: "sts:AssumeRole", Resource: "*"'
DENIED = f"{{ Effect: Deny, {ON_ALL} }}"
FROM_THE_OFFICE = f'{{ Effect: Allow, {ON_ALL}, Condition: {{ IpAddress: {{ "aws:SourceIp": "203.0.113.0/24" }} }} }}'
WITH_MFA = f'{{ Effect: Deny, {ON_ALL}, Condition: {{ BoolIfExists: {{ "aws:MultiFactorAuthPresent": "false" }} }} }}'
HARMLESS = '{ Effect: Deny, Action: "s3:*", Resource: "*" }'


def _pages(folder: Path, bob: str = HARMLESS, carol: str = HARMLESS) -> Mapping[str, str]:
    return pages_written_in(ORGANISATION.replace("BOB", bob).replace("CAROL", carol), folder)


def _overview(pages: Mapping[str, str]) -> list[str]:
    return [line for line in pages[".home.md"].splitlines() if "developer@dev" in line]


def test_a_member_who_is_denied_is_not_on_the_home_page_among_those_who_get_in(tmp_path: Path) -> None:
    (row,) = _overview(_pages(tmp_path, carol=DENIED))

    assert "[alice]" in row
    assert "[bob]" in row
    assert "carol" not in row


def test_a_member_who_is_not_denied_is(tmp_path: Path) -> None:
    (row,) = _overview(_pages(tmp_path))

    assert "[carol]" in row


def test_a_member_under_a_condition_of_its_own_has_a_row_of_its_own(tmp_path: Path) -> None:
    free, bound = _overview(_pages(tmp_path, bob=WITH_MFA))

    assert "No condition." in free
    assert "bob" not in free
    assert bound.startswith("| [bob](")
    assert "Only if MFA is present." in bound


def test_the_matrix_says_what_holds_for_single_members(tmp_path: Path) -> None:
    cell = between(_pages(tmp_path, bob=WITH_MFA, carol=DENIED)["matrix.md"], "roles/developer.md#in-dev", "</p>")

    assert "[no condition](" in cell
    assert "[MFA](roles/developer.md#why-in-dev-2) for 1 member;" in cell
    assert "[closed](roles/developer.md#why-in-dev-3) for 1 member" in cell


def test_a_member_with_a_way_in_of_its_own_beside_the_group_is_not_said_to_need_what_the_group_asks_for(
    tmp_path: Path,
) -> None:
    text = ORGANISATION.replace("developers: {", "developers: [{ roles: [developer], accounts: [dev], ")
    text = text.replace("dev: developer, prod: developer }", "require: { mfa: true } }]")
    text = text.replace("BOB", FROM_THE_OFFICE).replace("CAROL", HARMLESS)

    others, bob = _overview(pages_written_in(text, tmp_path))

    assert "bob" not in others
    assert "Only if MFA is present." in others
    assert "Only if MFA is present or the address that the request comes from is in" in bob


LEADS = {
    "everybody gets in": ("groups/developers.md", HARMLESS, "Three members can become developer in two accounts."),
    "one is denied": ("groups/developers.md", DENIED, "Two of three members can become developer in two accounts."),
    "nobody is in it": ("groups/empty.md", HARMLESS, "Whoever joins it can become viewer in dev."),
}


@pytest.mark.parametrize(("path", "carol", "lead"), LEADS.values(), ids=LEADS.keys())
def test_the_page_of_a_group_counts_those_who_get_in(path: str, carol: str, lead: str, tmp_path: Path) -> None:
    assert f"\n{lead}\n{{ .atlas-lead }}" in _pages(tmp_path, carol=carol)[path]


def test_the_page_of_a_group_names_those_for_whom_its_policies_do_not_decide_alone(tmp_path: Path) -> None:
    page = _pages(tmp_path, bob=WITH_MFA, carol=DENIED)["groups/developers.md"]

    assert "not the whole answer for [bob](../people/bob.md) and [carol](../people/carol.md)" in page
    assert "not the whole answer" not in _pages(tmp_path)["groups/developers.md"]


def test_a_group_whose_members_are_all_denied_reaches_nothing(tmp_path: Path) -> None:
    text = ORGANISATION.replace("BOB", DENIED).replace("CAROL", DENIED).replace("alice: [developers]", "alice: []")

    pages = pages_written_in(text, tmp_path)

    assert "Two members; no role can be reached through it." in pages["groups/developers.md"]
    assert "nobody whom it describes can become developer" in pages["roles/developer.md"]
    assert _overview(pages) == []


def test_a_role_for_a_group_without_members_says_who_would_get_in(tmp_path: Path) -> None:
    page = _pages(tmp_path)["roles/viewer.md"]

    assert "Whoever joins group [empty](../groups/empty.md) can become viewer; the file lists nobody in it." in page


def test_a_deny_of_the_user_is_not_said_to_come_from_the_group(tmp_path: Path) -> None:
    block = between(_pages(tmp_path, carol=DENIED)["roles/developer.md"], 'id="why-in-dev-2"', "</details>")

    assert "sts:AssumeRole is allowed. This half comes from the policies of group [developers]" in block
    assert "sts:AssumeRole is denied. (statement `1` of `none`" in block


def test_a_deny_of_the_group_is(tmp_path: Path) -> None:
    text = ORGANISATION.replace("BOB", HARMLESS).replace("CAROL", HARMLESS)
    text = text.replace(
        "developers: ,", f'developers: {{ inline: {{ d: {{ Version: "2012-10-17", Statement: [{DENIED}] }} }} }},'
    )

    block = between(pages_written_in(text, tmp_path)["roles/developer.md"], 'id="why-in-dev-1"', "</details>")

    assert "sts:AssumeRole is denied. This half comes from the policies of group [developers]" in block


NAMED = """
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
users: { alice: [ops, guests], bob: [ops] }
groups: { ops: { inline: { all: { Version: "2012-10-17", Statement: [ALLOW] } } }, guests: { members: external } }
roles:
  named: { policies: [ReadOnlyAccess], accounts: [prod], trust: [{ principal: "ALICE" }] }
  shared: ReadOnlyAccess
grants: { guests: { prod: shared } }
""".replace("ALLOW", f"{{ Effect: Allow, {ON_ALL} }}").replace("ALICE", "arn:aws:iam::111111111111:user/alice")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages of an organisation where a role trusts alice, and where guests has people besides her."""
    return pages_written_in(NAMED, tmp_path_factory.mktemp("named"))


def _rows(page: str, of: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("| ") and of in line]


def test_a_member_whom_a_trust_policy_names_is_told_where_the_group_alone_opens_nothing(
    named: Mapping[str, str],
) -> None:
    (home,) = _rows(named[".home.md"], "named@prod")
    (row,) = _rows(named["groups/ops.md"], "roles/named.md#in-prod")

    assert "[alice]" in home
    assert "bob" not in home
    assert "For [alice](../people/alice.md): No condition." in row
    assert "for 1 member</i>" in between(named["matrix.md"], "roles/named.md#in-prod", "</p>")
    assert "Two members can become named and shared in prod. Not each of them into each" in named["groups/ops.md"]


def test_a_group_that_all_members_come_through_alike_says_nothing_of_single_ones(named: Mapping[str, str]) -> None:
    (row,) = _rows(named["groups/ops.md"], "roles/shared.md#in-prod")

    assert "| No condition. |" in row
    assert "for 1 member" not in between(named["matrix.md"], "roles/shared.md#in-prod", "</p>")


@pytest.mark.parametrize("path", ["roles/shared.md", "accounts/prod.md"])
def test_people_whom_the_file_does_not_list_stand_beside_the_members_whom_it_does(
    path: str, named: Mapping[str, str]
) -> None:
    rows = [row.split(" | ")[0] for row in _rows(named[path], "No condition.")]

    assert "| [alice](../people/alice.md)" in rows
    assert "| [guests](../groups/guests.md)" in rows


def test_the_lead_of_a_role_names_a_group_that_has_listed_members_and_others(named: Mapping[str, str]) -> None:
    assert (
        "The people of group [guests](../groups/guests.md) (kept elsewhere) can take it too."
        in named["roles/shared.md"]
    )


UNDECIDED = """
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
users: { alice: [ops], bob: { groups: [ops], policies: ["arn:aws:iam::111111111111:policy/not-at-hand"] } }
groups: { ops: }
roles: { shared: ReadOnlyAccess }
grants: { ops: { prod: shared } }
"""


def test_a_member_of_whom_it_is_not_decided_is_not_counted_among_those_who_get_in(tmp_path: Path) -> None:
    pages = pages_written_in(UNDECIDED, tmp_path)

    assert "One of two members can become shared in prod. One more way is not decided." in pages["groups/ops.md"]
    assert "[not decided](roles/shared.md#why-in-prod-2) for 1 member" in pages["matrix.md"]


@pytest.mark.parametrize(
    ("carol", "without_mfa"),
    [
        (DENIED, "nobody"),
        (WITH_MFA, "nobody"),
        (HARMLESS, "group [developers](../groups/developers.md)"),
    ],
    ids=["one is denied and one needs MFA", "both need MFA", "one needs it"],
)
def test_a_group_is_said_to_get_in_without_mfa_only_where_a_member_does(
    carol: str, without_mfa: str, tmp_path: Path
) -> None:
    pages = pages_written_in(
        ORGANISATION.replace("alice: [developers]", "").replace("BOB", WITH_MFA).replace("CAROL", carol), tmp_path
    )

    row = next(line for line in pages["roles/index.md"].splitlines() if line.startswith("| [developer]"))
    assert row.split(" | ")[4] == without_mfa


@pytest.mark.parametrize("bob", [WITH_MFA, HARMLESS], ids=["each has a condition of its own", "one has none"])
def test_the_page_of_a_group_has_no_row_that_is_true_of_none_of_its_members(bob: str, tmp_path: Path) -> None:
    text = ORGANISATION.replace("alice: [developers]", "").replace("BOB", bob).replace("CAROL", WITH_MFA)

    page = pages_written_in(text, tmp_path)["groups/developers.md"]

    assert ("| No condition. |" in page) is (bob == HARMLESS)
    assert "| For [carol](../people/carol.md): Only if MFA is present. |" in page


@pytest.mark.parametrize("carol", [DENIED, HARMLESS], ids=["everybody is kept out", "one is not"])
def test_the_page_of_a_group_leads_on_from_where_a_member_gets_in_only(carol: str, tmp_path: Path) -> None:
    text = ORGANISATION.replace("alice: [developers]", "").replace("BOB", DENIED).replace("CAROL", carol)

    page = pages_written_in(f"{text}  role:developer@dev: {{ dev: viewer }}\n", tmp_path)["groups/developers.md"]

    assert ("## And from there" in page) is (carol == HARMLESS)
