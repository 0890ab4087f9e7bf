"""What is done about very many callers, roles and conditions, and that what the few cards then say is true."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from drawn_organisation import MFA, a_step, an_atlas

from builders import a_group, a_landscape, a_permission_set, a_provider, a_role, an_account
from iam_atlas.drawing.column_graph import Card, Column, Diagram
from iam_atlas.drawing.draw import draw
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.graph.access import Access
from iam_atlas.iam.formula import And, Formula
from iam_atlas.iam.formula import Test as Condition
from iam_atlas.iam.level import Level
from iam_atlas.model.outside import ProviderKind
from iam_atlas.wording.translate import ENGLISH

OFFICE_NETWORK: Formula = Condition("IpAddress", "aws:SourceIp", ("203.0.113.0/24",))


def _until(day: int) -> Formula:
    return Condition("DateLessThan", "aws:CurrentTime", (f"2027-{1 + day // 28:02d}-{1 + day % 28:02d}T00:00:00Z",))


def _home(steps: list[Access], levels: Mapping[str, Level] | None = None) -> Diagram:
    roles: dict[str, set[str]] = {}
    for step in steps:
        roles.setdefault(step.role.role, set()).add(step.role.account)
    accounts = sorted({account for places in roles.values() for account in places})
    places = {name: an_account(name, environment=name.partition("-")[0]) for name in accounts}
    landscape = a_landscape(
        accounts=["jump", *places.values()],
        groups=[a_group(name) for name in sorted({step.caller.name for step in steps} - {"ci"})],
        providers=[a_provider("ci", ProviderKind.OIDC)],
        roles=[a_role(name, accounts=[places[one] for one in sorted(found)]) for name, found in roles.items()],
    )
    return dict(diagrams(an_atlas(landscape, steps, levels), ENGLISH))["home"]


def _callers(diagram: Diagram) -> list[Card]:
    return [card for card in diagram.cards if card.column is Column.MIDDLE]


def _roles(diagram: Diagram) -> list[Card]:
    return [card for card in diagram.cards if card.column is Column.ROLE]


def test_callers_of_the_same_roles_on_different_conditions_do_not_claim_the_same_access() -> None:
    home = _home([a_step(f"team-{n:02d}", "viewer@prod", And((MFA, _until(n)))) for n in range(40)])

    (many,) = _callers(home)
    (gate,) = home.gates

    assert (many.title, many.subtitle) == ("40 groups", "on different conditions")
    assert "the same access" not in many.label
    assert [test.label for test in gate.tests] == ["MFA", "40 different"]
    assert gate.label == "40 groups: 40 different conditions; see the tables of the roles."


def test_callers_of_the_same_roles_on_the_same_condition_do() -> None:
    home = _home([a_step(f"team-{n:02d}", "viewer@prod", MFA) for n in range(40)])

    (many,) = _callers(home)

    assert many.subtitle == "team-00 and others"
    assert many.label == "40 groups with the same access, team-00 among them"


def test_of_callers_like_no_other_those_that_lead_to_most_stay() -> None:
    roles = [f"role-{n:02d}" for n in range(40)]
    steps = [a_step(f"team-{n:02d}", f"{role}@prod", MFA) for n in range(40) for role in roles[n:]]

    home = _home(steps)

    assert [card.title for card in _callers(home)] == [*(f"team-{n:02d}" for n in range(24)), "16 groups"]
    assert _callers(home)[-1].subtitle == "each into its own part"


def test_gates_of_a_collapsed_card_become_one_also_when_its_members_lead_to_different_roles() -> None:
    steps = [a_step(f"team-{n:02d}", f"role-{n % 50:02d}@prod", And((MFA, _until(n)))) for n in range(60)]

    home = _home(steps)

    (many,) = [card for card in _callers(home) if card.members]
    assert len([gate for gate in home.gates if gate.source == many.id]) == 1
    assert len(home.gates) == 25


def test_a_few_conditions_of_one_caller_keep_their_gates() -> None:
    home = _home([a_step("team", f"role-{n:02d}@prod", _until(n)) for n in range(12)])

    assert len(home.gates) == 12


def test_many_conditions_of_one_caller_into_different_roles_keep_theirs_too() -> None:
    home = _home([a_step("team", f"role-{n:02d}@prod", _until(n)) for n in range(20)])

    assert len(home.gates) == 20


def test_a_role_in_every_account_with_a_subject_of_its_own_is_one_card_before_one_gate() -> None:
    subjects = [Condition("StringEquals", "gitlab.com:sub", (f"project:{n}",)) for n in range(70)]
    home = _home([a_step("provider:ci", f"deploy@prod-{n:02d}", subjects[n]) for n in range(70)])

    (card,) = _roles(home)
    (gate,) = home.gates

    assert (card.title, len(card.members)) == ("deploy ×70", 70)
    assert "70 different conditions" in gate.label


@pytest.mark.parametrize(
    ("count", "titles"),
    [
        pytest.param(60, [f"role-{n:03d}" for n in range(60)], id="sixty stand alone"),
        pytest.param(61, ["role-000", "60 roles"], id="more are told apart by their level"),
    ],
)
def test_too_many_roles_of_one_account_are_told_apart_by_their_level(count: int, titles: list[str]) -> None:
    steps = [a_step("team", f"role-{n:03d}@prod", MFA) for n in range(count)]

    cards = _roles(_home(steps, {"role-000": Level.ADMIN}))

    assert [card.title for card in cards] == titles
    assert sum(len(card.members) or 1 for card in cards) == count


def test_a_card_of_several_permission_sets_does_not_call_them_roles() -> None:
    names = [f"set-{n:03d}" for n in range(70)]
    steps = [replace(a_step("team", f"{name}@prod"), to_permission_set=True) for name in names]
    landscape = a_landscape(groups=[a_group("team", source="sso")], permission_sets=map(a_permission_set, names))

    (card,) = _roles(dict(diagrams(an_atlas(landscape, steps), ENGLISH))["home"])

    assert card.title == "70 permission sets"
    assert card.label.startswith("permission sets set-000, set-001, set-002 +67 in prod, ")


def test_a_card_of_several_roles_leads_to_no_page_and_names_some_of_them() -> None:
    home = _home([a_step("team", f"role-{n:03d}@prod", MFA) for n in range(70)])

    (card,) = _roles(home)

    assert card.href is None
    assert card.label == "roles role-000, role-001, role-002 +67 in prod, READ, reached by team"
    assert 'data-members="70"' in draw(home).svg


@pytest.mark.parametrize(
    ("callers", "conditions", "said"),
    [
        pytest.param(["team"], 1, "reached by team", id="the same for each copy"),
        pytest.param(
            ["team"],
            140,
            "reached by team, on conditions that differ from copy to copy",
            id="the same, each time on another condition",
        ),
        pytest.param(
            [f"team-{n:03d}" for n in range(140)],
            140,
            "reached by team-000, team-001, team-002 +137, but not each by all of them",
            id="another for each copy",
        ),
    ],
)
def test_a_card_of_many_copies_says_what_is_not_the_same_for_each(
    callers: list[str], conditions: int, said: str
) -> None:
    many = [a_step(callers[n % len(callers)], f"viewer@prod-{n:03d}", _until(n % conditions)) for n in range(140)]

    cards = _roles(_home(many))

    assert {card.label.partition(", READ, ")[2] for card in cards} == {said}


@pytest.mark.parametrize(
    ("rare", "kinds"),
    [
        pytest.param((MFA, OFFICE_NETWORK), "calendar globe mfa", id="a network, asked for by one of many"),
        pytest.param((), "calendar", id="nothing else"),
    ],
)
def test_a_gate_is_found_by_what_only_some_of_its_ways_ask_for(rare: tuple[Formula, ...], kinds: str) -> None:
    conditions = [_until(n) for n in range(70)]
    conditions[40] = And((*rare, _until(40))) if rare else _until(40)

    svg = draw(_home([a_step("provider:ci", f"deploy@prod-{n:02d}", conditions[n]) for n in range(70)])).svg

    assert re.findall(r'data-tests="([^"]*)"', svg) == [kinds]
