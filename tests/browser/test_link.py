"""Link: selection, filters, path and zoom live in the address; back and forward work; a button copies it."""

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

CARD = "role--operator--prod"


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_link_selection_filter_path_and_zoom_survive_a_reload(figure: Figure, reader: Page, place: Place) -> None:
    figure.button("Production").click()
    figure.button("leads to other rights, or into a group").click()
    figure.button("Zoom in").click()
    figure.node(CARD).click()
    for box, text in ((figure.who, "erin"), (figure.role, "operator@prod")):
        box.click()
        box.press_sequentially(text)
        expect(reader.get_by_role("option", selected=True)).to_be_visible()
        box.press("Enter")
    expect(figure.answer).to_contain_text("There is no way")
    eventually(reader, lambda: "view=" in reader.url, True)
    width = figure.box(CARD).width

    for again in (reader, reader.context.new_page()):
        there = open_drawing(again, place, "index.html", reader.url.partition("#~")[2])
        again.reload()
        expect(there.card.get_by_role("heading", name="operator@prod")).to_be_visible()
        expect(there.answer).to_contain_text("There is no way from erin to operator@prod.")
        expect(there.button("Production")).to_have_attribute("aria-pressed", "true")
        expect(there.button("leads to other rights, or into a group")).to_have_attribute("aria-pressed", "true")
        expect(there.root.get_by_role("group", name="Filter")).to_contain_text("4 of 29 roles")
        assert there.box(CARD).width == pytest.approx(width, abs=0.5)
    again.close()


def test_link_back_and_forward_follow_what_was_chosen(figure: Figure, reader: Page) -> None:
    everything = figure.bright()
    figure.node(CARD).click()
    expect(figure.card.get_by_role("heading", name="operator@prod")).to_be_visible()
    figure.card.get_by_role("button", name="operators").click()
    expect(figure.card.get_by_role("heading", name="operators")).to_be_visible()
    figure.button("Staging").click()

    reader.go_back()
    expect(figure.button("Staging")).to_have_attribute("aria-pressed", "false")
    reader.go_back()
    expect(figure.card.get_by_role("heading", name="operator@prod")).to_be_visible()
    reader.go_back()
    expect(figure.card).to_have_count(0)
    figure.search.hover()
    figure.shows_only(*everything)
    reader.go_forward()
    expect(figure.card.get_by_role("heading", name="operator@prod")).to_be_visible()


def test_link_a_button_copies_the_address(figure: Figure, reader: Page, place: Place) -> None:
    figure.node(CARD).click()
    expect(figure.card).to_be_visible()

    figure.button("Copy a link to this view").click()

    address = place.url("index.html", f"select={CARD}")
    eventually(reader, lambda: str(reader.evaluate("navigator.clipboard.readText()")), address)
    expect(figure.live).to_have_text("The link to this view is copied")


def test_link_a_copied_link_has_the_latest_view(figure: Figure, reader: Page) -> None:
    figure.button("Zoom in").click()
    figure.button("Copy a link to this view").click()

    expect(figure.live).to_have_text("The link to this view is copied")
    assert "view=" in reader.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    "choices",
    [
        "select=nobody",
        "view=x,y,z",
        "view=1e9,1e9,1000",
        "from=user--aiko&to=nowhere",
        "condition=%25E0%25A4%25A",
        "=&&&",
    ],
)
def test_link_an_address_that_says_nothing_shows_everything(choices: str, reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place, "index.html", choices)

    figure.button("Show all").click()
    figure.node("user--aiko").click()

    expect(figure.card.get_by_role("heading", name="aiko")).to_be_visible()


def test_link_to_a_section_still_leads_there(reader: Page, place: Place) -> None:
    reader.goto(place.url("index.html#who"))

    expect(reader.locator("#who")).to_be_in_viewport()
    expect(Figure(reader).card).to_have_count(0)
