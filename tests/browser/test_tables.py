"""Tables that a reader sorts and filters, and that are whole without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROLES = "/atlas/roles/index.html"


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(page: Page) -> None:
    page.goto(ROLES)
    heading = page.locator(".atlas-table th").first
    button = heading.get_by_role("button")

    button.click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    ascending = names(page)
    button.click()
    expect(heading).to_have_attribute("aria-sort", "descending")

    assert ascending == sorted(ascending, key=str.casefold)
    assert names(page) == list(reversed(ascending))


def test_sorting_works_by_keyboard(page: Page) -> None:
    page.goto(ROLES)
    heading = page.locator(".atlas-table th").nth(1)

    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")

    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".atlas-table th").first).not_to_have_attribute("aria-sort", "ascending")


def test_the_filter_leaves_the_rows_that_hold_all_words_and_counts_them(page: Page) -> None:
    page.goto(ROLES)
    rows = page.locator(".atlas-table tbody tr")
    every = rows.count()

    page.get_by_role("searchbox", name="Filter").fill("CI stop")

    expect(rows.locator("visible=true")).to_have_count(1)
    expect(page.locator(".atlas-filter output")).to_have_text(f"1 / {every}")
    page.get_by_role("searchbox", name="Filter").fill("")
    expect(rows.locator("visible=true")).to_have_count(every)


def test_tables_work_after_instant_navigation_and_only_once(page: Page) -> None:
    page.goto("/atlas/accounts/index.html")
    page.evaluate("window.stillThisDocument = true")

    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Roles").click()
    expect(page.locator("h1")).to_contain_text("Roles")

    assert page.evaluate("window.stillThisDocument") is True
    expect(page.locator(".atlas-filter")).to_have_count(1)
    expect(page.locator(".atlas-table th").first.get_by_role("button")).to_have_count(1)


def test_a_table_is_whole_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{base_url}{ROLES}")

    assert page.locator(".atlas-table tbody tr").count() >= 10
    expect(page.locator(".atlas-filter")).to_have_count(0)
    context.close()


def test_a_link_to_the_reason_opens_it(page: Page) -> None:
    page.goto("/atlas/people/ben.html")
    page.evaluate("window.stillThisDocument = true")

    page.locator(".atlas-table").get_by_role("link", name="why").first.click()
    expect(page.locator("h1")).to_contain_text("developer")

    assert page.evaluate("window.stillThisDocument") is True
    expect(page.locator(f"details[id='{fragment(page)}']")).to_have_attribute("open", "")


def test_a_link_to_the_reason_on_the_same_page_opens_it_each_time(page: Page) -> None:
    page.goto("/atlas/roles/operator.html")
    reason = page.locator(".atlas-table").get_by_role("link", name="why").first

    reason.click()
    block = page.locator(f"details[id='{fragment(page)}']")
    expect(block).to_have_attribute("open", "")
    block.locator("summary").click()
    expect(block).not_to_have_attribute("open", "")
    reason.click()

    expect(block).to_have_attribute("open", "")


def test_a_reason_is_open_when_the_address_names_it_from_disk_too(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'atlas' / 'roles' / 'operator.html').as_uri()}#why-in-dev-1")

    expect(page.locator("#why-in-dev-1")).to_have_attribute("open", "")
    expect(page.locator("details.atlas-fold:not([open])").first).to_be_visible()


def fragment(page: Page) -> str:
    return page.url.partition("#")[2]


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".atlas-table tbody tr td:first-child").all_inner_texts()]


LINES = """element => {
  const text = document.createRange();
  text.selectNodeContents(element);
  return new Set([...text.getClientRects()].map(one => Math.round(one.bottom / 4))).size;
}"""


def test_an_account_id_stands_on_one_line(page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto("/atlas/accounts/index.html")
    ids = page.locator(".atlas-table td:nth-child(2) code")

    assert ids.count() > 5
    assert {one.evaluate(LINES) for one in ids.all()} == {1}


@pytest.mark.parametrize("tree", ["", "/ja"])
def test_the_access_of_a_person_fits_beside_the_table_of_contents(page: Page, tree: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(f"{tree}/atlas/people/ben.html")

    table = page.locator("#access ~ .atlas-table table").first

    assert table.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_heads_of_columns_in_japanese_break_between_words(page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto("/ja/atlas/roles/index.html")
    head = page.locator(".atlas-table th", has_text="アカウント").get_by_role("button")

    assert head.evaluate(LINES) == 1


def test_a_heading_that_fills_a_line_of_a_phone_is_followed_by_no_empty_one(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/atlas/words.html")
    filled = page.locator("#word-federation")

    one_line = page.locator("#word-account").evaluate("one => one.offsetHeight")

    assert filled.evaluate("one => one.offsetHeight") == one_line
