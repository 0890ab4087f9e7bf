"""What AWS counts is counted as AWS counts it."""

from dataclasses import replace

import pytest

from builders import a_group, a_guardrail, a_landscape, a_policy, a_position, a_role, a_user
from iam_atlas.errors import said
from iam_atlas.findings.counts import Count, counts
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import PolicyOrigin
from iam_atlas.model.roles import RoleKind

DENY = {"Effect": "Deny", "Action": "account:*", "Resource": "*"}
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}
MANAGED = replace(a_policy(), origin=PolicyOrigin.AWS)


def numbers(landscape: Landscape) -> dict[str, int]:
    return {str(count.what): count.number for count in counts(landscape)}


@pytest.mark.parametrize(
    ("number", "near", "over"),
    [(899, False, False), (900, True, False), (1200, True, False), (2000, True, False), (2001, False, True)],
)
def test_what_aws_gives_on_request_is_not_over_its_quota(number: int, near: bool, over: bool) -> None:
    count = Count(said("roles"), number, 1000, 2000, a_position())

    assert (count.near, count.over) == (near, over)


def test_things_are_counted_in_their_own_account() -> None:
    landscape = a_landscape(
        users=[a_user("ann"), a_user("ben")],
        groups=[a_group("ops")],
        roles=[a_role("viewer", accounts=["dev", "prod"]), a_role("worker", accounts=["dev"])],
    )

    found = numbers(landscape)
    assert (found["users in account jump"], found["groups in account jump"], found["roles in account jump"]) == (
        2,
        1,
        0,
    )
    assert (found["roles in account dev"], found["roles in account prod"]) == (2, 1)


def test_a_role_that_aws_made_for_a_service_is_not_counted() -> None:
    landscape = a_landscape(roles=[replace(a_role("linked"), kind=RoleKind.SERVICE_LINKED)])

    assert numbers(landscape)["roles in account prod"] == 0


def test_inline_policies_are_no_managed_ones() -> None:
    landscape = a_landscape(users=[a_user("ann", policies=[MANAGED, a_policy("own")], groups=[])])

    assert numbers(landscape)["managed policies of user ann"] == 1


def test_copies_of_a_role_are_told_once() -> None:
    roles = [a_role("viewer", accounts=["dev", "prod"], policies=[MANAGED])]

    told = [count for count in counts(a_landscape(roles=roles)) if str(count.what) == "managed policies of role viewer"]
    assert [count.number for count in told] == [1]


@pytest.mark.parametrize(
    ("statements", "number"), [([DENY], 2), ([ALLOW], 1), ([DENY, ALLOW], 1)], ids=["beside", "instead", "both"]
)
def test_full_access_is_one_of_the_scps_unless_another_allows(statements: list[dict[str, str]], number: int) -> None:
    rail = a_guardrail("rail", *statements, attach=["root"], accounts=["prod"])

    assert numbers(a_landscape(guardrails=[rail]))["SCPs attached to root"] == number


def test_each_kind_of_guardrail_is_counted_for_itself() -> None:
    rails = [
        a_guardrail("a", DENY, kind=GuardrailKind.RCP, attach=["root", "prod"], accounts=["prod"]),
        a_guardrail("b", DENY, kind=GuardrailKind.RCP, attach=["prod"], accounts=["prod"]),
    ]

    found = numbers(a_landscape(guardrails=rails))
    assert (found["RCPs attached to root"], found["RCPs attached to prod"]) == (1, 2)
    assert "SCPs attached to prod" not in found
