"""Pan and zoom: the wheel scrolls the page; with Ctrl it zooms at the pointer; dragging moves; buttons are there."""

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, box_of, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

CARD = "role--operator--prod"
BUTTONS = [
    "Zoom in",
    "Zoom out",
    "Show all",
    "Full screen",
    "Save as a picture",
    "Copy a link to this view",
    "Keys and gestures",
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_pan_zoom_a_plain_wheel_scrolls_the_page_and_does_not_zoom(figure: Figure, reader: Page) -> None:
    before = figure.box(CARD)
    reader.mouse.move(*before.centre)

    reader.mouse.wheel(0, 200)

    eventually(reader, lambda: reader.evaluate("scrollY"), 200)
    assert figure.box(CARD) == pytest.approx(before.moved(0, -200), abs=0.5)


@pytest.mark.parametrize("key", ["Control", "Meta"])
def test_pan_zoom_the_wheel_with_a_key_zooms_at_the_pointer(key: str, figure: Figure, reader: Page) -> None:
    before = figure.box(CARD)
    reader.mouse.move(*before.centre)

    reader.keyboard.down(key)
    reader.mouse.wheel(0, -120)
    reader.keyboard.up(key)

    eventually(reader, lambda: figure.box(CARD).width > 1.2 * before.width, True)
    assert figure.box(CARD).centre == pytest.approx(before.centre, abs=1)
    assert reader.evaluate("scrollY") == 0


def test_pan_zoom_dragging_moves_the_drawing_and_is_no_click(figure: Figure, reader: Page) -> None:
    before = figure.box(CARD)
    x, y = before.centre

    reader.mouse.move(x, y)
    reader.mouse.down()
    reader.mouse.move(x - 50, y - 20, steps=4)
    reader.mouse.up()

    assert figure.box(CARD) == pytest.approx(before.moved(-50, -20), abs=0.5)
    expect(figure.card).to_have_count(0)
    figure.node(CARD).click()
    expect(figure.card).to_be_visible()


def test_pan_zoom_a_trembling_hand_still_clicks(figure: Figure, reader: Page) -> None:
    x, y = figure.box(CARD).centre

    reader.mouse.move(x, y)
    reader.mouse.down()
    reader.mouse.move(x + 2, y + 1)
    reader.mouse.up()

    expect(figure.card).to_be_visible()


def test_pan_zoom_buttons_are_always_there_and_zoom(figure: Figure) -> None:
    width = figure.box(CARD).width
    for name in BUTTONS:
        expect(figure.button(name)).to_be_visible()

    figure.button("Zoom in").click()
    assert figure.box(CARD).width == pytest.approx(width * 1.25, rel=0.01)
    figure.button("Zoom out").click()
    figure.button("Zoom out").click()
    assert figure.box(CARD).width == pytest.approx(width / 1.25, rel=0.01)


def test_pan_zoom_show_all_shows_all(figure: Figure) -> None:
    figure.button("Zoom in").click()
    figure.button("Zoom in").click()

    figure.button("Show all").click()

    view = box_of(figure.view)
    drawing = box_of(figure.view.locator("svg.atlas-svg"))
    assert drawing.x >= view.x - 1
    assert drawing.y >= view.y - 1
    assert drawing.x + drawing.width <= view.x + view.width + 1
    assert drawing.y + drawing.height <= view.y + view.height + 1


def test_pan_zoom_in_full_screen_the_plain_wheel_zooms(figure: Figure, reader: Page) -> None:
    figure.button("Full screen").click()
    eventually(reader, lambda: box_of(figure.root).height, 1000.0)
    assert box_of(figure.root).width == pytest.approx(1500, abs=20)  # a theme may keep room for a scroll bar
    for name in BUTTONS:
        expect(figure.button(name)).to_be_in_viewport()
    before = figure.box(CARD)

    reader.mouse.move(*before.centre)
    reader.mouse.wheel(0, -120)

    eventually(reader, lambda: figure.box(CARD).width > 1.2 * before.width, True)
    assert figure.box(CARD).centre == pytest.approx(before.centre, abs=1)
    figure.button("Full screen").click()
    eventually(reader, lambda: reader.evaluate("document.fullscreenElement === null"), True)
    expect(figure.button("Full screen")).to_be_visible()


def test_pan_zoom_the_drawing_cannot_be_lost(figure: Figure, reader: Page) -> None:
    view = box_of(figure.view)
    for _ in range(6):
        reader.mouse.move(view.x + 700, view.y + 300)
        reader.mouse.down()
        reader.mouse.move(view.x + 20, view.y + 290, steps=2)
        reader.mouse.up()

    drawing = box_of(figure.view.locator("svg.atlas-svg"))
    assert drawing.x + drawing.width >= view.x + view.width / 2 - 1
