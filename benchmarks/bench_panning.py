"""Drawings in Chromium, panned, zoomed and looked at -> how long a frame takes, beside doing nothing.

Two drawings: the overview of tests/organisations/hundred, and the whole of a larger organisation with nothing folded,
which no page shows: it tells how much room there is. Both stand in a page without the theme.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TypeAlias

from benchmarks.figures import Figure
from benchmarks.organisations import Size, organisation
from playwright.sync_api import Browser, Page, sync_playwright

from iam_atlas.atlas import analyse
from iam_atlas.drawing.compose import Choice, compose
from iam_atlas.drawing.draw import draw, folds_of
from iam_atlas.drawing.fitting import role_fitter
from iam_atlas.drawing.overview import overview
from iam_atlas.drawing.ways import find_ways
from iam_atlas.load.landscape import load_landscape
from iam_atlas.lookup.lookup_js import lookup_js
from iam_atlas.model.landscape import Landscape
from iam_atlas.site.assets import asset_files
from iam_atlas.site.manifest import ATLAS_FOLDER
from iam_atlas.wording.translate import ENGLISH
from reader.chromium import chromium, options

ROOT = Path(__file__).resolve().parent.parent
BUDGET = 0.034  # seconds: thirty frames a second, and what a clock trembles
LARGE = Size(accounts=300, roles=140, copies=1400, users=150, groups=40)
HUNDRED = ROOT / "tests" / "organisations" / "hundred" / "accounts.yaml"
SECONDS = 2.0
CARDS = 30

_ANY = 1_000_000
_SHEETS = ("atlas", "diagram", "controls")
_PAGE = """<!doctype html>
<meta charset="utf-8">
{sheets}
<body class="md-typeset" data-md-color-scheme="default">
<figure class="atlas-diagram">
{figure}
</figure>
<script src="docs/atlas/assets/javascripts/diagram.js"></script>
"""
_RECORD = """() => {
  const times = [];
  let isOn = true;
  const tick = (time) => { times.push(time); if (isOn) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.stopRecording = () => { isOn = false; return times; };
}"""

_CARDS_IN_SIGHT = """() => [...document.querySelectorAll(".atlas-svg .card")]
  .map((card) => card.getBoundingClientRect())
  .filter(({ left, top, right, bottom }) => left > 0 && top > 0 && right < innerWidth && bottom < innerHeight)
  .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])"""

Gesture: TypeAlias = Callable[[Page], None]


def measured() -> Iterator[Figure]:
    """For each drawing and gesture the middle frame, and the slowest but one of twenty."""
    with TemporaryDirectory() as folder, _a_browser() as browser:
        root = Path(folder)
        accounts = root / "accounts.yaml"
        accounts.write_text(organisation(LARGE), encoding="utf-8")
        hundred = _page_of(root / "hundred", load_landscape(HUNDRED), lambda choice: choice)
        unfolded = _page_of(root / "unfolded", load_landscape(accounts), _unfolded)
        yield from _of_page(browser, "hundred accounts", hundred, BUDGET)
        yield from _of_page(browser, "nothing folded", unfolded, None)


def _of_page(browser: Browser, name: str, address: str, budget: float | None) -> Iterator[Figure]:
    page = browser.new_page(viewport={"width": 1500, "height": 1000})
    page.goto(address)
    page.locator("figure.live").wait_for()
    nodes = page.locator("[data-node]").count()
    still = median(_frames(page, _wait))
    for what, gesture in _GESTURES.items():
        frames = _frames(page, gesture)
        for which, seconds in (("median", median(frames)), ("95th percentile", quantiles(frames, n=20)[-1])):
            title = f"{what} over {nodes} nodes, {name}: {which} frame"
            yield Figure(title, seconds, budget, seconds / still, "doing nothing")
    page.close()


def _frames(page: Page, gesture: Gesture) -> list[float]:
    """Seconds from each frame to the next during a gesture."""
    page.evaluate(_RECORD)
    gesture(page)
    times = page.evaluate("() => window.stopRecording()")
    return [(after - before) / 1000 for before, after in pairwise(times)]


def _wait(page: Page) -> None:
    page.wait_for_timeout(1000)


def _pan(page: Page) -> None:
    page.mouse.move(750, 500)
    page.mouse.down()
    for turned in _for_some_seconds():
        page.mouse.move(750 + 300 * sin(4 * pi * turned), 300 + 200 * cos(4 * pi * turned))
    page.mouse.up()


def _zoom(page: Page) -> None:
    page.mouse.move(750, 500)
    page.keyboard.down("Control")
    for turned in _for_some_seconds():
        page.mouse.wheel(0, -8 if turned < 0.5 else 8)
    page.keyboard.up("Control")


def _look(page: Page) -> None:
    places = page.evaluate(_CARDS_IN_SIGHT)
    for x, y in places[:: max(1, len(places) // CARDS)][:CARDS]:
        page.mouse.move(x, y)
        page.wait_for_timeout(50)


def _for_some_seconds() -> Iterator[float]:
    """As often as there is time, how much of it has gone: from 0 to 1."""
    start = monotonic()
    while (gone := (monotonic() - start) / SECONDS) < 1:
        yield gone


_GESTURES: Mapping[str, Gesture] = {"panning": _pan, "zooming": _zoom, f"looking at {CARDS} cards,": _look}


def _unfolded(choice: Choice) -> Choice:
    return replace(choice, most_roles=_ANY, most_at_all=_ANY, most_people=_ANY, most_cards=_ANY)


def _page_of(folder: Path, landscape: Landscape, change: Callable[[Choice], Choice]) -> str:
    """The address of a page with the overview, written into a new folder with all that it needs."""
    atlas = analyse(landscape, None)
    ways = find_ways(atlas)
    choice = change(overview(atlas, ways, ENGLISH))
    drawing = draw(compose(atlas, ways, role_fitter(atlas, ways, ENGLISH), choice, ENGLISH))
    generated = folder / ATLAS_FOLDER
    for path, content in asset_files().items():
        (generated / path).parent.mkdir(parents=True, exist_ok=True)
        (generated / path).write_bytes(content)
    script = lookup_js(atlas, ENGLISH, folds_of({"home": drawing}), lambda _: None)
    (generated / "lookup.js").write_text(script, encoding="utf-8")
    sheets = "\n".join(f'<link rel="stylesheet" href="docs/atlas/assets/stylesheets/{sheet}.css">' for sheet in _SHEETS)
    page = folder / "index.html"
    page.write_text(_PAGE.format(sheets=sheets, figure=drawing.figure), encoding="utf-8")
    return page.as_uri()


@contextmanager
def _a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options())
        yield browser
        browser.close()
