"""The public site: a person's page, the way finder and the search work with stand-ins, and find nobody by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built_site import public_site
from reader.places import served

pytestmark = pytest.mark.browser

WHO = "Who: a person, group or machine"
ROLE = "Which role, or in which account"


@pytest.fixture(scope="module")
def public(shared: Path) -> Iterator[str]:
    """The address of the public site of the reference organisation."""
    with served(public_site(shared)) as address:
        yield address


def test_a_person_is_found_from_home_by_the_stand_in(seat: Page, public: str) -> None:
    seat.goto(f"{public}/index.html")
    expect(seat.locator("main")).to_contain_text("This site is public: stand-ins take the place of account ids")

    seat.locator("main").get_by_role("link", name="person-2", exact=True).first.click()

    expect(seat.locator("h1")).to_contain_text("person-2")
    expect(seat.locator("figure.atlas-diagram [data-node='user--person-2']").first).to_be_visible()
    expect(seat.locator("main")).to_contain_text("person-2 stands for your user name here.")
    expect(seat.locator("a[href*='switchrole']")).to_have_count(0)


def test_the_way_finder_answers_as_on_the_internal_site(seat: Page, public: str) -> None:
    seat.goto(f"{public}/atlas/paths.html")
    finder = seat.locator(".atlas-finder")
    for label, text in ((WHO, "person-1"), (ROLE, "developer@prod")):
        box = finder.get_by_role("combobox", name=label)
        box.click()
        box.press_sequentially(text)
        expect(seat.get_by_role("option", selected=True)).to_be_visible()
        box.press("Enter")

    expect(finder).to_contain_text("One way from person-1 to developer@prod")
    expect(finder).to_contain_text("if MFA is present")


def test_nobody_is_found_by_name_in_the_way_finder(seat: Page, public: str) -> None:
    seat.goto(f"{public}/atlas/paths.html")
    box = seat.locator(".atlas-finder").get_by_role("combobox", name=WHO)
    box.click()

    box.press_sequentially("chie")

    expect(seat.get_by_role("option", name="chie")).to_have_count(0)
    expect(seat.get_by_role("option", name="person-3")).to_have_count(0)
