"""The profiles for ~/.aws/config, as botocore reads them, which is what the AWS CLI reads them with."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from exporting import ALICE, MFA, OPS, as_the_cli_reads, granted, reference_atlas, shown, undecided_but_over_a_role

from builders import a_document, a_grant, a_group, a_landscape, a_policy, a_role, a_user, an_account, an_unknown_policy
from iam_atlas.exporters.aws_config import aws_config
from iam_atlas.exporters.redaction import SHOWN
from iam_atlas.exporters.showing import showing
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import Require
from iam_atlas.wording.translate import ENGLISH


def config(landscape: Landscape, who: Ref | None = ALICE) -> str:
    return aws_config(shown(landscape), who)


def test_a_profile_has_what_the_role_asks_for(tmp_path: Path) -> None:
    landscape = granted(a_role("admin", max_session=14400))
    copy = replace(landscape.roles["admin"].copies["prod"], region="eu-west-1")
    landscape = replace(landscape, roles={"admin": replace(landscape.roles["admin"], copies={"prod": copy})})

    profiles = as_the_cli_reads(config(landscape), tmp_path)

    assert profiles == {
        "jump": {},
        "prod-admin": {
            "role_arn": "arn:aws:iam::444444444444:role/admin",
            "source_profile": "jump",
            "mfa_serial": "arn:aws:iam::111111111111:mfa/alice",
            "role_session_name": "alice",
            "duration_seconds": "14400",
            "region": "eu-west-1",
        },
    }


def test_a_profile_has_nothing_that_the_role_does_not_ask_for(tmp_path: Path) -> None:
    profiles = as_the_cli_reads(config(granted(a_role("admin"), require=Require())), tmp_path)

    assert profiles["prod-admin"] == {
        "role_arn": "arn:aws:iam::444444444444:role/admin",
        "source_profile": "jump",
        "role_session_name": "alice",
    }


DENY_WITHOUT_MFA: Mapping[str, Json] = {
    "Effect": "Deny",
    "NotAction": "iam:ChangePassword",
    "Resource": "*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}
"""What many groups have, written as AWS's own pages write it: an access key alone passes, a session without MFA not."""


def test_mfa_that_only_some_credentials_need_is_given_all_the_same(tmp_path: Path) -> None:
    ops = a_group("ops", policies=[a_policy("deny", DENY_WITHOUT_MFA)], members=["alice"])
    landscape = replace(granted(a_role("admin"), require=Require()), groups={"ops": ops})

    assert "mfa_serial" in as_the_cli_reads(config(landscape), tmp_path)["prod-admin"]


def test_a_role_that_wants_no_mfa_gets_none(tmp_path: Path) -> None:
    without = Require(conditions={"Bool": {"aws:MultiFactorAuthPresent": "false"}})

    profiles = as_the_cli_reads(config(granted(a_role("admin"), require=without)), tmp_path)

    assert "mfa_serial" not in profiles["prod-admin"]


def test_an_external_id_of_the_file_stands_in_the_profile(tmp_path: Path) -> None:
    landscape = granted(a_role("admin"), require=Require(external_id="kf-1"))

    assert as_the_cli_reads(config(landscape), tmp_path)["prod-admin"]["external_id"] == "kf-1"


def test_an_external_id_that_is_not_shown_is_asked_for_in_a_comment(tmp_path: Path) -> None:
    landscape = granted(a_role("admin"), require=Require(external_id="kf-1"))

    text = aws_config(shown(landscape, replace(SHOWN, external_ids="mask")), ALICE)

    assert "external_id" not in as_the_cli_reads(text, tmp_path)["prod-admin"]
    assert "# The role asks for an ExternalId, which is left out here: add it as external_id." in text
    assert "kf-1" not in text


def test_a_session_name_that_the_role_writes_is_taken_before_the_users_own(tmp_path: Path) -> None:
    landscape = granted(a_role("admin"), require=Require(session_name="deploy"))

    assert as_the_cli_reads(config(landscape), tmp_path)["prod-admin"]["role_session_name"] == "deploy"


def test_a_user_name_too_short_for_a_session_is_left_to_the_cli(tmp_path: Path) -> None:
    landscape = a_landscape(
        users=[a_user("0")], roles=[a_role("admin")], grants=[a_grant("user:0", "admin@prod")], require=MFA
    )

    profile = as_the_cli_reads(config(landscape, Ref(RefKind.USER, "0")), tmp_path)["prod-admin"]

    assert "role_session_name" not in profile
    assert profile["mfa_serial"].endswith(":mfa/0")


