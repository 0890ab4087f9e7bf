"""The switch between the languages of the site: it stays on the page, and at the same place of it."""

import pytest
from playwright.sync_api import Page, expect

from reader.places import Place

pytestmark = pytest.mark.browser

PAGES = ["index.html", "atlas/people/chie.html", "atlas/matrix.html"]


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_stays_on_the_page_in_both_directions(path: str, reader: Page, place: Place) -> None:
    reader.goto(place.url(path))

    choose(reader, "日本語")
    expect(reader).to_have_url(place.url(f"ja/{path}"))
    expect(reader.locator("html")).to_have_attribute("lang", "ja")

    choose(reader, "English")
    expect(reader).to_have_url(place.url(path))
    expect(reader.locator("html")).to_have_attribute("lang", "en")


def test_the_switch_leads_to_the_same_heading(reader: Page, place: Place) -> None:
    reader.goto(place.url("atlas/roles/operator.html#request"))

    choose(reader, "日本語")

    expect(reader).to_have_url(place.url("ja/atlas/roles/operator.html#request"))


def test_what_is_selected_in_a_drawing_is_selected_in_the_other_language_too(reader: Page, place: Place) -> None:
    reader.goto(place.url("index.html", "select=user--chie"))
    expect(reader.locator(".atlas-card")).to_contain_text("chie")

    choose(reader, "日本語")

    expect(reader.locator(".atlas-card")).to_contain_text("chie")


def test_a_page_that_the_other_language_lacks_leads_to_its_home(reader: Page, place: Place) -> None:
    reader.goto(place.url("how-access-is-decided.html"))

    choose(reader, "日本語")

    expect(reader).to_have_url(place.url("ja/index.html"))


def test_the_language_that_is_read_is_marked(reader: Page, place: Place) -> None:
    reader.goto(place.url("ja/index.html"))

    expect(reader.locator(".md-select__link[aria-current]")).to_have_text("日本語")


def choose(reader: Page, language: str) -> None:
    reader.locator(".md-header .md-select button").hover()
    reader.get_by_role("link", name=language, exact=True).click()
