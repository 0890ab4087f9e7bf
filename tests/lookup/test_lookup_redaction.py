"""What `site.redact` and a public audience keep back is not in lookup.js, and nothing false is said in its place."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from looking_up import look_up, script_of

from builders import (
    a_grant,
    a_group,
    a_landscape,
    a_policy,
    a_position,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
)
from iam_atlas.model.annotations import AccessRequest, Annotations, Declared
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Defaults, Site, Team
from iam_atlas.model.require import Require
from iam_atlas.model.text import Text


def a_site(**redact: str) -> Landscape:
    """People, a vendor with an ExternalId, a source address, and whom to ask."""
    landscape = a_landscape(
        users=[a_user("alice", groups=["ops"], policies=[a_policy("own")]), a_user("bob")],
        groups=[a_group("ops")],
        vendors=[a_vendor("watchful", "999988887777")],
        roles=[
            a_role("admin", require=Require(mfa=True, source_ip=("203.0.113.0/24",))),
            a_role("watch", trust=[a_trust("vendor", "watchful", require=Require(external_id="kf-1"))]),
        ],
        grants=[a_grant("ops", "admin@prod"), a_grant("user:bob", "admin@prod")],
    )
    ask = AccessRequest(how=Text({"": "Write to the owner."}), approvers=("alice", "platform"))
    return replace(landscape, site=Site(redact=redact), defaults=Defaults(request=ask))


def test_a_site_that_keeps_nothing_back_shows_everything() -> None:
    script = script_of(a_site())

    assert all(word in script for word in ("444444444444", "kf-1", "203.0.113.0/24", "alice", "[profile prod-admin]"))


@pytest.mark.parametrize(("mode", "shown"), [("mask", "********4444"), ("hide", "************")])
def test_account_ids_that_are_not_shown_take_what_is_made_of_them_along(mode: str, shown: str) -> None:
    script, found = script_of(a_site(account_ids=mode)), look_up(a_site(account_ids=mode))

    assert "444444444444" not in script
    assert "copy" not in found.thing("admin@prod")
    assert ["ARN", f"arn:aws:iam::{shown}:role/admin"] in found.thing("admin@prod")["facts"]
    assert "copy" in look_up(a_site()).thing("admin@prod")


@pytest.mark.parametrize(("kind", "value"), [("external_ids", "kf-1"), ("source_ips", "203.0.113")])
def test_values_of_conditions_are_kept_back_as_in_atlas_json(kind: str, value: str) -> None:
    script = script_of(a_site(**{kind: "mask"}))

    assert value not in script
    assert "(redacted)" in script


def test_people_who_are_not_shown_are_nowhere() -> None:
    found = look_up(a_site(user_names="hide"))

    script = script_of(a_site(user_names="hide"))
    assert "alice" not in script
    assert "bob" not in script
    assert {thing["kind"] for thing in found.value["things"]} == {"account", "group", "role", "vendor"}
    assert found.thing("admin@prod")["ask"] == "Write to the owner. Approved by platform."
    assert found.step("ops", "admin@prod") is not None


@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_a_group_that_asks_for_it_is_left_out_of_a_public_build_with_its_steps(audience: str, there: bool) -> None:
    landscape = a_site(user_names="show", account_ids="show")
    hidden = replace(landscape.groups["ops"], about=Annotations(redact=True))
    landscape = replace(landscape, groups={"ops": hidden}, site=replace(landscape.site, audience=audience))
    found = look_up(landscape)

    assert ("ops" in {thing["name"] for thing in found.value["things"]}) is there
    assert (found.step("alice", "admin@prod") is not None) is there


def test_a_pair_whose_step_is_kept_back_is_not_called_closed() -> None:
    landscape = a_site(user_names="show")
    hidden = replace(landscape.groups["ops"], about=Annotations(redact=True))
    found = look_up(replace(landscape, groups={"ops": hidden}, site=replace(landscape.site, audience="public")))

    assert found.step("alice", "admin@prod") is None
    assert found.why("alice", "admin@prod") is None
    assert found.why("alice", "watch@prod") is not None


@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_keys_that_a_thing_keeps_back_are_no_facts_of_a_public_build(audience: str, there: bool) -> None:
    landscape = a_site(account_ids="show", user_names="show")
    about = Annotations(owner="platform", request=AccessRequest(url="https://x.example"), redact=("owner", "request"))
    roles = {**landscape.roles, "admin": replace(landscape.roles["admin"], about=about)}
    site = replace(landscape.site, audience=audience)
    thing = look_up(replace(landscape, roles=roles, site=site)).thing("admin@prod")

    assert (["Owner", "platform"] in thing["facts"]) is there
    assert ("https://x.example" in thing.get("ask", "")) is there


KEPT_BACK = {
    "the environment of an account": ("prod", ["environment"], "prod", "environment"),
    "the environment of its account": ("prod", ["environment"], "admin@prod", "environment"),
    "the account of a person, and so its environment": ("alice", ["account"], "alice", "account environment"),
    "the line of a group": ("ops", ["at"], "ops", "at line"),
    "the members of a group": ("ops", ["members"], "ops", "members"),
}


@pytest.mark.parametrize(("of", "redact", "name", "keys"), KEPT_BACK.values(), ids=KEPT_BACK)
@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_a_key_that_a_thing_keeps_back_is_not_in_a_public_build(
    of: str, redact: list[str], name: str, keys: str, audience: str, there: bool
) -> None:
    thing = look_up(a_site_that_keeps_back(of, redact, audience)).thing(name)

    assert {key: key in thing for key in keys.split()} == dict.fromkeys(keys.split(), there)


@pytest.mark.parametrize(("audience", "title"), [("internal", "Watchful Ltd."), ("public", "watchful")])
def test_a_title_that_is_kept_back_makes_room_for_the_name(audience: str, title: str) -> None:
    found = look_up(a_site_that_keeps_back("watchful", ["title"], audience))

    assert found.thing("watchful")["title"] == title


@pytest.mark.parametrize(("audience", "owner"), [("internal", "Platform (#platform)"), ("public", "platform")])
def test_an_owner_is_said_without_what_its_team_keeps_back(audience: str, owner: str) -> None:
    about = Annotations(title=Text({"": "Platform"}), redact=("title", "slack"))
    team = Team(name="platform", position=a_position(), about=about, slack="#platform")
    landscape = a_site_that_keeps_back("ops", [], audience)
    ops = replace(landscape.groups["ops"], about=Annotations(owner="platform"))

    found = look_up(replace(landscape, teams={"platform": team}, groups={"ops": ops}))

    assert found.thing("ops")["owner"] == owner


@pytest.mark.parametrize(("audience", "said"), [("internal", "prod (444444444444)"), ("public", "prod")])
def test_an_account_that_keeps_its_id_back_is_named_without_it(audience: str, said: str) -> None:
    found = look_up(a_site_that_keeps_back("prod", ["id"], audience))

    assert ["Account", said] in found.thing("admin@prod")["facts"]


def a_site_that_keeps_back(name: str, keys: list[str], audience: str) -> Landscape:
    """People in prod, a group, a vendor with a title, and a role; the one of that name keeps these keys back."""
    whole = a_landscape(
        accounts=["jump", an_account("prod", environment="production")],
        users=[a_user("alice", account="prod", groups=["ops"], line=2)],
        groups=[a_group("ops", line=3)],
        vendors=[replace(a_vendor("watchful", "999988887777"), about=Annotations(title=Text({"": "Watchful Ltd."})))],
        roles=[a_role("admin")],
        grants=[a_grant("ops", "admin@prod")],
    )
    sections: dict[str, Mapping[str, Declared]] = {
        section: {
            one.name: replace(one, about=replace(one.about, redact=tuple(keys))) if one.name == name else one
            for one in getattr(whole, section).values()
        }
        for section in ("accounts", "users", "groups", "vendors")
    }
    site = Site(audience=audience, redact=dict.fromkeys(("account_ids", "user_names"), "show"))
    return replace(whole, site=site, **sections)  # type: ignore[arg-type]


@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_a_role_that_asks_for_it_is_left_out_whatever_its_name(audience: str, there: bool) -> None:
    landscape = a_landscape(users=[a_user("alice")], roles=[replace(a_role("in@out"), about=Annotations(redact=True))])
    landscape = replace(landscape, site=Site(audience=audience, redact={"account_ids": "show"}))

    assert ("in@out" in script_of(landscape)) is there
