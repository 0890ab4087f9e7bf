"""Guardrails take their place on the levels from the organization's root to the account."""

import pytest

from builders import ORGANISATION_ID, a_guardrail, a_landscape, an_account
from iam_atlas.graph.surroundings import Reader, Surroundings, surroundings_of
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.guardrails import Guardrail, GuardrailKind
from iam_atlas.model.policies import Json

_DENY: dict[str, Json] = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
_ALLOW: dict[str, Json] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


def _around(*rails: Guardrail, ou: str | None = "Workloads/Prod") -> Surroundings:
    landscape = a_landscape(accounts=["management", an_account("prod", ou=ou)], guardrails=rails)
    return surroundings_of(landscape, Reader())["prod"]


def _names(around: Surroundings) -> list[list[str]]:
    return [[policy.name for policy in level] for level in around.scps]


def test_levels_go_from_the_root_to_the_account() -> None:
    around = _around(
        a_guardrail("own", _DENY, attach=["prod"], accounts=["prod"]),
        a_guardrail("inner", _DENY, attach=["ou:Workloads/Prod"], accounts=["prod"]),
        a_guardrail("outer", _DENY, attach=["ou:Workloads"], accounts=["prod"]),
        a_guardrail("root", _DENY, attach=["root"], accounts=["prod"]),
    )

    assert [level[0] for level in _names(around)] == ["root", "outer", "inner", "own"]


def test_a_deny_list_stands_beside_full_access_and_an_allow_list_alone() -> None:
    deny = _around(a_guardrail("deny", _DENY, accounts=["prod"]))
    allow = _around(a_guardrail("allow", _ALLOW, accounts=["prod"]))

    assert _names(deny) == [["deny", "FullAWSAccess"]]
    assert _names(allow) == [["allow"]]


@pytest.mark.parametrize(
    "rail",
    [
        a_guardrail("elsewhere", _DENY, attach=["ou:Core"], accounts=["management"]),
        a_guardrail("exempt", _DENY, accounts=["prod"], exempt=["prod"]),
        a_guardrail("tags", _DENY, kind=GuardrailKind.TAG, accounts=["prod"]),
    ],
    ids=["elsewhere", "exempt", "another kind"],
)
def test_what_does_not_apply_to_the_account_is_left_out(rail: Guardrail) -> None:
    assert _names(_around(rail)) == []


def test_rcps_stand_without_full_access() -> None:
    around = _around(a_guardrail("ours", _DENY, kind=GuardrailKind.RCP, accounts=["prod"]))

    assert [[policy.name for policy in level] for level in around.rcps] == [["ours"]]
    assert around.scps == ()


def test_an_external_account_has_an_unknown_organization_and_no_guardrails() -> None:
    landscape = a_landscape(
        accounts=["management", "prod", an_account("customer", kind=AccountKind.EXTERNAL)],
        guardrails=[a_guardrail("all", _DENY, accounts=["customer", "prod"])],
    )

    around = surroundings_of(landscape, Reader())

    assert (around["customer"].organization_id, around["customer"].scps) == (None, ())
    assert (around["prod"].organization_id, around["prod"].in_management) == (ORGANISATION_ID, False)
    assert around["management"].in_management
