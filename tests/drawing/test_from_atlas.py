from dataclasses import replace

import pytest
from drawn_organisation import EXTERNAL_ID, FRESH_MFA, MFA, a_step, an_atlas, the_shop

from builders import a_group, a_landscape, a_provider, a_role, a_trust, a_user, a_vendor, an_account
from iam_atlas.drawing.column_graph import Card, CardKind, Column, Diagram, Gate, GateKind
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.graph.access import Access
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.level import Level
from iam_atlas.model.outside import ProviderKind
from iam_atlas.model.people import Group, UserKind
from iam_atlas.wording.translate import ENGLISH

_SHOP = dict(diagrams(the_shop(), ENGLISH))


def _card(diagram: Diagram, name: str) -> Card:
    return next(card for card in diagram.cards if card.id == name)


def _gates_of(diagram: Diagram, source: str) -> list[Gate]:
    return [gate for gate in diagram.gates if gate.source == source]


def _targets(diagram: Diagram, gate: Gate) -> set[str]:
    return {edge.target for edge in diagram.edges if edge.source == gate.id}


def test_every_kind_of_page_has_its_drawing() -> None:
    wanted = {
        "home", "accounts/prod.md", "roles/operator.md", "groups/auditors.md", "people/chie.md", "providers/github.md",
        "vendors/watchful.md",
    }  # fmt: skip

    assert wanted <= set(_SHOP)


def test_one_gate_serves_all_roles_of_one_grantee_and_one_condition() -> None:
    gates = _gates_of(_SHOP["home"], "group--operators")

    assert len(gates) == 1
    assert _targets(_SHOP["home"], gates[0]) == {f"role--operator--{place}" for place in ("dev", "staging", "prod")}


def test_two_conditions_of_one_grantee_are_two_gates() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer"), a_role("admin")])
    atlas = an_atlas(landscape, [a_step("dev", "viewer@prod", MFA), a_step("dev", "admin@prod", FRESH_MFA)])

    home = dict(diagrams(atlas, ENGLISH))["home"]

    assert sorted(len(gate.tests) for gate in _gates_of(home, "group--dev")) == [1, 2]


def test_a_way_without_condition_says_so_and_is_dashed() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer")])

    home = dict(diagrams(an_atlas(landscape, [a_step("dev", "viewer@prod", ALWAYS)]), ENGLISH))["home"]

    assert [gate.kind for gate in home.gates] == [GateKind.NONE]
    assert home.gates[0].tests[0].label == "no condition"
    assert all(edge.unconditional for edge in home.edges)


def test_a_way_that_was_not_evaluated_is_never_drawn_as_free_of_conditions() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer")])
    step = a_step("dev", "viewer@prod", ALWAYS, undecided="the key x:Y")

    home = dict(diagrams(an_atlas(landscape, [step]), ENGLISH))["home"]

    assert [gate.kind for gate in home.gates] == [GateKind.UNKNOWN]
    assert home.gates[0].label == "dev: Not decided: the key x:Y."
    assert all(edge.undecided and not edge.unconditional for edge in home.edges)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        pytest.param(a_step("ops", "viewer@prod", MFA), "reached by ops", id="nobody"),
        pytest.param(
            a_step("ops", "viewer@prod", undecided="the key x:Y"), "not decided: ops", id="somebody, and nobody else"
        ),
        pytest.param(
            a_step("dev", "viewer@prod", undecided="the key x:Y"),
            "reached by ops; not decided: dev",
            id="somebody, and somebody else gets in",
        ),
    ],
)
def test_a_card_never_says_reached_by_of_whom_it_was_not_evaluated(step: Access, said: str) -> None:
    steps = {("ops", "viewer@prod"): a_step("ops", "viewer@prod", MFA), (step.caller.name, str(step.role)): step}
    landscape = a_landscape(groups=[a_group("dev"), a_group("ops")], roles=[a_role("viewer")])

    home = dict(diagrams(an_atlas(landscape, steps.values()), ENGLISH))["home"]

    assert _card(home, "role--viewer--prod").label.partition(", READ")[2].lstrip(",; ") == said


