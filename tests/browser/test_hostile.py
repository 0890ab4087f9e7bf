"""The hostile organisation in a browser: whatever a reader does, no text runs, asks another host, or becomes markup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hostile.sites import hostile_site
from reader.places import served
from reader.watched import nothing_wrong
from search_box import search

pytestmark = pytest.mark.browser

_PAGES = 4  # those that hold most
_ALIVE = """[...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]
  .filter(({ name, value }) => /^on/i.test(name) ||
    (/(href|src|action|srcdoc)$/i.test(name) && /^[\\0-\\x20]*(javascript|vbscript|data):/i.test(value)))
  .map(({ name, value }) => `${element.outerHTML.slice(0, 80)}: ${name}=${value}`))"""
_SEARCHED = (
    "<script>",
    "onerror",
    "javascript:pwned",
    "{{ 7",
    "../..",
    "=1+1",
    "\u202egnp",
    "__proto__",
    "constructor",
    '"><',
)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return hostile_site(shared)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as served_at:
        yield served_at


@contextmanager
def harmless(browser: Browser) -> Iterator[Page]:
    """A page on which nothing runs that should not, and nothing is left behind that could."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    with nothing_wrong(page):
        yield page
        check_nothing_ran(page)
    context.close()


def check_nothing_ran(page: Page) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(_ALIVE) == []
    assert page.evaluate("document.querySelectorAll('base, iframe, object, embed').length") == 0


def fullest(folder: Path) -> list[str]:
    """The pages with most strings that want to run."""
    counts = {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8").count("pwned")
        for file in folder.rglob("*.html")
    }
    return sorted(counts, key=lambda path: (-counts[path], path))[:_PAGES]


def test_the_fullest_pages_run_nothing_when_all_of_them_is_opened_and_touched(
    browser: Browser, folder: Path, address: str
) -> None:
    with harmless(browser) as page:
        for path in fullest(folder):
            page.goto(f"{address}/{path}")
            page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
            page.evaluate(
                """document.querySelectorAll('article *').forEach((element) => {
                  for (const type of ['pointerover', 'mouseover', 'mouseenter', 'focus', 'toggle'])
                    element.dispatchEvent(new Event(type, { bubbles: true }))
                })"""
            )
            check_nothing_ran(page)


def test_copied_text_is_what_stands_in_the_block(browser: Browser, address: str) -> None:
    with harmless(browser) as page:
        page.goto(f"{address}/atlas/people/ann.html")
        page.get_by_role("button", name="Copy", exact=True).first.click()
        page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('[profile far-builder]'))")


def test_every_card_and_the_search_of_the_diagram_show_names_as_text(browser: Browser, address: str) -> None:
    with harmless(browser) as page:
        page.goto(f"{address}/index.html")
        nodes = page.locator("figure.atlas-diagram [data-node]:not(.inner, .outside)")
        expect(nodes.first).to_be_attached()
        for node in nodes.all()[:40]:
            node.dispatch_event("pointerover")
            node.dispatch_event("click")
        expect(page.locator(".atlas-card")).to_be_visible()
        page.keyboard.press("Escape")
        box = page.locator("figure.atlas-diagram").get_by_role("combobox", name="Find a person, role, account ...")
        for typed in _SEARCHED:
            box.fill(typed)
            box.press("ArrowDown")
        check_nothing_ran(page)
        for chip in page.locator("figure.atlas-diagram button[aria-pressed]").all()[:10]:
            chip.dispatch_event("click")


def test_the_path_finder_tells_names_as_text(browser: Browser, address: str) -> None:
    with harmless(browser) as page:
        page.goto(f"{address}/atlas/paths.html")
        who, role = page.get_by_role("combobox").all()[-2:]
        for caller, target in (("@", "@"), ("<", "."), ("-", "-")):
            for box, typed in ((who, caller), (role, target)):
                box.click()
                box.fill(typed)
                box.press("ArrowDown")
                box.press("Enter")
            check_nothing_ran(page)


def test_the_matrix_is_filtered_by_anything(browser: Browser, address: str) -> None:
    with harmless(browser) as page:
        page.goto(f"{address}/atlas/matrix.html")
        box = page.locator(".atlas-filter input").first
        for typed in _SEARCHED:
            box.fill(typed)


def test_results_of_the_search_show_markup_as_text(browser: Browser, address: str) -> None:
    with harmless(browser) as page:
        page.goto(f"{address}/index.html")
        for typed in ("pwned", "script", "onerror"):
            search(page, typed)
            expect(page.locator(".md-search-result__article").first).to_be_visible()
            check_nothing_ran(page)
