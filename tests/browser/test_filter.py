"""Filter: chips by environment, level and condition, and entries of the legend, combine; what is left is counted."""

import pytest
from playwright.sync_api import Page, expect

from reader.figure import Figure, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

BREAK_GLASS = {"user--chie", "user--emergency-1", "group--break-glass"}
VENDOR = {"vendor--watchful", "role--watchful-read--prod", "role--watchful-read--staging"}
CHIPS = [
    pytest.param(["Production", "Administrator"], BREAK_GLASS | {"role--break-glass-admin--prod"}, 1, id="two kinds"),
    pytest.param(["ExternalId"], VENDOR, 2, id="a condition"),
    pytest.param(["ExternalId", "Staging"], VENDOR - {"role--watchful-read--prod"}, 1, id="a condition in one place"),
    pytest.param(
        ["no condition", "Development"],
        {
            "provider--github",
            "provider--okta",
            "role--ci-hub--tools",
            "role--federated-auditor--jump",
            "role--ci-deploy--dev",
            "role--auditor--dev",
        },
        2,
        id="an entry of the legend",
    ),
    pytest.param(
        ["Finding", "Production"],
        {"provider--github", "role--ci-hub--tools", "role--ci-deploy--prod"},
        1,
        id="a finding about a role",
    ),
    pytest.param(["Workflow", "Production"], set(), 0, id="nothing"),
]


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


@pytest.mark.parametrize(("chips", "left", "count"), CHIPS)
def test_filter_chips_combine_and_what_is_left_is_counted_and_told(
    chips: list[str], left: set[str], count: int, figure: Figure
) -> None:
    everything = figure.bright()
    for chip in chips:
        expect(figure.button(chip)).to_have_attribute("aria-pressed", "false")
        figure.button(chip).click()
        expect(figure.button(chip)).to_have_attribute("aria-pressed", "true")

    figure.shows_only(*left)
    expect(figure.root.get_by_role("group", name="Filter")).to_contain_text(f"{count} of 29 roles")
    expect(figure.live).to_have_text(f"{count} of 29 roles")

    for chip in chips:
        figure.button(chip).click()
    figure.shows_only(*everything)
    expect(figure.root.get_by_role("group", name="Filter")).not_to_contain_text("of 29 roles")
    expect(figure.live).to_have_text("Everything is shown")


def test_filter_two_of_one_kind_leave_either(figure: Figure) -> None:
    figure.button("Log archive").click()
    figure.button("Management").click()

    figure.shows_only(
        *BREAK_GLASS,
        "user--daniel",
        "group--auditors",
        "role--auditor--management",
        "role--auditor--log-archive",
        "role--break-glass-admin--log-archive",
    )


def test_filter_there_is_a_chip_for_what_is_there_and_for_nothing_else(figure: Figure) -> None:
    chips = figure.root.get_by_role("group", name="Filter").get_by_role("button")

    assert chips.all_inner_texts() == [
        *("Production", "Staging", "Development", "Log archive", "Security", "Deployment", "Management", "Jump"),
        *("Administrator", "Write", "Read"),
        *("MFA", "Age of sign-in", "ExternalId", "Workflow", "Dates", "No condition", "Finding"),
    ]


def test_filter_positions_stay_as_they_were_learned(figure: Figure) -> None:
    before = figure.box("role--operator--prod")

    figure.button("Staging").click()

    assert figure.box("role--operator--prod") == before


def test_filter_a_card_and_a_filter_live_together(figure: Figure) -> None:
    figure.button("Production").click()
    figure.node("user--erin").click()
    figure.search.hover()
    figure.shows_only("user--erin", "group--shop-contractors", "role--developer--dev")

    figure.card.get_by_role("button", name="Close").click()

    expect(figure.live).to_have_text("6 of 29 roles")
    assert "role--developer--dev" not in figure.bright()
    assert "role--operator--prod" in figure.bright()
