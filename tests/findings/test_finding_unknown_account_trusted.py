"""Accounts that nobody declared are found where an ExternalId lets them in, and declared ones are not."""

import pytest

from builders import a_document, a_landscape, a_role, a_vendor, an_account, an_analysis_of
from iam_atlas.findings.unknown_account_trusted import unknown_account_trusted
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.policies import Json

_VENDOR, _STRANGER, _KNOWN = "555555555555", "666666666666", "464622532012"
_ID: Json = {"StringEquals": {"sts:ExternalId": "shop-1"}}
_ONE_ROLE: Json = {"StringEquals": {"sts:ExternalId": "shop-1", "aws:PrincipalArn": f"arn:aws:iam::{_STRANGER}:role/a"}}


def _found(account: str, condition: Json, home: str = "prod") -> list[tuple[int, str]]:
    statement: dict[str, Json] = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"}
    policy = a_document({**statement, "Condition": condition}, line=8)
    customer = an_account("customer", kind=AccountKind.EXTERNAL)
    landscape = a_landscape(
        accounts=["prod", customer],
        vendors=[a_vendor("watchful", _VENDOR)],
        roles=[a_role("look", accounts=[customer if home == "customer" else home], trust_policy=policy)],
    )
    problems = unknown_account_trusted(an_analysis_of(landscape))
    return [(problem.position.line, problem.message) for problem in problems]


def test_an_account_that_nobody_declared_is_found_at_its_statement() -> None:
    assert _found(_STRANGER, _ID) == [
        (
            8,
            f'"look@prod" trusts account "{_STRANGER}", which the file does not know; declare whose it is: a vendor, '
            "or an account of kind external",
        )
    ]


def test_a_public_list_may_know_it() -> None:
    ((_, message),) = _found(_KNOWN, _ID)

    assert '("Datadog" by a public list)' in message


@pytest.mark.parametrize(
    ("account", "condition", "home"),
    [
        pytest.param(_VENDOR, _ID, "prod", id="a vendor of the file"),
        pytest.param(an_account("customer").id, _ID, "prod", id="an account of the file"),
        pytest.param(_STRANGER, {}, "prod", id="another finding says that there is no ExternalId"),
        pytest.param(_STRANGER, _ONE_ROLE, "prod", id="one identity is somebody's choice"),
        pytest.param(_STRANGER, _ID, "customer", id="the customer's own affair"),
    ],
)
def test_a_near_twin_is_silent(account: str, condition: Json, home: str) -> None:
    assert _found(account, condition, home) == []
