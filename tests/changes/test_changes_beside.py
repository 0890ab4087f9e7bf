"""What changes beside who gets in: how long, what roles may do, which roles there are, who uses resources."""

from pathlib import Path

import pytest

from changing import an_atlas, changes_of, edited
from iam_atlas.changes.changes import Changes, Kind
from iam_atlas.changes.compare import compare
from iam_atlas.changes.grown import gives_admin, gives_something
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.model.grants import RefKind

_LISTING = """hub:
    inline:
      list:
        Version: "2012-10-17"
        Statement:
          Effect: Allow
          Action: s3:ListAllMyBuckets
          Resource: "*"
          Condition: {{ StringEquals: {{ "aws:RequestedRegion": {} }} }}"""
_ADMINS = ("  developers:\n", "  developers: { policies: [IAMFullAccess] }\n")
_SOME = "{ policies: [SecurityAudit] }"
_EVERYWHERE = ("require: { mfa: true } }", "require: { mfa: true }, groups: { policies: [ReadOnlyAccess] } }")
_RAIL = """guardrails:
  rail:
    kind: scp
    attach: [dev]
    document: {{ Version: "2012-10-17", Statement: {{ Effect: Deny, Action: "{}", Resource: "*" }} }}
resources:"""


def test_a_longer_session_is_told_for_everybody_who_has_it(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("max_session: 2h", "max_session: 8h"))

    assert [(c.who.name, str(c.role), c.before, c.after) for c in changes.durations] == [
        ("developers", "developer@dev", 7200, 28800),
        ("alice", "developer@dev", 7200, 28800),
    ]
    assert not changes.access
    assert gives_something(changes)


def test_another_policy_changes_what_the_role_may_do_and_not_who_becomes_it(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path, ("policies: [ReadOnlyAccess], max_session", "policies: [AmazonS3FullAccess], max_session")
    )

    (change,) = changes.permissions
    writing = {one.service: one for one in change.services if one.level is AccessLevel.WRITE}
    assert (str(change.role), change.before, change.after) == ("developer@dev", Level.READ, Level.WRITE)
    assert "s3:PutObject" in writing["s3"].gained
    assert not changes.access


def test_the_same_policies_in_another_order_are_no_change(tmp_path: Path) -> None:
    two = ("hub: ReadOnlyAccess", "hub: [ReadOnlyAccess, AmazonS3FullAccess]")
    other = ("hub: ReadOnlyAccess", "hub: [AmazonS3FullAccess, ReadOnlyAccess]")

    assert _between(tmp_path, two, other).none


def test_a_condition_in_a_policy_that_no_list_shows_is_named(tmp_path: Path) -> None:
    one, other = (("hub: ReadOnlyAccess", _LISTING.format(region)) for region in ("eu-west-1", "us-east-1"))

    changes = _between(tmp_path, one, other)

    assert not changes.none
    assert [ref.name for ref in changes.own_policies] == ["hub@dev"]


def test_a_user_who_joins_a_group_with_policies_of_its_own_is_named_and_may_be_an_administrator(tmp_path: Path) -> None:
    joined = ("bob: [operators]", "bob: [operators, developers]")

    stronger = _between(tmp_path, _ADMINS, _ADMINS, joined)
    as_strong = _between(tmp_path, _EVERYWHERE, _EVERYWHERE, joined)

    assert [ref.name for ref in stronger.own_policies] == ["bob"]
    assert gives_something(stronger)
    assert gives_admin(stronger)
    assert as_strong.own_policies == ()


@pytest.mark.parametrize(("left", "more"), [("[operators]", True), ("[]", False)])
def test_who_leaves_a_group_may_do_more_without_its_denials_but_nothing_without_any_policy(
    left: str, more: bool, tmp_path: Path
) -> None:
    held = (
        ("bob: [operators]", "bob: [operators, developers]"),
        _ADMINS,
        ("  operators:\n", f"  operators: {_SOME}\n"),
    )
    base = edited(held)

    changes = changes_of(tmp_path, ("bob: [operators, developers]", f"bob: {left}"), base=base)

    assert [ref.name for ref in changes.own_policies] == ["bob"]
    assert gives_something(changes) is more


def test_a_new_user_is_named_by_the_policies_of_the_groups(tmp_path: Path) -> None:
    new = ("bob: [operators]", "bob: [operators]\n  eve: [developers]")

    assert [ref.name for ref in _between(tmp_path, _ADMINS, _ADMINS, new).own_policies] == ["eve"]
    assert changes_of(tmp_path, new).own_policies == ()


@pytest.mark.parametrize(("policy", "strong"), [("IAMFullAccess", True), ("ReadOnlyAccess", False)])
def test_a_group_that_gets_a_policy_is_named_and_its_members_are_not(policy: str, strong: bool, tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("  developers:\n", f"  developers: {{ policies: [{policy}] }}\n"))

    assert [ref.name for ref in changes.own_policies] == ["developers"]
    assert gives_admin(changes) is strong


def test_a_user_with_the_name_of_a_changed_role_copy_is_named_all_the_same(tmp_path: Path) -> None:
    user = ("bob: [operators]", "bob: [operators]\n  developer@dev: { policies: [SecurityAudit] }")
    more = ("bob: [operators]", "bob: [operators]\n  developer@dev: { policies: [IAMFullAccess] }")
    role = ("policies: [ReadOnlyAccess], max_session", "policies: [AmazonS3FullAccess], max_session")

    assert [ref.kind for ref in _between(tmp_path, user, more, role).own_policies] == [RefKind.USER]


def test_a_role_that_nobody_can_reach_yet_is_told_as_new(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path,
        (
            "  hub: ReadOnlyAccess",
            "  hub: ReadOnlyAccess\n  idle: { accounts: [prod], policies: [AdministratorAccess] }",
        ),
    )

    assert [(str(role.role), role.level, role.is_new) for role in changes.roles] == [("idle@prod", Level.ADMIN, True)]
    assert not gives_admin(changes)


def test_who_may_become_an_administrator_is_found_on_both_ways(tmp_path: Path) -> None:
    stronger = ("policies: [ReadOnlyAccess], max_session", "policies: [AdministratorAccess], max_session")

    assert gives_admin(changes_of(tmp_path, stronger))
    assert gives_admin(_between(tmp_path, stronger, stronger, ("bob: [operators]", "bob: [operators, developers]")))
    assert not gives_admin(changes_of(tmp_path, ("bob: [operators]", "bob: [operators, developers]")))
    assert not gives_something(changes_of(tmp_path, ("bob: [operators]", "bob: []")))


def test_an_action_on_a_shared_resource_is_gained_and_lost(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, ("[s3:GetObject]", "[s3:PutObject]"))

    found = {(change.kind, change.actions) for change in changes.uses if change.who.name == "dev"}
    assert found == {(Kind.GAINED, ("s3:PutObject",)), (Kind.LOST, ("s3:GetObject",))}


def test_a_guardrail_that_differs_is_named_whatever_it_takes(tmp_path: Path) -> None:
    one, other = (("resources:", _RAIL.format(action)) for action in ("ec2:RunInstances", "s3:GetObject"))
    renamed = ("resources:", _RAIL.format("ec2:RunInstances").replace("rail:", "bar:"))

    assert _between(tmp_path, one, other).guardrails == ("rail",)
    assert _between(tmp_path, one, renamed).none


def _between(folder: Path, before: tuple[str, str], *after: tuple[str, str]) -> Changes:
    """The change from one edit of the file to others."""
    return compare(an_atlas(folder, edited([before])), an_atlas(folder, edited(after)))
