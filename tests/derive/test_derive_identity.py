"""Grants become the identity half: one policy that carries sts:AssumeRole."""

from datetime import UTC, datetime

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_moment,
    a_permission_set,
    a_policy,
    a_provider,
    a_ref,
    a_role,
    a_user,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.grants import Effect
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require

_DEV, _PROD = "arn:aws:iam::222222222222:role/admin", "arn:aws:iam::444444444444:role/admin"


def _statements(landscape: Landscape, ref: str) -> list[Json]:
    last = derive_halves(landscape).identity[a_ref(ref)][-1]
    assert last.name == "assume-roles"
    assert last.document is not None
    written = last.document.value["Statement"]
    assert isinstance(written, list)
    return written


def test_grants_with_the_same_condition_share_a_statement_with_sorted_resources() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=["dev", "prod"])],
        grants=[a_grant("ops", "admin@prod"), a_grant("ops", "admin@dev")],
        require=Require(mfa=True),
    )

    assert _statements(landscape, "ops") == [
        {"Sid": "SwitchRole", "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": [_DEV, _PROD]}
    ]


def test_each_distinct_condition_has_its_own_statement() -> None:
    until = Require(until=a_moment(datetime(2027, 3, 31, 23, 59, 59, tzinfo=UTC)))
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=["dev", "prod"])],
        grants=[a_grant("ops", "admin@prod", require=until), a_grant("ops", "admin@dev")],
    )

    limited, free = _statements(landscape, "ops")

    assert isinstance(limited, dict)
    assert isinstance(free, dict)
    assert limited["Condition"] == {"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}}
    assert (limited["Resource"], free["Resource"], "Condition" in free) == ([_PROD], [_DEV], False)


def test_a_denying_grant_becomes_an_explicit_deny_after_what_is_allowed() -> None:
    landscape = a_landscape(
        groups=[a_group("ops")],
        roles=[a_role("admin", accounts=["dev", "prod"])],
        grants=[a_grant("ops", "admin@prod", effect=Effect.DENY), a_grant("ops", "admin@dev")],
    )

    assert _statements(landscape, "ops") == [
        {"Sid": "SwitchRole", "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": [_DEV]},
        {"Sid": "NeverSwitchRole", "Effect": "Deny", "Action": "sts:AssumeRole", "Resource": [_PROD]},
    ]


def test_what_the_role_asks_to_be_passed_may_be_passed() -> None:
    tags = Require(session_tags={"team": ("shop",)})
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("admin", require=tags)],
        grants=[a_grant("user:alice", "admin@prod")],
    )

    assert _statements(landscape, "user:alice") == [
        {"Sid": "SwitchRole", "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": [_PROD]}
    ]


def test_the_derived_policy_comes_after_the_attached_ones() -> None:
    landscape = a_landscape(
        groups=[a_group("ops", policies=[a_policy("own")])],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    assert [p.name for p in derive_halves(landscape).identity[a_ref("ops")]] == ["own", "assume-roles"]


def test_nobody_without_a_grant_gets_a_policy() -> None:
    landscape = a_landscape(groups=[a_group("ops")], users=[a_user("alice")], roles=[a_role("admin")])

    identity = derive_halves(landscape).identity

    assert {ref.name: policies for ref, policies in identity.items()} == {"ops": (), "alice": (), "admin@prod": ()}


def test_a_raw_assume_policy_replaces_the_derived_one() -> None:
    raw = a_document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"})
    landscape = a_landscape(
        groups=[a_group("ops", assume_policy=raw)],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )

    (policy,) = derive_halves(landscape).identity[a_ref("ops")]

    assert (policy.name, policy.document) == ("assume-roles", raw)


def test_identity_center_groups_and_permission_sets_get_no_policy() -> None:
    landscape = a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        groups=[a_group("finance", source="sso")],
        roles=[a_role("analyst")],
        permission_sets=[a_permission_set("Billing", policies=[a_policy("pay")])],
        grants=[a_grant("finance", "analyst@prod", permission_sets=["Billing@prod"])],
    )

    identity = derive_halves(landscape).identity

    assert identity[a_ref("finance")] == ()
    assert [policy.name for policy in identity[a_ref("permission_set:Billing")]] == ["pay"]


def test_a_role_whose_sessions_hold_transitive_tags_is_allowed_to_pass_them_on() -> None:
    hub = a_role("hub", accounts=["dev"], require=Require(session_tags={"team": ("shop",)}, transitive_tags=("team",)))
    landscape = a_landscape(roles=[hub, a_role("admin")], grants=[a_grant("role:hub@dev", "admin@prod")])

    (statement,) = _statements(landscape, "role:hub@dev")

    assert isinstance(statement, dict)
    assert statement["Action"] == ["sts:AssumeRole", "sts:TagSession"]
