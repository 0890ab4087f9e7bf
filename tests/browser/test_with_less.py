"""The site where something is missing: no server, or no scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_pages_styles_and_tables_work_from_disk(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())

    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Roles").click()

    expect(page.locator("h1")).to_contain_text("Roles")
    expect(page.locator(".atlas-table th").first.get_by_role("button")).to_be_visible()
    assert page.evaluate("document.fonts.check('16px Inter')") is True


def test_nothing_but_files_of_the_site_is_asked_for(site: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto((site / "atlas" / "roles" / "operator.html").as_uri())
    page.wait_for_load_state("networkidle")

    assert asked
    assert all(url.startswith(site.as_uri()) for url in asked)


def test_names_in_a_drawing_are_links_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/index.html")

    page.get_by_role("link", name="account prod").get_by_text("prod", exact=True).click()

    expect(page).to_have_url(f"{base_url}/atlas/accounts/prod.html")
    context.close()
