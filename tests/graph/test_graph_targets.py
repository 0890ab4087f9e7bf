"""What stands in the way of asking a role copy anything."""

from dataclasses import replace

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_permission_set,
    a_policy,
    a_role,
    a_user,
    an_account,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.policies import Json


@pytest.mark.parametrize("status", [Status.CLOSED, Status.SUSPENDED])
def test_nothing_is_decided_about_a_role_in_an_account_that_is_shut(status: Status) -> None:
    verdicts = _verdicts(status)

    assert verdicts == {Verdict.NOT_EVALUATED: f"account gone is {status.value}, so its policies decide nothing"}


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.DEPRECATED])
def test_an_account_that_is_open_is_decided(status: Status) -> None:
    assert _verdicts(status) == {Verdict.ALLOWED: ""}


@pytest.mark.parametrize(
    ("status", "opened", "denied"),
    [
        (Status.SUSPENDED, Verdict.NOT_EVALUATED, Verdict.IMPLICITLY_DENIED),
        (Status.ACTIVE, Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED),
    ],
)
def test_nobody_acts_from_an_account_that_is_shut(status: Status, opened: Verdict, denied: Verdict) -> None:
    jump = replace(an_account("jump", id="111111111111"), about=Annotations(status=status))
    landscape = a_landscape(
        accounts=[jump, an_account("dev", id="222222222222")],
        users=[a_user("alice", groups=["devs"])],
        groups=[a_group("devs")],
        roles=[a_role("viewer", accounts=["dev"]), a_role("closed", accounts=["dev"], trust_policy=a_document())],
        grants=[a_grant("group:devs", "viewer@dev"), a_grant("group:devs", "closed@dev")],
    )

    steps = build_graph(cast_of(landscape, derive_halves(landscape)), None).steps

    assert {step.decision.verdict for step in steps if step.role.role == "viewer"} == {opened}
    assert {step.decision.verdict for step in steps if step.role.role == "closed"} == {denied}


@pytest.mark.parametrize(
    ("status", "verdict"), [(Status.CLOSED, Verdict.NOT_EVALUATED), (Status.ACTIVE, Verdict.ALLOWED)]
)
def test_an_assignment_leads_into_no_account_that_is_shut(status: Status, verdict: Verdict) -> None:
    dev = replace(an_account("dev", id="222222222222"), about=Annotations(status=status))
    landscape = a_landscape(
        accounts=[an_account("jump", id="111111111111"), dev],
        groups=[a_group("staff")],
        permission_sets=[a_permission_set("Look", accounts=["dev"])],
        grants=[a_grant("staff", permission_sets=["Look@dev"])],
    )

    (step,) = build_graph(cast_of(landscape, derive_halves(landscape)), None).steps

    assert (step.decision.verdict, step.console) == (verdict, status is Status.ACTIVE)


def _verdicts(status: Status) -> dict[Verdict, str]:
    gone = replace(an_account("gone", id="222222222222"), about=Annotations(status=status))
    landscape = a_landscape(
        accounts=[an_account("jump", id="111111111111"), gone],
        users=[a_user("alice", groups=["devs"])],
        groups=[a_group("devs")],
        roles=[a_role("viewer", accounts=[gone])],
        grants=[a_grant("group:devs", "viewer@gone")],
    )
    steps = build_graph(cast_of(landscape, derive_halves(landscape)), None).steps
    return {s.decision.verdict: ", ".join(unknown.what for unknown in s.decision.unknown) for s in steps}


@pytest.mark.parametrize(
    ("effect", "verdicts"), [("Allow", {Verdict.NOT_EVALUATED}), ("Deny", set())], ids=["an Allow", "a Deny"]
)
def test_whom_a_refused_statement_lets_in_is_undecided_for_whoever_may_assume_any_role(
    effect: str, verdicts: set[Verdict]
) -> None:
    refused: dict[str, Json] = {"Effect": effect, "NotPrincipal": {"AWS": "999988887777"}, "Action": "sts:AssumeRole"}
    landscape = a_landscape(
        users=[a_user("alice", policies=[a_policy()]), a_user("bob")],
        roles=[a_role("look", trust_policy=a_document(refused))],
    )

    steps = build_graph(cast_of(landscape, derive_halves(landscape)), None).steps

    assert {step.decision.verdict for step in steps if step.caller.name == "alice"} == verdicts
    assert "bob" not in {step.caller.name for step in steps}
