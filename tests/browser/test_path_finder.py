"""Path finder: all ways from anyone to any role, hop by hop; and, where there is none, which half is missing."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from reader.figure import Figure, eventually, open_drawing
from reader.places import Place

pytestmark = pytest.mark.browser

WHO = "Who: a person, group or machine"
ROLE = "Which role, or in which account"


@pytest.fixture
def figure(reader: Page, place: Place) -> Figure:
    return open_drawing(reader, place)


@pytest.fixture
def finder(reader: Page, place: Place) -> Locator:
    reader.goto(place.url("atlas/paths.html"))
    expect(reader.get_by_role("combobox", name=WHO)).to_be_visible()
    return reader.locator(".atlas-finder")


def ask(who: Locator, role: Locator, start: str, end: str) -> None:
    for box, text in ((who, start), (role, end)):
        box.click()
        box.press_sequentially(text)
        expect(box.page.get_by_role("option", selected=True)).to_be_visible()
        box.press("Enter")


def test_path_finder_one_way_hop_by_hop(figure: Figure) -> None:
    ask(figure.who, figure.role, "aiko", "developer@prod")

    expect(figure.answer.get_by_role("heading")).to_have_text("One way from aiko to developer@prod")
    assert chain(figure.answer.locator(".atlas-ways > li")) == [
        *("aiko", "developers", "if MFA is present", "developer@prod")
    ]
    figure.shows_only("user--aiko", "group--developers", "role--developer--prod")
    expect(figure.live).to_have_text("One way from aiko to developer@prod")
    expect(figure.who).to_have_value("aiko")
    expect(figure.role).to_have_value("developer@prod")


def test_path_finder_each_hop_has_its_condition_cap_and_deciding_statements(figure: Figure, reader: Page) -> None:
    ask(figure.who, figure.role, "chie", "operator@prod")
    second = figure.answer.locator(".atlas-ways > li").nth(1)

    second.get_by_text("2 hops · a session there lasts up to 1 hour").click()

    hops = second.locator("details > ol > li")
    expect(hops).to_have_count(2)
    expect(hops.nth(0)).to_contain_text("chie → break-glass-admin@jump if MFA is present and the sign-in")
    expect(hops.nth(0)).to_contain_text("up to 1 hour")
    expect(hops.nth(1)).to_contain_text("break-glass-admin@jump → operator@prod if MFA is present")
    expect(second).to_contain_text("By AWS's documentation no such session carries MFA")
    hops.nth(1).get_by_role("link", name="statement PeopleOfJump of trust policy, accounts.yaml:247:16").click()
    expect(reader.locator("#line-247")).to_be_in_viewport()


def test_path_finder_the_shortest_way_is_first_and_a_way_looked_at_is_lit_alone(figure: Figure) -> None:
    ask(figure.who, figure.role, "chie", "operator@prod")
    expect(figure.answer.locator(".atlas-ways > li")).to_have_count(2)
    first, second = figure.answer.locator(".atlas-ways > li").all()
    direct = {"user--chie", "group--operators", "role--operator--prod"}
    over = {"user--chie", "group--break-glass", "role--break-glass-admin--jump", "role--operator--prod"}
    figure.shows_only(*direct, *over)

    first.hover()
    figure.shows_only(*direct)
    second.hover()
    figure.shows_only(*over)
    figure.search.hover()
    figure.shows_only(*direct, *over)
    first.get_by_text("1 hop").focus()
    figure.shows_only(*direct)


def test_path_finder_a_machine_can_be_the_beginning(figure: Figure) -> None:
    ask(figure.who, figure.role, "github", "ci-deploy@prod")

    expect(figure.answer.get_by_role("heading")).to_have_text("One way from identity provider github to ci-deploy@prod")
    assert chain(figure.answer.locator(".atlas-ways > li"))[2:] == ["ci-hub@tools", "no condition", "ci-deploy@prod"]
    figure.shows_only("provider--github", "role--ci-hub--tools", "role--ci-deploy--prod")


def test_path_finder_no_way_says_which_half_is_missing_and_whom_to_ask(figure: Figure) -> None:
    everything = figure.bright()

    ask(figure.who, figure.role, "erin", "operator@prod")

    answer = figure.answer
    expect(answer.get_by_role("heading").first).to_have_text("There is no way from erin to operator@prod.")
    expect(answer).to_contain_text("Not allowed: the policies of erin do not allow sts:AssumeRole.")
    expect(answer).to_contain_text("The trust policy of operator@prod: sts:AssumeRole is allowed if MFA is present.")
    answer.get_by_text("Nor from the roles that erin can become").click()
    expect(answer).to_contain_text("developer@dev: Not allowed: the trust policy of operator@prod does not allow")
    expect(answer.get_by_role("heading", name="Whom to ask")).to_be_visible()
    expect(answer.get_by_role("link", name="operators")).to_be_visible()
    expect(answer).to_contain_text("Open a pull request that adds you to the group.")
    assert figure.bright() == everything


def test_path_finder_the_other_half_is_told_too(figure: Figure) -> None:
    ask(figure.who, figure.role, "aiko", "customer@prod")

    expect(figure.answer).to_contain_text("the trust policy of customer@prod and the policies of aiko do not allow")


def test_path_finder_what_is_not_drawn_fades_nothing(figure: Figure) -> None:
    everything = figure.bright()

    ask(figure.who, figure.role, "ecs-tasks", "order-worker@prod")

    expect(figure.answer.get_by_role("heading")).to_contain_text("One way from service ecs-tasks.amazonaws.com")
    assert figure.bright() == everything


@pytest.mark.parametrize("how", ["button", "Escape", "emptied box"])
def test_path_finder_an_answer_closes(how: str, figure: Figure, reader: Page) -> None:
    ask(figure.who, figure.role, "aiko", "developer@prod")
    expect(figure.answer).to_be_visible()

    match how:
        case "button":
            figure.answer.get_by_role("button", name="Close").click()
        case "Escape":
            figure.button("Zoom in").focus()
            reader.keyboard.press("Escape")
        case _:
            figure.who.fill("")
            figure.who.press("Enter")

    expect(figure.answer).to_have_count(0)
    if how != "emptied box":
        expect(figure.role).to_have_value("")


def test_path_finder_the_page_answers_with_everything_unfolded(finder: Locator, reader: Page) -> None:
    ask_page(reader, "chie", "operator@prod")

    expect(finder.get_by_role("heading", name="2 ways from chie to operator@prod")).to_be_visible()
    expect(finder.get_by_role("link", name="statement PeopleOfJump of trust policy").first).to_be_visible()
    expect(reader.get_by_role("status").filter(has_text="2 ways")).to_have_count(1)


def test_path_finder_an_answer_can_be_sent_to_a_colleague(finder: Locator, reader: Page, place: Place) -> None:
    ask_page(reader, "erin", "operator@prod")
    finder.get_by_role("button", name="Copy a link to this answer").click()
    eventually(reader, lambda: str(reader.evaluate("navigator.clipboard.readText()")), reader.url)
    assert place.url("atlas/paths.html") in reader.url

    colleague = reader.context.new_page()
    colleague.goto(reader.url)

    expect(colleague.locator(".atlas-finder")).to_contain_text("There is no way from erin to operator@prod.")
    expect(colleague.get_by_role("combobox", name=WHO)).to_have_value("erin")
    expect(colleague.get_by_role("combobox", name=ROLE)).to_have_value("operator@prod")
    colleague.close()


def test_path_finder_the_page_goes_back_and_forth(finder: Locator, reader: Page) -> None:
    ask_page(reader, "aiko", "developer@prod")
    expect(finder.get_by_role("heading", name="One way from aiko")).to_be_visible()
    ask(reader.get_by_role("combobox", name=WHO), reader.get_by_role("combobox", name=ROLE), "ben", "developer@prod")
    expect(finder.get_by_role("heading", name="One way from ben")).to_be_visible()

    reader.go_back()
    expect(finder.get_by_role("heading", name="One way from aiko")).to_be_visible()
    reader.go_forward()
    expect(finder.get_by_role("heading", name="One way from ben")).to_be_visible()


def test_path_finder_the_page_works_when_reached_by_a_link(figure: Figure, reader: Page) -> None:
    reader.get_by_role("navigation", name="Tabs").get_by_role("link", name="How do I get to").click()
    expect(reader).to_have_url(re.compile(r"paths\.html$"))

    ask_page(reader, "aiko", "developer@prod")

    expect(reader.get_by_role("heading", name="One way from aiko to developer@prod")).to_be_visible()


def ask_page(page: Page, start: str, end: str) -> None:
    ask(page.get_by_role("combobox", name=WHO), page.get_by_role("combobox", name=ROLE), start, end)


def chain(way: Locator) -> list[str]:
    """What a way goes through, in order."""
    return way.locator(".atlas-chip").all_inner_texts()
