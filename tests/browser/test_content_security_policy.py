"""The site under the policy that docs/publish-internally.md has: everything works, and nothing is refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from built_site import REPOSITORY, new_site, once
from reader.places import served
from reader.watched import nothing_wrong

pytestmark = pytest.mark.browser

_HEADER = re.compile(r"^(Content-Security-Policy|[A-Z][A-Za-z-]+): (.+)$", re.MULTILINE)
_OVERRIDES = REPOSITORY / "generator" / "iam_atlas" / "site" / "starter"
_NOTE_VIOLATIONS = """window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""
_MINIMAL = (REPOSITORY / "tests" / "organisations" / "minimal" / "accounts.yaml").read_text(encoding="utf-8")


def documented() -> dict[str, str]:
    """The headers as the documentation has them."""
    text = (REPOSITORY / "docs" / "publish-internally.md").read_text(encoding="utf-8")
    return dict(_HEADER.findall(text.split("```text\n")[1].split("```")[0]))


@pytest.fixture(scope="module")
def guarded(site: Path) -> Iterator[str]:
    """The address of the reference organisation's site, served with the documented headers."""
    headers = {name: value for name, value in documented().items() if name != "Strict-Transport-Security"}
    with served(site, headers) as address:
        yield address


@pytest.fixture(scope="module")
def with_meta(shared: Path) -> Iterator[str]:
    """The address of a site whose pages have the policy in them."""
    with served(once(shared, "policy-in-pages", _with_meta)) as address:
        yield address


def _with_meta(folder: Path) -> Path:
    configuration = (_OVERRIDES / "mkdocs.yml").read_text(encoding="utf-8")
    switched_on = configuration.replace("# content_security_policy: true", "content_security_policy: true")
    assert switched_on != configuration
    return new_site(folder, _MINIMAL, switched_on)


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong or be refused, from the first document to the last."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(_NOTE_VIOLATIONS)
    page = context.new_page()
    with nothing_wrong(page):
        yield page
        assert page.evaluate("refused") == []
    context.close()


def test_home_and_its_diagram_work(browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/index.html")
        figure = page.locator("figure.atlas-diagram").first
        node = figure.locator("[data-node^=role--]").first
        node.click()
        expect(page.locator(".atlas-card")).to_be_visible()
        assert figure.locator("svg").first.evaluate("(svg) => getComputedStyle(svg).getPropertyValue('--atlas-width')")


def test_a_drawing_is_saved_as_a_picture(browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/index.html")
        page.get_by_role("button", name="Save as a picture").first.click()
        with page.expect_download() as download:
            page.get_by_role("dialog").get_by_role("button", name="PNG, twice the size").click()
        assert Path(download.value.path()).stat().st_size > 10_000


@pytest.mark.parametrize(
    "path", ["atlas/roles/developer.html", "atlas/matrix.html", "atlas/first-day.html", "404.html"]
)
def test_a_page_is_as_it_should_be(path: str, browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/{path}")
        expect(page.locator("h1").first).to_be_visible()


def test_the_path_finder_answers(browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/atlas/paths.html")
        for box, text in zip(page.get_by_role("combobox").all()[-2:], ("chie", "operator@prod"), strict=True):
            box.click()
            box.fill(text)
            expect(page.get_by_role("option", selected=True)).to_be_visible()
            box.press("Enter")
        expect(page.locator(".atlas-answer")).to_contain_text("chie")


def test_search_finds_and_the_next_page_comes_without_loading_anew(browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/index.html")
        page.keyboard.press("/")
        page.locator(".md-search__input").press_sequentially("operator")
        found = page.locator(".md-search-result__link").first
        expect(found).to_be_visible()
        page.evaluate("window.stayed = true")
        found.click()
        expect(page).to_have_url(re.compile(r"/atlas/.*operator"))


def test_the_colours_that_were_chosen_are_there_after_a_reload(browser: Browser, guarded: str) -> None:
    with watched(browser) as page:
        page.goto(f"{guarded}/index.html")
        page.locator("form[data-md-component=palette] label:not([hidden])").first.click()
        page.locator("form[data-md-component=palette] label:not([hidden])").first.click()
        chosen = page.locator("body").get_attribute("data-md-color-scheme")
        assert page.evaluate("__md_get('__palette').color.scheme") == chosen == "slate"
        page.goto(f"{guarded}/atlas/matrix.html")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_policy_in_the_pages_is_the_documented_one_but_for_frames(browser: Browser, with_meta: str) -> None:
    with watched(browser) as page:
        page.goto(f"{with_meta}/index.html")
        page.locator("figure.atlas-diagram [data-node^=role--]").first.click()
        expect(page.locator(".atlas-card")).to_be_visible()
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert f"{policy}; frame-ancestors 'none'" == documented()["Content-Security-Policy"]


def test_a_script_in_a_page_is_refused(browser: Browser, guarded: str) -> None:
    context = browser.new_context()
    context.add_init_script(_NOTE_VIOLATIONS)
    page = context.new_page()
    page.goto(f"{guarded}/index.html")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.pwned = 1\">')")
    page.wait_for_function("refused.some((one) => one.startsWith('script-src'))")

    assert page.evaluate("window.pwned") is None
    context.close()
