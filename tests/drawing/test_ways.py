import pytest
from drawn_organisation import FRESH_MFA, MFA, a_step, an_atlas

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_permission_set,
    a_policy,
    a_role,
    a_trust,
    a_user,
)
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.drawing.targets import Target, role_behind
from iam_atlas.drawing.ways import downstream, find_ways, upstream
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.policies import AttachedPolicy, Document, Json
from iam_atlas.model.require import Require
from iam_atlas.model.roles import TrustEntry

_VIEWER = Target("viewer", "prod", False)


def _atlas(*steps: Access) -> Atlas:
    """The steps, with everybody who makes one as a member of the group dev."""
    members = {step.caller.name for step in steps if step.caller.kind is RefKind.USER}
    landscape = a_landscape(
        users=[a_user(name, groups=["dev"]) for name in members],
        groups=[a_group("dev")],
        roles=[a_role("viewer"), a_role("hub"), a_role("far")],
    )
    return an_atlas(landscape, steps)


def test_a_step_that_opens_is_a_way() -> None:
    ways = find_ways(_atlas(a_step("group:dev", "viewer@prod", MFA)))

    assert [(way.source.name, way.target, way.residue) for way in ways.all] == [("dev", _VIEWER, MFA)]


def test_a_step_that_is_declared_but_does_not_open_is_no_way() -> None:
    ways = find_ways(_atlas(a_step("group:dev", "viewer@prod", denied=True)))

    assert ways.all == ()


def test_two_ways_with_the_same_ends_and_other_conditions_are_both_kept() -> None:
    steps = a_step("group:dev", "viewer@prod", MFA), a_step("group:dev", "viewer@prod", FRESH_MFA)

    assert {way.residue for way in upstream(find_ways(_atlas(*steps)), [_VIEWER])} == {MFA, FRESH_MFA}


def test_a_step_that_was_not_evaluated_is_an_undecided_way() -> None:
    ways = find_ways(_atlas(a_step("group:dev", "viewer@prod", undecided="the key x:Y")))

    assert [(way.undecided, way.unknown) for way in ways.all] == [(True, ("the key x:Y",))]


def test_what_a_group_opens_is_drawn_from_the_group_alone() -> None:
    steps = a_step("group:dev", "viewer@prod", MFA), a_step("user:ann", "viewer@prod", MFA, through=["dev"])

    ways = find_ways(_atlas(*steps))

    assert [way.source.kind for way in ways.all] == [RefKind.GROUP]
    assert list(ways.own("ann")) == [_VIEWER]


def test_what_only_the_user_opens_is_drawn_from_the_user() -> None:
    steps = a_step("group:dev", "hub@prod", MFA), a_step("user:ann", "viewer@prod", MFA, through=["dev"])

    ways = find_ways(_atlas(*steps))

    assert {way.source.kind for way in ways.into(_VIEWER)} == {RefKind.USER}


def test_what_a_group_carries_for_one_member_alone_is_not_drawn_from_the_group() -> None:
    ways = find_ways(_atlas(a_step("user:ann", "viewer@prod", MFA, through=["dev"])))

    assert [way.source for way in ways.all] == [Ref(RefKind.USER, "ann")]


def test_what_was_evaluated_for_the_group_and_not_for_the_member_is_drawn_from_both() -> None:
    steps = (
        a_step("group:dev", "viewer@prod", MFA),
        a_step("user:ann", "viewer@prod", undecided="the key x:Y", through=["dev"]),
        a_step("user:ben", "viewer@prod", MFA, through=["dev"]),
    )

    ways = find_ways(_atlas(*steps))

    assert [(way.source.kind, way.undecided) for way in ways.all] == [(RefKind.GROUP, False), (RefKind.USER, True)]


def _to_viewer(**more: Json) -> dict[str, Json]:
    viewer = "arn:aws:iam::444444444444:role/viewer"
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": viewer, **more}


def _trusting(*who: str) -> list[dict[str, Json]]:
    return [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::111111111111:{one}"}, "Action": "sts:AssumeRole"}
        for one in who
    ]


@pytest.mark.parametrize(
    ("policies", "named", "drawn_from"),
    [
        pytest.param([], ["root"], {"dev"}, id="nothing of the member's own"),
        pytest.param([a_policy("own", _to_viewer())], ["root"], {"dev", "ann"}, id="a policy that asks for less"),
        pytest.param([], ["root", "user/ann"], {"dev", "ann"}, id="a trust policy that names the member"),
        pytest.param([], ["root", "user/ben"], {"dev"}, id="a trust policy that names somebody else"),
    ],
)
def test_a_member_with_more_than_the_group_gives_has_a_way_of_its_own_too(
    policies: list[AttachedPolicy], named: list[str], drawn_from: set[str]
) -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"], policies=policies), a_user("ben")],
        groups=[a_group("dev")],
        roles=[a_role("viewer", trust_policy=a_document(*_trusting(*named)))],
        grants=[a_grant("dev", "viewer@prod", require=Require(mfa=True))],
    )

    assert {way.source.name for way in find_ways(analyse(landscape, None)).all} == drawn_from


def test_a_user_without_group_is_drawn_from_the_user() -> None:
    ways = find_ways(_atlas(a_step("user:ann", "viewer@prod", MFA)))

    assert [way.source for way in ways.all] == [Ref(RefKind.USER, "ann")]


