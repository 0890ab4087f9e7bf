"""Keyboard: one tab stop; arrows, brackets, Alt with < and >, + - 0, Space, Enter, Esc, and a help sheet on ?."""

import re

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_keyboard_tab_goes_from_the_bar_into_the_drawing_and_out_again(figure: Figure, reader: Page) -> None:
    figure.button("Finding").focus()

    reader.keyboard.press("Tab")
    reader.keyboard.press("ArrowDown")
    assert focused_node(reader)
    here = focused_node(reader)
    reader.keyboard.press("Tab")
    expect(figure.button("Zoom in")).to_be_focused()
    reader.keyboard.press("Shift+Tab")
    assert focused_node(reader) == here
    reader.keyboard.press("Shift+Tab")
    expect(figure.button("Finding")).to_be_focused()


WALKS = [
    pytest.param("user--aiko", ["ArrowDown"], "user--ben", id="down"),
    pytest.param("user--ben", ["ArrowUp"], "user--aiko", id="up"),
    pytest.param("user--chie", ["ArrowRight"], "group--break-glass", id="right"),
    pytest.param("role--operator--prod", ["ArrowUp", "ArrowUp", "ArrowUp"], "account--prod", id="to the account"),
    pytest.param("group--operators", ["Alt+>", "Alt+>"], "role--operator--dev", id="along the lines"),
    pytest.param("role--operator--dev", ["Alt+<", "Alt+<", "Alt+<"], "user--ben", id="and back"),
    pytest.param("role--ci-hub--tools", ["Alt+>", "Alt+>"], "role--ci-deploy--dev", id="to the second hop"),
    pytest.param("user--chie", ["]"], "group--auditors", id="to the next frame"),
    pytest.param("role--developer--prod", ["]"], "account--staging", id="to the next account"),
    pytest.param("role--developer--staging", ["["], "account--prod", id="to the account before"),
    pytest.param("user--aiko", ["Alt+<"], "user--aiko", id="nothing leads here"),
]


@pytest.mark.parametrize(("start", "keys", "end"), WALKS)
def test_keyboard_walks_over_nodes_frames_and_lines(
    start: str, keys: list[str], end: str, figure: Figure, reader: Page
) -> None:
    figure.node(start).focus()

    for key in keys:
        reader.keyboard.press(key)

    expect(figure.node(end)).to_be_focused()
    expect(figure.node(end)).to_be_in_viewport(ratio=0.99)


def test_keyboard_what_has_the_focus_is_in_the_window_however_far_one_walks(figure: Figure, reader: Page) -> None:
    figure.node("account--prod").focus()
    figure.button("Zoom in").click()
    figure.node("role--operator--prod").focus()

    for _ in range(16):
        reader.keyboard.press("ArrowDown")
        eventually(reader, lambda: is_seen(reader), True)
    for _ in range(3):
        reader.keyboard.press("ArrowLeft")
        eventually(reader, lambda: is_seen(reader), True)

    assert reader.evaluate("scrollY") > 0


def test_keyboard_zooms(figure: Figure, reader: Page) -> None:
    figure.node("user--aiko").focus()
    width = figure.box("user--aiko").width

    for key in ("+", "=", "-"):
        reader.keyboard.press(key)
    assert figure.box("user--aiko").width == pytest.approx(width * 1.25, rel=0.01)
    reader.keyboard.press("0")
    assert figure.box("user--aiko").width == pytest.approx(width, rel=0.01)


def test_keyboard_space_shows_the_card_and_esc_leads_back(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").focus()

    reader.keyboard.press("Space")
    expect(figure.card.get_by_role("heading", name="operator@prod")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(figure.card.get_by_role("button", name="Close")).to_be_focused()
    reader.keyboard.press("Escape")

    expect(figure.card).to_have_count(0)
    expect(figure.node("role--operator--prod")).to_be_focused()
    assert reader.evaluate("scrollY") == 0


def test_keyboard_a_question_mark_opens_the_sheet_and_esc_closes_only_it(figure: Figure, reader: Page) -> None:
    figure.node("user--aiko").click()
    expect(figure.card).to_be_visible()
    figure.node("user--aiko").focus()

    reader.keyboard.press("?")
    sheet = reader.get_by_role("dialog", name="Keys and gestures")
    expect(sheet).to_be_visible()
    for key in ("Alt <", "Alt >", "Space", "Enter", "Esc"):
        expect(sheet.get_by_text(key, exact=True)).to_be_visible()
    reader.keyboard.press("Escape")

    expect(sheet).to_have_count(0)
    expect(figure.card).to_be_visible()
    expect(figure.node("user--aiko")).to_be_focused()


def test_keyboard_the_button_opens_the_same_sheet(figure: Figure, reader: Page) -> None:
    figure.button("Keys and gestures").click()

    sheet = reader.get_by_role("dialog", name="Keys and gestures")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    expect(figure.button("Keys and gestures")).to_be_focused()


def test_keyboard_keys_of_the_theme_lead_nowhere_from_the_drawing(figure: Figure, reader: Page) -> None:
    url = reader.url
    figure.node("user--aiko").focus()

    for key in ("n", "p", ".", ",", "f", "s", "/", "Alt+,"):
        reader.keyboard.press(key)
        expect(figure.node("user--aiko")).to_be_focused()
    reader.wait_for_timeout(150)

    assert reader.url == url


def test_keyboard_keys_of_the_theme_still_work_elsewhere(figure: Figure, reader: Page, place: Place) -> None:
    reader.locator("h1").click()

    reader.keyboard.press("/")

    expect(reader.locator("input:focus, [role=combobox]:focus")).to_have_count(1)
    assert re.search(r"index\.html", reader.url)


def focused_node(page: Page) -> str | None:
    """The id of the node in focus."""
    found: str | None = page.evaluate("document.activeElement?.closest('[data-node]')?.dataset.node ?? null")
    return found


def is_seen(page: Page) -> bool:
    """Whether all of what has the focus is in the window, below the theme's bars, and not clipped."""
    return bool(
        page.evaluate(
            """() => {
              const at = document.activeElement.getBoundingClientRect();
              const view = document.querySelector(".atlas-diagram__view").getBoundingClientRect();
              const bars = document.querySelector(".md-header").getBoundingClientRect().bottom;
              return at.top >= Math.max(bars, view.top) && at.bottom <= Math.min(innerHeight, view.bottom)
                && at.left >= view.left && at.right <= view.right;
            }"""
        )
    )


def test_keyboard_goes_on_from_card_to_card_and_back_to_the_drawing(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").focus()
    reader.keyboard.press("Space")
    expect(figure.card.get_by_role("heading", name="operator@prod")).to_be_focused()

    figure.card.get_by_role("button", name="operators").press("Enter")
    expect(figure.card.get_by_role("heading", name="operators", exact=True)).to_be_focused()
    figure.card.get_by_role("button", name="Close").press("Enter")

    expect(figure.card).to_have_count(0)
    expect(figure.node("group--operators")).to_be_focused()


def test_keyboard_enter_that_ends_a_conversion_chooses_nobody(figure: Figure, reader: Page) -> None:
    figure.who.click()
    figure.who.press_sequentially("ben")
    expect(figure.root.get_by_role("option", name="ben")).to_be_visible()

    figure.who.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(figure.root.get_by_role("option", name="ben")).to_be_visible()
    figure.who.press("Enter")

    expect(figure.root.get_by_role("option", name="ben")).to_have_count(0)
    expect(figure.who).to_have_value("ben")
