"""Grants in all their forms, with what each comes to."""

from pathlib import Path

import pytest
from loading import ACCOUNTS, PEOPLE, load

from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.roles import RoleKey

WORLD = f"""{ACCOUNTS}{PEOPLE}
providers: {{ sso: {{ kind: identity_center, accounts: [jump] }} }}
vendors: {{ watchful: {{ account_ids: ["999988887777"], external_id: w-1 }} }}
groups: {{ finance: {{ source: sso, members: external }} }}
permission_sets: {{ Billing: [job-function/Billing] }}
roles:
  viewer: ReadOnlyAccess
  developer: PowerUserAccess
  hub: {{ accounts: [dev], trust: [{{ account: jump }}] }}
grants:
"""


def the_grant(folder: Path, row: str) -> Grant:
    return load(folder, f"{WORLD}  {row}\n").grants[0]


@pytest.mark.parametrize(
    ("row", "roles"),
    [
        ("developers: { dev: viewer }", ["viewer@dev"]),
        ("developers: { env:*: viewer }", ["viewer@dev", "viewer@prod"]),
        ("developers: { dev: [viewer, developer] }", ["developer@dev", "viewer@dev"]),
        ("developers: { dev: role:viewer }", ["viewer@dev"]),
        ("group:developers: [{ roles: [viewer], accounts: [all, not:jump] }]", ["viewer@dev", "viewer@prod"]),
        ("developers: [{ roles: [viewer], accounts: env:prod }]", ["viewer@prod"]),
    ],
)
def test_a_row_comes_to_these_role_copies(tmp_path: Path, row: str, roles: list[str]) -> None:
    assert [str(key) for key in the_grant(tmp_path, row).roles] == roles


@pytest.mark.parametrize(
    ("row", "grantee"),
    [
        ("developers: { dev: viewer }", Ref(RefKind.GROUP, "developers")),
        ("user:alice: { dev: viewer }", Ref(RefKind.USER, "alice")),
        ("role:hub@dev: { prod: viewer }", Ref(RefKind.ROLE, "hub@dev")),
        ("account:jump: { dev: viewer }", Ref(RefKind.ACCOUNT, "jump")),
        ("vendor:watchful: { dev: viewer }", Ref(RefKind.VENDOR, "watchful")),
        ("provider:sso: { dev: viewer }", Ref(RefKind.PROVIDER, "sso")),
    ],
)
def test_a_key_names_its_grantee(tmp_path: Path, row: str, grantee: Ref) -> None:
    assert the_grant(tmp_path, row).grantee == grantee


@pytest.mark.parametrize(
    "row",
    [
        "finance: { prod: permission_set:Billing }",
        "finance: [{ permission_sets: [Billing], accounts: [prod] }]",
        "finance: [{ roles: [permission_set:Billing], accounts: [prod] }]",
    ],
)
def test_a_permission_set_is_assigned_and_no_role(tmp_path: Path, row: str) -> None:
    landscape = load(tmp_path, f"{WORLD}  {row}\n")

    assert landscape.grants[0].permission_sets == (RoleKey("Billing", "prod"),)
    assert landscape.grants[0].roles == ()
    assert landscape.permission_sets["Billing"].accounts == ("prod",)


def test_a_long_row_keeps_everything_it_says(tmp_path: Path) -> None:
    row = "developers: [{ roles: [viewer], accounts: [dev], effect: allow, via: assume_role, expires: 2027-03-31, "
    row += "reason: Audit, ticket: OPS-1, require: { until: 2027-03-31 }, request: { how: Ask., max_duration: 1h } }]"

    grant = the_grant(tmp_path, row)

    assert grant.effect is Effect.ALLOW
    assert (grant.via, grant.ticket) == ("assume_role", "OPS-1")
    assert grant.expires is not None
    assert grant.require.until == grant.expires
    assert grant.require.mfa is None
    assert grant.request is not None
    assert grant.request.max_duration == 3600


def test_a_grant_stands_where_its_row_stands(tmp_path: Path) -> None:
    landscape = load(tmp_path, f"{WORLD}  developers:\n    dev: viewer\n    prod: developer\n")

    lines = [grant.position.line for grant in landscape.grants]

    assert lines[1] == lines[0] + 1
    assert landscape.grants[0].position.column == 5
