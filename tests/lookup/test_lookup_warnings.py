"""Warnings stand with the things that they are about, as far as readers may see them."""

from dataclasses import replace
from pathlib import Path

import pytest
from looking_up import look_up

from builders import (
    a_grant,
    a_group,
    a_key,
    a_landscape,
    a_permission_set,
    a_position,
    a_role,
    a_role_open_to_everyone,
    a_user,
    an_account,
)
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.errors import Problem, Severity, said
from iam_atlas.findings.analysis import warning
from iam_atlas.model.organization import Site


def an_atlas(*problems: Problem, site: Site | None = None) -> Atlas:
    """Groups and roles ten lines apart, then two grants."""
    landscape = a_landscape(
        accounts=[an_account(name, line=80) for name in ("jump", "dev", "prod")],
        users=[a_user("alice", groups=["ops"], line=1)],
        groups=[a_group("ops", line=10), a_group("dev", line=20)],
        roles=[a_role("admin", accounts=["dev", "prod"], line=30), a_role("viewer", line=40)],
        permission_sets=[replace(a_permission_set("Look"), position=a_position(50))],
        grants=[
            a_grant("ops", "admin@prod", line=60),
            a_grant("dev", "viewer@prod", permission_sets=["Look@prod"], line=70),
        ],
    )
    return replace(analyse(replace(landscape, site=site or Site()), None), problems=problems)


def a_warning(line: int, message: str = "look here", rule: str = "some-rule") -> Problem:
    return Problem(a_position(line, 5), Severity.WARNING, rule, said(message))


ABOUT = {
    "a person": (2, {"alice"}),
    "a group": (11, {"ops"}),
    "a role, in all its accounts": (31, {"admin@dev", "admin@prod"}),
    "a grant, and so the role that it leads to": (61, {"admin@prod"}),
    "a grant of several": (71, {"viewer@prod", "Look@prod"}),
    "a permission set": (50, {"Look@prod"}),
    "nothing that has a card": (0, set()),
}


@pytest.mark.parametrize(("line", "names"), ABOUT.values(), ids=ABOUT)
def test_a_warning_stands_with_the_things_it_is_about(line: int, names: set[str]) -> None:
    things = look_up(an_atlas(a_warning(line))).value["things"]

    found = {thing["name"]: thing["findings"] for thing in things if "findings" in thing}
    assert found == {name: ["look here"] for name in names}


def test_the_same_message_is_said_once() -> None:
    found = look_up(an_atlas(a_warning(30), a_warning(61), a_warning(62, "and here")))

    assert found.thing("admin@prod")["findings"] == ["look here", "and here"]


@pytest.mark.parametrize(
    ("only_in", "copies"),
    [("prod", {"admin@prod"}), ("dev", {"admin@dev"}), ("", {"admin@dev", "admin@prod"})],
    ids=["a variant", "another variant", "no variant"],
)
def test_a_warning_about_a_variant_stands_with_the_copies_that_it_holds_for(
    only_in: str, copies: set[str], tmp_path: Path
) -> None:
    things = look_up(a_role_open_to_everyone(tmp_path, only_in)).value["things"]

    assert {thing["name"] for thing in things if "everyone" in str(thing.get("findings"))} == copies


@pytest.mark.parametrize(
    ("of_steps", "copies"),
    [(True, {"admin@prod"}), (False, {"admin@dev", "admin@prod"})],
    ids=["of steps into prod", "of no steps"],
)
def test_a_warning_about_steps_stands_with_the_copies_that_they_lead_to(of_steps: bool, copies: set[str]) -> None:
    atlas = an_atlas()
    into_prod = atlas.graph.by_role[a_key("admin@prod")] if of_steps else ()
    problem = warning(a_position(30, 5), "some-rule", said("look here"), into_prod)

    things = look_up(replace(atlas, problems=(problem,))).value["things"]

    assert {thing["name"] for thing in things if "findings" in thing} == copies


VALUE = a_warning(30, '"kf-*" is compared as it stands; wildcards need StringLike', "wildcard-without-like-operator")
KEPT_BACK = {
    "nothing, on a site that shows all": (a_warning(30, "user alice is weak"), Site(), True),
    "a name of people who are not shown": (
        a_warning(30, "user alice is weak"),
        Site(redact={"user_names": "hide"}),
        False,
    ),
    "nothing, of others": (a_warning(30, "role admin is weak"), Site(redact={"user_names": "hide"}), True),
    "values of conditions": (VALUE, Site(redact={"external_ids": "mask"}), False),
    "no values that may be shown": (VALUE, Site(redact={"account_ids": "mask"}), True),
    "everything, from the public": (a_warning(30), Site(audience="public"), False),
}


@pytest.mark.parametrize(("problem", "site", "there"), KEPT_BACK.values(), ids=KEPT_BACK)
def test_a_warning_is_left_out_with_what_is_kept_back(problem: Problem, site: Site, there: bool) -> None:
    thing = look_up(an_atlas(problem, site=site)).thing("admin@prod")

    assert ("findings" in thing) is there
