"""Permissions of role copies and permission sets, under boundary and SCPs."""

from builders import (
    a_grant,
    a_group,
    a_guardrail,
    a_key,
    a_landscape,
    a_permission_set,
    a_policy,
    a_provider,
    a_role,
    an_unknown_policy,
)
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.permissions import summarise_all
from iam_atlas.iam.level import Level
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.roles import RoleKind

_READ = a_policy("read", {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"})


def test_levels_follow_policies_boundary_and_what_is_not_known() -> None:
    landscape = a_landscape(
        roles=[
            a_role("admin", policies=[a_policy()]),
            a_role("capped", policies=[a_policy()], boundary=_READ),
            a_role("stepping-stone"),
            a_role("unknown", policies=[an_unknown_policy()]),
            a_role("kept-by-aws", kind=RoleKind.SERVICE_LINKED),
        ]
    )

    roles, _ = summarise_all(cast_of(landscape, derive_halves(landscape)))

    assert {key.role: summary.level for key, summary in roles.items()} == {
        "admin": Level.ADMIN,
        "capped": Level.READ,
        "stepping-stone": Level.NONE,
        "unknown": Level.UNKNOWN,
        "kept-by-aws": Level.UNKNOWN,
    }


def test_scps_cap_member_accounts_but_not_the_management_account() -> None:
    only_read = a_guardrail(
        "only-read", {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}, accounts=["management", "prod"]
    )
    landscape = a_landscape(
        accounts=["management", "prod"],
        roles=[a_role("admin", accounts=["management", "prod"], policies=[a_policy()])],
        guardrails=[only_read],
    )

    roles, _ = summarise_all(cast_of(landscape, derive_halves(landscape)))

    assert roles[a_key("admin@management")].level is Level.ADMIN
    assert roles[a_key("admin@prod")].level is Level.READ


def test_permission_sets_are_summarised_where_they_are_assigned() -> None:
    landscape = a_landscape(
        providers=[a_provider("sso", ProviderKind.IDENTITY_CENTER)],
        groups=[a_group("finance", source="sso")],
        permission_sets=[a_permission_set("Look", accounts=(), policies=[_READ])],
        grants=[a_grant("finance", permission_sets=["Look@prod"])],
    )

    _, sets = summarise_all(cast_of(landscape, derive_halves(landscape)))

    assert {str(key): summary.level for key, summary in sets.items()} == {"Look@prod": Level.READ}
