"""Screen reader: names that speak, a live region, and beside every diagram the table with the same ways."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

NAMES = [
    ("role--operator--prod", "link", "role operator in prod, WRITE, reached by operators"),
    (
        "role--ci-deploy--prod",
        "link",
        "role ci-deploy in prod, WRITE, reached by ci-hub@tools, 1 finding",
    ),
    ("user--chie", "link", "person Chie Mori"),
    ("group--operators", "link", "operators, 2 members"),
    ("provider--github", "link", "github, OIDC provider"),
    ("account--prod", "link", "account prod"),
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_screen_reader_names_speak(figure: Figure) -> None:
    for node, role, name in NAMES:
        expect(figure.node(node)).to_have_role(role)  # type: ignore[arg-type]  # one of those that the table names
        expect(figure.node(node)).to_have_accessible_name(name)
    gate = figure.view.locator(".gate", has_text="until 2027-03-31")
    expect(gate).to_have_role("button")
    expect(gate).to_have_accessible_name(
        "shop-contractors: Only if MFA is present and the time is before 2027-03-31 23:59:59 UTC."
    )


def test_screen_reader_everything_that_can_be_used_has_a_name(figure: Figure) -> None:
    figure.node("role--operator--prod").click()
    expect(figure.card).to_be_visible()

    unnamed = [
        line.strip()
        for line in figure.root.aria_snapshot().splitlines()
        if line.strip().rstrip(":") in ("- link", "- button", "- combobox", "- searchbox", "- group", "- img")
    ]

    assert unnamed == []
    expect(figure.view).to_have_accessible_name("Who can become what")
    expect(figure.view).to_have_attribute("aria-roledescription", "diagram")


def test_screen_reader_the_list_of_a_box_is_told_as_one_walks_through_it(figure: Figure) -> None:
    figure.search.click()
    expect(figure.search).to_have_attribute("aria-expanded", "true")
    figure.search.press("ArrowDown")
    figure.search.press("ArrowDown")

    active = figure.search.get_attribute("aria-activedescendant")
    expect(figure.page.locator(f"[id='{active}']")).to_have_attribute("aria-selected", "true")
    expect(figure.root.get_by_role("listbox", name="Find a person, role, account ...")).to_be_visible()
    figure.search.press("Escape")
    expect(figure.search).to_have_attribute("aria-expanded", "false")


def test_screen_reader_the_live_region_tells_once_and_takes_no_room(figure: Figure) -> None:
    expect(figure.live).to_have_count(1)
    expect(figure.live).to_be_empty()

    figure.button("Production").click()

    expect(figure.live).to_have_text("6 of 29 roles")
    assert figure.live.bounding_box() == {**(figure.live.bounding_box() or {}), "width": 1, "height": 1}


def test_screen_reader_the_table_of_the_overview_has_the_same_ways(figure: Figure, reader: Page) -> None:
    drawn = drawn_ways(figure)
    told = {
        (who, group, role, when)
        for whos, groups, roles, when in rows(reader.locator("#who ~ .atlas-table").first)
        for who in whos
        for group in groups or [""]
        for role in roles
    }

    assert len(drawn) > 40
    assert drawn <= told
    only_told = {role.split("--")[1] for _, _, role, _ in told - drawn}
    assert only_told == {"campaign-upload", "customer", "order-worker"}
    expect(figure.root).to_contain_text(
        "Not drawn: ways of AWS services and customers into 5 role copies; see the table."
    )


@pytest.mark.parametrize("role", ["auditor", "operator", "ci-deploy"])
def test_screen_reader_the_table_of_a_role_has_the_same_ways(role: str, reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place, f"atlas/roles/{role}.html")
    drawn = {(who, group, when) for who, group, to, when in drawn_ways(figure) if to.startswith(f"role--{role}--")}

    told = {
        (who, group, when)
        for whos, groups, _, when in rows(reader.locator(".atlas-table", has_text="Through").first)
        for who in whos
        for group in groups or [""]
    }

    assert drawn
    assert drawn == {way for way in told if "if MFA is present" not in way[2] or way[0].startswith("user--")}
    if drawn != told:
        expect(figure.root).to_contain_text("which a role's session does not carry")


def drawn_ways(figure: Figure) -> set[tuple[str, str, str, str]]:
    """Who becomes which role by which group (or none) under what condition, as lines and gates say."""
    lines: list[list[str]] = figure.root.locator(".edges > [data-from]").evaluate_all(
        "(lines) => lines.map(({ dataset }) => [dataset.from, dataset.to])"
    )
    gates: dict[str, str] = dict(
        figure.root.locator(".gate").evaluate_all(
            "(gates) => gates.map((gate) => [gate.dataset.node, gate.querySelector('title').textContent])"
        )
    )
    found = set()
    for gate, title in gates.items():
        when = condition(title.partition(": ")[2])
        for source in (start for start, end in lines if end == gate):
            people = [start for start, end in lines if end == source and start.startswith("user--")]
            ends = [end for start, end in lines if start == gate]
            by = [(person, source) for person in people] or [(source, "")]
            found |= {(who, group, end, when) for who, group in by for end in ends}
    return found


def rows(table: Locator) -> list[tuple[list[str], list[str], list[str], str]]:
    """Who, through which groups, which roles and when, of each row; things by the ids of what their links lead to."""
    found: list[list[list[str]]] = table.locator("tbody tr").evaluate_all(
        """(rows) => rows.map((row) => [...row.cells].slice(0, 4).map((cell, index) => index === 3
          ? [cell.textContent.trim()]
          : [...cell.querySelectorAll("a")].map(({ href }) => href)))"""
    )
    return [
        (_ids(who) or ["others"], _ids(through), _ids(roles), condition(when)) for who, through, roles, (when,) in found
    ]


def _ids(addresses: list[str]) -> list[str]:
    links = (_LINK.search(address) for address in addresses)
    return ["--".join((_KINDS[link[1]], link[2], *filter(None, [link[3]]))) for link in links if link]


_KINDS = {
    "people": "user",
    "groups": "group",
    "roles": "role",
    "providers": "provider",
    "vendors": "vendor",
    "accounts": "account",
}
_LINK = re.compile(rf"/({'|'.join(_KINDS)})/([^/]+)\.html(?:#in-([^#]+))?$")


def condition(text: str) -> str:
    """The first sentence: others are remarks."""
    return text.partition(". ")[0].removesuffix(".")