@pytest.mark.parametrize(
    ("name", "title", "subtitle", "label"),
    [
        pytest.param("principal:*", "anybody", "of any AWS account", "anybody, of any AWS account", id="everybody"),
        pytest.param(
            "principal:arn:aws:iam::999999999999:role/x/deploy",
            "deploy",
            "ARN in account 999999999999",
            "arn:aws:iam::999999999999:role/x/deploy, ARN in account 999999999999",
            id="a role elsewhere",
        ),
        pytest.param(
            "principal:AROAEXAMPLEEXAMPLE", "AROAEXAMPLEEXAMPLE", "named by ARN or id",
            "AROAEXAMPLEEXAMPLE, named by ARN or id", id="an id",
        ),
        pytest.param(
            "account:999999999999", "999999999999", "everything in the account",
            "999999999999, everything in the account", id="an account that the file does not know",
        ),
    ],
)  # fmt: skip
def test_what_a_trust_policy_names_besides_is_told_apart(name: str, title: str, subtitle: str, label: str) -> None:
    atlas = an_atlas(a_landscape(roles=[a_role("viewer")]), [a_step(name, "viewer@prod")])

    home = dict(diagrams(atlas, ENGLISH))["home"]

    (card,) = [card for card in home.cards if card.column is Column.MIDDLE]
    assert (card.title, card.subtitle, card.label) == (title, subtitle, label)
    assert home.gates[0].label.startswith(f"{title}: ")


def test_a_role_that_everybody_gets_into_says_so_in_words() -> None:
    atlas = an_atlas(a_landscape(roles=[a_role("viewer")]), [a_step("principal:*", "viewer@prod")])

    assert _card(dict(diagrams(atlas, ENGLISH))["home"], "role--viewer--prod").label.endswith("reached by anybody")


@pytest.mark.parametrize(
    ("group", "subtitle"),
    [
        pytest.param(a_group("dev"), "0 members", id="a group of IAM"),
        pytest.param(replace(a_group("dev"), external_members=True), "members kept elsewhere", id="kept elsewhere"),
        pytest.param(
            replace(a_group("dev", source="sso"), external_members=False),
            "members kept elsewhere",
            id="a provider's, of which the file lists none",
        ),
    ],
)
def test_a_group_whose_members_are_not_known_is_not_said_to_be_empty(group: Group, subtitle: str) -> None:
    atlas = an_atlas(a_landscape(groups=[group], roles=[a_role("viewer")]), [a_step("dev", "viewer@prod")])

    assert _card(dict(diagrams(atlas, ENGLISH))["home"], "group--dev").subtitle == subtitle


@pytest.mark.parametrize(("kind", "label"), [(UserKind.MACHINE, "machine user bot"), (UserKind.HUMAN, "person bot")])
def test_a_user_of_a_program_is_not_called_a_person(kind: UserKind, label: str) -> None:
    landscape = a_landscape(users=[a_user("bot", kind=kind)], roles=[a_role("viewer")])

    home = dict(diagrams(an_atlas(landscape, [a_step("user:bot", "viewer@prod")]), ENGLISH))["home"]

    assert _card(home, "user--bot").label == label


def test_a_callers_side_that_is_not_described_is_said_to_be_so() -> None:
    vendor, github = _gates_of(_SHOP["home"], "vendor--watchful"), _gates_of(_SHOP["home"], "provider--github")

    assert "were taken as allowing" in vendor[0].label
    assert "were taken as allowing" not in github[0].label


def test_a_hop_from_role_to_role_passes_a_gate_in_the_last_column_that_tells_the_session() -> None:
    gates = _gates_of(_SHOP["home"], "role--ci-hub--tools")

    assert [gate.column for gate in gates] == [Column.CHAIN]
    assert gates[0].tests[-1].label == "session ≤ 1 h"


def test_edges_to_administrators_are_heavy_and_others_are_not() -> None:
    home = _SHOP["home"]
    heavy = {edge.target for edge in home.edges if edge.admin and edge.target.startswith("role--")}

    assert heavy
    assert {_card(home, name).level for name in heavy} == {Level.ADMIN}


