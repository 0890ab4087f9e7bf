"""What a reader takes along of a role copy works where it is put: the console's address, ~/.aws/config."""

from configparser import ConfigParser
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from looking_up import look_up

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_provider,
    a_role,
    a_trust,
    a_user,
    an_account,
)
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.annotations import AccessRequest, Annotations
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Defaults
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import UserKind
from iam_atlas.model.require import Require
from iam_atlas.model.roles import Role
from iam_atlas.model.text import Text

MFA = Require(mfa=True)


def granted(role: Role, *, require: Require = MFA) -> Landscape:
    """The role, granted in prod to a group of the jump account."""
    return a_landscape(
        users=[a_user("alice", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[role],
        grants=[a_grant("ops", f"{role.name}@prod")],
        require=require,
    )


def copied(landscape: Landscape, name: str) -> dict[str, str]:
    return dict(look_up(landscape).thing(name).get("copy", []))


def test_a_role_that_people_switch_to_has_everything() -> None:
    assert copied(granted(a_role("admin")), "admin@prod") == {
        "ARN": "arn:aws:iam::444444444444:role/admin",
        "Switch-role link": (
            "https://signin.aws.amazon.com/switchrole?account=444444444444&roleName=admin&displayName=admin+%40+prod"
        ),
        "CLI profile": (
            "[profile prod-admin]\n"
            "# Put your user name in the place of YOUR-USER-NAME; in mfa_serial, the name of your MFA device.\n"
            "role_arn = arn:aws:iam::444444444444:role/admin\n"
            "source_profile = jump\n"
            "mfa_serial = arn:aws:iam::111111111111:mfa/YOUR-USER-NAME\n"
            "role_session_name = YOUR-USER-NAME"
        ),
    }


def test_a_role_that_asks_for_no_mfa_has_a_profile_without_it() -> None:
    profile = copied(granted(a_role("admin"), require=Require()), "admin@prod")["CLI profile"]

    assert "mfa_serial =" not in profile


def test_a_profile_has_the_region_that_the_file_declares() -> None:
    role = a_role("admin")
    copies = {"prod": replace(role.copies["prod"], region="eu-west-1")}

    profile = copied(granted(replace(role, copies=copies)), "admin@prod")["CLI profile"]

    assert "region = eu-west-1" in profile.splitlines()


def test_a_condition_that_the_console_cannot_meet_leaves_the_profile_alone() -> None:
    landscape = granted(a_role("admin"), require=Require(mfa=True, external_id="kf-1"))

    assert set(copied(landscape, "admin@prod")) == {"ARN", "CLI profile"}


def test_a_role_that_nobody_of_ours_can_take_has_its_arn_alone() -> None:
    closed = a_role("admin", trust_policy=a_document())
    by_service = a_role("task", trust=[a_trust("service", "ec2.amazonaws.com")])
    by_saml = a_role("staff", trust=[a_trust("provider", "okta")])
    landscape = replace(
        granted(closed),
        roles={role.name: role for role in (closed, by_saml, by_service)},
        providers={"okta": a_provider("okta", ProviderKind.SAML)},
    )

    assert [set(copied(landscape, f"{name}@prod")) for name in ("admin", "task", "staff")] == [{"ARN"}] * 3


def test_a_program_that_takes_a_role_needs_the_profile_too() -> None:
    landscape = a_landscape(
        users=[a_user("robot", kind=UserKind.MACHINE)],
        roles=[a_role("admin")],
        grants=[a_grant("user:robot", "admin@prod")],
    )

    assert "source_profile = jump" in copied(landscape, "admin@prod")["CLI profile"].splitlines()


HOSTS = {
    "aws": "signin.aws.amazon.com",
    "aws-cn": "signin.amazonaws.cn",
    "aws-us-gov": "signin.amazonaws-us-gov.com",
    "aws-eusc": None,
}


@pytest.mark.parametrize(("partition", "host"), HOSTS.items())
def test_each_partition_has_its_own_sign_in(partition: str, host: str | None) -> None:
    prod = an_account("prod", partition=partition)
    landscape = a_landscape(
        accounts=[an_account("jump", partition=partition, kind=AccountKind.JUMP), prod],
        users=[a_user("alice")],
        roles=[a_role("admin", accounts=[prod])],
        grants=[a_grant("user:alice", "admin@prod")],
    )

    link = copied(landscape, "admin@prod").get("Switch-role link")

    assert (urlsplit(link).hostname if link else None) == host


def test_a_role_is_switched_to_by_its_path_and_its_name_in_aws() -> None:
    landscape = granted(a_role("admin", path="/team/shop/", aws_name="AcmeAdmin"))

    link = copied(landscape, "admin@prod")["Switch-role link"]

    assert parse_qs(urlsplit(link).query) == {
        "roleName": ["team/shop/AcmeAdmin"],
        "account": ["444444444444"],
        "displayName": ["admin @ prod"],
    }


NAMES = [
    "a b",
    "a]b",
    "[a",
    "a\nrole_arn = x",
    "a\u2028b",
    "a;b#c",
    'a"b',
    "a'b",
    "管理",
    "&roleName=x",
    "\u202ea",
    "%40",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_ends_a_section_or_a_parameter(name: str) -> None:
    landscape = granted(a_role(name, aws_name="admin"))
    texts = copied(landscape, f"{name}@prod".replace("\u202e", "\ufffd"))

    read = ConfigParser()
    read.read_string(texts["CLI profile"])
    (section,) = read.sections()
    assert section.startswith("profile ")
    assert " " not in section.removeprefix("profile ")
    assert dict(read[section]) == {
        "role_arn": "arn:aws:iam::444444444444:role/admin",
        "source_profile": "jump",
        "mfa_serial": "arn:aws:iam::111111111111:mfa/YOUR-USER-NAME",
        "role_session_name": "YOUR-USER-NAME",
    }
    assert parse_qs(urlsplit(texts["Switch-role link"]).query)["roleName"] == ["admin"]


def a_request(url: str) -> AccessRequest:
    return AccessRequest(how=Text({"": "Ask here:"}), url=url, approvers=("platform",))


ASKED = {
    "the role": ("role", "account", "defaults"),
    "its account": (None, "account", "defaults"),
    "the defaults": (None, None, "defaults"),
}


@pytest.mark.parametrize(("role", "account", "defaults"), ASKED.values(), ids=ASKED)
def test_whom_to_ask_is_said_by_the_nearest(role: str | None, account: str | None, defaults: str) -> None:
    said = next(filter(None, (role, account, defaults)))
    landscape = granted(a_role("admin"))
    about = {name: Annotations(request=a_request(name) if name else None) for name in (role, account)}
    landscape = replace(
        landscape,
        roles={"admin": replace(landscape.roles["admin"], about=about[role])},
        accounts={**landscape.accounts, "prod": replace(landscape.accounts["prod"], about=about[account])},
        defaults=Defaults(request=a_request(defaults)),
    )

    assert look_up(landscape).thing("admin@prod")["ask"] == f"Ask here: {said} Approved by platform."


def test_where_the_file_says_nothing_about_asking_nothing_is_said() -> None:
    assert "ask" not in look_up(granted(a_role("admin"))).thing("admin@prod")
