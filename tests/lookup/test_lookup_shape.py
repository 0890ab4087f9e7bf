"""What stands in lookup.js, and in which shape."""

import json
import shlex
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from looking_up import BEFORE, LookedUp, look_up, script_of

from builders import (
    a_grant,
    a_group,
    a_landscape,
    a_permission_set,
    a_provider,
    a_role,
    a_trust,
    a_user,
    a_vendor,
    an_account,
    the_organisation,
    the_reference,
)
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.model.addresses import slug
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import UserKind
from iam_atlas.wording.translate import ENGLISH

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "atlas-json.md"
PARTS = [
    "version",
    "patterns",
    "fillings",
    "things",
    "says",
    "statements",
    "reasons",
    "kinds",
    "runs",
    "steps",
    "targets",
    "whys",
    "rows",
    "closed",
    "folds",
]
JOINED = ("many--", "roles--")  # cards that stand for several things


@cache
def the_atlas(name: str) -> Atlas:
    return analyse(the_reference() if name == "reference" else the_organisation(name), None)


@cache
def the_lookup(name: str) -> LookedUp:
    return look_up(the_atlas(name))


def everything() -> Landscape:
    """A thing of every kind."""
    return a_landscape(
        accounts=["jump", an_account("prod", environment="production", ou="Workloads")],
        users=[a_user("alice", groups=["ops"]), a_user("robot", kind=UserKind.MACHINE)],
        groups=[a_group("ops", line=3), a_group("staff", source="center")],
        roles=[
            a_role("admin", max_session=7200, line=9),
            a_role("keeper", trust=[a_trust("service", "ec2.amazonaws.com"), a_trust("account", "999988887777")]),
        ],
        permission_sets=[a_permission_set("Look")],
        providers=[a_provider("center", ProviderKind.IDENTITY_CENTER)],
        vendors=[a_vendor("watchful", "999988886666")],
        grants=[a_grant("ops", "admin@prod"), a_grant("staff", permission_sets=["Look@prod"])],
    )


def test_the_file_is_one_statement_with_one_thing_a_line() -> None:
    script = script_of(everything())

    things = script.removeprefix(BEFORE).split('"things": [\n')[1].split("\n],\n")[0].split("\n")
    assert [json.loads(line.removesuffix(","))["id"] for line in things] == [
        thing["id"] for thing in look_up(everything()).value["things"]
    ]


def test_the_parts_stand_in_the_order_in_which_the_page_describes_them() -> None:
    words = REFERENCE.read_text(encoding="utf-8")

    assert list(look_up(everything()).value) == PARTS
    assert [part for part in PARTS if f"`{part}`" not in words] == []


def test_every_key_of_a_thing_is_described() -> None:
    words = REFERENCE.read_text(encoding="utf-8")
    keys = {key for thing in the_lookup("reference").value["things"] for key in thing} | {"who", "shell"}

    assert sorted(key for key in keys if f"`{key}`" not in words) == []


def test_there_is_a_thing_of_every_kind_with_its_page() -> None:
    things = look_up(everything()).value["things"]

    assert [(one["kind"], one["name"], one["id"], one.get("page")) for one in things] == [
        ("account", "jump", "account--jump", "accounts/jump.html"),
        ("account", "prod", "account--prod", "accounts/prod.html"),
        ("group", "ops", "group--ops", "groups/ops.html"),
        ("group", "staff", "group--staff", "groups/staff.html"),
        ("machine", "robot", "user--robot", "people/robot.html"),
        ("permission-set", "Look@prod", f"set--{slug('Look')}--prod", f"permission-sets/{slug('Look')}.html"),
        ("person", "alice", "user--alice", "people/alice.html"),
        ("principal", "999988887777", "account--999988887777", None),
        ("provider", "center", "provider--center", "providers/center.html"),
        ("role", "admin@prod", "role--admin--prod", "roles/admin.html#in-prod"),
        ("role", "keeper@prod", "role--keeper--prod", "roles/keeper.html#in-prod"),
        ("service", "ec2.amazonaws.com", f"service--{slug('ec2.amazonaws.com')}", None),
        ("vendor", "watchful", "vendor--watchful", "vendors/watchful.html"),
    ]


def test_accounts_that_the_file_does_not_know_stand_among_the_other_principals() -> None:
    trust = [a_trust("account", "999988887777"), a_trust("principal", "*"), a_trust("principal", "999988887778")]
    things = look_up(a_landscape(roles=[a_role("open", trust=trust)])).value["things"]

    found = [one["name"] for one in things if one["kind"] == "principal"]
    assert found == sorted(found)
    assert {"*", "999988887777"} <= set(found)


def test_a_role_copy_says_where_it_is_and_where_the_file_declares_it() -> None:
    thing = look_up(everything()).thing("admin@prod")

    assert {key: thing[key] for key in ("title", "account", "environment", "level", "at", "line")} == {
        "title": "admin",
        "account": "prod",
        "environment": "production",
        "level": "none",
        "at": "accounts.yaml:9",
        "line": "source/accounts.yaml.html#line-9",
    }
    assert ["Session", "up to 2 hours"] in thing["facts"]


