"""Deciding alike pairs once, and asking only about pairs worth it, changes no answer."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_landscape,
    a_policy,
    a_role,
    a_trust,
    a_user,
    an_account,
    the_organisation,
    the_reference,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.insiders import Insider, insiders_of, worth_asking
from iam_atlas.graph.stage import stage_of
from iam_atlas.graph.targets import Targets
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require

_PROD_ROLES = "arn:aws:iam::444444444444:role/*"


@dataclass(frozen=True)
class _Scene:
    insiders: tuple[Insider, ...]
    targets: Targets


def _scene(landscape: Landscape) -> _Scene:
    stage = stage_of(cast_of(landscape, derive_halves(landscape)), None)
    return _Scene(tuple(insiders_of(stage.cast)), stage.targets)


def _allow(resource: Json, condition: Json = None) -> dict[str, Json]:
    body: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": resource}
    return {**body, "Condition": condition} if condition else body


def _deny(resource: Json, condition: Json = None) -> dict[str, Json]:
    return {**_allow(resource, condition), "Effect": "Deny"}


def _everything_at_once() -> Landscape:
    """Callers and roles that differ in everything that a policy can ask about."""
    by_name = a_policy("by-name", _allow("arn:aws:iam::*:role/${aws:username}"))
    by_tag = a_policy("by-tag", _allow("*", {"StringEquals": {"aws:PrincipalTag/team": "shop"}}))
    by_place = a_policy("by-place", _allow("*", {"StringEquals": {"aws:ResourceAccount": "222222222222"}}))
    not_prod = a_policy("not-prod", _deny(_PROD_ROLES))
    rcp = {**_deny(_PROD_ROLES, {"StringEquals": {"aws:PrincipalAccount": "222222222222"}}), "Principal": "*"}
    trusts_all = a_document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"})
    return a_landscape(
        accounts=["jump", "dev", "prod", "tools"],
        users=[
            a_user("alice", groups=["named"], tags={"team": "shop"}),
            a_user("bob", groups=["named", "tagged"], tags={"team": "other"}),
            a_user("carol", groups=["tagged"]),
            a_user("dave", groups=["placed", "kept-out"]),
            a_user("erin", boundary=not_prod, policies=[by_place]),
        ],
        groups=[
            a_group("named", policies=[by_name]),
            a_group("tagged", policies=[by_tag]),
            a_group("placed", policies=[by_place]),
            a_group("kept-out", policies=[a_policy("all", _allow("*")), not_prod]),
        ],
        roles=[
            a_role("alice", accounts=["dev", "prod"], require=Require(mfa=True)),
            a_role("bob", accounts=["dev", "prod"]),
            a_role("any", accounts=["dev", "jump", "prod"], trust_policy=trusts_all, policies=[by_place]),
            a_role("hub", accounts=["tools"], policies=[a_policy("all", _allow("*"))]),
            a_role("spoke", accounts=["dev", "prod"], trust=[a_trust("account", "tools"), a_trust("user", "carol")]),
            a_role("local", accounts=["tools"], trust=[a_trust("role", roles=["hub@tools"])]),
        ],
        grants=[
            a_grant("tagged", ["alice@dev", "bob@prod"]),
            a_grant("kept-out", ["alice@dev", "alice@prod"]),
            a_grant("user:carol", "bob@dev"),
        ],
        guardrails=[
            a_guardrail("rcp", rcp, kind=GuardrailKind.RCP, accounts=["dev", "prod"]),
            a_guardrail("scp", _deny(_PROD_ROLES), attach=["tools"], accounts=["tools"]),
        ],
    )


def _refused_by_aws() -> Landscape:
    """Statements that AWS would refuse and that speak of other things than assuming roles, on either side."""
    nobody: Json = {"AWS": "arn:aws:iam::999999999999:root"}
    other: dict[str, Json] = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    trusts: dict[str, Json] = {"Effect": "Allow", "Action": "s3:GetObject", "Principal": nobody}
    return a_landscape(
        accounts=["jump", "dev"],
        users=[a_user("alice", groups=["refused"]), a_user("bob", groups=["sound"])],
        groups=[
            a_group("refused", policies=[a_policy("odd", {**other, "Sid": 3})]),
            a_group("sound", policies=[a_policy("all", _allow("*")), a_policy("other", other)]),
        ],
        roles=[
            a_role("refused", accounts=["dev"], trust_policy=a_document({**trusts, "Sid": 3})),
            a_role("sound", accounts=["dev"], trust_policy=a_document(trusts)),
            a_role("open", accounts=["dev"], trust=[a_trust("account", "jump")]),
        ],
    )


def _places_of_all_kinds() -> Landscape:
    """Roles that mean none of the callers, in places that answer differently."""
    nobody = a_document(
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "sts:AssumeRole"}
    )
    return a_landscape(
        accounts=["jump", "dev", an_account("china", partition="aws-cn")],
        users=[a_user("alice", policies=[a_policy("all", _allow("*"))])],
        roles=[a_role("shut", accounts=["jump", "dev", "china"], trust_policy=nobody)],
    )


_LANDSCAPES: dict[str, Callable[[], Landscape]] = {
    "everything at once": _everything_at_once,
    "reference": the_reference,
    "refused by AWS": _refused_by_aws,
    "places of all kinds": _places_of_all_kinds,
}


@pytest.mark.parametrize("name", _LANDSCAPES)
def test_answers_shared_between_pairs_are_the_answers_of_each_pair(name: str) -> None:
    scene, shared = _scene(_LANDSCAPES[name]()), Decider(None)

    for insider in scene.insiders:
        ask = shared.ask(insider.actor)
        for target in scene.targets.by_key.values():
            alone = Decider(None).ask(insider.actor)(target)

            assert ask(target) == alone, (insider.actor.ref, target.copy.key)


@pytest.mark.parametrize("name", [*_LANDSCAPES, "minimal"])
def test_every_pair_that_opens_is_asked_about(name: str) -> None:
    scene = _scene(_LANDSCAPES[name]() if name in _LANDSCAPES else the_organisation(name))
    decider = Decider(None)

    for insider in scene.insiders:
        asked = {target.copy.key for target in worth_asking(insider, scene.targets, decider.reaches)}
        decide = decider.ask(insider.actor)
        verdicts = {key: decide(target).verdict for key, target in scene.targets.by_key.items()}
        found = {key for key, verdict in verdicts.items() if verdict.opens or verdict is Verdict.NOT_EVALUATED}

        assert found <= asked, insider.actor.ref
