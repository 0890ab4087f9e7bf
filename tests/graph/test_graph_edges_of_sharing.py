"""Pairs that some policy tells apart are decided apart; `make mutants` found these untested."""

from collections.abc import Iterator

from deciding import ALICE, ALLOW, DENY, OPS, ROOT, decide, trusting

from builders import (
    ORGANISATION_ID,
    a_document,
    a_group,
    a_guardrail,
    a_landscape,
    a_policy,
    a_role,
    a_trust,
    a_user,
    an_account,
    an_id,
    an_unknown_policy,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.insiders import insiders_of
from iam_atlas.graph.stage import stage_of
from iam_atlas.graph.targets import RoleTarget
from iam_atlas.iam.decision import Verdict
from iam_atlas.model.accounts import Account, AccountKind
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.roles import RoleKind


def questions(landscape: Landscape) -> Iterator[tuple[Actor, RoleTarget]]:
    stage = stage_of(cast_of(landscape, derive_halves(landscape)), None)
    for insider in insiders_of(stage.cast):
        yield from ((insider.actor, target) for target in stage.targets.by_key.values())


def told_apart(landscape: Landscape) -> set[Verdict]:
    """The verdicts of all pairs, once it is certain that each is what it is when nothing is remembered."""
    shared, found = Decider(None), set[Verdict]()
    for actor, target in questions(landscape):
        decision = shared.ask(actor)(target)

        assert decision == Decider(None).ask(actor)(target), (actor.ref, target.copy.key)
        found.add(decision.verdict)
    return found


def test_roles_under_different_rcps_are_told_apart() -> None:
    rcp = a_guardrail("rcp", {**DENY, "Principal": "*"}, kind=GuardrailKind.RCP, accounts=["prod"])
    roles = [a_role("r", accounts=["dev", "prod"], trust_policy=trusting(ROOT))]

    landscape = a_landscape(users=[ALICE], groups=[OPS], roles=roles, guardrails=[rcp])

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED}


def test_a_role_in_the_management_account_is_told_from_one_that_rcps_bind() -> None:
    places = ["management", "dev", "jump"]
    rcp = a_guardrail("rcp", {**DENY, "Principal": "*"}, kind=GuardrailKind.RCP, accounts=places)
    roles = [a_role("r", accounts=["management", "dev"], trust_policy=trusting(ROOT))]
    landscape = a_landscape(accounts=places, users=[ALICE], groups=[OPS], roles=roles, guardrails=[rcp])

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED}
    assert decide(landscape, "user:alice", "r@management").verdict is Verdict.ALLOWED


def test_a_service_linked_role_is_told_from_another_with_the_same_trust() -> None:
    trust = trusting(ROOT)
    linked = a_role("linked", accounts=["dev"], trust_policy=trust, kind=RoleKind.SERVICE_LINKED)
    plain = a_role("plain", accounts=["dev"], trust_policy=trust)
    landscape = a_landscape(users=[ALICE], groups=[OPS], roles=[linked, plain])

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED}
    assert decide(landscape, "user:alice", "linked@dev").verdict is Verdict.IMPLICITLY_DENIED


def test_a_service_linked_role_as_a_caller_is_told_from_another_with_the_same_policies() -> None:
    own = a_policy("all", ALLOW)
    linked = a_role("linked", accounts=["dev"], policies=[own], kind=RoleKind.SERVICE_LINKED, trust_policy=trusting())
    plain = a_role("plain", accounts=["dev"], policies=[own], trust_policy=trusting())
    target = a_role("r", trust=[a_trust("account", "dev")])
    scp = a_guardrail("scp", DENY, accounts=["dev"])
    landscape = a_landscape(roles=[linked, plain, target], guardrails=[scp])

    told_apart(landscape)
    assert decide(landscape, "role:linked@dev", "r@prod").verdict is Verdict.ALLOWED
    assert decide(landscape, "role:plain@dev", "r@prod").verdict is Verdict.EXPLICITLY_DENIED


