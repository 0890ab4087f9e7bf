"""A role that asks for session tags or a source identity opens only for those who may pass them."""

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_provider,
    a_ref,
    a_role,
    a_trust,
    an_account,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.iam.decision import Decision, Half, Verdict
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.require import Require

_TAGGED = Require(session_tags={"team": ("shop",)})
_NAMED = Require(source_identity="alice")
_TEAM = ConditionTest("StringEquals", "aws:RequestTag/team", ("shop",))
_TEAM_BLOCK: Json = {"StringEquals": {"aws:RequestTag/team": "shop"}}


def _decision(landscape: Landscape, caller: str, role: str) -> Decision:
    graph = build_graph(cast_of(landscape, derive_halves(landscape)), None)
    (step,) = [s for s in graph.by_caller[a_ref(caller)] if s.role == a_key(role)]
    return step.decision


def _may(*actions: str) -> Document:
    return a_document({"Effect": "Allow", "Action": list(actions), "Resource": "*"})


def _trusts_jump(*actions: str) -> Document:
    principal: Json = {"AWS": an_account("jump").id}
    return a_document({"Effect": "Allow", "Principal": principal, "Action": list(actions), "Condition": _TEAM_BLOCK})


@pytest.mark.parametrize(
    ("require", "action"), [(_TAGGED, "sts:TagSession"), (_NAMED, "sts:SetSourceIdentity")], ids=["tags", "identity"]
)
def test_a_raw_identity_half_must_allow_what_the_role_asks_to_be_passed(require: Require, action: str) -> None:
    def landscape(*actions: str) -> Landscape:
        group = a_group("devs", assume_policy=_may(*actions))
        return a_landscape(groups=[group], roles=[a_role("dev", require=require)], grants=[a_grant("devs", "dev@prod")])

    whole = _decision(landscape("sts:AssumeRole", action), "devs", "dev@prod")
    lacking = _decision(landscape("sts:AssumeRole"), "devs", "dev@prod")

    assert (whole.verdict, whole.action) == (Verdict.ALLOWED_IF, "")
    assert (lacking.verdict, lacking.missing, lacking.action) == (
        Verdict.IMPLICITLY_DENIED,
        (Half.IDENTITY,),
        action,
    )


def test_a_raw_trust_policy_that_asks_for_tags_must_allow_to_pass_them() -> None:
    def landscape(*actions: str) -> Landscape:
        group = a_group("devs", assume_policy=_may("sts:*"))
        return a_landscape(groups=[group], roles=[a_role("dev", trust_policy=_trusts_jump(*actions))])

    whole = landscape("sts:AssumeRole", "sts:TagSession")
    lacking = build_graph(cast_of(landscape("sts:AssumeRole"), derive_halves(landscape("sts:AssumeRole"))), None)

    assert _decision(whole, "devs", "dev@prod").residue == _TEAM
    assert not any(step.decision.verdict.opens for step in lacking.steps)


def test_a_condition_on_passing_tags_is_part_of_the_answer() -> None:
    principal: Json = {"AWS": an_account("jump").id}
    mfa: Json = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    trust = a_document(
        {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", "Condition": _TEAM_BLOCK},
        {"Effect": "Allow", "Principal": principal, "Action": "sts:TagSession", "Condition": mfa},
    )
    landscape = a_landscape(
        groups=[a_group("devs", assume_policy=_may("sts:*"))], roles=[a_role("dev", trust_policy=trust)]
    )

    asked = repr(_decision(landscape, "devs", "dev@prod").residue)

    assert "aws:RequestTag/team" in asked
    assert "aws:MultiFactorAuthPresent" in asked


def test_tags_that_nothing_asks_for_need_no_leave() -> None:
    group = a_group("devs", assume_policy=_may("sts:AssumeRole"))
    landscape = a_landscape(groups=[group], roles=[a_role("dev")], grants=[a_grant("devs", "dev@prod")])

    assert _decision(landscape, "devs", "dev@prod").verdict is Verdict.ALLOWED


def test_roles_anywhere_needs_all_three_actions_in_the_trust_policy() -> None:
    anywhere = a_provider("servers", ProviderKind.ROLES_ANYWHERE)
    principal: Json = {"Service": "rolesanywhere.amazonaws.com"}
    one = a_document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})

    derived = a_landscape(providers=[anywhere], roles=[a_role("backup", trust=[a_trust("provider", "servers")])])
    alone = a_landscape(providers=[anywhere], roles=[a_role("backup", trust_policy=one)])

    lacking = _decision(alone, "service:rolesanywhere.amazonaws.com", "backup@prod")
    assert _decision(derived, "provider:servers", "backup@prod").verdict is Verdict.ALLOWED
    assert (lacking.missing, lacking.action) == ((Half.TRUST,), "sts:SetSourceIdentity")
