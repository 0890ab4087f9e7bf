"""A caller that comes by several doors, such as the accounts of a vendor, gets in where one of them opens."""

import pytest

from builders import a_document, a_key, a_landscape, a_ref, a_role, a_vendor
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json

_ONE, _OTHER = "555555555555", "666666666666"
_CLOSED: Json = {"StringEquals": {"aws:PrincipalAccount": "000000000000"}}
_UNKNOWN: Json = {"StringSounds": {"aws:PrincipalArn": "arn"}}
_FIRST_ID: Json = {"StringEquals": {"sts:ExternalId": "first"}}
_SECOND_ID: Json = {"StringEquals": {"sts:ExternalId": "second"}}

CASES = {
    "one opens, one is closed": (_CLOSED, {}, Verdict.ALLOWED),
    "one opens under a condition, one is closed": (_CLOSED, _FIRST_ID, Verdict.ALLOWED_IF),
    "one is not decided, one is closed": (_CLOSED, _UNKNOWN, Verdict.NOT_EVALUATED),
    "one is not decided, one opens under a condition": (_UNKNOWN, _FIRST_ID, Verdict.NOT_EVALUATED),
    "one is not decided, one opens always": (_UNKNOWN, {}, Verdict.ALLOWED),
    "one opens under a condition, one always": (_FIRST_ID, {}, Verdict.ALLOWED),
    "both are closed": (_CLOSED, _CLOSED, Verdict.IMPLICITLY_DENIED),
}


def _trusting(one: Json, other: Json) -> Landscape:
    """A role that trusts the two accounts of a vendor, each under a condition of its own."""
    statements: list[dict[str, Json]] = [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
            "Action": "sts:AssumeRole",
            "Condition": condition,
        }
        for account, condition in ((_ONE, one), (_OTHER, other))
    ]
    vendor, role = a_vendor("watchful", _ONE, _OTHER), a_role("look", trust_policy=a_document(*statements))
    return a_landscape(vendors=[vendor], roles=[role])


def _steps(landscape: Landscape) -> tuple[Access, Access]:
    """As the graph lists the step, and as a question about the pair is answered."""
    halves, caller = derive_halves(landscape), a_ref("vendor:watchful")
    asked = inquiry_of(landscape, halves, None).step(caller, a_key("look@prod"))
    (listed,) = build_graph(cast_of(landscape, halves), None).by_caller[caller]
    assert asked is not None
    return listed, asked


@pytest.mark.parametrize(("one", "other", "verdict"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned round"])
def test_the_widest_door_counts_whichever_stands_first(one: Json, other: Json, verdict: Verdict, turned: bool) -> None:
    doors = (other, one) if turned else (one, other)

    listed, asked = _steps(_trusting(*doors))

    assert (listed.decision.verdict, asked.decision.verdict) == (verdict, verdict)


def test_of_two_conditions_either_is_enough() -> None:
    listed, asked = _steps(_trusting(_FIRST_ID, _SECOND_ID))

    assert listed.decision == asked.decision
    assert "first" in str(listed.decision.residue)
    assert "second" in str(listed.decision.residue)
    (trust,) = [half for half in listed.decision.halves if half.half is Half.TRUST]
    assert [ref.statement for ref in trust.allowed_by] == ["1", "2"]
    assert listed.console is False


def test_one_condition_at_both_doors_is_told_once() -> None:
    listed, _ = _steps(_trusting(_FIRST_ID, _FIRST_ID))

    (trust,) = [half for half in listed.decision.halves if half.half is Half.TRUST]
    assert [ref.statement for ref in trust.allowed_by] == ["1"]
