"""Motion and contrast: nothing moves for who wants no motion; 3:1 for lines, 4.5:1 for text; forced colours."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from reader.contrast import too_faint
from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SCHEMES = ["light", "dark"]
DRAWN_TEXT = ".atlas-svg text"
HTML_TEXT = (
    ":is(.atlas-diagram, .atlas-finder) "
    ":is(h2, h3, p, dt, dd, li, a, summary, small, strong, kbd, td, label, span, button):not(:has(*))"
)
_MOVING = """() => [...document.querySelectorAll(".atlas-diagram, .atlas-diagram *")]
  .filter((element) => {
    const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
    const moves = transitionProperty !== "none" && transitionDuration.split(",").some((one) => parseFloat(one) > 0);
    return moves || animationName !== "none";
  }).length"""


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    reader.set_viewport_size({"width": 1500, "height": 2400})
    return open_drawing(reader, place)


def test_motion_contrast_nothing_moves_for_who_wants_no_motion(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").click()
    expect(figure.card).to_be_visible()

    assert reader.evaluate(_MOVING) == 0
    reader.emulate_media(reduced_motion="no-preference")
    assert reader.evaluate(_MOVING) > 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_motion_contrast_of_the_drawing(scheme: Scheme, figure: Figure, reader: Page) -> None:
    reader.emulate_media(color_scheme=scheme)

    check_drawing(reader)


def test_motion_contrast_too_faint_a_colour_would_be_noticed(figure: Figure, reader: Page) -> None:
    reader.add_style_tag(
        content=".edges > g { --ink: #b3bccd !important } .atlas-svg .sub, .atlas-level { fill: #8d97aa !important }"
    )

    assert too_faint(reader, ".edges > [data-from] > path:first-child", "stroke", 3)
    assert {"2 members: 2.94", "READ: 2.94"} <= {*too_faint(reader, DRAWN_TEXT, "fill", 4.5)}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_motion_contrast_of_everything_around_it(scheme: Scheme, reader: Page, place: Place) -> None:
    reader.set_viewport_size({"width": 1500, "height": 2400})
    reader.emulate_media(color_scheme=scheme)
    choices = "select=role--break-glass-admin--jump&from=user--chie&to=role--operator--prod&level=write"
    figure = open_drawing(reader, place, "index.html", choices)
    expect(figure.answer).to_be_visible()
    for fold in figure.root.locator("summary").all():
        fold.click()

    assert too_faint(reader, HTML_TEXT, "color", 4.5) == []
    assert too_faint(reader, ".atlas-combobox input", "placeholder", 4.5) == []
    assert too_faint(reader, ".atlas-icon svg", "stroke", 3) == []
    assert (
        too_faint(
            reader, ".atlas-combobox input, .atlas-toggle[aria-pressed=false]:not([data-line])", "borderTopColor", 3
        )
        == []
    )
    figure.button("Keys and gestures").click()
    expect(reader.get_by_role("dialog", name="Keys")).to_be_visible()
    assert too_faint(reader, ".atlas-help :is(h2, td, kbd)", "color", 4.5) == []


def test_motion_contrast_forced_colours_hide_nothing(figure: Figure, reader: Page) -> None:
    plain = figure.view.screenshot()

    reader.emulate_media(forced_colors="active")

    check_drawing(reader)
    assert figure.view.screenshot() != plain
    edge = figure.view.locator(".edges > [data-from] > path").first
    assert edge.evaluate("(edge) => getComputedStyle(edge).stroke") == system_colour(reader, "CanvasText")


def test_motion_contrast_forced_colours_show_what_is_chosen(figure: Figure, reader: Page) -> None:
    reader.emulate_media(forced_colors="active")

    figure.button("Production").click()
    figure.node("role--operator--prod").click()
    expect(figure.card).to_be_visible()

    highlight = system_colour(reader, "Highlight")
    expect(figure.node("role--operator--prod").locator("rect").first).to_have_css("stroke", highlight)
    expect(figure.button("Production")).to_have_css("background-color", highlight)
    expect(figure.button("Staging")).not_to_have_css("background-color", highlight)
    assert too_faint(reader, HTML_TEXT, "color", 4.5) == []
    assert too_faint(reader, ".atlas-icon svg", "stroke", 3) == []


def check_drawing(page: Page) -> None:
    assert too_faint(page, DRAWN_TEXT, "fill", 4.5) == []
    assert too_faint(page, ".edges > [data-from] > path:first-child", "stroke", 3) == []
    assert too_faint(page, ".edges .head", "fill", 3) == []


def system_colour(page: Page, name: str) -> str:
    """What a system colour is at present."""
    colour: str = page.evaluate(
        """(name) => {
          const probe = Object.assign(document.createElement("i"), { style: `forced-color-adjust:none;color:${name}` });
          document.body.append(probe);
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        }""",
        name,
    )
    return colour
