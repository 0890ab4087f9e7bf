import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import (
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_permission_set,
    a_position,
    a_provider,
    a_ref,
    a_role,
    a_user,
    a_vendor,
)
from iam_atlas.atlas import Atlas
from iam_atlas.derive.halves import Halves
from iam_atlas.exporters.atlas_json import atlas_json
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.iam import formula
from iam_atlas.iam.decision import Decision, Half, HalfResult, StatementRef, Verdict
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.model.annotations import Annotations
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.organization import Site
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.roles import RoleKey

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "atlas-json.md"
MFA = formula.Test("Bool", "aws:MultiFactorAuthPresent", ("true",))
SUMMARY = PermissionSummary(Level.READ, False, (), ("s3:GetObject",), ("arn:policy/x",), ())


def a_step(caller: str, role: str, residue: formula.Formula = ALWAYS, through: tuple[str, ...] = ()) -> Access:
    statement = StatementRef("trust", f"trust of {role}", "1", a_position(7))
    half = HalfResult(Half.TRUST, needed=True, allow=ALWAYS, allowed_by=(statement,))
    verdict = Verdict.ALLOWED if residue == ALWAYS else Verdict.ALLOWED_IF
    decision = Decision(verdict, residue, (half,))
    grant = a_grant("developers", role, line=9)
    return Access(a_ref(caller), a_key(role), Means.ASSUME_ROLE, decision, (grant,), through, 3600, True)


def an_atlas(landscape: Landscape, steps: Iterable[Access] = (), today: date | None = None) -> Atlas:
    keys = [copy.key for copy in landscape.role_copies()]
    sets = [RoleKey(one.name, account) for one in landscape.permission_sets.values() for account in one.accounts]
    return Atlas(
        landscape=landscape,
        halves=Halves({}, frozenset({RoleKey("developer", "prod")}), {}, {}, {}, ()),
        graph=AccessGraph(tuple(steps), {}, {}),
        permissions=dict.fromkeys(keys, SUMMARY),
        levels=dict.fromkeys(keys, Level.READ),
        set_permissions=dict.fromkeys(sets, SUMMARY),
        problems=(),
        today=today,
    )


def a_small_landscape(site: Site | None = None) -> Landscape:
    made = a_landscape(
        users=[a_user("alice", groups=["developers"])],
        groups=[a_group("developers", line=3)],
        roles=[a_role("developer", accounts=["prod", "dev"]), a_role("viewer")],
        providers=[a_provider("okta", ProviderKind.SAML)],
        vendors=[a_vendor("watchful", "999988887777", external_id="kf-1")],
        permission_sets=[a_permission_set("Look")],
    )
    return made if site is None else replace(made, site=site)


def read(atlas: Atlas) -> dict[str, dict[str, dict[str, object]]]:
    parsed: dict[str, dict[str, dict[str, object]]] = json.loads(atlas_json(atlas))
    return parsed


def test_the_head_names_format_and_version() -> None:
    parsed = json.loads(atlas_json(an_atlas(a_small_landscape(), today=date(2026, 11, 1))))

    assert parsed["format"] == "iam-atlas"
    assert parsed["version"] == 1
    assert parsed["today"] == "2026-11-01"


def test_without_a_date_today_is_null() -> None:
    assert json.loads(atlas_json(an_atlas(a_small_landscape())))["today"] is None


def test_every_section_is_there_even_when_it_is_empty() -> None:
    parsed = json.loads(atlas_json(an_atlas(a_landscape(accounts=()))))

    assert [key for key, value in parsed.items() if value in ({}, [])] == [
        "accounts",
        "roles",
        "permission_sets",
        "groups",
        "people",
        "providers",
        "vendors",
        "resources",
        "permissions",
        "decisions",
        "steps",
        "uses",
    ]


