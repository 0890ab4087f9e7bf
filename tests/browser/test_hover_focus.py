"""Hover and focus: what is connected up- and downstream stays, the rest fades."""

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

OPERATORS = {
    "user--ben",
    "user--chie",
    "group--operators",
    "role--operator--dev",
    "role--operator--prod",
    "role--operator--staging",
}
CONNECTED = [
    pytest.param("group--operators", OPERATORS, id="a group"),
    pytest.param("user--erin", {"user--erin", "group--shop-contractors", "role--developer--dev"}, id="a person"),
    pytest.param(
        "role--operator--prod", {"user--ben", "user--chie", "group--operators", "role--operator--prod"}, id="a role"
    ),
    pytest.param(
        "role--ci-deploy--prod", {"provider--github", "role--ci-hub--tools", "role--ci-deploy--prod"}, id="a second hop"
    ),
    pytest.param(
        "account--management", {"user--daniel", "group--auditors", "role--auditor--management"}, id="an account"
    ),
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


@pytest.mark.parametrize(("name", "connected"), CONNECTED)
def test_hover_focus_by_either_only_what_is_connected_stays(
    name: str, connected: set[str], figure: Figure, reader: Page
) -> None:
    everything = figure.bright()

    figure.node(name).hover()
    figure.shows_only(*connected)
    figure.search.hover()
    figure.shows_only(*everything)

    figure.node(name).focus()
    figure.shows_only(*connected)
    figure.search.focus()
    figure.shows_only(*everything)


def test_hover_focus_lines_fade_with_their_ends(figure: Figure, reader: Page) -> None:
    gate = figure.page.locator(".edges > [data-from='group--operators']").get_attribute("data-to")
    every = figure.bright_lines()

    figure.node("group--operators").hover()

    eventually(reader, lambda: len(figure.bright_lines()) < len(every), True)
    assert figure.bright_lines() == {
        "user--ben > group--operators",
        "user--chie > group--operators",
        f"group--operators > {gate}",
        *(f"{gate} > role--operator--{account}" for account in ("dev", "prod", "staging")),
    }


def test_hover_focus_a_condition_shows_whom_it_asks(figure: Figure) -> None:
    figure.view.locator(".gate", has_text="ExternalId").hover()

    figure.shows_only("vendor--watchful", "role--watchful-read--prod", "role--watchful-read--staging")


def test_hover_focus_the_ground_of_a_frame_fades_nothing(figure: Figure, reader: Page) -> None:
    everything = figure.bright()
    frame = figure.box("account--prod")

    reader.mouse.move(frame.x + 4, frame.y + frame.height - 4)

    reader.wait_for_timeout(100)
    assert figure.bright() == everything


def test_hover_focus_what_has_the_focus_is_outlined(figure: Figure, reader: Page) -> None:
    figure.search.focus()
    figure.node("user--aiko").focus()
    reader.keyboard.press("ArrowDown")

    expect(figure.node("user--ben")).to_be_focused()
    expect(figure.node("user--ben")).to_have_css("outline-style", "solid")
    expect(figure.node("user--ben")).to_have_css("outline-width", "2px")
