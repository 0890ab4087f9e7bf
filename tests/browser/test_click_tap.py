"""Click and tap: a card says what it is, where, who gets in, where it leads, and has links and texts to copy."""

import pytest
from playwright.sync_api import Locator, Page, expect

from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

PROFILE = """\
[profile prod-operator]
# Put your user name in the place of YOUR-USER-NAME; in mfa_serial, the name of your MFA device.
role_arn = arn:aws:iam::444444444444:role/operator
source_profile = jump
mfa_serial = arn:aws:iam::111111111111:mfa/YOUR-USER-NAME
role_session_name = YOUR-USER-NAME
duration_seconds = 14400
region = ap-northeast-1"""
SWITCH = (
    "https://signin.aws.amazon.com/switchrole?account=444444444444&roleName=operator"
    "&displayName=operator+%40+prod&color=F2B0A9"
)
COPIES = [
    ("Copy ARN", "arn:aws:iam::444444444444:role/operator"),
    ("Copy Switch-role link", SWITCH),
    ("Copy CLI profile", PROFILE),
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


def test_click_tap_a_role_says_what_where_who_and_under_what_condition(figure: Figure, place: Place) -> None:
    figure.node("role--operator--prod").click()

    card = figure.card
    expect(card.get_by_role("heading", name="operator@prod")).to_be_visible()
    for text in ("Role · Write · prod", "prod (444444444444)", "up to 4 hours", "Keep production healthy."):
        expect(card).to_contain_text(text)
    expect(card.get_by_role("heading", name="Who gets in (2)")).to_be_visible()
    expect(card.get_by_role("listitem").filter(has_text="operators")).to_contain_text("if MFA is present")
    expect(card.get_by_role("link", name="Open the page")).to_have_attribute(
        "href", place.url("atlas/roles/operator.html#in-prod")
    )
    expect(card.get_by_role("link", name="accounts.yaml:187")).to_be_visible()


def test_click_tap_a_group_says_where_it_leads_and_who_is_in_it(figure: Figure) -> None:
    figure.node("group--operators").click()

    expect(figure.card.get_by_role("heading", name="Where it leads (3)")).to_be_visible()
    expect(figure.card.get_by_role("button", name="operator@staging")).to_be_visible()
    expect(figure.card).to_contain_text("2 members")
    expect(figure.card).to_contain_text("Keeps production running.")


def test_click_tap_a_finding_is_told(figure: Figure) -> None:
    figure.node("role--ci-deploy--prod").click()

    expect(figure.card.locator(".atlas-warnings")).to_be_visible()
    expect(figure.card.locator(".atlas-warnings li")).not_to_be_empty()


def test_click_tap_a_condition_says_who_and_where_it_leads(figure: Figure) -> None:
    figure.view.locator(".gate", has_text="ExternalId").click()

    expect(figure.card).to_contain_text("Condition")
    expect(figure.card.get_by_role("button", name="Watchful (SaaS monitoring)")).to_be_visible()
    expect(figure.card.get_by_role("button", name="watchful-read · prod")).to_be_visible()


def test_click_tap_why_shows_the_statements_that_decide(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").click()

    step = figure.card.get_by_role("listitem").filter(has_text="operators").first
    expect(step.get_by_text("The trust policy of operator@prod")).to_be_hidden()
    step.get_by_text("Why", exact=True).click()
    expect(step.get_by_text("The trust policy of operator@prod")).to_be_visible()
    step.get_by_role("link", name="statement PeopleOfJump of trust policy").click()

    expect(reader.locator("h1")).to_contain_text("accounts.yaml")


def test_click_tap_the_link_to_the_line_leads_to_the_line(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").click()

    figure.card.get_by_role("link", name="accounts.yaml:187").click()

    expect(reader.locator("#line-187")).to_be_in_viewport()
    expect(reader.locator("h1")).to_contain_text("accounts.yaml")


def test_click_tap_buttons_copy_what_they_say(figure: Figure, reader: Page) -> None:
    figure.node("role--operator--prod").click()

    for label, text in COPIES:
        button = figure.card.get_by_role("button", name=label)
        button.click()
        eventually(reader, lambda: str(reader.evaluate("navigator.clipboard.readText()")), text)
        expect(figure.live).to_have_text(label.replace("Copy", "Copied:"))
        assert shows_a_tick(button)


def test_click_tap_a_name_on_a_card_shows_that_card(figure: Figure) -> None:
    figure.node("role--operator--prod").click()

    figure.card.get_by_role("button", name="operators").click()

    expect(figure.card.get_by_role("heading", name="operators")).to_be_visible()
    expect(figure.card).to_have_count(1)


def test_click_tap_what_is_connected_stays_lit_until_the_ground_is_clicked(figure: Figure, reader: Page) -> None:
    everything = figure.bright()
    figure.node("group--platform-admins").click()
    figure.search.hover()
    figure.shows_only("user--chie", "group--platform-admins", "role--iam-admin--jump")

    figure.view.click(position={"x": 40, "y": 140})

    expect(figure.card).to_have_count(0)
    figure.shows_only(*everything)


@pytest.mark.parametrize("by", ["button", "Escape"])
def test_click_tap_a_card_closes(by: str, figure: Figure, reader: Page) -> None:
    figure.node("user--aiko").click()
    expect(figure.card).to_be_visible()

    if by == "button":
        figure.card.get_by_role("button", name="Close").click()
    else:
        reader.keyboard.press("Escape")

    expect(figure.card).to_have_count(0)


def test_click_tap_an_account_is_clicked_at_its_name(figure: Figure) -> None:
    figure.node("account--prod").click()

    expect(figure.card.get_by_role("heading", name="prod")).to_be_visible()
    expect(figure.card).to_contain_text("444444444444")


@pytest.mark.parametrize("path", ["atlas/roles/operator.html", "atlas/people/chie.html", "atlas/accounts/prod.html"])
def test_click_tap_works_on_every_diagram(path: str, reader: Page, place: Place) -> None:
    figure = open_drawing(reader, place, path)

    figure.view.locator("a.card[data-kind=role]").first.click()

    expect(figure.card.get_by_role("link", name="Open the page")).to_be_visible()


def shows_a_tick(button: Locator) -> bool:
    return "✓" in button.evaluate("(button) => getComputedStyle(button, '::before').content")