def test_accounts_go_from_production_down() -> None:
    frames = [frame.title for frame in _SHOP["home"].frames if frame.id.startswith("account--")]

    assert frames == ["prod", "staging", "dev", "log-archive", "security", "tools", "management", "jump"]


def test_roles_go_from_administrator_down() -> None:
    roles = [card.title for card in _SHOP["home"].cards if card.frame == "account--prod"]

    assert roles == ["break-glass-admin", "ci-deploy", "developer", "operator", "auditor", "watchful-read"]


def test_services_and_customers_stay_off_the_overview_but_not_off_their_roles() -> None:
    overview = {card.kind for card in _SHOP["home"].cards} | {card.id for card in _SHOP["home"].cards}

    assert CardKind.SERVICE not in overview
    assert "provider--shop-app" not in overview
    assert CardKind.SERVICE in {card.kind for card in _SHOP["roles/order-worker.md"].cards}
    assert _card(_SHOP["roles/customer.md"], "provider--shop-app")


def test_a_persons_drawing_shows_that_person_and_no_other() -> None:
    people = [card.title for card in _SHOP["people/chie.md"].cards if card.column is Column.WHO]

    assert people == ["chie"]
    assert _card(_SHOP["people/chie.md"], "user--chie").focus


def test_a_groups_way_that_does_not_open_for_a_member_is_not_on_the_members_page() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"]), a_user("bob", groups=["dev"])],
        groups=[a_group("dev")],
        roles=[a_role("viewer")],
    )
    steps = [a_step("dev", "viewer@prod", MFA), a_step("user:ann", "viewer@prod", MFA, through=["dev"])]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    assert "people/ann.md" in drawn
    assert "people/bob.md" not in drawn


def test_a_roles_drawing_shows_every_copy_in_focus_and_follows_chains_back() -> None:
    diagram = _SHOP["roles/ci-deploy.md"]

    assert {card.id for card in diagram.cards if card.focus} == {
        f"role--ci-deploy--{place}" for place in ("dev", "staging", "prod")
    }
    assert _card(diagram, "provider--github")


def test_a_role_that_nobody_reaches_is_drawn_alone() -> None:
    landscape = a_landscape(roles=[a_role("lonely")])

    drawn = dict(diagrams(an_atlas(landscape), ENGLISH))

    assert [card.id for card in drawn["roles/lonely.md"].cards] == ["role--lonely--prod"]
    assert "home" not in drawn


def test_headings_name_only_the_columns_in_use() -> None:
    assert [heading.text for heading in _SHOP["groups/auditors.md"].headings] == [
        "Who", "Group / provider", "Must satisfy", "Can become",
    ]  # fmt: skip


