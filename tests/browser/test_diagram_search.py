"""Search in the diagram's own box: people, groups, roles, accounts and their numbers; Enter goes there."""

import re

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

FOUND = [
    pytest.param("chie", "chie", "user--chie", id="a person"),
    pytest.param("Mori", "chie", "user--chie", id="a person's own name"),
    pytest.param("auditors", "auditors", "group--auditors", id="a group"),
    pytest.param("operator@prod", "operator@prod", "role--operator--prod", id="a role in an account"),
    pytest.param("prod operator", "operator@prod", "role--operator--prod", id="a role and an account"),
    pytest.param("staging", "staging", "account--staging", id="an account"),
    pytest.param("222222222222", "dev", "account--dev", id="an account id"),
    pytest.param("github", "github", "provider--github", id="a provider"),
    pytest.param("arn:aws:iam::333333333333:role/auditor", "auditor@staging", "role--auditor--staging", id="an ARN"),
    pytest.param("CI-HUB", "ci-hub@tools", "role--ci-hub--tools", id="in capitals"),
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


@pytest.mark.parametrize(("typed", "name", "node"), FOUND)
def test_search_enter_goes_to_what_was_typed(typed: str, name: str, node: str, figure: Figure, reader: Page) -> None:
    figure.button("Zoom in").click()
    figure.search.click()
    figure.search.press_sequentially(typed)

    expect(figure.root.get_by_role("option", selected=True)).to_contain_text(name)
    figure.search.press("Enter")

    expect(figure.card.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(figure.node(node)).to_be_focused()
    expect(figure.node(node)).to_be_in_viewport(ratio=0.99)


def test_search_arrows_choose_among_what_is_found(figure: Figure) -> None:
    figure.search.click()
    figure.search.press_sequentially("operator")
    options = figure.root.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    second = options.nth(1).locator("span").inner_text()

    figure.search.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    figure.search.press("Enter")

    expect(figure.card.get_by_role("heading", name=second, exact=True)).to_be_visible()


def test_search_a_click_chooses_too(figure: Figure) -> None:
    figure.search.click()
    figure.search.press_sequentially("erin")

    figure.root.get_by_role("option", name="erin").click()

    expect(figure.card.get_by_role("heading", name="erin")).to_be_visible()


def test_search_says_when_there_is_nothing_and_escape_ends_it(figure: Figure) -> None:
    figure.search.click()
    figure.search.press_sequentially("xyzzy")
    expect(figure.root.get_by_text("Nothing found")).to_be_visible()
    figure.search.press("Enter")
    expect(figure.card).to_have_count(0)

    figure.search.press("Escape")

    expect(figure.root.get_by_text("Nothing found")).to_be_hidden()
    expect(figure.search).to_have_value("")


def test_search_keys_of_the_drawing_and_of_the_theme_are_letters_in_the_box(figure: Figure, reader: Page) -> None:
    url = reader.url
    figure.search.click()

    figure.search.press_sequentially("?+-0fsnp[]/")

    expect(figure.search).to_have_value("?+-0fsnp[]/")
    expect(reader.get_by_role("dialog", name="Keys and gestures")).to_be_hidden()
    assert reader.url == url


def test_search_what_the_drawing_does_not_show_opens_its_page(reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place, "atlas/people/erin.html")
    figure.search.click()
    figure.search.press_sequentially("ci-hub")
    expect(figure.root.get_by_role("option", selected=True)).to_contain_text("its page")

    figure.search.press("Enter")

    expect(reader).to_have_url(re.compile(r"/atlas/roles/ci-hub\.html#in-tools$"))
