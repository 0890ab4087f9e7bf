"""A browser at a desk, in which one page is used by test after test, each time as it was at first."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

WINDOW: ViewportSize = {"width": 1500, "height": 1000}
WITHOUT_SEARCH = Path(__file__).with_name("without_search.js")


def desk_of(browser: Browser) -> BrowserContext:
    """A browser whose reader wants no motion, so that whatever happens is over at once.

    Its pages share what they have loaded. They do without the theme's search: to build its index for every page that is
    loaded takes as long as everything else.
    """
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(path=WITHOUT_SEARCH)
    return context


def cleared(page: Page) -> None:
    """Make the page what it was at first; what others have opened beside it is closed."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.goto("about:blank")
    page.set_viewport_size(WINDOW)
    page.emulate_media(media="null", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    page.mouse.move(0, 0)