def test_copies_alike_become_one_card_and_the_odd_one_stands_alone() -> None:
    places = [an_account(f"prod-{number:03d}", environment="prod") for number in range(70)]
    landscape = a_landscape(
        accounts=["jump", *places], groups=[a_group("ops"), a_group("dev")], roles=[a_role("Admin", accounts=places)]
    )
    steps = [a_step("ops", f"Admin@{place.name}", FRESH_MFA) for place in places]

    home = dict(diagrams(an_atlas(landscape, [*steps, a_step("dev", "Admin@prod-017")]), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is Column.ROLE] == ["Admin ×69", "Admin · prod-017"]
    assert [(frame.title, frame.note) for frame in home.frames if frame.id.startswith("place")] == [
        ("prod", "70 accounts")
    ]


def test_copies_with_different_conditions_are_not_alike() -> None:
    places = [an_account(f"prod-{number:03d}", environment="prod") for number in range(70)]
    landscape = a_landscape(
        accounts=["jump", *places], groups=[a_group("ops")], roles=[a_role("Admin", accounts=places)]
    )
    steps = [a_step("ops", f"Admin@{place.name}", MFA if place.name == "prod-003" else FRESH_MFA) for place in places]

    home = dict(diagrams(an_atlas(landscape, steps), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is Column.ROLE] == ["Admin ×69", "Admin · prod-003"]


def test_three_hundred_grantees_become_a_few_cards() -> None:
    people = [f"person-{number:03d}" for number in range(300)]
    landscape = a_landscape(users=[a_user(name) for name in people], roles=[a_role("viewer")])
    steps = [a_step(f"user:{name}", "viewer@prod", ALWAYS if name == "person-007" else MFA) for name in people]

    home = dict(diagrams(an_atlas(landscape, steps), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is Column.WHO] == ["299 users", "person-007"]


def test_many_members_are_left_to_their_groups() -> None:
    people = [a_user(f"person-{number:03d}", groups=["dev"]) for number in range(40)]
    landscape = a_landscape(users=people, groups=[a_group("dev")], roles=[a_role("viewer")])

    own = [a_step(f"user:{person.name}", "viewer@prod", MFA, through=["dev"]) for person in people]

    home = dict(diagrams(an_atlas(landscape, [a_step("dev", "viewer@prod", MFA), *own]), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is not Column.ROLE] == ["dev"]
    assert _card(home, "group--dev").subtitle == "40 members"


def test_a_role_that_assumes_itself_has_no_line_to_itself() -> None:
    landscape = a_landscape(roles=[a_role("viewer")])

    home = dict(diagrams(an_atlas(landscape, [a_step("role:viewer@prod", "viewer@prod")]), ENGLISH))["home"]

    assert home.edges == ()


def test_account_ids_are_shown_unless_the_site_redacts_them() -> None:
    shop = the_shop()
    site = replace(shop.landscape.site, redact={"account_ids": "hide"})
    redacted = dict(diagrams(replace(shop, landscape=replace(shop.landscape, site=site)), ENGLISH))

    assert "444444444444" in {frame.note for frame in _SHOP["home"].frames}
    assert {frame.note for frame in redacted["home"].frames} == {""}


def test_all_ids_of_a_diagram_are_different() -> None:
    for diagram in _SHOP.values():
        names = [*(c.id for c in diagram.cards), *(g.id for g in diagram.gates), *(f.id for f in diagram.frames)]
        assert len(names) == len(set(names))


def test_a_vendor_and_a_customers_provider_are_told_apart() -> None:
    landscape = a_landscape(
        roles=[a_role("viewer")],
        vendors=[a_vendor("x", "999988887777")],
        providers=[a_provider("x", ProviderKind.COGNITO)],
    )
    steps = [a_step("vendor:x", "viewer@prod", outside=True), a_step("provider:x", "viewer@prod")]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    assert {card.id for card in drawn["roles/viewer.md"].cards} == {"vendor--x", "provider--x", "role--viewer--prod"}
    assert "provider--x" not in {card.id for card in drawn["home"].cards}


@pytest.mark.parametrize(
    ("into", "note"),
    [
        pytest.param(["customer"], "Not drawn: ways of AWS services and customers into 1 role copy; see the table.",
                     id="a role of theirs alone"),
        pytest.param(["viewer", "customer"],
                     "Not drawn: ways of AWS services and customers into 2 role copies; see the table.",
                     id="one that is drawn for others, too"),
        pytest.param([], "", id="none"),
    ],
)  # fmt: skip
def test_ways_of_services_and_customers_are_counted_under_the_overview(into: list[str], note: str) -> None:
    landscape = a_landscape(
        groups=[a_group("dev")],
        roles=[a_role("customer"), a_role("viewer")],
        providers=[a_provider("x", ProviderKind.COGNITO)],
    )
    steps = [a_step("provider:x", f"{role}@prod") for role in into]

    home = dict(diagrams(an_atlas(landscape, [*steps, a_step("dev", "viewer@prod")]), ENGLISH))["home"]

    assert home.note == note


def test_a_hop_that_nothing_declares_is_counted_on_the_overview_and_drawn_on_the_roles_page() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("admin"), a_role("viewer")])
    steps = [a_step("dev", "admin@prod", MFA), a_step("role:admin@prod", "viewer@prod", declared=False)]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    assert {gate.column for gate in drawn["home"].gates} == {Column.GATE}
    assert drawn["home"].note.startswith("Not drawn: 1 chained step")
    assert {gate.column for gate in drawn["roles/viewer.md"].gates} == {Column.CHAIN}
    assert drawn["roles/viewer.md"].note == ""


def test_a_hop_that_a_trust_entry_names_is_declared() -> None:
    named = a_role("viewer", trust=[a_trust("role", roles=["admin@prod"])])
    landscape = a_landscape(roles=[a_role("admin"), named])

    steps = [a_step("role:admin@prod", "viewer@prod", declared=False)]

    assert dict(diagrams(an_atlas(landscape, steps), ENGLISH))["home"].note == ""


def test_mfa_stands_first_in_a_gate_and_its_age_second() -> None:
    gates = _gates_of(_SHOP["home"], "group--break-glass")

    assert [test.icon for test in gates[0].tests] == ["mfa", "clock"]


def test_one_group_a_product_is_a_family_that_becomes_one_card() -> None:
    products = [f"product-{number:02d}" for number in range(40)]
    places = [an_account(f"{name}-{env}", environment=env) for name in products for env in ("prod", "dev")]
    landscape = a_landscape(
        accounts=["jump", *places],
        groups=[a_group(f"{name}-devs") for name in (*products, "all")],
        roles=[a_role("developer", accounts=places)],
    )
    own = [a_step(f"{place.name.rpartition('-')[0]}-devs", f"developer@{place.name}", MFA) for place in places]
    extra = a_step("all-devs", "developer@product-07-prod", FRESH_MFA)

    home = dict(diagrams(an_atlas(landscape, [*own, extra]), ENGLISH))["home"]

    left = {card.title: card.subtitle for card in home.cards if card.column is Column.MIDDLE}
    assert left == {"40 groups": "each into its own part", "all-devs": "0 members"}
    assert [card.title for card in home.cards if card.column is Column.ROLE] == [
        "developer ×39", "developer · product-07-prod", "developer ×40",
    ]  # fmt: skip


def test_a_group_that_reaches_every_product_is_no_part_of_the_family() -> None:
    places = [an_account(f"product-{number:02d}", environment="prod") for number in range(70)]
    landscape = a_landscape(
        accounts=["jump", *places],
        groups=[a_group(f"{place.name}-devs") for place in places] + [a_group("sre")],
        roles=[a_role("developer", accounts=places)],
    )
    own = [a_step(f"{place.name}-devs", f"developer@{place.name}", MFA) for place in places]
    every = [a_step("sre", f"developer@{place.name}", MFA) for place in places]

    home = dict(diagrams(an_atlas(landscape, [*own, *every]), ENGLISH))["home"]

    assert [card.title for card in home.cards] == ["70 groups", "sre", "developer ×70"]


def test_a_hop_that_asks_for_mfa_is_not_drawn_but_counted() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("hub"), a_role("viewer")])
    steps = [a_step("dev", "hub@prod", MFA), a_step("role:hub@prod", "viewer@prod", FRESH_MFA)]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    assert {gate.column for diagram in drawn.values() for gate in diagram.gates} == {Column.GATE}
    notes = [drawn[page].note for page in ("home", "roles/hub.md", "roles/viewer.md", "groups/dev.md")]
    assert all(note.startswith("Not drawn: 1 step from role to role that asks for MFA") for note in notes)


