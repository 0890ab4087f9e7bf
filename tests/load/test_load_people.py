"""Users and groups: memberships from both sides, groups that nobody declared, and where people live."""

from pathlib import Path

from loading import ACCOUNTS, fails_with, load, rules

ROLES = "roles: { viewer: ReadOnlyAccess }\n"


def test_members_come_from_both_sides_of_the_file(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{ROLES}users: {{ alice: [readers], bob: [] }}\ngroups: {{ readers: {{ members: [bob] }} }}\n"
    text += "grants: { readers: { dev: viewer } }\n"

    landscape = load(tmp_path, text)

    assert landscape.groups["readers"].members == ("alice", "bob")
    assert landscape.users["bob"].groups == ("readers",)


def test_a_group_exists_when_a_user_names_it(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{ROLES}users: {{ alice: [readers] }}\ngrants: {{ readers: {{ dev: viewer }} }}\n"

    assert load(tmp_path, text).groups["readers"].account == "jump"


def test_a_group_that_nobody_names_does_not_exist(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{ROLES}users: {{ alice: [readers] }}\ngrants: {{ readerz: {{ dev: viewer }} }}\n"

    assert fails_with(tmp_path, text, "unknown-group") == 'there is no group "readerz"; did you mean "readers"?'


def test_a_user_lives_in_the_jump_account_of_the_default_partition(tmp_path: Path) -> None:
    text = f'{ACCOUNTS}  jump-cn: {{ id: "600000000001", kind: jump, partition: aws-cn }}\n{ROLES}'
    text += "users: { alice: [readers], mei: { groups: [cn], account: jump-cn } }\n"
    text += "grants: { readers: { dev: viewer }, cn: { jump-cn: viewer } }\n"

    landscape = load(tmp_path, text)

    assert {user.name: user.account for user in landscape.users.values()} == {"alice": "jump", "mei": "jump-cn"}
    assert landscape.groups["cn"].account == "jump-cn"


def test_two_jump_accounts_are_fine_when_everybody_names_one(tmp_path: Path) -> None:
    text = f'{ACCOUNTS}  jump2: {{ id: "111111111112", kind: jump }}\n{ROLES}'
    text += "users: { alice: { groups: [readers], account: jump2 } }\ngrants: { readers: { dev: viewer } }\n"

    assert rules(tmp_path, text) == []
    assert rules(tmp_path, text.replace(", account: jump2", "")) == ["several-jump-accounts"]


def test_policies_of_defaults_are_for_groups_without_their_own(tmp_path: Path) -> None:
    text = f"{ACCOUNTS}{ROLES}defaults: {{ groups: {{ policies: [IAMUserChangePassword] }} }}\n"
    text += "users: { alice: [readers, writers] }\ngroups: { writers: { policies: [SecurityAudit] } }\n"
    text += "grants: { readers: { dev: viewer }, writers: { dev: viewer } }\n"

    groups = load(tmp_path, text).groups

    assert [policy.name for policy in groups["readers"].permissions.policies] == ["IAMUserChangePassword"]
    assert [policy.name for policy in groups["writers"].permissions.policies] == ["SecurityAudit"]