def test_a_caller_from_the_management_account_is_told_from_one_that_scps_bind() -> None:
    places = ["management", "dev", "prod"]
    hub = a_role("hub", accounts=["management", "dev"], policies=[a_policy("all", ALLOW)], trust_policy=trusting())
    target = a_role("r", trust=[a_trust("account", "management", "dev")])
    scp = a_guardrail("scp", DENY, accounts=["management", "dev"])
    landscape = a_landscape(accounts=places, roles=[hub, target], guardrails=[scp])

    told_apart(landscape)
    assert decide(landscape, "role:hub@management", "r@prod").verdict is Verdict.ALLOWED
    assert decide(landscape, "role:hub@dev", "r@prod").verdict is Verdict.EXPLICITLY_DENIED


def test_a_user_with_a_policy_that_is_not_at_hand_is_told_from_one_without() -> None:
    mystery = a_user("bob", groups=["ops"], policies=[an_unknown_policy()])
    nothing = a_group("ops", policies=[a_policy("read", {**ALLOW, "Action": "s3:*"})])
    landscape = a_landscape(users=[ALICE, mystery], groups=[nothing], roles=[a_role("r", trust_policy=trusting(ROOT))])

    told_apart(landscape)
    assert decide(landscape, "user:alice", "r@prod").verdict is Verdict.IMPLICITLY_DENIED
    assert decide(landscape, "user:bob", "r@prod").verdict is Verdict.NOT_EVALUATED


def test_a_boundary_that_is_not_at_hand_is_not_taken_for_none() -> None:
    bounded = a_user("bob", groups=["ops"], boundary=an_unknown_policy())
    landscape = a_landscape(users=[ALICE, bounded], groups=[OPS], roles=[a_role("r", trust_policy=trusting(ROOT))])

    told_apart(landscape)
    assert decide(landscape, "user:alice", "r@prod").verdict is Verdict.ALLOWED
    assert decide(landscape, "user:bob", "r@prod").verdict is Verdict.NOT_EVALUATED


def test_the_same_scps_at_one_level_are_told_from_those_at_two() -> None:
    accounts = [an_account("dev", ou="W/sub"), an_account("tools", ou="V"), an_account("prod")]
    only_s3 = a_guardrail("s3", {**ALLOW, "Action": "s3:*"}, attach=["ou:W"], accounts=["dev", "tools"])
    only_sts = a_guardrail("sts", ALLOW, attach=["ou:W/sub"], accounts=["dev", "tools"])
    hub = a_role("hub", accounts=[accounts[0], accounts[1]], policies=[a_policy("all", ALLOW)], trust_policy=trusting())
    target = a_role("r", accounts=[accounts[2]], trust=[a_trust("account", "dev", "tools")])
    landscape = a_landscape(accounts=accounts, roles=[hub, target], guardrails=[only_s3, only_sts])

    told_apart(landscape)
    assert decide(landscape, "role:hub@dev", "r@prod").verdict is Verdict.IMPLICITLY_DENIED
    assert decide(landscape, "role:hub@tools", "r@prod").verdict is Verdict.ALLOWED


def test_a_role_exempt_from_a_deny_of_passing_tags_is_told_from_one_that_is_not() -> None:
    no_tags: dict[str, Json] = {**DENY, "Action": "sts:TagSession", "Resource": "arn:aws:iam::*:role/shut"}
    group = a_group("ops", policies=[a_policy("all", ALLOW), a_policy("no-tags", no_tags)])
    tagged: dict[str, Json] = {"StringEquals": {"aws:RequestTag/team": "shop"}}
    trust = a_document({"Effect": "Allow", "Principal": {"AWS": ROOT}, "Action": "sts:*", "Condition": tagged})
    roles = [a_role(name, trust_policy=trust) for name in ("open", "shut")]
    landscape = a_landscape(users=[ALICE], groups=[group], roles=roles)

    told_apart(landscape)
    assert decide(landscape, "user:alice", "open@prod").verdict is Verdict.ALLOWED_IF
    assert decide(landscape, "user:alice", "shut@prod").verdict is Verdict.EXPLICITLY_DENIED