def test_a_hop_that_asks_for_something_else_is_drawn() -> None:
    landscape = a_landscape(roles=[a_role("hub"), a_role("viewer")])

    drawn = dict(diagrams(an_atlas(landscape, [a_step("role:hub@prod", "viewer@prod", EXTERNAL_ID)]), ENGLISH))

    assert [gate.column for gate in drawn["home"].gates] == [Column.CHAIN]
    assert drawn["home"].note == ""


def test_a_member_who_must_satisfy_more_than_the_group_is_drawn_alone_on_the_members_page() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"]), a_user("bob", groups=["dev"])],
        groups=[a_group("dev")],
        roles=[a_role("viewer")],
    )
    steps = [
        a_step("dev", "viewer@prod", MFA),
        a_step("user:ann", "viewer@prod", MFA, through=["dev"]),
        a_step("user:bob", "viewer@prod", FRESH_MFA, through=["dev"]),
    ]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    assert [gate.source for gate in drawn["people/ann.md"].gates] == ["group--dev"]
    assert [gate.source for gate in drawn["people/bob.md"].gates] == ["user--bob"]
    assert [len(gate.tests) for gate in drawn["people/bob.md"].gates] == [2]


@pytest.mark.parametrize(
    ("key", "copies"),
    [
        pytest.param("home", "2 role copies in 2 accounts", id="also of a role that hops begin at"),
        pytest.param("accounts/prod.md", "4 role copies", id="also those that nobody gets into"),
        pytest.param("roles/idle.md", "1 role copy", id="also when there is no other"),
        pytest.param("roles/viewer.md", "2 role copies", id="of one role and where its callers come from"),
    ],
)
def test_a_description_counts_every_role_copy_that_is_drawn(key: str, copies: str) -> None:
    landscape = a_landscape(roles=[a_role("hub", accounts=["dev"]), a_role("viewer"), a_role("idle"), a_role("spare")])

    diagram = dict(diagrams(an_atlas(landscape, [a_step("role:hub@dev", "viewer@prod")]), ENGLISH))[key]

    drawn = [card for card in diagram.cards if card.column is Column.ROLE]
    assert diagram.description.endswith(f"; {copies}.")
    assert copies.startswith(str(len(drawn)))


