"""Print: the drawing fits the page, without controls, and the table comes after it."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from reader.figure import Figure, box_of, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

A4: ViewportSize = {"width": 720, "height": 1040}  # at 96 dots per inch, less the margins
CONTROLS = ".atlas-tools, .atlas-corner, .atlas-aside, .atlas-card, .atlas-answer, .atlas-drawer, .atlas-help"


@pytest.mark.parametrize("choices", ["", "view=-300,-200,2.5", "select=user--chie&level=admin"])
def test_print_the_drawing_is_whole_and_without_controls(choices: str, reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place, "index.html", choices)
    everything = len(figure.view.locator(".card").all())

    reader.emulate_media(media="print")
    reader.set_viewport_size(A4)

    drawing = box_of(figure.view.locator("svg.atlas-svg"))
    assert drawing.x >= 0
    assert drawing.x + drawing.width <= A4["width"]
    assert drawing.height <= A4["height"]
    assert drawing.width > 0.5 * A4["width"] or drawing.height > 0.5 * A4["height"]
    view = box_of(figure.view)
    assert view.y <= drawing.y + 1
    assert drawing.y + drawing.height <= view.y + view.height + 1
    expect(reader.locator(CONTROLS).locator("visible=true")).to_have_count(0)
    assert len(figure.bright()) == everything
    assert reader.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_print_the_table_comes_after_the_drawing(reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place)

    reader.emulate_media(media="print")

    table = reader.locator("#who ~ .atlas-table table").first
    expect(table).to_be_visible()
    assert box_of(table).y > box_of(figure.root).y + box_of(figure.root).height


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_on_white(scheme: str, reader: Page, place: Place) -> None:
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light", media="print")
    figure = open_drawing_for_print(reader, place)

    expect(figure.root).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(figure.view.locator("svg.atlas-svg")).to_have_css("fill", "rgb(23, 32, 51)")


def test_print_the_drawing_stands_on_the_first_page(reader: Page, place: Place) -> None:
    reader.emulate_media(media="print")
    reader.set_viewport_size(A4)

    figure = open_drawing_for_print(reader, place)

    assert box_of(figure.root).y + box_of(figure.root).height <= A4["height"]


def open_drawing_for_print(page: Page, place: Place) -> Figure:
    """The drawing of the overview, on paper from the beginning, so that its controls are not to be seen."""
    page.goto(place.url("index.html"))
    expect(page.locator("figure.atlas-diagram.live")).to_be_visible()
    return Figure(page)
