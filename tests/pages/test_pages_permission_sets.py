"""What a permission set may do, told for every account: guardrails take more in one than in another."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from page_organisations import between, pages_written_in

ORGANISATION = """
accounts:
  management: { id: "111111111111", kind: management }
  dev: { id: "222222222222", ou: Dev }
  live: { id: "333333333333", ou: Live }
  shop: { id: "444444444444", ou: Live }
ous: { Dev: Development, Live: Production }
providers:
  sso: { kind: identity_center, accounts: [management], start_url: "https://example.awsapps.com/start" }
groups: { staff: { source: sso } }
permission_sets: { worker: { inline: { work: { Version: "2012-10-17", Statement: [WORK] } } } }
grants: { staff: { dev: permission_set:worker, live: permission_set:worker, shop: permission_set:worker } }
guardrails:
  no-deleting:
    kind: scp
    attach: [RAIL]
    document:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Action: "*", Resource: "*" }
        - { Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" }
"""
ON_ALL = '{ Effect: Allow, Action: ["s3:DeleteBucket", "s3:GetObject"], Resource: "*" }'
ON_ONE = '{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::dev-files/*" }'


def _page(folder: Path, rail: str, work: str = ON_ALL) -> str:
    return _pages(folder, rail, work)["permission-sets/worker.md"]


def _pages(folder: Path, rail: str, work: str) -> Mapping[str, str]:
    return pages_written_in(ORGANISATION.replace("RAIL", rail).replace("WORK", work), folder)


def test_accounts_in_which_it_may_do_different_things_have_a_part_each(tmp_path: Path) -> None:
    page = _page(tmp_path, "ou:Live")

    free, capped = (
        between(page, "## What it may do in dev {", "## "),
        page.partition("## What it may do in live and shop {")[2],
    )
    assert "taken away" not in free
    assert "## What ceilings take away in live and shop {" in capped
    assert "What ceilings take away in dev" not in page
    assert "`s3:DeleteBucket`" in capped


@pytest.mark.parametrize("rail", ["root", "management"])
def test_where_it_may_do_the_same_everywhere_there_is_one_part(rail: str, tmp_path: Path) -> None:
    page = _page(tmp_path, rail)

    assert page.count("## What it may do") == 1
    assert "## What it may do { #may }" in page
    assert "As it is in account dev:" in page


def test_a_bucket_that_has_the_name_of_an_account_is_the_same_bucket_everywhere(tmp_path: Path) -> None:
    assert _page(tmp_path, "management", ON_ONE).count("## What it may do") == 1
