"""Accounts written out, and accounts that a workload makes."""

from pathlib import Path

from loading import load

from iam_atlas.model.accounts import AccountKind

PATTERNS = """defaults:
  region: ap-northeast-1
  workloads: { name: "{{workload}}-{{environment}}", ou: "Workloads/{{environment}}", kind: sandbox }
  environments: { prd: { color: F2B0A9 } }
workloads:
  pay:
    owner: payments
    tags: { pci: yes }
    accounts:
      dev: "200000000101"
      prd:
        { id: "200000000103", owner: sre, tags: { lake: yes }, ou: Elsewhere, region: us-east-1, name: Pay Production }
"""


def test_a_workload_fills_in_what_its_accounts_leave_out(tmp_path: Path) -> None:
    landscape = load(tmp_path, PATTERNS)

    account = landscape.accounts["pay-dev"]
    assert (account.environment, account.workload, account.ou) == ("dev", "pay", "Workloads/dev")
    assert (account.about.owner, dict(account.about.tags)) == ("payments", {"pci": "yes"})
    assert (account.kind, account.regions, account.color) == (AccountKind.SANDBOX, ("ap-northeast-1",), None)
    assert landscape.workloads["pay"].accounts == ("pay-dev", "pay-prd")


def test_what_an_account_says_itself_replaces_the_whole_key(tmp_path: Path) -> None:
    account = load(tmp_path, PATTERNS).accounts["pay-prd"]

    assert (account.about.owner, dict(account.about.tags)) == ("sre", {"lake": "yes"})
    assert (account.ou, account.regions, account.color) == ("Elsewhere", ("us-east-1",), "F2B0A9")
    assert (account.name, account.aws_name) == ("pay-prd", "Pay Production")


def test_the_default_region_is_for_the_default_partition_only(tmp_path: Path) -> None:
    text = "defaults: { region: eu-west-1 }\n"
    text += 'accounts: { a: "111111111111", b: { id: "600000000001", partition: aws-cn } }\n'

    accounts = load(tmp_path, text).accounts

    assert (accounts["a"].regions, accounts["b"].regions) == (("eu-west-1",), ())


def test_the_organization_says_which_account_is_the_management_account(tmp_path: Path) -> None:
    text = 'organization: { management: root }\naccounts: { root: "111111111111", dev: "222222222222" }\n'

    landscape = load(tmp_path, text)

    assert landscape.accounts["root"].kind is AccountKind.MANAGEMENT
    assert landscape.accounts["dev"].kind is AccountKind.WORKLOAD
