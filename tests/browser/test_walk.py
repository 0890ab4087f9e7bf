"""A reader walks from the home page to the person who may become what they look at."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.browser

LOOKS = [
    pytest.param("light", 1280, id="light"),
    pytest.param("dark", 390, id="phone in the dark"),
]
# Rules that the theme itself breaks, on every page of every site; what is inside the article is ours.
_OURS = "article"


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_a_reader_finds_who_may_operate_production(scheme: Scheme, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    page.goto("/index.html")
    check_accessibility(page)
    page.get_by_role("combobox", name="Find a person").fill("prod")
    page.get_by_role("option", name="prod Account", exact=True).click()
    check_accessibility(page)
    page.get_by_role("link", name="Open the page").click()
    expect(page.locator("h1")).to_contain_text("prod")
    expect(page.locator("article")).to_contain_text("444444444444")
    check_accessibility(page)
    follow(page, "roles/operator.html")
    expect(page.get_by_role("heading", name="Who can assume it").first).to_be_visible()
    check_accessibility(page)
    follow(page, "groups/operators.html")
    check_accessibility(page)
    follow(page, "people/chie.html")
    expect(page.locator("h1")).to_contain_text("Chie Mori")
    expect(page.locator("article")).to_contain_text("operator")
    check_accessibility(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path", ["/index.html", "/atlas/accounts/index.html", "/atlas/roles/operator.html", "/atlas/matrix.html"]
)
def test_no_page_is_wider_than_the_window(path: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "path", ["/atlas/matrix.html", "/atlas/words.html", "/atlas/vendors/watchful.html", "/first-day.html"]
)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_kind_of_page_is_accessible(path: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(path)

    check_accessibility(page)


def test_generated_pages_have_no_button_to_edit_them(page: Page) -> None:
    page.goto("/atlas/roles/operator.html")

    expect(page.locator("a[rel=edit]")).to_have_count(0)


def follow(page: Page, address: str) -> None:
    """Click the first link of the text (not of a drawing) that leads to the page at `address`."""
    page.locator("article :is(td, dd, li, p) > a").and_(page.locator(f'[href*="{address}"]')).first.click()
    expect(page).to_have_url(re.compile(re.escape(address)))


def check_accessibility(page: Page) -> None:
    """No rule of axe is broken by what we write."""
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, context=_OURS)

    assert found.violations_count == 0, found.generate_report()
