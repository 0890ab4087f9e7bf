"""A drawing in a page, touched and looked at as a reader does."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from playwright.sync_api import Locator, Page, expect

from reader.places import Place

T = TypeVar("T")

_SHOWN = """(selector) => [...document.querySelectorAll(`figure.atlas-diagram ${selector}`)].filter((element) => {
  let opacity = 1;
  for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
  return opacity > 0.9;
}).map(({ dataset }) => dataset.node ?? `${dataset.from} > ${dataset.to}`)"""


class Box(NamedTuple):
    """A place in the window, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return self._replace(x=self.x + dx, y=self.y + dy)


class Figure:
    """The drawing of a page. Its nodes are named by their ids, `role--operator--prod`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("figure.atlas-diagram")
        self.view = self.root.locator(".atlas-diagram__view")
        self.card = self.root.locator(".atlas-card")
        self.answer = self.root.locator(".atlas-answer")
        self.drawer = self.root.locator(".atlas-drawer")
        self.live = self.root.get_by_role("status")
        self.search = self.root.get_by_role("combobox", name="Find a person, role, account ...")
        self.who = self.root.get_by_role("combobox", name="anyone")
        self.role = self.root.get_by_role("combobox", name="any role")

    def node(self, name: str) -> Locator:
        """What can be clicked of a node: for a frame its header."""
        place = f'[data-node="{name}"]'
        return self.view.locator(f".card{place}, .gate{place}, .frame{place} > a").first

    def button(self, name: str) -> Locator:
        """A button of the drawing, by what it says."""
        return self.root.get_by_role("button", name=name, exact=True)

    def box(self, name: str) -> Box:
        """Where a node is in the window; its outline, which widens under the pointer, does not count."""
        rect = self.view.locator(f'[data-node="{name}"] > rect').first
        return Box(
            *rect.evaluate(
                "(rect) => (({ x, y, width, height }) => [x, y, width, height])(rect.getBoundingClientRect())"
            )
        )

    def bright(self) -> set[str]:
        """The cards that are not faded."""
        return set(self.page.evaluate(_SHOWN, ".atlas-svg .card"))

    def bright_lines(self) -> set[str]:
        """The lines that are not faded, as `from > to`."""
        return set(self.page.evaluate(_SHOWN, ".edges > [data-from]"))

    def shows_only(self, *names: str) -> None:
        """Everything but these cards is faded, at once or soon."""
        eventually(self.page, self.bright, set(names))


def open_drawing(page: Page, place: Place, path: str = "index.html", choices: str = "") -> Figure:
    """The drawing of a page, alive."""
    page.goto(place.url(path, choices))
    figure = Figure(page)
    expect(figure.button("Zoom in")).to_be_visible()
    return figure


def box_of(locator: Locator) -> Box:
    """Where an element is in the window."""
    box = locator.bounding_box()
    assert box is not None
    return Box(box["x"], box["y"], box["width"], box["height"])


def eventually(page: Page, seen: Callable[[], T], wanted: T) -> None:
    """`seen` gives what is wanted, at once or within some seconds."""
    for _ in range(100):
        if seen() == wanted:
            return
        page.wait_for_timeout(50)
    assert seen() == wanted
