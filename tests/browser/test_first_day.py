"""The first day of an engineer: from home to a working profile, in each language and each place."""

from collections.abc import Mapping
from pathlib import Path

import botocore.session
import pytest
from playwright.sync_api import Locator, Page, expect

from reader.places import Place

pytestmark = pytest.mark.browser

LANGUAGES = {"en": ("index.html", "your first day"), "ja": ("ja/index.html", "初日")}
CHIE = {
    *(("operator", account) for account in ("222222222222", "333333333333", "444444444444")),
    ("iam-admin", "111111111111"),
    *(("break-glass-admin", account) for account in ("111111111111", "222222222222", "333333333333", "444444444444")),
    *(("break-glass-admin", account) for account in ("100000000002", "100000000003", "100000000004")),
}


@pytest.mark.parametrize(("home", "first_day"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_three_clicks_lead_from_home_to_a_profile_that_the_aws_cli_takes(
    home: str, first_day: str, reader: Page, place: Place, tmp_path: Path
) -> None:
    reader.goto(place.url(home))
    reader.locator("main").get_by_role("link", name=first_day).first.click()
    reader.locator("main").get_by_role("link", name="chie", exact=True).first.click()
    expect(reader.locator("h1")).to_contain_text("Chie Mori")

    profiles = read_by_the_aws_cli(copied(reader, reader.locator("#command-line ~ .atlas-block").first), tmp_path)

    roles = {name: profile for name, profile in profiles.items() if "role_arn" in profile}
    assert {tuple(profile["role_arn"].rsplit(":role/")[::-1]) for profile in roles.values()} == {
        (role, f"arn:aws:iam::{account}") for role, account in CHIE
    }
    assert {profile["source_profile"] for profile in roles.values()} == {"jump"}
    assert {profile["mfa_serial"] for profile in roles.values()} == {"arn:aws:iam::111111111111:mfa/chie"}
    assert roles["prod-operator"]["duration_seconds"] == "14400"


def test_the_buttons_lead_to_the_form_of_aws_with_everything_filled_in(reader: Page, place: Place) -> None:
    reader.goto(place.url("atlas/people/ben.html"))

    button = reader.get_by_role("link", name="operator @ prod")

    expect(button).to_have_attribute(
        "href",
        "https://signin.aws.amazon.com/switchrole?account=444444444444&roleName=operator"
        "&displayName=operator+%40+prod&color=F2B0A9",
    )
    expect(button).to_have_css("border-left-color", "rgb(242, 176, 169)")


def test_the_checklist_opens_and_keeps_its_order(reader: Page, place: Place) -> None:
    reader.goto(place.url("atlas/people/ben.html"))

    reader.locator("summary", has_text="operator in dev, prod and staging").click()

    block = reader.locator("details[open]")
    expect(block).to_contain_text("arn:aws:iam::111111111111:user/ben")
    expect(block.locator("tbody tr").first).to_contain_text("Who am I really?")
    expect(block.locator(".atlas-sort")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1500])
def test_a_page_about_a_person_fits_the_window(width: int, reader: Page, place: Place) -> None:
    reader.set_viewport_size({"width": width, "height": 900})

    reader.goto(place.url("atlas/people/chie.html"))

    assert reader.evaluate("document.documentElement.scrollWidth") <= width


def copied(reader: Page, block: Locator) -> str:
    """What the button on a block of text puts on the clipboard."""
    block.scroll_into_view_if_needed()
    block.locator(".atlas-take").first.click()
    reader.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('[profile jump]'))")
    text = reader.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def read_by_the_aws_cli(text: str, folder: Path) -> Mapping[str, Mapping[str, str]]:
    file = folder / "config"
    file.write_text(text, encoding="utf-8")
    session = botocore.session.Session(session_vars={"config_file": (None, None, str(file), None)})
    profiles: Mapping[str, Mapping[str, str]] = session.full_config["profiles"]
    return profiles
