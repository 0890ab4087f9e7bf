"""Groups that an identity provider keeps: what the file does not say of their members is not told as a number."""

from collections.abc import Mapping
from pathlib import Path

from page_organisations import between, pages_written_in

ORGANISATION = """
accounts:
  management: { id: "111111111111", kind: management }
  jump: { id: "222222222222", kind: jump }
  prod: "333333333333"
providers:
  sso: { kind: identity_center, accounts: [management], start_url: "https://example.awsapps.com/start" }
users: { alice: [listed] }
groups:
  silent: { source: sso }
  listed: { source: sso }
  empty:
roles: { viewer: ReadOnlyAccess }
permission_sets: { Reader: [ReadOnlyAccess] }
grants:
  silent: { prod: permission_set:Reader }
  listed: { prod: permission_set:Reader }
  empty: { prod: viewer }
"""


def _row(pages: Mapping[str, str], group: str) -> str:
    return next(line for line in pages["groups/index.md"].splitlines() if f"[{group}]" in line)


def test_a_group_whose_provider_has_its_members_is_not_told_to_have_none(tmp_path: Path) -> None:
    pages = pages_written_in(ORGANISATION, tmp_path)

    assert "| kept elsewhere |" in _row(pages, "silent")
    assert "Its members, who are kept outside this file, can become Reader in prod." in pages["groups/silent.md"]
    assert "membership is kept elsewhere" in pages["groups/silent.md"]


def test_a_group_of_a_provider_whose_members_the_file_lists_has_their_number(tmp_path: Path) -> None:
    pages = pages_written_in(ORGANISATION, tmp_path)

    assert "| 1 |" in _row(pages, "listed")
    assert "One member can become Reader in prod." in pages["groups/listed.md"]


def test_an_iam_group_that_lists_nobody_has_none(tmp_path: Path) -> None:
    assert "| 0 |" in _row(pages_written_in(ORGANISATION, tmp_path), "empty")


def test_the_home_page_does_not_say_of_who_is_listed_that_the_file_lists_nobody(tmp_path: Path) -> None:
    lead = between(pages_written_in(ORGANISATION, tmp_path)[".home.md"], "-->", "{ .atlas-lead }")

    assert "no IAM user whom it lists can become a role" in lead
    assert "The people of group [silent](atlas/groups/silent.md) can whom the file does not list." in lead
    assert "Whoever is in [listed](atlas/groups/listed.md) at its identity provider can." in lead
