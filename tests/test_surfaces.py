"""Pages, drawings and profiles tell of each pair of caller and role copy what was decided, and no other.

`IAM_ATLAS_EXAMPLES=500` tries so many organisations instead of a few; test_surfaces_beside.py has the other surfaces.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from builders import the_organisation, the_reference
from conditions_told import told_otherwise
from iam_atlas.answers.asker import asker_of
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.graph.access import Access
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import RefKind
from iam_atlas.pages.render import render_pages
from iam_atlas.public.masking import masking
from iam_atlas.public.publication import publication
from iam_atlas.public.replacing import replacing
from iam_atlas.public.secrets import secrets_of
from iam_atlas.wording.translate import ENGLISH
from random_organisations import organisation
from surfaces import (
    Cells,
    Pages,
    Pair,
    Told,
    becomes,
    by_accounts,
    by_drawing,
    by_home,
    by_people,
    by_profiles,
    by_roles,
    name_of,
    state_of,
    states,
)
from tongues import CONDITIONAL, IN_ENGLISH, IN_JAPANESE, MAY_OPEN, OPEN, UNDECIDED, Tongue

Differences: TypeAlias = Mapping[Pair, tuple[set[str], set[str]]]  # what is told, what was decided

# In the last four a group alone opens less than its members have.
SEEDS = (*range(int(os.environ.get("IAM_ATLAS_EXAMPLES", "13"))), 37, 39, 40, 52)
FEW = SEEDS[::4]


def _decided(atlas: Atlas) -> dict[Pair, set[str]]:
    """Of each pair that the graph lists; of groups that pages dissolve into their members nothing."""
    by_pair: dict[Pair, set[str]] = {}
    walked = {
        (name, step.role) for step in atlas.graph.steps if step.caller.kind is RefKind.USER for name in step.through
    }
    for step in atlas.graph.steps:
        group = atlas.landscape.groups.get(step.caller.name) if step.caller.kind is RefKind.GROUP else None
        dissolved = group is not None and not group.external_members and (group.name, step.role) in walked
        if not dissolved:
            by_pair.setdefault((name_of(step.caller), becomes(step)), set()).add(state_of(step))
    return by_pair


def differences(told: Told, decided: Told) -> dict[Pair, tuple[set[str], set[str]]]:
    """Where a surface that tells of everything, what is closed included, does not say what was decided."""
    pairs = told.keys() | decided.keys()
    found = {pair: (set(told.get(pair, ())), set(decided.get(pair, ()))) for pair in pairs}
    return {pair: both for pair, both in found.items() if both[0] != both[1]}


def _of_people(told: Told, decided: Told) -> Differences:
    """The same of a surface about people."""
    return differences(_users(told), _users(decided))


def _of_roles(told: Told, decided: Told) -> Differences:
    """The same of a surface about roles; permission sets have pages of their own."""
    return differences(
        told, {pair: states for pair, states in decided.items() if not pair[1].startswith("permission_set:")}
    )


def _what_opens(told: Told, decided: Told) -> Differences:
    """Where a survey leaves out somebody who may get in, tells of somebody who does not, or tells it as another state.

    Who gets in without a condition may be told of another way, too, that asks for something.
    """
    may = {pair: states for pair, states in _users(decided).items() if states & MAY_OPEN}
    found = {pair: (set(_users(told).get(pair, ())), may.get(pair, set())) for pair in _users(told).keys() | may.keys()}
    return {pair: both for pair, both in found.items() if both[0] != both[1] and not _is_wider(*both)}


def _is_wider(told: set[str], decided: set[str]) -> bool:
    return decided == {OPEN} and told == {OPEN, CONDITIONAL}


def _as_profiles(told: Told, decided: Told) -> Differences:
    """The same of what tells conditions only apart from what is not decided."""
    rough = {CONDITIONAL: OPEN, OPEN: OPEN, UNDECIDED: UNDECIDED}
    may = {pair: {rough[one] for one in states & MAY_OPEN} for pair, states in decided.items() if states & MAY_OPEN}
    return _what_opens(told, may)


def _users(told: Told) -> dict[Pair, set[str]]:
    return {pair: set(states) for pair, states in told.items() if pair[0].startswith("user:")}


PROFILES = "profiles for the AWS CLI"
SURFACES: Mapping[str, tuple[Callable[[Atlas, Pages, Tongue], Cells], Callable[[Told, Told], Differences]]] = {
    "pages of people": (by_people, _of_people),
    "pages of roles": (by_roles, _of_roles),
    "pages of accounts": (by_accounts, differences),
    "home page": (by_home, _what_opens),
    "drawing of the home page": (by_drawing, _what_opens),
    PROFILES: (by_profiles, _as_profiles),
}


def read(folder: Path, text: str) -> Atlas:
    file = folder / "accounts.yaml"
    file.write_text(text, encoding="utf-8")
    return analyse(load_landscape(file), None)


def _differences(told_of: Atlas, decided_in: Atlas, tongue: Tongue = IN_ENGLISH) -> Mapping[str, object]:
    """By surface; none where the two are the same, unless a surface says what is not so."""
    pages, decided = render_pages(told_of, {}, tongue.t.language), _decided(decided_in)
    found: dict[str, object] = {}
    for name, (tell, compare) in SURFACES.items():
        cells = tell(told_of, pages, tongue)
        if name == PROFILES:
            found[name] = compare(cells, decided)
        else:
            found[name] = compare(states(cells, tongue), decided) or told_otherwise(cells, decided_in, tongue)
    return {name: differences for name, differences in found.items() if differences}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_surface_tells_what_was_decided(seed: int, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps(organisation(seed)))

    assert _differences(atlas, atlas) == {}


@pytest.mark.parametrize("seed", FEW)
def test_every_surface_tells_the_same_in_japanese(seed: int, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps(organisation(seed)))

    assert _differences(atlas, atlas, IN_JAPANESE) == {}


@pytest.mark.parametrize("seed", FEW)
def test_a_public_site_tells_what_was_decided_on_the_true_values(seed: int, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps({**organisation(seed), "site": {"audience": "public"}}))
    mask = masking(replacing(secrets_of(atlas, ENGLISH), {}, ENGLISH))
    shown = publication(atlas, ENGLISH).atlas

    truth = {
        (name_of(mask.ref(step.caller)), str(mask.key(step.role))): state_of(step)
        for step in atlas.graph.steps
        if step.caller.kind is RefKind.USER
    }

    assert shown.landscape.users.keys().isdisjoint(atlas.landscape.users)
    assert {pair: {state} for pair, state in truth.items()} == _users(_decided(shown))
    assert _differences(shown, shown) == {}


@pytest.mark.parametrize("name", ["reference", "minimal", "one-account", "eight-hops"])
def test_and_so_it_is_in_written_organisations(name: str) -> None:
    atlas = analyse(the_reference() if name == "reference" else the_organisation(name), None)

    assert _differences(atlas, atlas) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_who_is_asked_about_gets_the_answer_that_is_listed(seed: int, tmp_path: Path) -> None:
    asker = asker_of(read(tmp_path, json.dumps(organisation(seed))), "en")

    steps = [step for step in asker.atlas.graph.steps if not step.to_permission_set]
    asked = [asker.inquiry.step(step.caller, step.role) for step in steps]

    assert [step for step, own in zip(steps, asked, strict=True) if own is None or _answer(own) != _answer(step)] == []


def _answer(step: Access) -> tuple[object, ...]:
    decision = step.decision
    return decision.verdict, decision.residue, step.max_seconds, step.console, step.through, step.means


TWIN = """
version: 1
accounts: { jump: { id: "111111111111", kind: jump }, prod: "333333333333" }
users:
  alice: [ops]
  bob: { groups: [ops], inline: { own: { Version: "2012-10-17", Statement: [STATEMENT] } } }
groups: { ops: }
roles: { goal: ReadOnlyAccess, other: ReadOnlyAccess }
grants: { ops: { prod: [goal, other] } }
"""
DENY = 'Effect: Deny, Action: "sts:AssumeRole", Resource: "arn:aws:iam::333333333333:role/goal"'
MFA = 'Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }'
ODD = {
    "one is denied": f"{{ {DENY} }}",
    "one needs MFA": f"{{ {DENY}, {MFA} }}",
}


@pytest.mark.parametrize("statement", ODD.values(), ids=ODD.keys())
def test_a_surface_that_tells_of_the_group_what_does_not_hold_for_a_member_is_found(
    statement: str, tmp_path: Path
) -> None:
    alike = read(tmp_path, TWIN.replace("STATEMENT", f"{{ {DENY.replace('sts:AssumeRole', 's3:GetObject')} }}"))
    odd = read(tmp_path, TWIN.replace("STATEMENT", statement))

    # What is written for the one is not true of the other; profiles do not tell conditions apart.
    missed = {"profiles for the AWS CLI"} if MFA in statement else set()

    assert _differences(alike, odd).keys() == _differences(odd, alike).keys() == SURFACES.keys() - missed
    assert _differences(odd, odd) == _differences(alike, alike) == {}
