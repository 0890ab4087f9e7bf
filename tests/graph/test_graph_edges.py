"""Fine points of what the graph lists, each with a near twin; `make mutants` found them untested."""

from dataclasses import replace

from deciding import ALICE, ALLOW, OPS, ROOT, decide, trusting

from builders import (
    a_document,
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_trust,
    a_user,
    an_account,
    an_id,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import AccessGraph
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.build import build_graph
from iam_atlas.graph.insiders import declared_pairs
from iam_atlas.graph.paths import paths
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require


def graph_of(landscape: Landscape) -> AccessGraph:
    return build_graph(cast_of(landscape, derive_halves(landscape)), None)


def listed(landscape: Landscape) -> dict[str, Verdict]:
    steps = graph_of(landscape).steps
    return {f"{step.caller.kind.value}:{step.caller.name} -> {step.role}": step.decision.verdict for step in steps}


def ways(landscape: Landscape, caller: str, role: str) -> list[list[str]]:
    return [[str(step.role) for step in way.steps] for way in paths(graph_of(landscape), a_ref(caller), a_key(role))]


def test_no_policy_decides_in_a_closed_account() -> None:
    closed = replace(an_account("dev"), about=Annotations(status=Status.CLOSED))
    roles = [a_role("r", accounts=[closed, "prod"], trust_policy=trusting(ROOT))]
    landscape = a_landscape(accounts=["jump", closed, "prod"], users=[ALICE], groups=[OPS], roles=roles)

    assert decide(landscape, "user:alice", "r@dev").verdict is Verdict.NOT_EVALUATED
    assert decide(landscape, "user:alice", "r@prod").verdict is Verdict.ALLOWED


def test_what_policies_close_in_a_closed_account_stays_closed() -> None:
    closed = replace(an_account("dev"), about=Annotations(status=Status.CLOSED))
    roles = [a_role("r", accounts=[closed], trust_policy=trusting(ROOT))]
    landscape = a_landscape(accounts=["jump", closed], users=[ALICE, a_user("bob")], groups=[OPS], roles=roles)

    assert decide(landscape, "user:bob", "r@dev").missing == (Half.IDENTITY,)
    assert "user:bob -> r@dev" not in listed(landscape)


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


def test_a_role_of_the_users_own_account_that_trusts_everybody_needs_no_policy_of_the_user() -> None:
    roles = [a_role("r", accounts=["jump", "prod"], trust_policy=trusting("*"))]

    found = listed(a_landscape(users=[a_user("alice")], roles=roles))

    assert found["user:alice -> r@jump"] is Verdict.ALLOWED
    assert "user:alice -> r@prod" not in found


def test_a_raw_trust_leaves_open_which_audience_the_token_of_a_provider_is_for() -> None:
    provider = a_provider("ci", ProviderKind.OIDC, url="https://ci.example.org", audiences=["ours"])
    arn = f"arn:aws:iam::{an_id('prod')}:oidc-provider/ci.example.org"
    asked: dict[str, Json] = {"Condition": {"StringEquals": {"ci.example.org:aud": "theirs"}}}
    web: dict[str, Json] = {"Effect": "Allow", "Principal": {"Federated": arn}, "Action": "sts:*"}
    roles = [a_role("raw", trust_policy=a_document({**web, **asked})), a_role("own", trust=[a_trust("provider", "ci")])]

    found = listed(a_landscape(providers=[provider], roles=roles))

    assert found["provider:ci -> raw@prod"] is Verdict.ALLOWED_IF
    assert found["provider:ci -> own@prod"] is Verdict.ALLOWED


def test_a_session_of_a_permission_set_is_asked_for_mfa_in_vain_and_a_user_is_not() -> None:
    asked = Require(mfa=True)
    roles = [a_role("r", require=asked, trust=[a_trust("permission_set", roles=["ops@jump"], require=asked)])]
    landscape = a_landscape(
        users=[ALICE],
        groups=[a_group("ops"), a_group("staff", source="idc")],
        roles=roles,
        permission_sets=[a_permission_set("ops", accounts=["jump"], policies=[a_policy("all", ALLOW)])],
        grants=[a_grant("ops", "r@prod"), a_grant("staff", permission_sets=["ops@jump"])],
    )

    graph = graph_of(landscape)

    (of_set,) = graph.by_caller[a_ref("permission_set:ops@jump")]
    (of_user,) = graph.by_caller[a_ref("user:alice")]
    assert (is_in_vain(of_set), is_in_vain(of_user)) == (True, False)