def test_two_rcps_that_speak_of_different_actions_are_told_apart() -> None:
    rcps = [
        a_guardrail(place, {**DENY, "Action": action, "Principal": "*"}, kind=GuardrailKind.RCP, accounts=[place])
        for place, action in (("dev", "sts:SetContext"), ("prod", "sts:AssumeRole"))
    ]
    roles = [a_role("r", accounts=["dev", "prod"], trust_policy=trusting(ROOT))]

    landscape = a_landscape(users=[ALICE], groups=[OPS], roles=roles, guardrails=rcps)

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED}


def test_a_role_that_an_rcp_names_is_told_from_one_that_it_does_not() -> None:
    shut = {**DENY, "Principal": "*", "Resource": "arn:aws:iam::*:role/shut"}
    rcp = a_guardrail("rcp", shut, kind=GuardrailKind.RCP, accounts=["prod"])
    roles = [a_role(name, trust_policy=trusting(ROOT)) for name in ("open", "shut")]

    landscape = a_landscape(users=[ALICE], groups=[OPS], roles=roles, guardrails=[rcp])

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.EXPLICITLY_DENIED}


def test_roles_are_told_apart_where_a_policy_asks_for_their_account() -> None:
    there: Json = {"StringEquals": {"aws:ResourceAccount": an_id("dev")}}
    group = a_group("ops", policies=[a_policy("there", {**ALLOW, "Condition": there})])
    roles = [a_role("r", accounts=["dev", "prod"], trust_policy=trusting(ROOT))]

    landscape = a_landscape(users=[ALICE], groups=[group], roles=roles)

    assert told_apart(landscape) >= {Verdict.ALLOWED, Verdict.IMPLICITLY_DENIED}


def test_callers_are_told_apart_where_their_policy_asks_for_their_account() -> None:
    here: Json = {"StringEquals": {"aws:PrincipalAccount": an_id("dev")}}
    own = a_policy("here", {**ALLOW, "Condition": here})
    hub = a_role("hub", accounts=["dev", "tools"], policies=[own], trust_policy=trusting())
    landscape = a_landscape(accounts=["dev", "tools", "prod"], roles=[hub, a_role("r", trust_policy=trusting("*"))])

    told_apart(landscape)
    assert decide(landscape, "role:hub@dev", "r@prod").verdict is Verdict.ALLOWED
    assert decide(landscape, "role:hub@tools", "r@prod").verdict is Verdict.IMPLICITLY_DENIED


def test_callers_of_our_organization_are_told_from_those_whose_organization_is_not_known() -> None:
    ours: dict[str, Json] = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION_ID}}}
    trust = a_document({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*", **ours})
    places = [an_account("customer", kind=AccountKind.EXTERNAL), an_account("dev")]
    hub = a_role("hub", accounts=places, policies=[a_policy("all", ALLOW)], trust_policy=trusting())
    landscape = a_landscape(accounts=[*places, "prod"], roles=[hub, a_role("r", trust_policy=trust)])

    told_apart(landscape)
    assert decide(landscape, "role:hub@dev", "r@prod").verdict is Verdict.ALLOWED
    assert decide(landscape, "role:hub@customer", "r@prod").verdict is Verdict.ALLOWED_IF


def test_a_role_whose_trust_is_somebody_elses_is_told_from_one_of_ours() -> None:
    places = [an_account("customer", kind=AccountKind.EXTERNAL), an_account("dev")]
    roles = [a_role("r", accounts=places, trust=[a_trust("account", "jump")])]
    everything: list[Account | str] = ["jump", *places]
    landscape = a_landscape(accounts=everything, users=[ALICE], groups=[OPS], roles=roles, organization=False)

    told_apart(landscape)
    theirs, ours = (decide(landscape, "user:alice", role).halves[0] for role in ("r@customer", "r@dev"))
    assert (theirs.outside, ours.outside) == (True, False)
