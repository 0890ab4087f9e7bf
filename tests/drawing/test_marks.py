"""What a drawing tells the page's script: attributes in the SVG, and beside it what collapsed cards stand for."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from drawn_organisation import EXTERNAL_ID, FRESH_MFA, MFA, a_step, an_atlas, the_shop
from kept import KeptInMemory

from builders import a_group, a_key, a_landscape, a_role, a_user, an_account
from iam_atlas.atlas import Atlas
from iam_atlas.drawing.draw import Drawing, draw_all, folds_of
from iam_atlas.iam.formula import ALWAYS, And, Formula
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.addresses import role_node_id
from iam_atlas.model.organization import Environment
from iam_atlas.model.text import Text
from iam_atlas.wording.translate import Translator

_DRAWN = draw_all(the_shop())


def _marks(drawing: Drawing, node: str) -> dict[str, str]:
    tag = re.search(rf'<[^>]*data-node="{node}"[^>]*>', drawing.svg)
    assert tag, node
    return dict(re.findall(r'data-([a-z]+)="([^"]*)"', tag[0]))


def _many_prod() -> Atlas:
    places = [an_account(f"prod-{number:03d}", environment="prod") for number in range(70)]
    landscape = a_landscape(
        accounts=["jump", *places], groups=[a_group("ops"), a_group("dev")], roles=[a_role("Admin", accounts=places)]
    )
    steps = [a_step("ops", f"Admin@{place.name}", FRESH_MFA) for place in places]
    return an_atlas(landscape, [*steps, a_step("dev", "Admin@prod-017")])


def _many_people() -> Atlas:
    people = [f"person-{number:03d}" for number in range(50)]
    landscape = a_landscape(users=[a_user(name) for name in people], roles=[a_role("viewer")])
    return an_atlas(landscape, [a_step(f"user:{name}", "viewer@prod", MFA) for name in people])


@pytest.mark.parametrize(
    ("atlas", "kind", "count", "member"),
    [
        pytest.param(_many_prod, "roles--", 69, role_node_id(a_key("Admin@prod-003")), id="role copies"),
        pytest.param(_many_people, "many--person", 50, "user--person-007", id="callers"),
    ],
)
def test_a_collapsed_card_says_how_many_it_stands_for_and_the_drawing_which(
    atlas: Callable[[], Atlas], kind: str, count: int, member: str
) -> None:
    home = draw_all(atlas())["home"]

    [(card, members)] = [fold for fold in home.folds.items() if fold[0].startswith(kind)]

    assert len(members) == count
    assert member in members
    assert _marks(home, card)["members"] == str(count)
    assert members[0] not in home.svg


def test_a_card_of_one_thing_stands_for_nothing_else() -> None:
    home = _DRAWN["home"]

    assert home.folds == {}
    assert "members" not in _marks(home, "role--operator--prod")


def test_folds_of_all_drawings_are_put_together_also_of_those_that_were_cached() -> None:
    atlas = _many_prod()
    shelf = KeptInMemory()
    first = draw_all(atlas, shelf=shelf)

    again = draw_all(atlas, shelf=shelf)

    assert folds_of(again) == folds_of(first)
    assert folds_of(first).keys() == {card for drawing in first.values() for card in drawing.folds}


@pytest.mark.parametrize(
    ("residue", "undecided", "kinds"),
    [
        pytest.param(MFA, "", "mfa", id="one test"),
        pytest.param(FRESH_MFA, "", "clock mfa", id="two tests"),
        pytest.param(And((EXTERNAL_ID, MFA)), "", "key mfa", id="in the order of the alphabet"),
        pytest.param(ALWAYS, "", "none", id="no condition"),
        pytest.param(ALWAYS, "the key x:Y", "unknown", id="not decided"),
    ],
)
def test_a_gate_names_the_kinds_of_its_tests(residue: Formula, undecided: str, kinds: str) -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer")])

    home = draw_all(an_atlas(landscape, [a_step("dev", "viewer@prod", residue, undecided=undecided)]))["home"]

    assert re.findall(r'data-tests="([^"]*)"', home.svg) == [kinds]


def test_the_length_of_a_session_is_no_condition() -> None:
    landscape = a_landscape(roles=[a_role("hub"), a_role("viewer"), a_role("far")])
    steps = [a_step("role:hub@prod", "viewer@prod"), a_step("role:viewer@prod", "far@prod", EXTERNAL_ID)]

    home = draw_all(an_atlas(landscape, steps))["home"]

    assert sorted(re.findall(r'data-tests="([^"]*)"', home.svg)) == ["key", "none"]


@pytest.mark.parametrize(
    ("frame", "environment", "place", "tone"),
    [
        pytest.param("account--prod", "prod", "Production", "production", id="an environment"),
        pytest.param("account--security", None, "Security", "security", id="a kind of account"),
        pytest.param("home--jump", None, "Jump", "jump", id="the jump account with its people"),
    ],
)
def test_frames_of_accounts_say_where_they_belong(frame: str, environment: str | None, place: str, tone: str) -> None:
    marks = _marks(_DRAWN["home"], frame)

    assert (marks.get("environment"), marks["place"], marks["tone"]) == (environment, place, tone)


def test_frames_that_are_no_account_belong_nowhere() -> None:
    assert _marks(_DRAWN["home"], "outside") == {"node": "outside", "kind": "outside"}


def test_an_account_without_environment_of_no_special_kind_belongs_to_the_others() -> None:
    landscape = a_landscape(
        accounts=[an_account("jump"), an_account("acme", kind=AccountKind.WORKLOAD)],
        groups=[a_group("dev")],
        roles=[a_role("viewer", accounts=["acme"])],
    )

    home = draw_all(an_atlas(landscape, [a_step("dev", "viewer@acme")]))["home"]

    assert _marks(home, "account--acme")["place"] == "Other accounts"


def test_the_title_of_an_environment_stands_in_the_readers_language() -> None:
    shop = the_shop()
    environments = {"prod": Environment("prod", title=Text({"en": "Live", "ja": "本番"}))}
    defaults = replace(shop.landscape.defaults, environments=environments)
    atlas = replace(shop, landscape=replace(shop.landscape, defaults=defaults))

    assert _marks(draw_all(atlas)["home"], "account--prod")["place"] == "Live"
    assert _marks(draw_all(atlas, Translator("ja"))["home"], "account--prod")["place"] == "本番"
