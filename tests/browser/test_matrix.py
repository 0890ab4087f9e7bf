"""The access matrix: a reader filters it, walks it by arrow keys, follows a cell to its reason, takes it as CSV."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.test_walk import check_accessibility

pytestmark = pytest.mark.browser

MATRIX = "/atlas/matrix.html"
COPIED = "navigator.clipboard.readText()"


@pytest.fixture
def matrix(page: Page) -> Locator:
    page.goto(MATRIX)
    return page.get_by_role("grid", name="Access matrix")


def test_the_filter_leaves_the_rows_and_columns_that_hold_all_words_and_counts_them(
    page: Page, matrix: Locator
) -> None:
    page.get_by_role("searchbox", name="Filter").fill("prod operators")

    expect(rows(matrix)).to_have_text([re.compile("prod")])
    expect(matrix.locator("thead th:visible")).to_have_text(["Account", "group operators"])
    expect(page.locator(".atlas-filter output")).to_have_text("1 / 8 accounts, 1 / 9 columns")
    page.get_by_role("searchbox", name="Filter").fill("")
    expect(rows(matrix)).to_have_count(8)
    expect(matrix.locator("thead th:visible")).to_have_count(10)


def test_the_filter_finds_a_caller_without_a_column_of_its_own(page: Page, matrix: Locator) -> None:
    page.get_by_role("searchbox", name="Filter").fill("shop-contractors")

    expect(rows(matrix)).to_have_text([re.compile("dev")])
    expect(matrix.get_by_role("link", name="shop-contractors")).to_be_visible()


def test_the_filter_that_nothing_holds_leaves_the_heading(page: Page, matrix: Locator) -> None:
    page.get_by_role("searchbox", name="Filter").fill("no such thing")

    expect(rows(matrix)).to_have_count(0)
    expect(page.locator(".atlas-filter output")).to_have_text("0 / 8 accounts, 0 / 9 columns")
    page.get_by_role("searchbox", name="Filter").fill("")
    expect(rows(matrix)).to_have_count(8)


def test_the_grid_is_one_tab_stop_and_its_arrows_move_from_cell_to_cell(page: Page, matrix: Locator) -> None:
    page.get_by_role("button", name="Download CSV").focus()

    page.keyboard.press("Tab")
    expect(matrix.get_by_role("rowheader", name="dev")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(matrix, 1, 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(matrix, 2, 1)).to_be_focused()
    page.keyboard.press("End")
    expect(cell(matrix, 2, 9)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(matrix, 2, 9)).to_be_focused()
    page.keyboard.press("Control+Home")
    expect(matrix.get_by_role("columnheader", name="Account", exact=True)).to_be_focused()
    page.keyboard.press("Control+End")
    expect(cell(matrix, 8, 9)).to_be_focused()


def test_tab_goes_through_the_links_of_the_cell_and_then_leaves_the_grid(page: Page, matrix: Locator) -> None:
    auditors = cell(matrix, 1, 1)
    auditors.click(position={"x": 2, "y": 2})

    page.keyboard.press("Tab")
    expect(auditors.get_by_role("link", name="auditor")).to_be_focused()
    page.keyboard.press("Tab")
    expect(auditors.get_by_role("link", name="MFA")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[role=grid]')") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(cell(matrix, 1, 2)).to_be_focused()


def test_arrows_pass_over_what_the_filter_hides(page: Page, matrix: Locator) -> None:
    page.get_by_role("searchbox", name="Filter").fill("watchful")
    matrix.get_by_role("rowheader", name="prod").click(position={"x": 2, "y": 2})

    page.keyboard.press("ArrowRight")
    expect(cell(matrix, 5, 8)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(matrix, 7, 8)).to_be_focused()


def test_the_tab_stop_is_never_a_cell_that_the_filter_hides(page: Page, matrix: Locator) -> None:
    cell(matrix, 1, 1).click(position={"x": 2, "y": 2})
    page.get_by_role("searchbox", name="Filter").fill("prod")

    page.get_by_role("button", name="Download CSV").focus()
    page.keyboard.press("Tab")

    expect(matrix.get_by_role("rowheader", name="prod")).to_be_focused()


def test_enter_follows_the_first_link_of_the_cell(page: Page, matrix: Locator) -> None:
    cell(matrix, 5, 4).click(position={"x": 2, "y": 2})

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"roles/operator\.html#in-prod$"))


def test_the_condition_leads_to_its_explanation(page: Page, matrix: Locator) -> None:
    cell(matrix, 5, 4).get_by_role("link", name="MFA").click()

    expect(page).to_have_url(re.compile(r"roles/operator\.html#why-in-"))
    reason = page.locator(f"details[id='{page.url.partition('#')[2]}']")
    expect(reason).to_have_attribute("open", "")
    expect(reason).to_contain_text("operators")


def test_the_matrix_is_copied_as_csv(page: Page, matrix: Locator) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy as CSV").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    told = list(csv.reader(io.StringIO(page.evaluate(COPIED))))
    assert told[0][:3] == ["Account", "group auditors", "group break-glass"]
    assert [line[0] for line in told[1:]] == matrix.locator("tbody th").all_inner_texts()
    assert told[5][1:3] == ["auditor READ (MFA)", "break-glass-admin ADMIN (MFA, < 1 h)"]
    assert told[5][9] == "google → campaign-upload WRITE (1 subject); shop-app → customer WRITE (signed in)"


def test_what_the_filter_leaves_is_copied_as_csv(page: Page, matrix: Locator) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("searchbox", name="Filter").fill("prod operators")

    page.get_by_role("button", name="Copy as CSV").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    expect(matrix).to_be_visible()
    assert page.evaluate(COPIED) == '"Account","group operators"\r\n"prod","operator WRITE (MFA)"\r\n'


def test_the_csv_is_copied_where_scripts_have_no_clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('none'))")
    page.goto(MATRIX)

    page.get_by_role("button", name="Copy as CSV").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    expect(page.get_by_role("button", name="Copy as CSV")).to_be_focused()
    assert page.evaluate(COPIED).startswith('"Account","group auditors"')


def test_the_csv_is_copied_and_downloaded_from_disk_too(page: Page, site: Path) -> None:
    page.goto((site / MATRIX[1:]).as_uri())

    page.get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download CSV").click()

    assert started.value.suggested_filename == "access-matrix.csv"
    assert Path(started.value.path()).read_text(encoding="utf-8-sig").startswith('"Account","group auditors"')


def test_a_name_that_begins_like_a_formula_is_text_in_the_csv(page: Page, site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with_page(page, site, {">dev</a>": '>=HYPERLINK("http://x", "y")</a>'})

    page.get_by_role("button", name="Copy as CSV").click()

    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert '\r\n"\'=HYPERLINK(""http://x"", ""y"")","auditor READ (MFA)"' in page.evaluate(COPIED)


def test_roles_behind_a_click_are_found_by_the_filter_and_copied(page: Page, site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fold = "<details><summary>1 more</summary><p><a>janitor</a><br> <b>READ</b> <i>MFA</i></p></details>"
    with_page(page, site, {"<td></td>": f"<td>{fold}</td>"})
    expect(page.get_by_text("janitor")).to_be_hidden()

    page.get_by_role("searchbox", name="Filter").fill("janitor")

    expect(page.get_by_text("janitor")).to_be_visible()
    page.get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate(COPIED).endswith('"dev","janitor READ (MFA)"\r\n')
    page.get_by_role("searchbox", name="Filter").fill("")
    expect(page.get_by_text("janitor")).to_be_hidden()


@pytest.mark.parametrize("width", [1500, 768, 390])
def test_the_heads_stay_in_sight_and_cover_no_cell_that_is_walked_to(width: int, page: Page, matrix: Locator) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    cell(matrix, 1, 1).click(position={"x": 2, "y": 2})

    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")

    now = box(cell(matrix, 7, 9))
    frame = box(page.locator(".atlas-matrix"))
    above, beside = box(matrix.locator("thead th").nth(9)), box(matrix.locator("tbody tr").nth(6).locator("th"))
    assert above["y"] - frame["y"] <= 2
    assert beside["x"] - frame["x"] <= 2
    assert above["y"] + above["height"] <= now["y"] + 1
    assert beside["x"] + beside["width"] <= now["x"] + 1
    for _ in range(6):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
    now = box(cell(matrix, 1, 3))
    assert above["y"] + above["height"] <= now["y"] + 1
    assert beside["x"] + beside["width"] <= now["x"] + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1500, 768, 390])
def test_the_grid_is_accessible_and_inside_the_window(scheme: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")

    page.goto(MATRIX)

    check_accessibility(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_levels_are_told_from_each_other_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")

    page.goto(MATRIX)

    for word in ("ADMIN", "WRITE", "READ"):
        badge = page.locator(".atlas-grid b", has_text=word).first
        assert badge.evaluate("badge => getComputedStyle(badge).borderTopColor") != "rgba(0, 0, 0, 0)"
        assert badge.evaluate("badge => getComputedStyle(badge).borderTopStyle") == "solid"


def test_the_matrix_starts_once_on_each_visit_without_a_new_document(page: Page, matrix: Locator) -> None:
    page.evaluate("window.stillThisDocument = true")
    tabs = page.get_by_role("navigation", name="Tabs")

    tabs.get_by_role("link", name="Accounts").click()
    expect(page.locator("h1")).to_contain_text("Accounts")
    tabs.get_by_role("link", name="Access matrix").click()
    expect(page.locator("h1")).to_contain_text("Access matrix")

    assert page.evaluate("window.stillThisDocument") is True
    expect(page.locator(".atlas-filter")).to_have_count(1)
    expect(matrix).to_have_count(1)


def test_the_matrix_is_a_plain_table_with_all_its_links_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{base_url}{MATRIX}")

    table = page.get_by_role("table", name="Access matrix")
    expect(table.get_by_role("rowheader")).to_have_count(8)
    expect(table.get_by_role("link", name="MFA").first).to_be_visible()
    expect(page.locator(".atlas-filter, .atlas-grid [tabindex]")).to_have_count(0)
    context.close()


def with_page(page: Page, site: Path, changes: Mapping[str, str]) -> None:
    """Show the matrix with the first of each place changed, as if the organisation had such a name or cell."""
    html = (site / MATRIX[1:]).read_text(encoding="utf-8")
    for place, change in changes.items():
        html = html.replace(place, change, 1)
    page.route(f"**{MATRIX}", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(MATRIX)


def rows(matrix: Locator) -> Locator:
    """The rows of accounts that are shown."""
    return matrix.locator("tbody tr:visible")


def cell(matrix: Locator, row: int, column: int) -> Locator:
    """The cell by its place in the whole matrix; the heads have place 0."""
    return matrix.locator("tr").nth(row).locator("th, td").nth(column)


def box(place: Locator) -> dict[str, float]:
    """Where it is in the window."""
    found = place.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}
