import re
from xml.etree import ElementTree

import pytest
from drawn_organisation import MFA, a_step, an_atlas, the_shop
from small_diagram import a_diagram

from builders import a_group, a_landscape, a_role, a_vendor
from iam_atlas.drawing.draw import Drawing, draw, draw_all
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.wording.translate import ENGLISH

_DRAWN = draw_all(the_shop())
_HREF = "{http://www.w3.org/1999/xlink}href"
_HOSTILE = '</svg><script>alert(1)</script> & "\\N \u202e' + "x" * 200


def _elements(drawing: Drawing) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing.svg).iter())


@pytest.mark.parametrize("page", sorted(_DRAWN))
def test_every_drawing_is_well_formed_and_refers_only_to_itself_and_to_pages(page: str) -> None:
    elements = _elements(_DRAWN[page])
    ids = {element.get("id") for element in elements} - {None}

    references = {href for element in elements if (href := element.get(_HREF))}

    assert all(href[1:] in ids if href.startswith("#") else ".html" in href for href in references)
    assert not any(element.get("href") for element in elements)
    assert "/work/" not in _DRAWN[page].svg and ".png" not in _DRAWN[page].svg


def test_every_node_and_edge_of_the_diagram_is_marked_for_scripts() -> None:
    diagram = dict(diagrams(the_shop(), ENGLISH))["home"]
    elements = _elements(_DRAWN["home"])

    nodes = {element.get("data-node") for element in elements} - {None}
    edges = {(element.get("data-from"), element.get("data-to")) for element in elements} - {(None, None)}

    wanted = {card.id for card in diagram.cards} | {gate.id for gate in diagram.gates}
    assert nodes == wanted | {frame.id for frame in diagram.frames}
    assert edges == {(edge.source, edge.target) for edge in diagram.edges}


def test_links_lead_from_the_home_page_into_the_generated_folder_and_from_there_to_its_siblings() -> None:
    home = {element.get(_HREF) for element in _elements(_DRAWN["home"])}
    role = {element.get(_HREF) for element in _elements(_DRAWN["roles/auditor.md"])}

    assert "atlas/roles/auditor.html#in-prod" in home
    assert "../accounts/prod.html" in role


def test_links_say_that_they_are_links_and_what_they_lead_to() -> None:
    links = [element for element in _elements(_DRAWN["home"]) if element.tag.endswith("}a")]

    assert links
    assert all(link.get("role") == "link" and link.get("aria-label") for link in links)


def test_a_roles_name_speaks() -> None:
    labels = {element.get("data-node"): element.get("aria-label") for element in _elements(_DRAWN["home"])}

    assert labels["role--operator--prod"] == "role operator in prod, WRITE, reached by operators"


def test_the_drawing_has_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(_DRAWN["home"].svg)
    said = {element.get("id"): element.text or "" for element in root.iter()}

    assert said[root.get("aria-labelledby")] == "Who can become what"
    assert said[root.get("aria-describedby")].startswith("From left to right")


def test_ids_of_two_drawings_never_meet() -> None:
    ids = [{element.get("id") for element in _elements(drawing)} - {None} for drawing in _DRAWN.values()]

    assert sum(map(len, ids)) == len({one for some in ids for one in some})


def test_nothing_is_styled_in_place() -> None:
    svg = _DRAWN["home"].svg

    assert re.findall(r' (?:fill|stroke|font-[a-z]+)="', svg) == []
    assert re.findall(r'style="([^"]*)"', svg) == [f"--atlas-width:{_DRAWN['home'].width:.0f}px"]


def test_hostile_names_stay_text_and_long_ones_keep_their_whole_name_in_a_title() -> None:
    landscape = a_landscape(
        groups=[a_group(_HOSTILE)], roles=[a_role(_HOSTILE)], vendors=[a_vendor(_HOSTILE, "9" * 12)]
    )
    steps = [a_step(f"group:{_HOSTILE}", f"{_HOSTILE}@prod", MFA), a_step(f"vendor:{_HOSTILE}", f"{_HOSTILE}@prod")]

    drawing = draw_all(an_atlas(landscape, steps))["home"]

    titles = [element.text or "" for element in _elements(drawing) if element.tag.endswith("title")]
    assert "<script" not in drawing.svg and "\u202e" not in drawing.svg
    assert any("x" * 200 in title for title in titles)
    assert max(len(element.text or "") for element in _elements(drawing) if element.tag.endswith("}text")) < 40


def test_arrow_heads_touch_the_card_they_point_at() -> None:
    drawing = draw(a_diagram([], [("dev", "viewer@prod")]))
    head = re.search(r'class="head" d="M([\d.]+),([\d.]+)l([\d.]+)', drawing.svg)
    frame = re.search(r'data-node="account--prod"[^>]*translate\(([\d.]+) ', drawing.svg)
    card = re.search(r'data-node="role--viewer--prod"[^>]*translate\(([\d.]+) ', drawing.svg)

    assert head and frame and card
    assert float(head[1]) + float(head[3]) == float(frame[1]) + float(card[1])


def test_one_element_stands_on_a_line_and_no_line_is_empty() -> None:
    lines = _DRAWN["home"].svg.splitlines()

    assert all(lines)
    assert all(line.count("<a ") + line.count("<g ") <= 1 for line in lines)


def test_the_overview_and_the_neighbourhoods_stay_small() -> None:
    sizes = {page: len(drawing.svg.encode()) for page, drawing in _DRAWN.items()}

    assert sizes["home"] <= 60_000
    assert max(size for page, size in sizes.items() if page != "home") <= 24_000
    assert sorted(sizes.values())[len(sizes) // 2] <= 16_000


def test_an_empty_diagram_is_an_empty_drawing() -> None:
    assert draw(a_diagram()).svg.startswith("<svg ")
