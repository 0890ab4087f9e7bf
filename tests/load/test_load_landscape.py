"""The three organisations that ship with the project, and the pipeline as a whole."""

from datetime import date
from pathlib import Path

import pytest
from loading import ACCOUNTS, PEOPLE, load, rules

from iam_atlas.errors import InputError
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

REPOSITORY = Path(__file__).parents[2]
ORGANISATIONS = REPOSITORY / "tests" / "organisations"


def test_ten_lines_make_a_landscape() -> None:
    landscape = load_landscape(ORGANISATIONS / "minimal" / "accounts.yaml")

    assert sorted(landscape.accounts) == ["dev", "jump", "prod"]
    assert landscape.groups["developers"].members == ("alice", "bob")
    assert landscape.groups["developers"].account == "jump"
    assert [str(copy.key) for copy in landscape.role_copies()] == ["developer@dev", "viewer@prod"]
    assert all(copy.require.mfa and copy.require.defaulted == ("mfa",) for copy in landscape.role_copies())
    assert landscape.warnings == ()
    assert landscape.source_files == ("accounts.yaml",)


def test_the_reference_organisation_loads_with_one_warning() -> None:
    landscape = load_landscape(REPOSITORY / "accounts.yaml", today=date(2026, 11, 23))

    assert [warning.rule for warning in landscape.warnings] == ["long-session-after-role"]
    assert len(landscape.accounts) == 8
    assert sum(1 for _ in landscape.role_copies()) == 34
    assert landscape.copy_of(RoleKey("developer", "prod")).variant == "env:prod"
    assert landscape.copy_of(RoleKey("developer", "dev")).variant is None
    assert landscape.guardrails["keep-the-baseline"].accounts == tuple(sorted(landscape.accounts))
    assert landscape.resources["trail-key"].arn == "arn:aws:kms:ap-northeast-1:100000000002:alias/trail"
    assert landscape.resources["trail-bucket"].arn == "arn:aws:s3:::kingfisher-trail"


def test_people_need_mfa_by_default_and_machines_do_not() -> None:
    landscape = load_landscape(REPOSITORY / "accounts.yaml")

    assert landscape.copy_of(RoleKey("operator", "prod")).require.mfa is True
    assert landscape.copy_of(RoleKey("ci-deploy", "prod")).require.mfa is None
    assert landscape.copy_of(RoleKey("break-glass-admin", "prod")).require.mfa_max_age == 3600
    assert landscape.copy_of(RoleKey("break-glass-admin", "prod")).require.defaulted == ("mfa",)


def test_a_hundred_accounts_load_from_many_files() -> None:
    landscape = load_landscape(ORGANISATIONS / "hundred" / "accounts.yaml")

    assert len(landscape.accounts) == 107
    assert landscape.accounts["payments-prd"].ou == "Workloads/prd"
    assert landscape.accounts["payments-prd"].about.owner == "payments"
    assert landscape.accounts["payments-prd"].about.tags["pci"] == "yes"
    assert landscape.accounts["payments-prd"].color == "F2B0A9"
    assert landscape.copy_of(RoleKey("operator", "shop-cn")).arn == "arn:aws-cn:iam::600000000002:role/operator"
    assert [problem.rule for problem in landscape.warnings] == ["github-wildcard-repository"]


def test_the_same_document_is_one_value_in_every_account() -> None:
    landscape = load_landscape(ORGANISATIONS / "hundred" / "accounts.yaml")

    copies = [copy.permissions for copy in landscape.roles["auditor"].copies.values()]
    in_aws = {id(permissions) for permissions in copies}

    assert len(copies) > 100
    assert len(in_aws) <= 2


def test_all_errors_and_warnings_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{PEOPLE}roles:\n  viewer: {{ policies: [Nope], require: {{ hours: weekdays }} }}\n"
    text += "grants:\n  developers: { dev: viewer, prd: viewer, prod: wiever }\n"

    with pytest.raises(InputError) as caught:
        load(tmp_path, text)

    assert [problem.rule for problem in caught.value.problems] == [
        "unknown-policy",
        "hours-not-enforced",
        "unknown-account",
        "unknown-role",
    ]
    positions = [problem.position for problem in caught.value.problems]
    assert positions == sorted(positions)


def test_without_a_day_nothing_is_expired(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}users:\n  alice: {{ groups: [developers], expires: 2020-01-01 }}\n"
    text += "roles: { viewer: ReadOnlyAccess }\ngrants: { developers: { dev: viewer } }\n"

    assert rules(tmp_path, text) == []
    assert rules(tmp_path, text, today=date(2020, 1, 1)) == []
    assert rules(tmp_path, text, today=date(2020, 1, 2)) == ["expired"]


def test_grants_of_several_files_add_up(tmp_path: Path) -> None:
    text = f"include: [more.yaml]\n{ACCOUNTS}{PEOPLE}roles: {{ viewer: ReadOnlyAccess }}\n"
    text += "grants: { developers: { dev: viewer } }\n"

    landscape = load(tmp_path, text, files={"more.yaml": "grants: { developers: { prod: viewer } }\n"})

    assert {grant.grantee for grant in landscape.grants} == {Ref(RefKind.GROUP, "developers")}
    assert [grant.roles for grant in landscape.grants] == [
        (RoleKey("viewer", "dev"),),
        (RoleKey("viewer", "prod"),),
    ]
    assert landscape.source_files == ("accounts.yaml", "more.yaml")


def test_ten_thousand_role_copies_load_in_seconds(tmp_path: Path) -> None:
    accounts = "".join(f'  a{n}: {{ id: "{200000000000 + n}", environment: e{n % 10} }}\n' for n in range(1000))
    roles = "".join(f"  r{n}: [ReadOnlyAccess]\n" for n in range(100))
    grants = "".join(f"  g{n}: {{ env:e{n % 10}: r{n} }}\n" for n in range(100))
    users = "".join(f"  u{n}: [g{n}]\n" for n in range(100))
    jump = '  jump: { id: "111111111111", kind: jump }\n'

    landscape = load(tmp_path, f"accounts:\n{jump}{accounts}users:\n{users}roles:\n{roles}grants:\n{grants}")

    assert sum(1 for _ in landscape.role_copies()) == 10_000
