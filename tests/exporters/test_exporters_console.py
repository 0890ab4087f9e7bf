"""The link that switches a role in the console, or the reason why there is none."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from exporting import ALICE, granted, shown

from builders import a_grant, a_key, a_landscape, a_role, a_user, an_account
from iam_atlas.exporters.console import color_of, console_obstacles, switch_url
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Defaults, Environment
from iam_atlas.model.require import Require
from iam_atlas.wording.translate import ENGLISH

ADMIN = a_key("admin@prod")


def url(landscape: Landscape) -> str:
    found = switch_url(landscape, landscape.copy_of(ADMIN))
    assert found is not None
    return found


def obstacles(landscape: Landscape) -> tuple[str, ...]:
    steps = [step for step in shown(landscape).atlas.graph.by_caller[ALICE] if step.decision.verdict.opens]
    assert steps
    return console_obstacles(landscape, landscape.copy_of(ADMIN), steps, ENGLISH)


HOSTS = {"aws": "signin.aws.amazon.com", "aws-cn": "signin.amazonaws.cn", "aws-us-gov": "signin.amazonaws-us-gov.com"}


def in_partition(partition: str) -> Landscape:
    prod = an_account("prod", partition=partition)
    return a_landscape(
        accounts=[an_account("jump", partition=partition, kind=AccountKind.JUMP), prod],
        users=[a_user("alice")],
        roles=[a_role("admin", accounts=[prod])],
        grants=[a_grant("user:alice", "admin@prod")],
    )


@pytest.mark.parametrize(("partition", "host"), HOSTS.items())
def test_each_partition_has_its_own_sign_in(partition: str, host: str) -> None:
    landscape = in_partition(partition)

    assert urlsplit(url(landscape)).hostname == host
    assert obstacles(landscape) == ()


def test_a_partition_whose_sign_in_is_not_known_has_a_reason_and_no_link() -> None:
    landscape = in_partition("aws-eusc")

    assert switch_url(landscape, landscape.copy_of(ADMIN)) is None
    assert obstacles(landscape) == ("The address of the console's sign-in for this partition is not known.",)


def test_the_link_names_account_role_with_path_display_name_and_color() -> None:
    landscape = granted(a_role("admin", path="/team/shop/", aws_name="AcmeAdmin"))
    red = replace(landscape.roles["admin"].copies["prod"], color="f2b0a9")

    found = switch_url(landscape, red)

    assert found is not None
    assert parse_qs(urlsplit(found).query) == {
        "account": ["444444444444"],
        "roleName": ["team/shop/AcmeAdmin"],
        "displayName": ["admin @ prod"],
        "color": ["F2B0A9"],
    }


COLORS = {
    "the role's": ("112233", "445566", "778899", "112233"),
    "its account's": (None, "445566", "778899", "445566"),
    "that of the environment": (None, None, "778899", "778899"),
    "none": (None, None, None, None),
    "no color that is none": ("red", None, "778899", "778899"),
}


@pytest.mark.parametrize(("role", "account", "environment", "expected"), COLORS.values(), ids=COLORS)
def test_the_nearest_color_is_taken(
    role: str | None, account: str | None, environment: str | None, expected: str | None
) -> None:
    landscape = granted(a_role("admin"))
    prod = replace(landscape.accounts["prod"], environment="prd", color=account)
    landscape = replace(
        landscape,
        accounts={**landscape.accounts, "prod": prod},
        defaults=Defaults(environments={"prd": Environment("prd", environment)}),
    )

    assert color_of(landscape, replace(landscape.copy_of(ADMIN), color=role)) == expected


ASKED = {
    "an ExternalId": (Require(external_id="kf-1"), "The role asks for an ExternalId, which the console does not send."),
    "a session tag": (
        Require(session_tags={"team": ("shop",)}),
        "The role asks for session tags, which the console does not send.",
    ),
    "a source identity": (
        Require(source_identity="alice"),
        "The role asks for a source identity, which the console does not send.",
    ),
    "another session name": (
        Require(session_name="deploy"),
        "The role asks for another session name than the user name, which is what the console sends.",
    ),
}


@pytest.mark.parametrize(("require", "reason"), ASKED.values(), ids=ASKED)
def test_what_the_console_does_not_send_is_the_reason(require: Require, reason: str) -> None:
    assert obstacles(granted(a_role("admin"), require=require)) == (reason,)


MET = {
    "MFA": Require(mfa=True, mfa_max_age=3600),
    "the user's own name as the session's": Require(session_name="username"),
    "nothing": Require(),
}


@pytest.mark.parametrize("require", MET.values(), ids=MET)
def test_what_the_console_meets_is_no_obstacle(require: Require) -> None:
    assert obstacles(granted(a_role("admin"), require=require)) == ()


def test_a_path_that_the_form_has_no_room_for_is_an_obstacle() -> None:
    long = granted(a_role("admin", path=f"/{'a' * 60}/"))
    short = granted(a_role("admin", path=f"/{'a' * 50}/"))

    assert obstacles(long) == ("Path and name of the role have more than 64 characters together.",)
    assert obstacles(short) == ()


def test_every_obstacle_is_named() -> None:
    require = Require(external_id="kf-1", source_identity="alice")

    assert len(obstacles(granted(a_role("admin"), require=require))) == 2
