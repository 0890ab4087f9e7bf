"""Folded cards: hundreds of roles in a few cards, each opened in place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built_site import organisation_site
from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

VIEWERS = "roles--viewer--0e0a147c"
GROUPS = "many--group--317f049e"
BREAK_GLASS = "roles--break-glass-admin--400fa7b8"


@pytest.fixture(scope="module")
def hundred(shared: Path) -> Place:
    return Place("disk", f"{organisation_site(shared, 'hundred').as_uri()}/en")  # it speaks Japanese first


@pytest.fixture
def reader(seat: Page) -> Page:
    return seat


@pytest.fixture
def figure(reader: Page, hundred: Place) -> Figure:
    return open_drawing(reader, hundred)


def test_a_folded_card_opens_in_place_and_nothing_else_moves(figure: Figure, reader: Page) -> None:
    before = positions(reader)

    figure.node(VIEWERS).click()

    expect(figure.drawer).to_be_visible()
    assert positions(reader) == before
    card, drawer = figure.box(VIEWERS), figure.drawer.bounding_box()
    assert drawer is not None
    assert drawer["x"] == pytest.approx(card.x, abs=1)
    assert 0 <= drawer["y"] - (card.y + card.height) < 10
    expect(figure.drawer.get_by_role("button")).to_have_count(31)
    expect(figure.card.get_by_role("heading", name="viewer ×31")).to_be_visible()


def test_a_member_lights_its_own_ways_only_and_the_list_stays(figure: Figure) -> None:
    figure.node(VIEWERS).click()
    figure.drawer.get_by_role("searchbox", name="Filter").fill("chat")
    member = figure.drawer.get_by_role("button", name="chat-prd")
    expect(figure.drawer.get_by_role("button")).to_have_count(1)

    member.click()

    expect(figure.card.get_by_role("heading", name="viewer@chat-prd")).to_be_visible()
    expect(figure.card.get_by_role("heading", name="Who gets in (1)")).to_be_visible()
    expect(figure.card.get_by_role("button", name="chat-devs")).to_be_visible()
    expect(figure.drawer.get_by_role("button")).to_have_count(1)
    expect(member).to_have_attribute("aria-current", "true")
    expect(member).to_be_focused()
    figure.search.hover()
    figure.shows_only(VIEWERS, GROUPS)


def test_of_two_members_each_has_its_own_card(figure: Figure) -> None:
    figure.node(GROUPS).click()

    for name in ("ads-devs", "mail-devs"):
        figure.drawer.get_by_role("button", name=name).click()
        expect(figure.card.get_by_role("heading", name=name)).to_be_visible()
        for role in ("developer", "developer", "viewer"):
            product = name.removesuffix("-devs")
            expect(figure.card.get_by_role("button", name=f"{role}@{product}-").first).to_be_visible()
        expect(figure.card.get_by_role("heading", name="Where it leads (3)")).to_be_visible()


def test_search_finds_a_member_and_opens_the_card_that_it_is_folded_into(figure: Figure) -> None:
    figure.search.click()
    figure.search.press_sequentially("break-glass-admin@mail-prd")
    expect(figure.root.get_by_role("option", selected=True)).to_contain_text("break-glass-admin@mail-prd")

    figure.search.press("Enter")

    expect(figure.card.get_by_role("heading", name="break-glass-admin@mail-prd")).to_be_visible()
    expect(figure.node(BREAK_GLASS)).to_be_focused()
    expect(figure.node(BREAK_GLASS)).to_be_in_viewport(ratio=0.99)
    expect(figure.drawer.get_by_role("button", name="mail-prd")).to_have_attribute("aria-current", "true")


def test_a_folded_card_is_opened_walked_and_closed_by_keyboard(figure: Figure, reader: Page) -> None:
    figure.node(VIEWERS).focus()

    reader.keyboard.press("Space")
    expect(figure.drawer.get_by_role("searchbox", name="Filter")).to_be_focused()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(figure.card.get_by_role("heading", name="viewer@accounting-prd")).to_be_visible()
    expect(figure.drawer.get_by_role("button", name="accounting-prd")).to_be_focused()
    reader.keyboard.press("Escape")

    expect(figure.drawer).to_have_count(0)
    expect(figure.card).to_have_count(0)
    expect(figure.node(VIEWERS)).to_be_focused()


def test_ways_run_through_folded_cards(figure: Figure, reader: Page) -> None:
    for box, text in ((figure.who, "mail-devs"), (figure.role, "viewer@mail-prd")):
        box.click()
        box.press_sequentially(text)
        expect(reader.get_by_role("option", selected=True)).to_be_visible()
        box.press("Enter")

    expect(figure.answer.get_by_role("heading")).to_have_text("One way from group mail-devs to viewer@mail-prd")
    figure.shows_only(GROUPS, VIEWERS)


def test_from_a_role_to_itself_is_no_way_that_is_missing(hundred: Place, reader: Page) -> None:
    figure = open_drawing(reader, hundred, choices="from=role--auditor--billing-dev&to=role--auditor--billing-dev")

    expect(figure.answer.get_by_role("heading", level=2)).to_have_text("auditor@billing-dev → auditor@billing-dev")


def test_a_filter_counts_what_a_card_stands_for(figure: Figure) -> None:
    figure.button("Production").click()
    figure.button("Administrator").click()

    expect(figure.root.get_by_role("group", name="Filter")).to_contain_text("33 of 478 roles")


def test_the_wheel_scrolls_a_long_list_and_does_not_move_the_drawing(figure: Figure, reader: Page) -> None:
    figure.node(VIEWERS).click()
    last = figure.drawer.get_by_role("button").last
    expect(last).not_to_be_in_viewport()
    before = positions(reader)

    figure.drawer.get_by_role("button").first.hover()
    reader.mouse.wheel(0, 200)

    eventually(reader, lambda: reader.evaluate("document.querySelector('.atlas-drawer ul').scrollTop") > 0, True)
    assert positions(reader) == before


def positions(page: Page) -> list[list[float]]:
    """Where every node and line is in the window."""
    found: list[list[float]] = page.evaluate(
        """[...document.querySelectorAll(".atlas-svg [data-node] > rect, .edges path")].map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return [x, y, width, height];
        })"""
    )
    return found
