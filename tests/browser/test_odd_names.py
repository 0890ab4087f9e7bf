"""Names that nobody hoped for: markup, other scripts and directions, 200 letters. Nothing runs, nothing overflows."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built_site import ORGANISATIONS, new_site, once
from reader.figure import open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

LONG = ("Donaudampfschifffahrts" * 10)[:200]
WIDTHS = [1500, 390]
PERSON = "a" * 64
ROLE = "M" * 64
_WIDER = """(selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
  .map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`)"""
_OUTSIDE = """(selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility())
  .map((element) => element.getBoundingClientRect())
  .filter(({ left, right }) => left < 0 || right > innerWidth)
  .length"""
_BOXES = ".atlas-card, .atlas-answer, .atlas-answer li, .atlas-tools, .atlas-combobox ul"


@pytest.fixture(scope="module")
def odd(shared: Path) -> Place:
    """The site of an organisation with such names."""
    accounts = (ORGANISATIONS / "odd-names" / "accounts.yaml").read_text(encoding="utf-8").replace("LONG", LONG)
    return Place("disk", once(shared, "odd-names-alone", lambda folder: new_site(folder, accounts)).as_uri())


@pytest.fixture
def reader(seat: Page) -> Page:
    return seat


@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_shows_names_as_text(width: int, reader: Page, odd: Place) -> None:
    reader.set_viewport_size({"width": width, "height": 1000})
    figure = open_drawing(reader, odd)
    names = reader.locator("figure.atlas-diagram [data-node]").evaluate_all(
        "(nodes) => nodes.filter((node) => !node.matches('.inner, .outside')).map((node) => node.dataset.node)"
    )
    assert len(names) > 30

    for name in names:
        figure.node(name).dispatch_event("click")
        expect(figure.root.locator(".chosen")).to_have_attribute("data-node", name)
        expect(figure.card.get_by_role("heading").first).not_to_be_empty()
        check_nothing_overflows(reader, width)
    assert reader.locator(".atlas-card :is(script, b)").count() == 0


def test_a_name_with_markup_is_read_as_it_is_written(reader: Page, odd: Place) -> None:
    figure = open_drawing(reader, odd)
    figure.search.click()
    figure.search.press_sequentially("<script>alert('name')")
    options = figure.root.get_by_role("option")
    expect(options.first).to_contain_text("<script>alert('name')</script>")
    check_nothing_overflows(reader, 1500)

    figure.search.press("Enter")

    expect(figure.card).to_contain_text("<script>alert('name')</script>")


def test_names_in_any_script_are_found(reader: Page, odd: Place) -> None:
    figure = open_drawing(reader, odd)

    for typed in ("本番", "חשבון", "family", "مرحبا", "寿限無", "e\u0301\u0301", LONG[:30]):
        figure.search.click()
        figure.search.fill(typed)
        expect(figure.root.get_by_role("option", selected=True)).to_be_visible()
        check_nothing_overflows(reader, 1500)
        figure.search.press("Enter")
        expect(figure.card).to_be_visible()
        reader.keyboard.press("Escape")
        expect(figure.card).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["index.html", "atlas/paths.html"])
def test_answers_hold_long_names(path: str, width: int, reader: Page, odd: Place) -> None:
    reader.set_viewport_size({"width": width, "height": 1000})
    reader.goto(odd.url(path))
    who, role = reader.get_by_role("combobox").all()[-2:]
    for box, text in ((who, PERSON), (role, f"{ROLE}@本番")):
        box.click()
        box.fill(text)
        expect(reader.get_by_role("option", selected=True)).to_be_visible()
        check_nothing_overflows(reader, width)
        box.press("Enter")

    answer = reader.locator(".atlas-answer")
    expect(answer.get_by_role("heading").first).to_contain_text(f"One way from {PERSON} to {ROLE}@本番")
    for fold in answer.locator("summary").all():
        fold.evaluate("(fold) => { fold.parentElement.open = true }")
    check_nothing_overflows(reader, width)


def check_nothing_overflows(page: Page, width: int) -> None:
    assert page.evaluate(_WIDER, _BOXES) == []
    assert page.evaluate(_OUTSIDE, _BOXES) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
