"""Every form of selector, over a small world of two partitions."""

import pytest

from iam_atlas.errors import Position, said
from iam_atlas.load.node import Findings, Scalar
from iam_atlas.load.selectors import Selectors, Side
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.annotations import Annotations, Status

AT = Position("accounts.yaml", 1, 1)


def an_account(
    name: str,
    *,
    kind: AccountKind = AccountKind.WORKLOAD,
    ou: str | None = None,
    environment: str | None = None,
    workload: str | None = None,
    partition: str = "aws",
    about: Annotations = Annotations(),  # noqa: B008  # frozen
) -> Account:
    return Account(
        name=name,
        position=AT,
        about=about,
        id="000000000000",
        aws_name=name,
        kind=kind,
        ou=ou,
        environment=environment,
        workload=workload,
        partition=partition,
    )


PCI = Annotations(tags={"pci": "yes"})
WORLD = {
    account.name: account
    for account in (
        an_account("jump", kind=AccountKind.JUMP, ou="Core"),
        an_account("payments-dev", ou="Workloads/NonProd", environment="dev", workload="payments", about=PCI),
        an_account("payments-prd", ou="Workloads/Prod/Pci", environment="prd", workload="payments", about=PCI),
        an_account("search-prd", ou="Workloads/Prod", environment="prd", workload="search"),
        an_account("search-old", about=Annotations(status=Status.CLOSED), environment="old"),
        an_account("customer", kind=AccountKind.EXTERNAL, environment="theirs"),
        an_account("shop-cn", partition="aws-cn", environment="prd"),
    )
}
OUS = ("Core", "Workloads", "Workloads/NonProd", "Workloads/Prod", "Workloads/Prod/Pci", "Empty")
AWS = Side(said('group "sre"'), "aws")


def choose(*written: str, side: Side | None = AWS) -> tuple[tuple[str, ...], list[str]]:
    findings = Findings()
    selectors = Selectors(WORLD, OUS, ())
    scalars = [Scalar(text, True, AT, len(text)) for text in written]
    return selectors.select(scalars, findings, side), [problem.rule for problem in findings.problems]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("jump",), ("jump",)),
        (("account:jump",), ("jump",)),
        (("jump", "search-prd"), ("jump", "search-prd")),
        (("all",), ("jump", "payments-dev", "payments-prd", "search-prd")),
        (("env:prd",), ("payments-prd", "search-prd")),
        (("env:*",), ("customer", "payments-dev", "payments-prd", "search-old", "search-prd")),
        (("kind:jump",), ("jump",)),
        (("kind:external",), ("customer",)),
        (("workload:payments",), ("payments-dev", "payments-prd")),
        (("tag:pci",), ("payments-dev", "payments-prd")),
        (("tag:pci=yes",), ("payments-dev", "payments-prd")),
        (("tag:pci=*",), ("payments-dev", "payments-prd")),
        (("ou:Workloads",), ("payments-dev", "payments-prd", "search-prd")),
        (("ou:Workloads/Prod",), ("payments-prd", "search-prd")),
        (("ou:*/Prod",), ("payments-prd", "search-prd")),
        (("partition:aws",), ("customer", "jump", "payments-dev", "payments-prd", "search-old", "search-prd")),
        (("payments-*",), ("payments-dev", "payments-prd")),
        (("*-prd",), ("payments-prd", "search-prd")),
        (("env:prd&tag:pci",), ("payments-prd",)),
        (("env:prd & tag:pci",), ("payments-prd",)),
        (("env:prd&not:tag:pci",), ("search-prd",)),
        (("env:prd&payments-*",), ("payments-prd",)),
        (("all", "not:jump"), ("payments-dev", "payments-prd", "search-prd")),
        (("not:jump", "all"), ("payments-dev", "payments-prd", "search-prd")),
        (("not:env:prd",), ("jump", "payments-dev")),
        (("all&not:jump&not:search-prd",), ("payments-dev", "payments-prd")),
        (("all", "not:ou:Workloads/Prod", "not:jump"), ("payments-dev",)),
        (("all", "customer"), ("customer", "jump", "payments-dev", "payments-prd", "search-prd")),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else None,
)
def test_a_selector_means_these_accounts(written: tuple[str, ...], expected: tuple[str, ...]) -> None:
    found, problems = choose(*written)

    assert found == expected
    assert problems == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (("jmup",), "unknown-account"),
        (("env:prod",), "empty-selection"),
        (("ou:Empty",), "empty-selection"),
        (("env:x*",), "empty-selection"),
        (("tag:pci=no",), "empty-selection"),
        (("shop-*",), "empty-selection"),
        (("partition:aws-cn",), "empty-selection"),
        (("shop-cn",), "across-partitions"),
        (("environment:prd",), "unknown-selector"),
        (("env:dev&kind:jump",), "empty-selection"),
        (("jump", "not:jump"), "empty-selection"),
        (("all", "not:jmup"), "unknown-account"),
        (("not:env:prd&tag:pci",), "ambiguous-selector"),
        (("not:jump&not:search-prd",), "ambiguous-selector"),
        (("*",), "unknown-selector"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else value,
)
def test_a_selector_that_cannot_be_meant_is_reported_once(written: tuple[str, ...], rule: str) -> None:
    _, problems = choose(*written)

    assert problems == [rule]


def test_without_a_side_patterns_reach_every_partition() -> None:
    found, problems = choose("env:prd", side=None)

    assert found == ("payments-prd", "search-prd", "shop-cn")
    assert problems == []


def test_a_pattern_stays_in_the_partition_of_the_grantee() -> None:
    found, problems = choose("env:prd", side=Side(said('group "cn"'), "aws-cn"))

    assert found == ("shop-cn",)
    assert problems == []


def test_naming_a_spoiled_account_is_no_further_error() -> None:
    findings = Findings()

    found = Selectors(WORLD, OUS, ("broken",)).select([Scalar("broken", True, AT, 6)], findings)

    assert found == ()
    assert findings.problems == []
