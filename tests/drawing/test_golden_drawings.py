"""The three organisations of the repository, decided and drawn in full."""

from functools import cache

import pytest
from layout_checks import cut, overlapping
from svg_checks import outside, too_wide

from builders import the_organisation, the_reference
from iam_atlas.atlas import analyse
from iam_atlas.drawing.column_graph import Column, Diagram, GateKind
from iam_atlas.drawing.draw import draw
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.layout import lay_out
from iam_atlas.wording.catalogues import LANGUAGES, translator

# Recorded; a change that needs more crossings has to say why.
_CROSSINGS = {"reference": 99, "minimal": 0, "hundred": 146}


@cache
def _diagrams(name: str, language: str = "en") -> dict[str, Diagram]:
    landscape = the_reference() if name == "reference" else the_organisation(name)
    return dict(diagrams(analyse(landscape, None), translator(language)))


@pytest.mark.parametrize("name", _CROSSINGS)
def test_the_overview_has_no_more_crossings_than_recorded(name: str) -> None:
    assert lay_out(_diagrams(name)["home"]).crossings <= _CROSSINGS[name]


@pytest.mark.parametrize("name", _CROSSINGS)
def test_nothing_overlaps_and_no_line_runs_across_a_card_on_any_drawing(name: str) -> None:
    for page, diagram in _diagrams(name).items():
        assert (overlapping(diagram), cut(diagram)) == ([], []), page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", _CROSSINGS)
def test_no_text_is_wider_than_its_box_and_all_lies_on_the_canvas(name: str, language: str) -> None:
    for page, diagram in _diagrams(name, language).items():
        svg = draw(diagram, translator(language)).svg
        assert (too_wide(svg), outside(svg)) == ([], []), page


@pytest.mark.parametrize("name", _CROSSINGS)
def test_overviews_and_neighbourhoods_stay_small(name: str) -> None:
    sizes = {page: len(draw(diagram).svg.encode()) for page, diagram in _diagrams(name).items()}

    assert sizes.pop("home") <= 60_000
    assert max(sizes.values()) <= 24_000
    assert sorted(sizes.values())[len(sizes) // 2] <= 16_000


@pytest.mark.parametrize("name", _CROSSINGS)
def test_every_way_into_an_administrators_role_is_heavy_and_passes_a_gate(name: str) -> None:
    home = _diagrams(name)["home"]
    gates = {gate.id for gate in home.gates}
    admin = {card.id for card in home.cards if card.column is Column.ROLE and card.badge == "ADMIN"}

    into = [edge for edge in home.edges if edge.target in admin]

    assert all(edge.admin and edge.source in gates for edge in into)


def test_the_hundred_accounts_fit_one_overview() -> None:
    home = _diagrams("hundred")["home"]

    assert sum(card.column is Column.ROLE for card in home.cards) <= 60


@pytest.mark.parametrize("name", _CROSSINGS)
def test_a_drawing_is_the_same_in_every_language_but_for_its_words(name: str) -> None:
    english, japanese = _diagrams(name), _diagrams(name, "ja")

    assert {page: _ids(diagram) for page, diagram in japanese.items()} == {
        page: _ids(diagram) for page, diagram in english.items()
    }


def test_conditions_in_japanese_are_short() -> None:
    gates = {gate.source: [test.label for test in gate.tests] for gate in _diagrams("reference", "ja")["home"].gates}

    assert gates["group--break-glass"] == ["MFA", "< 1 時間"]
    assert gates["vendor--watchful"] == ["外部 ID"]


def test_conditions_of_the_reference_organisation_stand_in_words() -> None:
    home = _diagrams("reference")["home"]
    gates = {gate.source: [test.label for test in gate.tests] for gate in home.gates}

    assert gates["group--break-glass"] == ["MFA", "< 1 h"]
    assert gates["group--shop-contractors"] == ["MFA", "until 2027-03-31"]
    assert gates["vendor--watchful"] == ["ExternalId"]
    assert {gate.kind for gate in home.gates} <= {GateKind.PLAIN, GateKind.NONE}


def _ids(diagram: Diagram) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    edges = [(edge.source, edge.target) for edge in diagram.edges]
    return [card.id for card in diagram.cards], sorted(gate.id for gate in diagram.gates), sorted(edges)
