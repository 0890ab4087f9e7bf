"""The built sites, served and on disk, and pages that allow neither foreign requests nor console errors."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from built_site import reference_site, zensical_site
from reader.chromium import chromium, options
from reader.desk import cleared, desk_of
from reader.places import PLACES, Place, served
from reader.watched import PATIENCE, nothing_wrong

pytest.register_assert_rewrite("reader.figure")

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The folder of the built site of the reference organisation."""
    return reference_site(shared)


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the site on this machine, without a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session", params=PLACES)
def place(request: pytest.FixtureRequest, shared: Path) -> Iterator[Place]:
    """Each place in which the diagrams must work."""
    with ExitStack() as stack:
        match request.param:
            case "instant":
                address: str = request.getfixturevalue("base_url")
            case "zensical":
                address = stack.enter_context(served(zensical_site(shared)))
            case _:
                address = request.getfixturevalue("site").as_uri()
        yield Place(request.param, address)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium where there is one, else the one that Playwright brought."""
    found = chromium()
    return {"args": options(), **({"executable_path": found} if found else {})}


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser at a desk; its pages share what they have loaded."""
    context = desk_of(browser)
    yield context
    context.close()


@pytest.fixture(scope="session")
def desk_page(desk: BrowserContext) -> Page:
    """The one page at the desk."""
    return desk.new_page()


@pytest.fixture
def seat(desk_page: Page) -> Iterator[Page]:
    """The page at the desk, as it was at first."""
    cleared(desk_page)
    with nothing_wrong(desk_page):
        yield desk_page
        desk_page.goto("about:blank")


@pytest.fixture
def reader(seat: Page, place: Place) -> Page:
    """The page at the desk, for a test in each of the places."""
    return seat


@pytest.fixture(scope="session")
def table(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A browser on the served site, whose pages share what they have loaded."""
    context = browser.new_context(base_url=base_url)
    yield context
    context.close()


@pytest.fixture
def page(table: BrowserContext) -> Iterator[Page]:
    """A new page on the served site."""
    page = table.new_page()
    with nothing_wrong(page):
        yield page
    page.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every case in the first place; from disk the first of each file, and of some every test once; Zensical's in few.

    What differs between places does not differ by case: addresses, what is loaded when, and how a site is built. All
    have the same script and the same drawings.
    """
    seen: set[tuple[str, str]] = set()
    wanted = [_is_wanted(item, seen) for item in items]
    config.hook.pytest_deselected(items=[item for item, kept in zip(items, wanted, strict=True) if not kept])
    items[:] = [item for item, kept in zip(items, wanted, strict=True) if kept]


def _is_wanted(item: pytest.Item, seen: set[tuple[str, str]]) -> bool:
    callspec = getattr(item, "callspec", None)
    place = callspec.params.get("place", PLACES[0]) if callspec else PLACES[0]
    unit = item.nodeid if place == PLACES[0] else item.nodeid.partition("[")[0]
    if place == "zensical" and item.path.stem not in _BY_ZENSICAL:
        return False
    if item.path.stem not in _WHOLE.get(place, (item.path.stem,)):
        unit = item.path.stem
    known = (unit, place) in seen
    seen.add((unit, place))
    return not known


_WHOLE_SITE = ("test_languages", "test_first_day")  # what hangs on how a whole site is built
_BY_ZENSICAL = (*_WHOLE_SITE, "test_click_tap", "test_link", "test_path_finder", "test_print")
_WHOLE = {
    "zensical": _WHOLE_SITE,
    "disk": (*_WHOLE_SITE, "test_link", "test_path_finder", "test_export", "test_enter_double_click"),
}
