"""Fifty pages in one document: nothing of a page that was left goes on listening."""

import pytest
from playwright.sync_api import Page, expect

from reader.listeners import count_listeners, listeners
from reader.places import Place

pytestmark = pytest.mark.browser

PAGES = ["index.html", "atlas/roles/operator.html", "atlas/people/chie.html", "atlas/paths.html", "atlas/matrix.html"]
ROUNDS = 10
ALIVE = "figure.atlas-diagram.live, .atlas-finder [role=combobox], .atlas-filter input"
_FOLLOW = """(href) => {
  const link = document.querySelector("article").appendChild(Object.assign(document.createElement("a"), { href }));
  link.click();
}"""


@pytest.mark.parametrize("place", ["instant", "zensical"], indirect=True)
def test_fifty_pages_leave_no_listener_behind(place: Place, page: Page) -> None:
    count_listeners(page)
    page.goto(place.url("index.html"))
    page.evaluate("window.stillThisDocument = true")

    counts = [[visited(page, place.url(path)) for path in PAGES] for _ in range(ROUNDS)]

    assert page.evaluate("window.stillThisDocument") is True
    assert counts[0][0] > 10
    assert max(map(max, counts[-3:])) <= max(map(max, counts[:3]))  # the theme's own come and go


def test_a_listener_that_is_left_behind_would_be_noticed(base_url: str, page: Page) -> None:
    count_listeners(page)
    page.goto("/index.html")
    before = listeners(page)

    page.evaluate("""() => {
      addEventListener("popstate", () => 1);
      addEventListener("popstate", () => 2, { signal: AbortSignal.abort() });
      const here = new AbortController();
      document.addEventListener("click", () => 3, { signal: here.signal });
      here.abort();
    }""")

    assert listeners(page) == before + 1


def visited(page: Page, url: str) -> int:
    """The number of listeners once a link to `url` was followed."""
    page.evaluate(_FOLLOW, url)
    expect(page).to_have_url(url)
    expect(page.locator(ALIVE).first).to_be_visible()
    return listeners(page)
