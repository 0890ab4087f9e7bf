"""Guardrails: which accounts an attachment comes to."""

from pathlib import Path

import pytest
from loading import load

WORLD = """organization: { id: o-abcdefghij, management: management }
accounts:
  management: { id: "100000000001" }
  dev: { id: "222222222222", ou: Workloads/NonProd }
  prod: { id: "333333333333", ou: Workloads/Prod/Pci }
  other: { id: "444444444444", ou: WorkloadsTwo }
  customer: { id: "999999999999", kind: external, ou: Workloads }
  shop-cn: { id: "600000000002", partition: aws-cn, ou: Workloads }
guardrails:
  it:
    kind: scp
    attach: [%s]
    exempt: [%s]
    document: { Version: 2012-10-17, Statement: { Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" } }
"""


@pytest.mark.parametrize(
    ("attach", "exempt", "accounts"),
    [
        ("root", "", ("dev", "management", "other", "prod")),
        ("ou:Workloads", "", ("dev", "prod")),
        ("ou:Workloads/Prod", "", ("prod",)),
        ("ou:WorkloadsTwo", "", ("other",)),
        ("dev, ou:Workloads/Prod", "", ("dev", "prod")),
        ("root", "management, dev", ("other", "prod")),
    ],
)
def test_an_attachment_comes_to_these_accounts(
    tmp_path: Path, attach: str, exempt: str, accounts: tuple[str, ...]
) -> None:
    guardrail = load(tmp_path, WORLD % (attach, exempt)).guardrails["it"]

    assert guardrail.accounts == accounts
    assert tuple(guardrail.documents) == accounts


def test_ous_that_are_only_implied_are_declared_too(tmp_path: Path) -> None:
    landscape = load(tmp_path, WORLD % ("root", ""))

    assert list(landscape.ous) == [
        "Workloads",
        "Workloads/NonProd",
        "Workloads/Prod",
        "Workloads/Prod/Pci",
        "WorkloadsTwo",
    ]
