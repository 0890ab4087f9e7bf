"""Users who are decided together get the steps that each of them would get alone."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from pathlib import Path

import pytest

from builders import a_document, a_grant, a_group, a_landscape, a_policy, a_role, a_trust, a_user, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.graph.access import Access
from iam_atlas.graph.actors import cast_of
from iam_atlas.graph.alike import steps_of_insiders, together
from iam_atlas.graph.insiders import Insider, insiders_of
from iam_atlas.graph.stage import Stage, stage_of
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Document, Json
from random_organisations import organisation


def _stage(landscape: Landscape) -> Stage:
    return stage_of(cast_of(landscape, derive_halves(landscape)), None)


def _allow(resource: Json) -> dict[str, Json]:
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": resource}


def _letting_in(principal: Json, condition: Json) -> Document:
    body: dict[str, Json] = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": "sts:AssumeRole",
        "Condition": condition,
    }
    return a_document(body)


_JUMP, _EVERYWHERE = "arn:aws:iam::111111111111:root", "arn:aws:iam::*:role/*"
_ONLY_BEN = _letting_in(_JUMP, {"StringEquals": {"aws:username": "ben"}})
_SHOP_ONLY = _letting_in(_JUMP, {"StringEquals": {"aws:PrincipalTag/team": "shop"}})
_OWN_SESSION = _letting_in(_JUMP, {"StringEquals": {"sts:RoleSessionName": "ben"}})


def _alike(*users: str, **roles: Document) -> Landscape:
    """Users of one group that may assume every role, and roles with these trust policies."""
    everything = a_policy("everything", _allow(_EVERYWHERE))
    return a_landscape(
        accounts=["jump", "prod"],
        users=[a_user(name, groups=["team"], tags={"team": "shop" if name == "ben" else "other"}) for name in users],
        groups=[a_group("team", policies=[everything])],
        roles=[a_role(name, trust_policy=document) for name, document in roles.items()],
    )


def _in_many_ways() -> Landscape:
    """Members of two groups who differ by grants, policies, boundaries, accounts, names and tags."""
    own = a_policy("own", _allow("arn:aws:iam::*:role/${aws:username}"))
    everywhere, tight = a_policy("all", _allow(_EVERYWHERE)), a_policy("tight", _allow("arn:aws:iam::*:role/viewer"))
    return a_landscape(
        accounts=["jump", "dev", "prod"],
        users=[
            a_user("ann", groups=["one"]),
            a_user("ben", groups=["one"]),
            a_user("cid", groups=["one"], policies=[own]),
            a_user("dan", groups=["one"], boundary=tight),
            a_user("eve", groups=["one", "two"]),
            a_user("fay", groups=["two", "one"]),
            a_user("gus", groups=["one"], account="dev"),
            a_user("hal", groups=["two"], tags={"team": "shop"}),
            a_user("ian", groups=["two"]),
            a_user("joe", groups=["three"]),
            a_user("kim", groups=["four"]),
        ],
        groups=[
            a_group("one"),
            a_group("two", policies=[everywhere, own]),
            a_group("three", policies=[everywhere]),
            a_group("four", policies=[everywhere]),
        ],
        roles=[
            a_role("viewer", accounts=["dev", "prod"], trust=[a_trust("user", "ann")]),
            a_role("admin", accounts=["dev", "prod"]),
            a_role("ben", trust_policy=_ONLY_BEN),
            a_role("shop", trust_policy=_SHOP_ONLY),
            a_role("session", trust_policy=_OWN_SESSION),
        ],
        grants=[
            a_grant("one", ["viewer@dev", "admin@prod"]),
            a_grant("two", "viewer@prod"),
            a_grant("user:ben", "admin@dev"),
        ],
    )


_LANDSCAPES: dict[str, Callable[[], Landscape]] = {"in many ways": _in_many_ways, "reference": the_reference}


@pytest.mark.parametrize("name", _LANDSCAPES)
def test_users_get_the_steps_that_each_of_them_gets_alone(name: str) -> None:
    landscape = _LANDSCAPES[name]()

    assert _all_together(landscape) == _each_alone(landscape)


@pytest.mark.parametrize("seed", range(0, 60, 10))
def test_users_of_any_organisation_get_the_steps_that_each_of_them_gets_alone(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "accounts.yaml"
    file.write_text(json.dumps(organisation(seed)), encoding="utf-8")
    landscape = load_landscape(file)

    assert _all_together(landscape) == _each_alone(landscape)


def test_members_of_a_group_who_have_nothing_else_are_decided_together() -> None:
    landscape = _alike("ann", "ben", "cid", viewer=_letting_in(_JUMP, {}))
    stage = _stage(landscape)

    users = [tuple(one.actor.ref.name for one in alike) for alike in _of_users(stage)]

    assert users == [("ann", "ben", "cid")]


def test_a_role_that_asks_for_a_name_lets_in_the_one_of_them_that_has_it() -> None:
    assert _callers(_alike("ann", "ben", role=_ONLY_BEN)) == {"ben"}
    assert _callers(_alike("ann", "ben", role=_letting_in(_JUMP, {}))) == {"ann", "ben"}


def test_a_role_that_asks_for_a_tag_lets_in_the_one_of_them_that_has_it() -> None:
    assert _callers(_alike("ann", "ben", role=_SHOP_ONLY)) == {"ben"}


def test_the_console_switches_only_for_the_one_whose_session_it_names_as_the_role_asks() -> None:
    steps = _steps(_alike("ann", "ben", role=_OWN_SESSION), lambda insider: insider.actor.ref.kind is RefKind.USER)

    assert {step.caller.name: step.console for step in steps} == {"ann": False, "ben": True}


def _all_together(landscape: Landscape) -> list[str]:
    return _told(_steps(landscape, lambda insider: True))


def _each_alone(landscape: Landscape) -> list[str]:
    insiders = tuple(insiders_of(_stage(landscape).cast))
    alone = [_told(_steps(landscape, partial(_is, one.actor.ref))) for one in insiders]
    return sorted(step for steps in alone for step in steps)


def _is(ref: Ref, insider: Insider) -> bool:
    return insider.actor.ref == ref


def _of_users(stage: Stage) -> Iterable[tuple[Insider, ...]]:
    alike = together(stage.decider, insiders_of(stage.cast))
    return [each for each in alike if each[0].actor.ref.kind is RefKind.USER]


def _steps(landscape: Landscape, wanted: Callable[[Insider], bool]) -> list[Access]:
    stage = _stage(landscape)
    return list(steps_of_insiders(stage, filter(wanted, insiders_of(stage.cast))))


def _callers(landscape: Landscape) -> set[str]:
    return {step.caller.name for step in _steps(landscape, lambda insider: insider.actor.ref.kind is RefKind.USER)}


def _told(steps: Iterable[Access]) -> list[str]:
    """Everything that steps say, sorted."""
    return sorted(repr([getattr(step, field.name) for field in fields(Access)]) for step in steps)
