"""Diagrams with everything open: axe finds nothing, ids are unique, there is one tab stop, no page is too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from reader.figure import Figure

pytestmark = pytest.mark.browser

WIDTHS = (1500, 768, 390)
ANSWERED = "from=user--chie&to=role--operator--prod"
DENIED = "from=user--erin&to=role--operator--prod"
DIAGRAMS = [
    pytest.param("index.html", f"select=role--break-glass-admin--jump&{ANSWERED}&level=admin", id="overview"),
    pytest.param("atlas/roles/auditor.html", f"select=group--auditors&{DENIED}", id="role"),
    pytest.param("atlas/groups/operators.html", f"select=role--operator--prod&{ANSWERED}", id="group"),
    pytest.param("atlas/people/chie.html", f"select=user--chie&{DENIED}", id="person"),
]
_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}"""
_STOPS = """(view) => [...view.querySelectorAll("*")].filter((element) => element.tabIndex >= 0
  && (element.hasAttribute("tabindex") || element.matches("a, button, input"))).length"""


@pytest.mark.parametrize(("path", "choices"), DIAGRAMS)
def test_a_diagram_with_card_and_answer_is_accessible_at_every_width(path: str, choices: str, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{path}#~{choices}")
    figure = Figure(page)
    expect(figure.card).to_be_visible()
    expect(figure.answer).to_be_visible()
    for fold in figure.root.locator("summary").all():
        fold.evaluate("(fold) => { fold.parentElement.open = true }")

    assert page.evaluate(_TWICE) == []
    assert figure.view.evaluate(_STOPS) == 1
    check_in_every_look(page)

    figure.button("Keys and gestures").click()
    expect(page.get_by_role("dialog", name="Keys and gestures")).to_be_visible()
    check_what_is_ours(page)


@pytest.mark.parametrize("choices", ["", ANSWERED, DENIED])
def test_the_page_of_the_path_finder_is_accessible_at_every_width(choices: str, page: Page) -> None:
    page.goto(f"/atlas/paths.html#~{choices}")
    box = page.get_by_role("combobox").first
    expect(box).to_be_visible()
    if choices:
        expect(page.locator(".atlas-answer")).to_be_visible()
    else:
        box.click()
        expect(page.get_by_role("listbox")).to_be_visible()

    assert page.evaluate(_TWICE) == []
    check_in_every_look(page)


def check_in_every_look(page: Page) -> None:
    """At a desk, on a tablet, on a phone; in the light at both ends, and dark where colours are all that differs."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width in (WIDTHS[0], WIDTHS[-1]):
            check_what_is_ours(page)
    page.emulate_media(color_scheme="dark")
    check_what_is_ours(page, "color-contrast")  # the other rules know no colours


def check_what_is_ours(page: Page, *rules: str) -> None:
    """Axe finds nothing in the drawing or the path finder, by some of its rules or all."""
    found = Axe().run(page, context=".atlas-diagram, .atlas-finder", options={"runOnly": [*rules]} if rules else None)
    assert found.violations_count == 0, found.generate_report()
