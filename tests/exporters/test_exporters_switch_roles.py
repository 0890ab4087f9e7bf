"""The configuration of AWS Extend Switch Roles, by the grammar that the extension reads it with."""

from dataclasses import replace

import pytest
from exporting import (
    ALICE,
    MFA,
    OPS,
    as_the_extension_reads,
    granted,
    reference_atlas,
    shown,
    undecided_but_over_a_role,
)

from builders import a_grant, a_landscape, a_role, a_user, an_account
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.showing import showing
from iam_atlas.exporters.switch_roles import switch_roles
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.require import Require
from iam_atlas.wording.translate import ENGLISH


def configuration(landscape: Landscape, who: Ref | None = ALICE) -> str:
    return switch_roles(shown(landscape), who)


def test_a_role_has_the_color_and_the_region_of_the_file_and_belongs_to_its_base_account() -> None:
    landscape = granted(a_role("admin"))
    copy = replace(landscape.roles["admin"].copies["prod"], region="eu-west-1", color="F2B0A9")
    landscape = replace(
        landscape,
        roles={"admin": replace(landscape.roles["admin"], copies={"prod": copy})},
        accounts={**landscape.accounts, "jump": replace(landscape.accounts["jump"], alias="acme-jump")},
    )

    assert as_the_extension_reads(configuration(landscape)) == {
        "jump": {"aws_account_id": "111111111111", "aws_account_alias": "acme-jump"},
        "prod-admin": {
            "role_arn": "arn:aws:iam::444444444444:role/admin",
            "source_profile": "jump",
            "color": "F2B0A9",
            "region": "eu-west-1",
        },
    }


@pytest.mark.parametrize("who", [ALICE, OPS, None])
def test_nothing_in_it_speaks_of_the_person(who: Ref | None) -> None:
    assert configuration(granted(a_role("admin")), who) == configuration(granted(a_role("admin")))


NOT_SWITCHED = {
    "an ExternalId": (
        granted(a_role("admin"), require=Require(external_id="kf-1")),
        "The role asks for an ExternalId, which the console does not send.",
    ),
    "a long path": (
        granted(a_role("admin", path=f"/{'a' * 60}/")),
        "Path and name of the role have more than 64 characters together.",
    ),
    "a name that the extension cuts": (
        granted(a_role("admin", aws_name="admin=all")),
        "The extension cannot read = in the name or path of a role.",
    ),
    "a path that the extension takes for a comment": (
        granted(a_role("admin", path="/team#1/")),
        "The extension cannot read # in the name or path of a role.",
    ),
}


@pytest.mark.parametrize(("landscape", "reason"), NOT_SWITCHED.values(), ids=NOT_SWITCHED)
def test_a_role_out_of_reach_is_named_with_the_reason(landscape: Landscape, reason: str) -> None:
    text = configuration(landscape)

    assert as_the_extension_reads(text) == {}
    assert f"# admin@prod: {reason}" in text


def test_a_role_by_way_of_another_is_out_of_reach() -> None:
    landscape = a_landscape(
        users=[a_user("alice")],
        roles=[a_role("admin"), a_role("deploy")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("role:admin@prod", "deploy@prod")],
        require=MFA,
    )

    text = configuration(landscape)

    assert set(as_the_extension_reads(text)) == {"jump", "prod-admin"}
    assert "# deploy@prod: By way of admin@prod only, and the console switches with your own sign-in." in text


def test_two_base_accounts_each_have_their_own_roles() -> None:
    landscape = a_landscape(
        accounts=["jump", an_account("jump-2", kind=AccountKind.JUMP), "prod"],
        users=[a_user("alice"), a_user("bob", account="jump-2")],
        roles=[a_role("admin")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("user:bob", "admin@prod")],
    )

    read = as_the_extension_reads(configuration(landscape, None))

    assert {name: one.get("source_profile") for name, one in read.items()} == {
        "jump": None,
        "prod-admin": "jump",
        "jump-2": None,
        "jump-2-prod-admin": "jump-2",
    }


def test_nothing_to_switch_to_is_said() -> None:
    landscape = a_landscape(users=[a_user("alice")])

    assert configuration(landscape) == "# Nothing here: no role of the file opens to alice.\n"
    assert as_the_extension_reads(configuration(landscape)) == {}


def test_account_ids_that_are_not_shown_leave_nothing_to_write() -> None:
    text = switch_roles(shown(granted(a_role("admin")), replace(SHOWN, account_ids="hide")), ALICE)

    assert "444444444444" not in text
    assert as_the_extension_reads(text) == {}


def test_the_reference_has_for_everybody_what_the_console_can_do() -> None:
    atlas = reference_atlas()
    for name in atlas.landscape.users:
        who = Ref(RefKind.USER, name)
        read = as_the_extension_reads(switch_roles(showing(atlas, ENGLISH), who))
        switched = {s.role for s in atlas.graph.by_caller.get(who, ()) if s.console}

        arns = {profile["role_arn"] for profile in read.values() if "role_arn" in profile}
        assert arns == {atlas.landscape.copy_of(key).arn for key in switched}


def test_a_role_is_left_out_once_where_it_is_not_decided_and_there_is_a_way_over_a_role() -> None:
    text = switch_roles(shown(undecided_but_over_a_role()), ALICE)

    assert [line for line in text.splitlines() if "goal@jump" in line] == [
        "# goal@jump: Whether this role opens is not decided."
    ]
