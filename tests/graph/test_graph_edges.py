"""Fine points of the graph, each with a near twin; `make mutants` found them untested."""

from collections.abc import Iterator
from dataclasses import replace

from builders import (
    a_document,
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_ref,
    a_role,
    a_trust,
    a_user,
    an_account,
    an_id,
    an_unknown_policy,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import AccessGraph
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.inquiry import inquiry_of
from iam_atlas.graph.insiders import declared_pairs, insiders_of
from iam_atlas.graph.paths import paths
from iam_atlas.graph.surroundings import Reader, surroundings_of
from iam_atlas.graph.targets import RoleTarget, all_targets
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Effect
from iam_atlas.model.guardrails import GuardrailKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json
from iam_atlas.model.roles import RoleKind

ROOT = f"arn:aws:iam::{an_id('jump')}:root"
ALLOW: dict[str, Json] = {"Effect": "Allow", "Action": "sts:*", "Resource": "*"}
DENY: dict[str, Json] = {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}


def trusting(*arns: str) -> Document:
    return a_document({"Effect": "Allow", "Principal": {"AWS": list(arns)}, "Action": "sts:*"})


def graph_of(landscape: Landscape) -> AccessGraph:
    return build_graph(landscape, derive_halves(landscape), None)


def decide(landscape: Landscape, caller: str, role: str) -> Decision:
    step = inquiry_of(landscape, derive_halves(landscape), None).step(a_ref(caller), a_key(role))
    assert step is not None
    return step.decision


def listed(landscape: Landscape) -> dict[str, Verdict]:
    steps = graph_of(landscape).steps
    return {f"{step.caller.kind.value}:{step.caller.name} -> {step.role}": step.decision.verdict for step in steps}


def questions(landscape: Landscape) -> Iterator[tuple[Actor, RoleTarget]]:
    halves, reader = derive_halves(landscape), Reader()
    around = surroundings_of(landscape, reader)
    targets = all_targets(landscape, halves, reader, around)
    for insider in insiders_of(Cast(landscape, halves, reader, around)):
        yield from ((insider.actor, target) for target in targets.by_key.values())


def told_apart(landscape: Landscape) -> set[Verdict]:
    """The verdicts of all pairs, once it is certain that each is what it is when nothing is remembered."""
    shared, found = Decider(None), set[Verdict]()
    for actor, target in questions(landscape):
        decision = shared.ask(actor)(target)

        assert decision == Decider(None).ask(actor)(target), (actor.ref, target.copy.key)
        found.add(decision.verdict)
    return found


OPS = a_group("ops", policies=[a_policy("all", ALLOW)])
ALICE = a_user("alice", groups=["ops"])


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


def test_no_policy_decides_in_a_closed_account() -> None:
    closed = replace(an_account("dev"), about=Annotations(status=Status.CLOSED))
    roles = [a_role("r", accounts=[closed, "prod"], trust_policy=trusting(ROOT))]
    landscape = a_landscape(accounts=["jump", closed, "prod"], users=[ALICE], groups=[OPS], roles=roles)

    assert decide(landscape, "user:alice", "r@dev").verdict is Verdict.NOT_EVALUATED
    assert decide(landscape, "user:alice", "r@prod").verdict is Verdict.ALLOWED


def test_a_role_of_the_users_own_account_is_found_where_its_trust_alone_suffices() -> None:
    alice, bob = (f"arn:aws:iam::{an_id('jump')}:user/{name}" for name in ("alice", "bob"))
    roles = [
        a_role("hers", accounts=["jump"], trust_policy=trusting(alice)),
        a_role("his", accounts=["jump"], trust_policy=trusting(bob)),
    ]

    found = listed(a_landscape(users=[a_user("alice"), a_user("bob")], roles=roles))

    assert found == {
        "user:alice -> hers@jump": Verdict.ALLOWED,
        "user:bob -> his@jump": Verdict.ALLOWED,
    }


def test_a_role_that_trusts_everybody_is_found_for_whoever_may_assume_any_role() -> None:
    users = [a_user("alice", policies=[a_policy("all", ALLOW)]), a_user("bob")]

    found = listed(a_landscape(users=users, roles=[a_role("r", trust_policy=trusting("*"))]))

    assert found["user:alice -> r@prod"] is Verdict.ALLOWED
    assert "user:bob -> r@prod" not in found


def test_a_role_that_a_policy_names_in_full_is_found_without_a_grant() -> None:
    role = a_role("r", accounts=["dev", "prod"], trust_policy=trusting(ROOT))
    named = a_policy("one", {**ALLOW, "Resource": role.copies["prod"].arn})

    found = listed(a_landscape(users=[a_user("alice", policies=[named])], roles=[role]))

    assert found == {"user:alice -> r@prod": Verdict.ALLOWED}


def test_a_grant_that_denies_declares_no_way_in() -> None:
    roles = [a_role("r", accounts=["dev", "prod"])]
    grants = [a_grant("ops", "r@prod"), a_grant("ops", "r@dev", effect=Effect.DENY)]

    declared = declared_pairs(a_landscape(users=[ALICE], groups=[a_group("ops")], roles=roles, grants=grants))

    assert {str(key) for key in declared[a_ref("ops")]} == {"r@prod"}


def test_a_session_of_a_role_of_the_file_is_no_stranger_and_one_of_another_role_is() -> None:
    known, other = (f"arn:aws:sts::{an_id('dev')}:assumed-role/{name}/x" for name in ("hub", "legacy"))
    roles = [a_role("hub", accounts=["dev"]), a_role("r", trust_policy=trusting(known, other))]

    found = listed(a_landscape(roles=roles))

    assert f"principal:{other} -> r@prod" in found
    assert f"principal:{known} -> r@prod" not in found


def test_an_account_whose_users_the_file_knows_is_not_listed_beside_them() -> None:
    roles = [a_role("r", trust_policy=trusting(ROOT, f"arn:aws:iam::{an_id('dev')}:root"))]

    found = listed(a_landscape(users=[a_user("alice")], roles=roles))

    assert "account:dev -> r@prod" in found
    assert "account:jump -> r@prod" not in found


def ways(landscape: Landscape, caller: str, role: str) -> list[list[str]]:
    return [[str(step.role) for step in way.steps] for way in paths(graph_of(landscape), a_ref(caller), a_key(role))]


def test_a_way_never_comes_to_the_same_role_twice() -> None:
    roles = [a_role(name, accounts=["dev"]) for name in ("a", "b", "c")]
    grants = [
        a_grant("ops", "a@dev"),
        a_grant("role:a@dev", "b@dev"),
        a_grant("role:b@dev", ["a@dev", "c@dev"]),
    ]
    landscape = a_landscape(users=[ALICE], groups=[a_group("ops")], roles=roles, grants=grants)

    assert ways(landscape, "user:alice", "c@dev") == [["a@dev", "b@dev", "c@dev"]]


def test_a_way_does_not_lead_over_a_step_that_is_declared_and_does_not_open() -> None:
    shut, open_ = a_role("b", accounts=["dev"], trust_policy=trusting()), a_role("b", accounts=["dev"])
    grants = [a_grant("ops", "b@dev"), a_grant("role:b@dev", "c@dev")]

    over_shut, over_open = (
        a_landscape(users=[ALICE], groups=[a_group("ops")], roles=[b, a_role("c", accounts=["dev"])], grants=grants)
        for b in (shut, open_)
    )

    assert ways(over_shut, "user:alice", "c@dev") == []
    assert ways(over_open, "user:alice", "c@dev") == [["b@dev", "c@dev"]]


def test_an_assigned_permission_set_is_not_the_role_of_the_same_name() -> None:
    group = a_group("staff", source="idc")
    landscape = a_landscape(
        groups=[group],
        roles=[a_role("billing", trust_policy=trusting())],
        permission_sets=[a_permission_set("billing")],
        grants=[a_grant("staff", permission_sets=["billing@prod"])],
    )

    (assigned,) = graph_of(landscape).by_caller[a_ref("staff")]

    assert (assigned.decision.verdict, assigned.to_permission_set) == (Verdict.ALLOWED, True)
    assert ways(landscape, "staff", "billing@prod") == []
