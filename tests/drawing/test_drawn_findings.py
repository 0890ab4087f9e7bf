"""Findings in drawings: ways that are wider or weaker than they should be are red, and nothing else is."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from drawn_organisation import MFA, a_step, an_atlas

from builders import (
    a_document,
    a_grant,
    a_group,
    a_landscape,
    a_policy,
    a_role,
    a_role_open_to_everyone,
    a_trust,
    a_vendor,
    an_account,
)
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.drawing.column_graph import Card, Column, Diagram, Gate, GateKind
from iam_atlas.drawing.draw import draw, draw_all
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.errors import said
from iam_atlas.findings.analysis import warning
from iam_atlas.iam.formula import ALWAYS, Formula
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.policies import Json
from iam_atlas.model.require import NOTHING_REQUIRED, Require
from iam_atlas.wording.translate import ENGLISH

_MESSAGE = '"viewer@prod" lets in too many'


def _drawn(landscape: Landscape) -> dict[str, Diagram]:
    return dict(diagrams(analyse(landscape, None), ENGLISH))


def _kinds(diagram: Diagram) -> dict[str, GateKind]:
    return {gate.source: gate.kind for gate in diagram.gates}


def _vendor(require: Require) -> Landscape:
    return a_landscape(
        vendors=[a_vendor("watchful", "555555555555")],
        roles=[a_role("viewer", trust=[a_trust("vendor", "watchful", require=require, line=12)])],
    )


def _found(*weak: str, residue: Formula = MFA) -> Atlas:
    """Group dev gets into `viewer` and `admin`, on the same condition; the ways into `weak` are under a finding."""
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer"), a_role("admin")])
    steps = [a_step("dev", f"{role}@prod", residue) for role in ("viewer", "admin")]
    of_weak = [step for step in steps if step.role.role in weak]
    problem = warning(landscape.roles["viewer"].position, "people-without-mfa", said(_MESSAGE), of_weak)
    return replace(an_atlas(landscape, steps), problems=(problem,) if weak else ())


def _gates(atlas: Atlas) -> list[tuple[Gate, set[str]]]:
    home = dict(diagrams(atlas, ENGLISH))["home"]
    ends = {gate.id: {edge.target for edge in home.edges if edge.source == gate.id} for gate in home.gates}
    return [(gate, ends[gate.id]) for gate in home.gates]


def test_a_way_under_a_finding_passes_a_red_gate_that_says_what_is_found() -> None:
    home = _drawn(_vendor(NOTHING_REQUIRED))["home"]

    (gate,) = home.gates

    assert gate.kind is GateKind.FINDING
    assert 'Finding: "viewer@prod" trusts vendor "watchful" without an ExternalId' in gate.label
    assert all(edge.finding for edge in home.edges)


def test_the_same_way_without_the_finding_is_not_red() -> None:
    home = _drawn(_vendor(Require(external_id="kf-1")))["home"]

    (gate,) = home.gates

    assert gate.kind is GateKind.PLAIN
    assert "Finding" not in gate.label
    assert not any(edge.finding for edge in home.edges)


def test_a_finding_without_a_condition_is_still_dashed_and_filtered_as_such() -> None:
    svg = draw_all(analyse(_vendor(NOTHING_REQUIRED), None))["home"].svg

    assert 'class="gate finding"' in svg
    assert 'data-tests="none"' in svg
    assert svg.count('class="unconditional finding"') == 2
    assert re.search(r'<use xlink:href="#\w+-s-warning"', svg)


def test_ways_on_one_condition_of_which_one_is_under_a_finding_pass_two_gates() -> None:
    gates = _gates(_found("viewer"))

    assert {gate.kind: ends for gate, ends in gates} == {
        GateKind.FINDING: {"role--viewer--prod"},
        GateKind.PLAIN: {"role--admin--prod"},
    }


@pytest.mark.parametrize(
    ("weak", "kind"), [((), GateKind.PLAIN), (("viewer", "admin"), GateKind.FINDING)], ids=["neither", "both"]
)
def test_ways_that_are_alike_share_their_gate(weak: tuple[str, ...], kind: GateKind) -> None:
    assert [(gate.kind, len(ends)) for gate, ends in _gates(_found(*weak))] == [(kind, 2)]


def test_a_gate_keeps_its_id_when_another_way_comes_under_a_finding() -> None:
    (before, _), *_ = _gates(_found())

    after = {gate.kind: gate.id for gate, _ in _gates(_found("viewer"))}

    assert after[GateKind.PLAIN] == before.id != after[GateKind.FINDING]


def test_many_findings_of_one_rule_are_one_gate_that_says_the_first_and_counts_the_others() -> None:
    names = [f"viewer-{number}" for number in range(5)]
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role(name) for name in names])
    steps = [a_step("dev", f"{name}@prod", ALWAYS) for name in names]
    at = landscape.groups["dev"].position
    problems = [
        warning(at, "raw-half-lacks-condition", said("{role} is open", role=str(step.role)), (step,)) for step in steps
    ]

    ((gate, ends),) = _gates(replace(an_atlas(landscape, steps), problems=tuple(problems)))

    assert len(ends) == 5
    assert gate.label.endswith(
        "Finding: viewer-0@prod is open. Finding: viewer-1@prod is open. Finding: viewer-2@prod is open. "
        "And 2 findings more."
    )


def test_a_finding_of_one_copy_leaves_copies_in_other_accounts_alone() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("viewer", accounts=["prod", "dev"])])
    steps = [a_step("dev", f"viewer@{place}", MFA) for place in ("prod", "dev")]
    problem = warning(landscape.roles["viewer"].position, "people-without-mfa", said(_MESSAGE), steps[:1])

    gates = _gates(replace(an_atlas(landscape, steps), problems=(problem,)))

    assert {gate.kind: ends for gate, ends in gates} == {
        GateKind.FINDING: {"role--viewer--prod"},
        GateKind.PLAIN: {"role--viewer--dev"},
    }


def test_a_copy_under_a_finding_is_not_like_the_others_and_stands_alone() -> None:
    places = [an_account(f"prod-{number:03d}", environment="prod") for number in range(70)]
    landscape = a_landscape(
        accounts=["jump", *places], groups=[a_group("ops")], roles=[a_role("Admin", accounts=places)]
    )
    steps = [a_step("ops", f"Admin@{place.name}", MFA) for place in places]
    problem = warning(landscape.roles["Admin"].position, "people-without-mfa", said(_MESSAGE), steps[17:18])

    home = dict(diagrams(replace(an_atlas(landscape, steps), problems=(problem,)), ENGLISH))["home"]

    assert [card.title for card in home.cards if card.column is Column.ROLE] == ["Admin ×69", "Admin · prod-017"]


def _admin(action: str) -> Diagram:
    """The overview with a role that a group may become, and that may do `action`; another role trusts its account."""
    trust: dict[str, Json] = {"Principal": {"AWS": "arn:aws:iam::444444444444:root"}, "Action": "sts:AssumeRole"}
    landscape = a_landscape(
        groups=[a_group("dev")],
        roles=[
            a_role("admin", policies=[a_policy("p", {"Effect": "Allow", "Action": action, "Resource": "*"})]),
            a_role("vault", trust_policy=a_document({"Effect": "Allow", **trust}, line=40), line=30),
        ],
        grants=[a_grant("dev", "admin@prod", line=9)],
        require=Require(mfa=True),
    )
    return _drawn(landscape)["home"]


def _card(diagram: Diagram, name: str) -> Card:
    return next(card for card in diagram.cards if card.id == name)


def test_a_role_with_a_finding_of_its_own_has_a_sign_on_its_card_and_no_red_gate() -> None:
    home = _admin("sts:AssumeRole")
    card = _card(home, "role--admin--prod")

    svg = draw(home).svg

    assert card.label.endswith("reached by dev, 1 finding")
    assert re.search(r'data-node="role--admin--prod"[^>]* data-finding="broad-assume-role"', svg)
    assert 'class="sign"' in svg
    assert GateKind.FINDING not in _kinds(home).values()


def test_its_twin_that_may_not_do_that_has_none() -> None:
    card = _card(_admin("s3:ListBucket"), "role--admin--prod")

    assert card.findings == ()
    assert card.label.endswith("reached by dev")


def test_a_finding_of_one_copys_own_is_not_on_the_other_copies() -> None:
    landscape = a_landscape(groups=[a_group("dev")], roles=[a_role("hub", accounts=["prod", "dev"]), a_role("far")])
    steps = [a_step("dev", f"hub@{place}", MFA) for place in ("prod", "dev")]
    beyond = a_step("role:hub@prod", "far@prod", declared=False)
    problem = warning(landscape.roles["hub"].position, "broad-assume-role", said("too much"), (beyond,))

    home = dict(diagrams(replace(an_atlas(landscape, steps), problems=(problem,)), ENGLISH))["home"]

    assert {card.id: card.findings for card in home.cards if card.column is Column.ROLE} == {
        "role--hub--prod": ("broad-assume-role",),
        "role--hub--dev": (),
    }


@pytest.mark.parametrize(("only_in", "signs"), [("prod", {"prod"}), ("dev", {"dev"}), ("", {"dev", "prod"})])
def test_a_finding_in_a_variant_is_on_the_copies_that_it_holds_for(
    only_in: str, signs: set[str], tmp_path: Path
) -> None:
    home = _drawn(a_role_open_to_everyone(tmp_path, only_in))["home"]

    found = {card.id.rpartition("--")[2] for card in home.cards if card.column is Column.ROLE and card.findings}
    assert found == signs