def test_what_has_no_value_is_left_out() -> None:
    things = look_up(everything()).value["things"]

    assert [thing for thing in things if not all(thing.values())] == []
    assert set(look_up(everything()).thing("ec2.amazonaws.com")) == {"id", "kind", "name", "title", "called"}


def test_a_name_that_may_mean_two_things_says_how_commands_take_it() -> None:
    landscape = a_landscape(users=[a_user("admin"), a_user("bob")], roles=[a_role("admin"), a_role("keeper")])
    found = look_up(landscape)

    assert found.thing("admin")["who"] == "user:admin"
    assert "who" not in found.thing("bob")
    assert "who" not in found.thing("admin@prod")


@pytest.mark.parametrize(
    ("name", "in_a_shell"),
    [
        ("watchful", "watchful"),
        ("watchful+eu=1", "watchful+eu=1"),
        ("$(reboot)", "'$(reboot)'"),
        ("it's ours; really", """'it'"'"'s ours; really'"""),
        ("監視", "'監視'"),
        ("-rf", "vendor:-rf"),
        ("- r", "'vendor:- r'"),
    ],
)
def test_a_name_goes_to_a_command_as_one_word(name: str, in_a_shell: str) -> None:
    thing = look_up(a_landscape(vendors=[a_vendor(name, "999988886666")])).thing(name)

    written = thing.get("shell", thing.get("who", thing["name"]))
    assert written == in_a_shell
    assert len(shlex.split(written)) == 1


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("ops", "group ops"),
        ("alice", None),
        ("admin@prod", "admin@prod"),
        ("Look@prod", "permission set Look@prod"),
        ("prod", "account prod"),
        ("center", "identity provider center"),
        ("watchful", "vendor watchful"),
        ("ec2.amazonaws.com", "service ec2.amazonaws.com"),
        ("999988887777", "account 999988887777"),
        ("*", "anyone, of any account"),
    ],
)
def test_a_thing_whose_title_does_not_tell_what_it_is_says_what_sentences_call_it(
    name: str, called: str | None
) -> None:
    everyone = a_role("open", trust=[a_trust("principal", "*")])
    found = look_up(replace(everything(), roles={**everything().roles, "open": everyone}))

    assert found.thing(name).get("called") == called


def test_targets_are_all_role_copies_in_the_order_of_things() -> None:
    found = the_lookup("reference")

    kinds = [thing["kind"] for thing in found.value["things"]]
    assert found.value["targets"] == [number for number, kind in enumerate(kinds) if kind == "role"]
    assert len(found.value["targets"]) == 34


@pytest.mark.parametrize("name", ["reference", "hundred"])
def test_every_card_and_every_account_of_the_diagrams_is_a_thing(name: str) -> None:
    known = {thing["id"] for thing in the_lookup(name).value["things"]}

    drawn = {one.id for _, diagram in diagrams(the_atlas(name), ENGLISH) for one in diagram.cards}
    drawn |= {one.id for _, diagram in diagrams(the_atlas(name), ENGLISH) for one in diagram.frames if one.href}
    drawn = {one.replace("home--", "account--") for one in drawn}
    assert sorted(one for one in drawn - known if not one.startswith(JOINED)) == []


@pytest.mark.parametrize("name", ["reference", "hundred"])
def test_no_two_things_share_an_id(name: str) -> None:
    ids = [thing["id"] for thing in the_lookup(name).value["things"]]

    assert len(ids) == len(set(ids))


def test_a_card_that_stands_for_many_names_those_that_there_are() -> None:
    found = look_up(everything(), folds={"many--1": ("group--ops", "group--gone", "user--alice")})

    assert found.value["folds"] == {"many--1": [found.number("ops"), found.number("alice")]}


def test_the_same_atlas_gives_the_same_text() -> None:
    assert script_of(the_reference()) == script_of(the_reference())


def test_statements_lead_to_their_line_and_those_of_aws_nowhere() -> None:
    statements = dict(map(tuple, the_lookup("reference").value["statements"]))

    assert statements["statement 1 of FullAWSAccess"] is None
    (place,) = [words for words in statements if words.startswith("statement NothingElseBeforeMfa")]
    assert place.endswith("policies/self-service-mfa.json:33:5")
    assert statements[place] == "source/policies/self-service-mfa.json.html#line-33"


def test_an_organisation_without_anybody_has_a_file() -> None:
    found = look_up(a_landscape(accounts=()))

    assert found.value == {part: {"version": 2, "closed": {}, "folds": {}}.get(part, []) for part in PARTS}


def test_a_large_organisation_writes_few_records_of_its_many_copies_and_steps() -> None:
    found = the_lookup("hundred")

    assert len(found.written["patterns"]) < len(found.written["targets"]) / 2
    assert len(found.written["runs"]) < len(found.value["steps"]) / 2


def test_the_card_of_a_group_counts_members_only_where_the_file_lists_them() -> None:
    sso = a_provider("sso", ProviderKind.SAML)
    groups = [a_group("silent", account=None, source="sso"), a_group("empty")]

    found = look_up(a_landscape(providers=[sso], groups=groups))

    assert ["Members", "kept elsewhere"] in found.thing("silent")["facts"]
    assert ["Members", "0 members"] in found.thing("empty")["facts"]
