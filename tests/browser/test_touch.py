"""Touch: two fingers pan and zoom, one scrolls the page, a tap opens the card; targets are at least 24 pixels."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from reader.desk import WITHOUT_SEARCH
from reader.figure import Figure, eventually, open_drawing
from reader.places import Place
from reader.watched import nothing_wrong

pytestmark = pytest.mark.browser

Point = tuple[float, float]

CARD = "user--aiko"
_SMALL = """(selector) => [...document.querySelectorAll(selector)]
  .map((element) => [element.textContent || element.ariaLabel, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 24))
  .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
        reduced_motion="reduce",
    )
    context.add_init_script(path=WITHOUT_SEARCH)
    yield context
    context.close()


@pytest.fixture
def page_in_hand(phone: BrowserContext) -> Iterator[Page]:
    page = phone.new_page()
    with nothing_wrong(page):
        yield page
    page.close()


@pytest.fixture
def figure(page_in_hand: Page, place: Place) -> Figure:
    figure = open_drawing(page_in_hand, place)
    figure.node(CARD).scroll_into_view_if_needed()
    page_in_hand.evaluate("scrollBy(0, 200)")
    return figure


class Fingers:
    """Fingers on the glass of a page."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)

    def move(self, start: list[Point], end: list[Point], steps: int = 8) -> None:
        """Put fingers down, move each to where it ends, and lift them."""
        self._touch("touchStart", start)
        for step in range(1, steps + 1):
            part = step / steps
            now = [(x + (u - x) * part, y + (v - y) * part) for (x, y), (u, v) in zip(start, end, strict=True)]
            self._touch("touchMove", now)
        self._touch("touchEnd", [])

    def _touch(self, kind: str, points: list[Point]) -> None:
        fingers = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


@pytest.fixture
def fingers(page_in_hand: Page) -> Fingers:
    return Fingers(page_in_hand)


def test_touch_two_fingers_zoom_where_they_are(figure: Figure, fingers: Fingers, page_in_hand: Page) -> None:
    before = figure.box(CARD)
    x, y = before.centre

    fingers.move([(x - 30, y), (x + 30, y)], [(x - 60, y), (x + 60, y)])

    eventually(page_in_hand, lambda: figure.box(CARD).width > 1.8 * before.width, True)
    assert figure.box(CARD).centre == pytest.approx(before.centre, abs=3)
    expect(figure.card).to_have_count(0)


def test_touch_two_fingers_pan(figure: Figure, fingers: Fingers, page_in_hand: Page) -> None:
    before = figure.box(CARD)
    x, y = before.centre
    scrolled = page_in_hand.evaluate("scrollY")

    fingers.move([(x, y), (x + 60, y)], [(x - 30, y - 40), (x + 30, y - 40)])

    eventually(page_in_hand, lambda: round(figure.box(CARD).y - before.y), -40)
    assert figure.box(CARD) == pytest.approx(before.moved(-30, -40), abs=1)
    assert page_in_hand.evaluate("scrollY") == scrolled


def test_touch_one_finger_scrolls_the_page(figure: Figure, fingers: Fingers, page_in_hand: Page) -> None:
    x, y = figure.box(CARD).centre
    scrolled = page_in_hand.evaluate("scrollY")

    fingers.move([(x, y)], [(x, y - 150)])

    eventually(page_in_hand, lambda: page_in_hand.evaluate("scrollY") > scrolled + 80, True)
    expect(figure.card).to_have_count(0)


def test_touch_one_finger_sideways_moves_the_drawing(figure: Figure, fingers: Fingers, page_in_hand: Page) -> None:
    before = figure.box(CARD)
    x, y = before.centre
    scrolled = page_in_hand.evaluate("scrollY")

    fingers.move([(x, y)], [(x - 100, y)])

    eventually(page_in_hand, lambda: figure.box(CARD).x < before.x - 60, True)
    assert page_in_hand.evaluate("scrollY") == scrolled
    expect(figure.card).to_have_count(0)


def test_touch_a_tap_opens_the_card_and_leaves_what_was_tapped_in_sight(figure: Figure, page_in_hand: Page) -> None:
    figure.node(CARD).tap()

    expect(figure.card.get_by_role("heading", name="aiko")).to_be_in_viewport()
    at = figure.box(CARD)
    sheet = figure.card.bounding_box()
    assert sheet is not None
    assert at.y + at.height <= sheet["y"]
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= 390
    figure.card.get_by_role("button", name="Close").tap()
    expect(figure.card).to_have_count(0)


def test_touch_every_target_is_large_enough(figure: Figure, page_in_hand: Page) -> None:
    figure.node(CARD).tap()
    expect(figure.card).to_be_visible()
    controls = ":is(.atlas-diagram, .atlas-finder) :is(button, input, summary, .atlas-links a)"
    assert page_in_hand.evaluate(_SMALL, controls) == []

    nodes = ".atlas-svg :is(.card, .gate, .frame > a)"
    assert page_in_hand.evaluate(_SMALL, nodes) == []


def test_touch_every_target_of_an_answer_is_large_enough(page_in_hand: Page, place: Place) -> None:
    page_in_hand.goto(place.url("atlas/paths.html", "from=user--erin&to=role--operator--prod"))
    expect(page_in_hand.locator(".atlas-answer")).to_be_visible()

    assert page_in_hand.evaluate(_SMALL, ".atlas-finder :is(button, input, summary)") == []