def test_a_user_is_drawn_whose_name_a_group_has_of_which_nobody_gets_in() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"]), a_user("dev")],
        groups=[a_group("dev", members=["ann"])],
        roles=[a_role("viewer")],
    )
    steps = a_step("group:dev", "viewer@prod"), a_step("user:dev", "viewer@prod")

    ways = find_ways(an_atlas(landscape, steps))

    assert [way.source for way in ways.all] == [Ref(RefKind.USER, "dev")]


def test_a_role_and_a_permission_set_of_one_name_are_two_callers() -> None:
    assert role_behind(Ref(RefKind.ROLE, "viewer@prod")) == Target("viewer", "prod", False)
    assert role_behind(Ref(RefKind.PERMISSION_SET, "viewer@prod")) == Target("viewer", "prod", True)
    assert role_behind(Ref(RefKind.GROUP, "viewer@prod")) is None


def test_upstream_follows_chains_back_to_their_beginning() -> None:
    steps = (
        a_step("group:dev", "hub@prod", MFA),
        a_step("role:hub@prod", "far@prod"),
        a_step("group:dev", "viewer@prod"),
    )
    ways = find_ways(_atlas(*steps))

    found = upstream(ways, [Target("far", "prod", False)])

    assert {(way.source.name, way.target.role) for way in found} == {("hub@prod", "far"), ("dev", "hub")}


def test_downstream_follows_chains_and_survives_a_circle() -> None:
    steps = a_step("role:hub@prod", "far@prod"), a_step("role:far@prod", "hub@prod"), a_step("group:dev", "hub@prod")
    ways = find_ways(_atlas(*steps))

    found = downstream(ways, [Target("hub", "prod", False)])

    assert {(way.source.name, way.target.role) for way in found} == {("hub@prod", "far"), ("far@prod", "hub")}


def test_two_conditions_of_one_caller_stay_two_ways() -> None:
    steps = a_step("group:dev", "viewer@prod", MFA), a_step("group:dev", "hub@prod", FRESH_MFA)

    ways = find_ways(_atlas(*steps))

    assert [way.residue for way in ways.all] == [FRESH_MFA, MFA]


def _hop(trust_policy: Document | None, trust: list[TrustEntry]) -> bool:
    """Whether the hop of hub@prod, which may assume every role, into viewer@prod counts as declared."""
    every = a_policy("every", {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"})
    landscape = a_landscape(
        roles=[a_role("hub", policies=[every]), a_role("viewer", trust=trust, trust_policy=trust_policy)]
    )
    ways = find_ways(analyse(landscape, None)).into(_VIEWER)
    (hop,) = [way for way in ways if way.role == Target("hub", "prod", False)]
    return hop.declared


@pytest.mark.parametrize(
    ("named", "declared"),
    [
        pytest.param("role/hub", True, id="the role"),
        pytest.param("root", False, id="its account"),
    ],
)
def test_a_hop_is_declared_where_a_trust_policy_as_written_names_the_role(named: str, declared: bool) -> None:
    statement: dict[str, Json] = {"Effect": "Allow", "Action": "sts:AssumeRole"}
    principal: Json = {"AWS": f"arn:aws:iam::444444444444:{named}"}

    assert _hop(a_document({**statement, "Principal": principal}), []) is declared


@pytest.mark.parametrize(
    ("entry", "declared"),
    [
        pytest.param(a_trust("role", roles=["hub@prod"]), True, id="the role"),
        pytest.param(a_trust("account", "prod"), False, id="its account"),
    ],
)
def test_a_hop_is_declared_where_a_trust_entry_names_the_role(entry: TrustEntry, declared: bool) -> None:
    assert _hop(None, [entry]) is declared


def test_a_trust_entry_that_names_a_permission_set_declares_no_hop_of_a_role_of_that_name() -> None:
    landscape = a_landscape(
        roles=[a_role("hub"), a_role("viewer", trust=[a_trust("permission_set", roles=["hub@prod"])])],
        permission_sets=[a_permission_set("hub")],
    )
    steps = [a_step(f"{kind}:hub@prod", "viewer@prod", declared=False) for kind in ("role", "permission_set")]

    ways = find_ways(an_atlas(landscape, steps))

    assert {way.source.kind: way.declared for way in ways.all} == {RefKind.PERMISSION_SET: True, RefKind.ROLE: False}


@pytest.mark.parametrize(
    ("account", "name", "declared"),
    [
        pytest.param("444444444444", "hub", True, id="this set in this account"),
        pytest.param("222222222222", "hub", False, id="in another account"),
        pytest.param("444444444444", "hub_2", False, id="another set"),
    ],
)
def test_a_hop_is_declared_where_a_trust_policy_names_the_role_made_of_a_permission_set(
    account: str, name: str, declared: bool
) -> None:
    made = f"arn:aws:iam::{account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_{name}_0123456789abcdef"
    trust = a_document({"Effect": "Allow", "Principal": {"AWS": made}, "Action": "sts:AssumeRole"})
    landscape = a_landscape(roles=[a_role("viewer", trust_policy=trust)], permission_sets=[a_permission_set("hub")])

    (way,) = find_ways(an_atlas(landscape, [a_step("permission_set:hub@prod", "viewer@prod", declared=False)])).all

    assert way.declared is declared
