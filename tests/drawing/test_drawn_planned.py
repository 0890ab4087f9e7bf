"""Drawings of what is planned: it is there to be seen, looks planned, says so, and is never taken for what is there."""

import re
from dataclasses import replace
from functools import cache

import pytest
from drawn_organisation import MFA, a_step, an_atlas

from builders import a_group, a_landscape, a_role, a_user, an_account
from iam_atlas.atlas import Atlas
from iam_atlas.drawing.column_graph import Column, Diagram
from iam_atlas.drawing.draw import Drawing, draw_all
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.model.annotations import Annotations, Status
from iam_atlas.wording.catalogues import translator
from iam_atlas.wording.translate import ENGLISH

CARDS = {
    "a role in a planned account": ("next", "role--viewer--next"),
    "a planned role": ("builder", "role--builder--dev"),
    "a person whose account is planned": ("jump", "user--alice"),
    "a group whose account is planned": ("jump", "group--ops"),
}
FRAMES = {"where roles are": ("next", "account--next"), "where people are": ("jump", "home--jump")}


def _about(name: str, planned: str) -> Annotations:
    return Annotations(status=Status.PLANNED if name == planned else Status.ACTIVE)


def _atlas(planned: str) -> Atlas:
    """Alice gets into viewer in dev and next, and into builder in dev; one of all these is planned."""
    accounts = [an_account(name, about=_about(name, planned)) for name in ("jump", "dev", "next")]
    roles = [a_role("viewer", accounts=accounts[1:]), a_role("builder", accounts=["dev"])]
    landscape = a_landscape(
        accounts=accounts,
        users=[a_user("alice", groups=["ops"])],
        groups=[a_group("ops")],
        roles=[replace(role, about=_about(role.name, planned)) for role in roles],
    )
    targets = ("viewer@dev", "viewer@next", "builder@dev")
    steps = [a_step("ops", target, MFA) for target in targets]
    steps += [a_step("user:alice", target, MFA, through=["ops"]) for target in targets]
    return an_atlas(landscape, steps)


@cache
def _home(planned: str, language: str = "en") -> Drawing:
    return draw_all(_atlas(planned), translator(language), only=["home"])["home"]


def _node(drawing: Drawing, node: str) -> tuple[list[str], str]:
    """The classes of a card or frame, and all that it begins with."""
    found = re.search(rf'<\w+ class="([^"]*)" data-node="{node}".*?</text>', drawing.svg, re.DOTALL)
    assert found, node
    return found[1].split(), found[0]


@pytest.mark.parametrize(("planned", "node"), CARDS.values(), ids=CARDS.keys())
def test_a_card_of_what_is_planned_looks_it_and_says_so(planned: str, node: str) -> None:
    classes, text = _node(_home(planned), node)
    title = re.search("<title>(.*)</title>", text)

    assert "planned" in classes
    assert title
    assert title[1].endswith("; planned and not there yet")
    assert f'aria-label="{title[1]}"' in text
    assert "planned" not in _node(_home(""), node)[0]


@pytest.mark.parametrize(("planned", "node"), FRAMES.values(), ids=FRAMES.keys())
def test_the_frame_of_a_planned_account_has_the_word_in_it(planned: str, node: str) -> None:
    for language, word in {"en": "planned", "ja": "計画中"}.items():
        drawing = _home(planned, language)
        classes, _ = _node(drawing, node)

        assert "planned" in classes
        assert re.search(rf'<text class="note"[^>]*>\d{{12}}[^<]*{word}</text>', drawing.svg)
        assert word not in _home("", language).svg


@pytest.mark.parametrize("planned", ["next", "builder", "jump"])
def test_what_is_there_does_not_look_planned(planned: str) -> None:
    classes, text = _node(_home(planned), "role--viewer--dev")

    assert "planned" not in classes
    assert "planned" not in text


@pytest.mark.parametrize("planned", ["next", "builder", "jump", ""])
def test_the_legend_has_an_entry_where_something_is_planned(planned: str) -> None:
    legend = _home(planned).legend

    assert ("atlas-legend-card planned" in legend) is (planned != "")
    assert ("> planned</span>" in legend) is (planned != "")
    assert "計画中" in _home(planned, "ja").legend or not planned


def test_copies_in_a_planned_account_have_a_card_of_their_own_among_many() -> None:
    places = [
        an_account(name, environment="prod", about=_about(name, "prod-017"))
        for name in (f"prod-{number:03d}" for number in range(70))
    ]
    landscape = a_landscape(
        accounts=["jump", *places], groups=[a_group("ops")], roles=[a_role("Admin", accounts=places)]
    )
    home = _diagram(an_atlas(landscape, [a_step("ops", f"Admin@{place.name}", MFA) for place in places]))

    found = {card.title: card.planned for card in home.cards if card.column is Column.ROLE}

    assert found == {"Admin ×69": False, "Admin · prod-017": True}


def _diagram(atlas: Atlas) -> Diagram:
    return dict(diagrams(atlas, ENGLISH))["home"]
