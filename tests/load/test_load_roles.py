"""Role copies: where they exist, what defaults and variants do to them, and what they are called."""

from pathlib import Path

from loading import ACCOUNTS, PEOPLE, load, rules

from iam_atlas.model.roles import RoleCopy, RoleKey

GRANT = "grants: { developers: { dev: developer, prod: developer } }\n"


def a_copy(folder: Path, text: str, account: str = "dev") -> RoleCopy:
    return load(folder, f"{ACCOUNTS}{PEOPLE}{text}{GRANT}").copy_of(RoleKey("developer", account))


def test_defaults_hold_where_a_key_is_absent_and_are_marked(tmp_path: Path) -> None:
    text = "defaults: { max_session: 2h, role_path: /team/ }\nroles: { developer: PowerUserAccess }\n"

    copy = a_copy(tmp_path, text)

    assert (copy.max_session, copy.path) == (7200, "/team/")
    assert copy.defaulted == ("max_session", "path")
    assert copy.arn == "arn:aws:iam::222222222222:role/team/developer"


def test_defaults_give_way_to_the_role_itself(tmp_path: Path) -> None:
    text = "defaults: { max_session: 2h, role_path: /team/ }\n"
    text += "roles: { developer: { policies: [PowerUserAccess], max_session: 8h, path: / } }\n"

    copy = a_copy(tmp_path, text)

    assert (copy.max_session, copy.path, copy.defaulted) == (28800, "/", ())


def test_without_anything_a_session_lasts_an_hour_and_no_default_is_claimed(tmp_path: Path) -> None:
    copy = a_copy(tmp_path, "roles: { developer: PowerUserAccess }\n")

    assert (copy.max_session, copy.defaulted) == (3600, ())


def test_a_variant_replaces_whole_keys_and_leaves_the_others(tmp_path: Path) -> None:
    text = "roles:\n  developer:\n    policies: [PowerUserAccess, SecurityAudit]\n    max_session: 8h\n"
    text += "    variants: { env:prod: { policies: [ReadOnlyAccess] } }\n"

    dev, prod = a_copy(tmp_path, text, "dev"), a_copy(tmp_path, text, "prod")

    assert [policy.name for policy in dev.permissions.policies] == ["PowerUserAccess", "SecurityAudit"]
    assert [policy.name for policy in prod.permissions.policies] == ["ReadOnlyAccess"]
    assert (dev.variant, prod.variant) == (None, "env:prod")
    assert dev.max_session == prod.max_session == 28800


def test_the_names_of_copies_are_filled_in_for_each_account(tmp_path: Path) -> None:
    text = 'defaults: { role_name: "Acme-{{role}}-{{environment}}" }\nroles: { developer: PowerUserAccess }\n'

    copy = a_copy(tmp_path, text, "prod")

    assert copy.aws_name == "Acme-developer-prod"
    assert copy.arn.endswith(":role/Acme-developer-prod")


def test_mfa_switched_off_on_a_role_keeps_the_default_away(tmp_path: Path) -> None:
    text = "defaults: { require: { mfa: true, source_ip: [203.0.113.0/24] } }\n"
    text += "roles: { developer: { policies: [PowerUserAccess], require: { mfa: false } } }\n"

    require = a_copy(tmp_path, text).require

    assert require.mfa is False
    assert require.source_ip == ("203.0.113.0/24",)
    assert require.defaulted == ("source_ip",)


def test_only_roles_that_people_are_granted_take_the_default_require(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{PEOPLE}defaults: {{ require: {{ mfa: true }} }}\n"
    text += "roles:\n  hub: { accounts: [dev], "
    text += "trust: [{ account: jump }] }\n  deploy: ReadOnlyAccess\n  both: ReadOnlyAccess\n"
    text += "grants:\n  role:hub@dev: { prod: [deploy, both] }\n  developers: { prod: both }\n"

    landscape = load(tmp_path, text)

    assert landscape.copy_of(RoleKey("deploy", "prod")).require.mfa is None
    assert landscape.copy_of(RoleKey("hub", "dev")).require.position is None
    assert landscape.copy_of(RoleKey("both", "prod")).require.mfa is True


def test_a_group_of_identity_center_does_not_bring_the_default_require(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}defaults: {{ require: {{ mfa: true }} }}\n"
    text += "providers: { sso: { kind: identity_center, accounts: [jump] } }\n"
    text += "groups: { analysts: { source: sso, members: external } }\n"
    text += "roles: { analyst: ReadOnlyAccess }\ngrants: { analysts: { prod: analyst } }\n"

    landscape = load(tmp_path, text)

    assert landscape.groups["analysts"].account is None
    assert landscape.copy_of(RoleKey("analyst", "prod")).require.mfa is None


def test_a_service_linked_role_lives_under_the_path_of_its_service(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}defaults: {{ role_path: /team/ }}\n"
    text += "roles: { AWSServiceRoleForECS: { kind: service_linked, accounts: [dev], "
    text += "trust: [{ service: ecs.amazonaws.com, require: { source_account: self } }] } }\n"

    copy = load(tmp_path, text).copy_of(RoleKey("AWSServiceRoleForECS", "dev"))

    assert copy.path == "/aws-service-role/ecs.amazonaws.com/"
    assert copy.defaulted == ()


def test_a_bare_role_in_trust_means_its_copies_of_the_same_partition(tmp_path: Path) -> None:
    text = ACCOUNTS + '  shop-cn: { id: "600000000002", partition: aws-cn }\n'
    text += "roles:\n  hub: { accounts: [dev, prod, shop-cn], trust: [{ service: ec2.amazonaws.com }] }\n"
    text += "  deploy: { accounts: [prod, shop-cn], trust: [{ role: hub }] }\n"

    landscape = load(tmp_path, text)

    in_aws = landscape.copy_of(RoleKey("deploy", "prod")).trust[0]
    in_china = landscape.copy_of(RoleKey("deploy", "shop-cn")).trust[0]
    assert in_aws.roles == (RoleKey("hub", "dev"), RoleKey("hub", "prod"))
    assert in_china.roles == (RoleKey("hub", "shop-cn"),)


def test_a_deny_takes_from_copies_that_exist_and_makes_none(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{PEOPLE}roles: {{ viewer: ReadOnlyAccess }}\n"
    text += "grants:\n  developers:\n    - { roles: [viewer], accounts: [dev] }\n"
    text += "    - { roles: [viewer], accounts: all, effect: deny }\n"

    landscape = load(tmp_path, text)

    assert list(landscape.roles["viewer"].copies) == ["dev"]
    assert landscape.grants[1].roles == (RoleKey("viewer", "dev"),)


def test_one_mistake_in_many_copies_is_reported_once(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{PEOPLE}providers: {{ okta: {{ kind: saml, accounts: [jump] }} }}\n"
    text += "roles: { auditor: { accounts: all, policies: [SecurityAudit], trust: [{ provider: okta }] } }\n"

    assert rules(tmp_path, text).count("provider-not-in-account") == 1
