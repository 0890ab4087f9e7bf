"""Enter and double click open the page, with Ctrl or Cmd in a new tab."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

CARD = "role--operator--prod"
PAGE = re.compile(r"/atlas/roles/operator\.html#in-prod$")
# On this system Cmd is no key for the browser's own links.
NEW_TAB = [("Enter", "Control"), ("Enter", "Meta"), ("click", "Control")]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    figure = open_drawing(reader, place)
    reader.evaluate("window.stillThisDocument = true")
    return figure


@pytest.mark.parametrize("how", ["Enter", "double click", "card"])
def test_enter_double_click_opens_the_page(how: str, figure: Figure, reader: Page, place: Place) -> None:
    match how:
        case "Enter":
            figure.node(CARD).focus()
            reader.keyboard.press("Enter")
        case "double click":
            figure.node(CARD).dblclick()
        case _:
            figure.node(CARD).click()
            figure.card.get_by_role("link", name="Open the page").click()

    expect(reader).to_have_url(PAGE)
    expect(reader.locator("h1")).to_contain_text("operator")
    expect(reader.locator("#in-prod")).to_be_in_viewport()
    assert is_this_document(reader) == (place.name != "disk")


@pytest.mark.parametrize(("how", "key"), NEW_TAB)
def test_enter_double_click_with_a_key_opens_a_new_tab(
    how: str, key: Literal["Control", "Meta"], figure: Figure, reader: Page
) -> None:
    with reader.context.expect_page() as opened:
        if how == "Enter":
            figure.node(CARD).focus()
            reader.keyboard.press(f"{key}+Enter")
        else:
            figure.node(CARD).click(modifiers=[key])

    expect(opened.value).to_have_url(PAGE)
    expect(opened.value.locator("h1")).to_contain_text("operator")
    opened.value.close()
    assert is_this_document(reader)
    assert not PAGE.search(reader.url)
    expect(figure.card).to_have_count(0)


def test_enter_double_click_what_has_no_page_shows_its_card(figure: Figure, reader: Page) -> None:
    figure.view.locator(".gate", has_text="ExternalId").focus()

    reader.keyboard.press("Enter")

    expect(figure.card).to_contain_text("Condition")
    assert is_this_document(reader)


def test_enter_double_click_back_leads_to_the_drawing_again(figure: Figure, reader: Page) -> None:
    figure.node(CARD).dblclick()
    expect(reader.locator("#in-prod")).to_be_in_viewport()

    reader.go_back()

    expect(reader.locator("h1")).to_contain_text("Who may go where")
    figure.card.get_by_role("button", name="Close").click()
    figure.node("user--aiko").click()
    expect(figure.card.get_by_role("heading", name="aiko")).to_be_visible()


def is_this_document(page: Page) -> bool:
    return bool(page.evaluate("window.stillThisDocument === true"))