@pytest.mark.parametrize(
    ("open_to_ben", "drawn", "gates"),
    [
        pytest.param(["viewer", "admin"], ["ann", "ben"], ["group--dev"], id="every way"),
        pytest.param(["admin"], ["ann", "ben"], ["group--dev", "user--ben"], id="one way"),
        pytest.param([], ["ann"], ["group--dev"], id="no way"),
    ],
)
def test_a_member_is_drawn_at_the_group_if_all_of_its_ways_open_for_it_else_alone(
    open_to_ben: list[str], drawn: list[str], gates: list[str]
) -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"]), a_user("ben", groups=["dev"])],
        groups=[a_group("dev")],
        roles=[a_role("viewer"), a_role("admin")],
    )
    steps = [
        *(a_step("dev", f"{role}@prod", MFA) for role in ("viewer", "admin")),
        *(a_step("user:ann", f"{role}@prod", MFA, through=["dev"]) for role in ("viewer", "admin")),
        *(
            a_step("user:ben", f"{role}@prod", MFA, through=["dev"], denied=role not in open_to_ben)
            for role in ("viewer", "admin")
        ),
    ]

    made = dict(diagrams(an_atlas(landscape, steps), ENGLISH))

    for diagram in (made["home"], made["groups/dev.md"]):
        assert sorted(card.title for card in diagram.cards if card.column is Column.WHO) == drawn
        assert sorted({gate.source for gate in diagram.gates}) == gates


def test_members_who_all_must_satisfy_more_than_the_group_are_drawn_on_its_page_without_it() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"]), a_user("bob", groups=["dev"])],
        groups=[a_group("dev")],
        roles=[a_role("viewer")],
    )
    steps = [
        a_step("dev", "viewer@prod"),
        a_step("user:ann", "viewer@prod", MFA, through=["dev"]),
        a_step("user:bob", "viewer@prod", FRESH_MFA, through=["dev"]),
    ]

    drawn = dict(diagrams(an_atlas(landscape, steps), ENGLISH))["groups/dev.md"]

    assert sorted(gate.source for gate in drawn.gates) == ["user--ann", "user--bob"]


def test_members_of_a_providers_group_are_drawn_though_no_policy_of_theirs_opens_it() -> None:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"])], groups=[a_group("dev", source="sso")], roles=[a_role("viewer")]
    )

    home = dict(diagrams(an_atlas(landscape, [a_step("dev", "viewer@prod")]), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is Column.WHO] == ["ann"]
