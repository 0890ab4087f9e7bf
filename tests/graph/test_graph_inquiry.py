"""Single pairs can be asked about, listed in the graph or not, under a known context or none."""

import pytest

from builders import (
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
    an_id,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.inquiry import Inquiry, inquiry_of
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.iam.question import Facts
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require


def _landscape() -> Landscape:
    return a_landscape(
        accounts=["jump", "dev", "prod", an_account("customer")],
        users=[a_user("alice", groups=["ops"]), a_user("bob")],
        groups=[a_group("ops")],
        providers=[a_provider("okta", ProviderKind.SAML)],
        vendors=[a_vendor("watchful", "999988887777")],
        roles=[
            a_role("admin"),
            a_role("auditor", trust=[a_trust("provider", "okta")]),
            a_role("monitor", trust=[a_trust("vendor", "watchful"), a_trust("service", "ec2.amazonaws.com")]),
        ],
        grants=[a_grant("ops", "admin@prod")],
        require=Require(mfa=True),
    )


def _asking(landscape: Landscape) -> Inquiry:
    return inquiry_of(landscape, derive_halves(landscape), None)


@pytest.mark.parametrize(
    ("caller", "role", "verdict"),
    [
        ("user:alice", "admin@prod", Verdict.ALLOWED_IF),
        ("user:bob", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("group:ops", "admin@prod", Verdict.ALLOWED_IF),
        ("role:monitor@prod", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("provider:okta", "auditor@prod", Verdict.ALLOWED),
        ("provider:okta", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("vendor:watchful", "monitor@prod", Verdict.ALLOWED),
        ("vendor:watchful", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("service:ec2.amazonaws.com", "monitor@prod", Verdict.ALLOWED),
        ("service:lambda.amazonaws.com", "monitor@prod", Verdict.IMPLICITLY_DENIED),
        ("account:dev", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("principal:*", "admin@prod", Verdict.IMPLICITLY_DENIED),
        ("principal:arn:aws:iam::999999999999:user/x", "admin@prod", Verdict.IMPLICITLY_DENIED),
    ],
)
def test_anybody_can_be_asked_about(caller: str, role: str, verdict: Verdict) -> None:
    step = _asking(_landscape()).step(a_ref(caller), a_key(role))

    assert step is not None
    assert step.decision.verdict is verdict
    assert (Half.TRUST in step.decision.missing) == (verdict is Verdict.IMPLICITLY_DENIED and "bob" not in caller)


def test_a_principal_that_is_no_arn_cannot_be_asked_about() -> None:
    assert _asking(_landscape()).step(a_ref("principal:nobody"), a_key("admin@prod")) is None


def test_every_listed_step_is_answered_as_it_is_listed() -> None:
    landscape = _landscape()
    asking = _asking(landscape)
    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)

    assert len(graph.steps) >= 5
    for step in graph.steps:
        assert asking.step(step.caller, step.role) == step


@pytest.mark.parametrize(
    ("mfa", "verdict"),
    [("true", Verdict.ALLOWED), ("false", Verdict.IMPLICITLY_DENIED)],
)
def test_what_is_known_of_the_request_settles_its_conditions(mfa: str, verdict: Verdict) -> None:
    facts = Facts({"aws:MultiFactorAuthPresent": (mfa,)})

    step = _asking(_landscape()).step(a_ref("user:alice"), a_key("admin@prod"), facts)

    assert step is not None
    assert step.decision.verdict is verdict


def test_a_key_known_to_be_absent_settles_its_conditions_too() -> None:
    step = _asking(_landscape()).step(
        a_ref("user:alice"), a_key("admin@prod"), Facts({"aws:multifactorauthpresent": ()})
    )

    assert step is not None
    assert step.decision.verdict is Verdict.IMPLICITLY_DENIED
    assert step.through == ("ops",)


def test_asking_about_many_roles_at_once_gives_the_answers_of_each() -> None:
    landscape = _landscape()
    asking, without_roles = _asking(landscape), inquiry_of(landscape, derive_halves(landscape), None, of_roles=False)

    callers = [*asking.insiders, a_ref("provider:okta"), a_ref("vendor:watchful")]
    for caller in callers:
        for copy in landscape.role_copies():
            alone = asking.step(caller, copy.key)
            assert alone is not None
            for at_once in (asking.of(caller)(copy.key), without_roles.of(caller)(copy.key)):
                assert at_once is not None
                assert (at_once.means, at_once.decision) == (alone.means, alone.decision)


def test_asking_about_many_roles_at_once_counts_what_sessions_bring_along() -> None:
    tags = Require(session_tags={"team": ("shop",)}, transitive_tags=("team",))
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("hub", require=tags), a_role("next", trust=[a_trust("role", roles=["hub@prod"])])],
        grants=[a_grant("user:alice", "hub@prod"), a_grant("role:hub@prod", "next@prod")],
    )
    asking, hub = _asking(landscape), a_ref("role:hub@prod")

    assert hub in asking.loads
    for copy in landscape.role_copies():
        assert asking.of(hub)(copy.key) == asking.step(hub, copy.key)


def test_a_permission_set_that_is_assigned_to_nobody_can_be_asked_about() -> None:
    landscape = a_landscape(
        permission_sets=[a_permission_set("Power", accounts=["prod"], policies=[a_policy()])],
        roles=[a_role("admin", trust=[a_trust("permission_set", roles=["Power@prod"])]), a_role("closed")],
    )
    inquiry = inquiry_of(landscape, derive_halves(landscape), None)

    opened, closed = (
        inquiry.step(a_ref("permission_set:Power@prod"), a_key(role)) for role in ("admin@prod", "closed@prod")
    )

    assert opened is not None
    assert closed is not None
    assert (opened.decision.verdict.opens, closed.decision.missing) == (True, (Half.TRUST,))


@pytest.mark.parametrize(("attached", "opens"), [("dev", False), ("prod", True)])
def test_an_identity_that_the_file_does_not_list_is_bound_by_what_binds_its_account(attached: str, opens: bool) -> None:
    deny: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}
    landscape = a_landscape(
        roles=[a_role("admin", trust=[a_trust("account", "dev")], require=Require(org=True))],
        guardrails=[a_guardrail("wall", deny, attach=[attached], accounts=[attached])],
    )
    stranger = a_ref(f"principal:arn:aws:iam::{an_id('dev')}:role/strange")

    step = inquiry_of(landscape, derive_halves(landscape), None).step(stranger, a_key("admin@prod"))

    assert step is not None
    assert step.caller == stranger
    assert step.decision.verdict is (Verdict.ALLOWED if opens else Verdict.EXPLICITLY_DENIED)