def test_a_role_has_its_copies_by_account_with_level_and_permissions() -> None:
    parsed = read(an_atlas(a_small_landscape()))

    developer = parsed["roles"]["developer"]
    assert developer["page"] == "roles/developer.md"
    copies = developer["copies"]
    assert isinstance(copies, dict)
    assert list(copies) == ["dev", "prod"]
    assert copies["prod"]["arn"] == "arn:aws:iam::444444444444:role/developer"
    assert copies["prod"]["max_session"] == 3600
    assert copies["prod"]["level"] == "read"
    assert copies["prod"]["trust_policy_as_written"] is True
    assert copies["dev"]["trust_policy_as_written"] is False
    permissions = parsed["permissions"][str(copies["prod"]["permissions"])]
    assert permissions["unknown_policies"] == ["arn:policy/x"]
    assert list(parsed["permissions"]) == [copies["dev"]["permissions"]]


def test_a_permission_set_has_its_permissions_by_account() -> None:
    parsed = read(an_atlas(a_small_landscape()))

    accounts = parsed["permission_sets"]["Look"]["accounts"]
    assert isinstance(accounts, dict)
    assert parsed["permissions"][accounts["prod"]]["notable"] == ["s3:GetObject"]


def test_people_and_groups_know_each_other() -> None:
    parsed = read(an_atlas(a_small_landscape()))

    assert parsed["people"]["alice"]["groups"] == ["developers"]
    assert parsed["groups"]["developers"]["members"] == ["alice"]
    assert parsed["groups"]["developers"]["at"] == "accounts.yaml:3:1"


def test_those_from_outside_are_listed() -> None:
    parsed = read(an_atlas(a_small_landscape()))

    assert parsed["vendors"]["watchful"]["account_ids"] == ["999988887777"]
    assert parsed["providers"]["okta"]["kind"] == "saml"


def test_a_step_tells_who_where_how_and_why() -> None:
    atlas = an_atlas(a_small_landscape(), [a_step("user:alice", "developer@prod", MFA, through=("developers",))])

    parsed = json.loads(atlas_json(atlas))

    ((key, decision),) = parsed["decisions"].items()
    assert parsed["steps"] == [
        {
            "caller": {"kind": "user", "name": "alice"},
            "role": "developer",
            "account": "prod",
            "means": "sts:AssumeRole",
            "max_session": 3600,
            "console": True,
            "verdict": "AllowedIf",
            "decision": key,
            "through": ["developers"],
            "grants": ["accounts.yaml:9:1"],
        }
    ]
    assert decision == {
        "verdict": "AllowedIf",
        "residue": {"Bool": {"aws:MultiFactorAuthPresent": ["true"]}},
        "halves": [
            {
                "half": "trust",
                "needed": True,
                "allowed_by": [{"policy": "trust of developer@prod", "statement": "1", "at": "accounts.yaml:7:1"}],
            }
        ],
    }


def test_what_decides_many_steps_is_said_once_and_what_differs_apart() -> None:
    steps = [a_step(f"user:{name}", "developer@prod", MFA) for name in ("alice", "bob")]

    parsed = json.loads(atlas_json(an_atlas(a_small_landscape(), [*steps, a_step("user:carol", "developer@prod")])))

    alice, bob, carol = (step["decision"] for step in parsed["steps"])
    assert alice == bob != carol
    assert sorted(parsed["decisions"]) == sorted({alice, carol})


def test_the_key_of_a_decision_says_nothing_of_a_value_that_is_kept_back() -> None:
    landscape = a_small_landscape(Site(redact={"external_ids": "hide"}))
    keys = [
        list(json.loads(text)["decisions"])
        for secret in ("kf-1", "kf-2")
        for test in [formula.Test("StringEquals", "sts:ExternalId", (secret,))]
        for text in [atlas_json(an_atlas(landscape, [a_step("user:alice", "developer@prod", test)]))]
    ]

    assert keys[0] == keys[1]


def test_the_same_atlas_gives_the_same_text_with_one_thing_a_line() -> None:
    atlas = an_atlas(a_small_landscape(), [a_step("user:alice", "developer@prod"), a_step("user:alice", "viewer@prod")])

    text = atlas_json(atlas)

    assert text == atlas_json(atlas)
    assert text.endswith("]\n}\n")
    assert sum(line.startswith('{"caller"') for line in text.splitlines()) == 2
    assert sum(line.startswith('"developer":') for line in text.splitlines()) == 1