IMPOSSIBLE = {
    "session tags": (
        Require(session_tags={"team": ("shop",)}),
        "The role asks for session tags, which no setting of a profile gives.",
    ),
    "a source identity": (
        Require(source_identity=True),
        "The role asks for a source identity, which no setting of a profile gives.",
    ),
    "an ExternalId of a pattern": (
        Require(conditions={"StringLike": {"sts:ExternalId": "kf-*"}}),
        "The role asks for an ExternalId that the file does not write in full.",
    ),
    "an ExternalId that AWS takes from nobody": (
        Require(external_id="two words"),
        "The role asks for an ExternalId that the file does not write in full.",
    ),
    "a session name of a pattern": (
        Require(conditions={"StringLike": {"sts:RoleSessionName": "deploy-*"}}),
        "The role asks for a session name that the file does not write in full.",
    ),
}


@pytest.mark.parametrize(("require", "reason"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_no_profile_can_give_is_said_instead_of_a_profile(require: Require, reason: str, tmp_path: Path) -> None:
    text = config(granted(a_role("admin"), require=require))

    assert as_the_cli_reads(text, tmp_path) == {"jump": {}}
    assert f"# admin@prod: {reason}" in text


TRUST_WITH_MFA: Mapping[str, Json] = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::444444444444:role/admin"},
    "Action": "sts:AssumeRole",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
}


def a_chain(*, max_session: int = 14400, require: Require = MFA) -> Landscape:
    """alice becomes admin, admin becomes deploy, deploy becomes release."""
    return a_landscape(
        users=[a_user("alice")],
        roles=[a_role("admin"), a_role("deploy", max_session=max_session), a_role("release")],
        grants=[
            a_grant("user:alice", "admin@prod"),
            a_grant("role:admin@prod", "deploy@prod"),
            a_grant("role:deploy@prod", "release@prod"),
        ],
        require=require,
    )


def test_a_role_by_way_of_another_takes_that_ones_profile_and_at_most_an_hour(tmp_path: Path) -> None:
    text = config(a_chain())

    profiles = as_the_cli_reads(text, tmp_path)
    assert {name: profile.get("source_profile") for name, profile in profiles.items()} == {
        "jump": None,
        "prod-admin": "jump",
        "prod-deploy": "prod-admin",
        "prod-release": "prod-deploy",
    }
    assert "duration_seconds" not in profiles["prod-deploy"]
    assert "mfa_serial" not in profiles["prod-deploy"]
    assert "# By way of admin@prod, so for one hour at most." in text


def test_a_role_that_opens_at_once_is_not_taken_by_way_of_another(tmp_path: Path) -> None:
    landscape = a_chain()
    landscape = replace(landscape, grants=(*landscape.grants, a_grant("user:alice", "release@prod")))

    assert as_the_cli_reads(config(landscape), tmp_path)["prod-release"]["source_profile"] == "jump"


def test_what_no_grant_declares_is_no_chain(tmp_path: Path) -> None:
    """A trust policy by hand may let a role in; the file says of no person that they are meant to go there."""
    landscape = replace(a_chain(), grants=a_chain().grants[:1])

    assert set(as_the_cli_reads(config(landscape), tmp_path)) == {"jump", "prod-admin"}


def test_a_hop_that_asks_a_role_for_mfa_is_no_chain(tmp_path: Path) -> None:
    landscape = a_chain()
    deploy = a_role("deploy", trust_policy=a_document(TRUST_WITH_MFA))
    landscape = replace(landscape, roles={**landscape.roles, "deploy": deploy})

    assert "prod-deploy" not in as_the_cli_reads(config(landscape), tmp_path)


def test_a_role_over_one_without_a_profile_has_none_either(tmp_path: Path) -> None:
    landscape = a_chain(require=Require(session_tags={"team": ("shop",)}))
    text = config(landscape)

    assert set(as_the_cli_reads(text, tmp_path)) == {"jump"}
    assert "# deploy@prod: It is asked for by admin@prod, which has no profile." in text


def test_what_is_not_decided_is_said(tmp_path: Path) -> None:
    user = replace(a_user("alice"), permissions=replace(a_user("alice").permissions, policies=(an_unknown_policy(),)))
    landscape = a_landscape(
        users=[user, a_user("bob")], roles=[a_role("admin")], grants=[a_grant("user:bob", "admin@prod")], require=MFA
    )

    text = config(landscape)

    assert as_the_cli_reads(text, tmp_path) == {"jump": {}}
    assert "# admin@prod: Whether this role opens is not decided." in text


def test_what_has_a_profile_over_a_role_is_not_said_to_have_none(tmp_path: Path) -> None:
    text = config(undecided_but_over_a_role())

    assert as_the_cli_reads(text, tmp_path)["jump-goal"]["source_profile"] == "prod-hub"
    assert "Without a profile" not in text


NOBODY = {
    "a user without roles": a_landscape(users=[a_user("alice")]),
    "a role that is closed": granted(a_role("admin", trust_policy=a_document())),
}


@pytest.mark.parametrize("landscape", NOBODY.values(), ids=NOBODY)
def test_nobody_to_become_is_said_in_a_comment(landscape: Landscape, tmp_path: Path) -> None:
    text = config(landscape)

    assert as_the_cli_reads(text, tmp_path) == {}
    assert text == "# Nothing here: no role of the file opens to alice.\n"


def test_a_caller_that_is_no_iam_user_has_no_profile_to_begin_with(tmp_path: Path) -> None:
    text = config(granted(a_role("admin")), Ref(RefKind.PROVIDER, "okta"))

    assert as_the_cli_reads(text, tmp_path) == {}
    assert text == "# Nothing here: okta is no IAM user, and no group of IAM users, of the file.\n"


@pytest.mark.parametrize("who", [OPS, None])
def test_a_configuration_for_several_has_a_place_for_the_name(who: Ref | None, tmp_path: Path) -> None:
    text = config(granted(a_role("admin")), who)

    profile = as_the_cli_reads(text, tmp_path)["prod-admin"]
    assert profile["role_session_name"] == "YOUR-USER-NAME"
    assert profile["mfa_serial"] == "arn:aws:iam::111111111111:mfa/YOUR-USER-NAME"
    assert "# Put your user name in the place of YOUR-USER-NAME; in mfa_serial, the name of your MFA device." in text


def test_users_of_two_accounts_each_begin_at_home(tmp_path: Path) -> None:
    """A role that opens to both has a profile for each."""
    landscape = a_landscape(
        accounts=["jump", an_account("jump-2", kind=AccountKind.JUMP), "prod"],
        users=[a_user("alice"), a_user("bob", account="jump-2")],
        roles=[a_role("admin")],
        grants=[a_grant("user:alice", "admin@prod"), a_grant("user:bob", "admin@prod")],
        require=MFA,
    )

    everybody = as_the_cli_reads(config(landscape, None), tmp_path)
    bob = as_the_cli_reads(config(landscape, Ref(RefKind.USER, "bob")), tmp_path)

    assert {name: one.get("source_profile") for name, one in everybody.items()} == {
        "jump": None,
        "prod-admin": "jump",
        "jump-2": None,
        "jump-2-prod-admin": "jump-2",
    }
    assert bob["prod-admin"]["source_profile"] == "jump-2"


def test_account_ids_that_are_not_shown_leave_nothing_to_write() -> None:
    text = aws_config(shown(granted(a_role("admin")), replace(SHOWN, account_ids="mask")), ALICE)

    assert text == "# Account ids are left out here, and no profile works without them.\n"


def test_a_user_who_is_left_out_is_not_said_to_have_nothing() -> None:
    hidden = shown(granted(a_role("admin")), replace(SHOWN, user_names="hide"))

    assert aws_config(hidden, ALICE) == "# Nothing here: who is asked about is left out.\n"
    assert "prod-admin" in aws_config(hidden, OPS)


MFA_DEVICES = {
    "required": "mfa_serial takes your MFA device to be called alice",
    "hardware": "A hardware token is named by its serial number instead.",
    "none": "The file says that alice has no MFA device, and some of these roles ask for MFA.",
}


@pytest.mark.parametrize(("mfa", "said"), MFA_DEVICES.items())
def test_what_is_not_known_of_the_mfa_device_is_said(mfa: str, said: str) -> None:
    landscape = granted(a_role("admin"))
    users = {"alice": replace(landscape.users["alice"], mfa=mfa)}

    assert said in config(replace(landscape, users=users))


def test_without_a_role_that_asks_for_mfa_nothing_is_said_of_it() -> None:
    assert "mfa" not in config(granted(a_role("admin"), require=Require())).lower()


def test_every_person_of_the_reference_has_profiles_for_exactly_what_opens_to_them(tmp_path: Path) -> None:
    atlas = reference_atlas()
    for name in atlas.landscape.users:
        who = Ref(RefKind.USER, name)
        profiles = as_the_cli_reads(aws_config(showing(atlas, ENGLISH), who), tmp_path)
        opening = {s.role for s in atlas.graph.by_caller.get(who, ()) if s.decision.verdict.opens}

        arns = {profile["role_arn"] for profile in profiles.values() if "role_arn" in profile}
        assert arns == {atlas.landscape.copy_of(key).arn for key in opening}