def test_hostile_names_stay_inside_their_strings() -> None:
    name = 'a"b</script>\n☃'
    landscape = a_landscape(groups=[a_group(name)])

    assert list(read(an_atlas(landscape))["groups"]) == [name]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("show", "999988887777"), ("mask", "********7777"), ("hide", "************")],
)
def test_account_ids_are_shown_as_the_site_asks(mode: str, expected: str) -> None:
    landscape = a_small_landscape(Site(redact={"account_ids": mode}))

    text = atlas_json(an_atlas(landscape))

    assert json.loads(text)["vendors"]["watchful"]["account_ids"] == [expected]
    assert ("444444444444" in text) is (mode == "show")


def test_external_ids_of_vendors_are_never_listed() -> None:
    assert "kf-1" not in atlas_json(an_atlas(a_small_landscape()))


def test_hidden_people_leave_sections_members_and_steps() -> None:
    landscape = a_small_landscape(Site(redact={"user_names": "hide"}))
    steps = [a_step("user:alice", "developer@prod"), a_step("group:developers", "developer@prod")]

    text = atlas_json(an_atlas(landscape, steps))

    parsed = json.loads(text)
    assert "alice" not in text
    assert parsed["people"] == {}
    assert [step["caller"]["kind"] for step in parsed["steps"]] == ["group"]


@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_a_thing_that_asks_to_be_kept_back_is_left_out_of_a_public_build_only(audience: str, there: bool) -> None:
    landscape = a_small_landscape(Site(audience=audience, redact={"user_names": "show"}))
    hidden = replace(landscape.roles["viewer"], about=Annotations(redact=True))
    landscape = replace(landscape, roles={**landscape.roles, "viewer": hidden})
    steps = [a_step("user:alice", "viewer@prod"), a_step("role:viewer@prod", "developer@dev")]

    parsed = json.loads(atlas_json(an_atlas(landscape, steps)))

    assert ("viewer" in parsed["roles"]) is there
    assert len(parsed["steps"]) == (2 if there else 0)


def test_a_permission_set_that_is_kept_back_is_named_as_no_caller_either() -> None:
    landscape = a_small_landscape(Site(audience="public", redact={"user_names": "show"}))
    name, shown = next(iter(landscape.permission_sets.items()))
    hidden = replace(shown, about=Annotations(redact=True))
    landscape = replace(landscape, permission_sets={name: hidden})
    steps = [a_step(f"permission_set:{name}@prod", "developer@prod"), a_step("user:alice", "developer@prod")]

    parsed = json.loads(atlas_json(an_atlas(landscape, steps)))

    assert [step["caller"]["name"] for step in parsed["steps"]] == ["alice"]


@pytest.mark.parametrize(("audience", "there"), [("internal", True), ("public", False)])
def test_keys_that_a_thing_keeps_back_are_left_out_of_a_public_build_only(audience: str, there: bool) -> None:
    landscape = a_small_landscape(Site(audience=audience))
    okta = replace(landscape.providers["okta"], about=Annotations(redact=("url", "owner")))
    landscape = replace(landscape, providers={"okta": okta})

    provider = read(an_atlas(landscape))["providers"]["okta"]

    assert ("url" in provider) is there
    assert ("owner" in provider) is there
    assert "kind" in provider


def test_the_reference_page_names_every_key() -> None:
    words = REFERENCE.read_text(encoding="utf-8")
    step = a_step("user:alice", "developer@prod", MFA, through=("developers",))

    parsed = json.loads(atlas_json(an_atlas(a_small_landscape(), [step])))

    assert sorted(key for key in _keys(parsed) if f"`{key}`" not in words and f'"{key}"' not in words) == []


def _keys(parsed: dict[str, object]) -> set[str]:
    """Every key that is not somebody's name."""
    found = set(parsed)
    for section in ("accounts", "roles", "permission_sets", "groups", "people", "providers", "vendors"):
        things = parsed[section]
        assert isinstance(things, dict)
        for thing in things.values():
            found |= set(thing)
            for copy in (*thing.get("copies", {}).values(),):
                found |= set(copy)
    steps, decisions, permissions = parsed["steps"], parsed["decisions"], parsed["permissions"]
    assert isinstance(steps, list)
    assert isinstance(decisions, dict)
    assert isinstance(permissions, dict)
    for one in (*steps, *permissions.values(), *decisions.values()):
        found |= set(one) | {key for half in one.get("halves", ()) for key in half}
    return found
