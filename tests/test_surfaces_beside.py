"""Commands, lists, differences and exported policies tell of each pair of caller and role copy what was decided."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from answered import Changed, by_csv, by_reach, by_who_can, changes_told
from conditions_told import REQUESTS
from iam_atlas.answers.asker import Asker, asker_of
from iam_atlas.answers.told import who
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.changes.changes import Kind
from iam_atlas.changes.compare import compare
from iam_atlas.graph.access import Access
from iam_atlas.iam.conditions.matching import holds
from iam_atlas.load.landscape import load_landscape
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey
from random_organisations import organisation
from surfaces import Pair, Told, becomes, name_of, state_of
from test_surfaces import FEW, SEEDS
from tongues import CLOSED, CONDITIONAL, IN_ENGLISH, IN_JAPANESE, UNDECIDED, VAIN, Tongue


@cache
def _asker(seed: int, language: str = "en") -> Asker:
    return asker_of(_atlas(seed), language)


@cache
def _atlas(seed: int) -> Atlas:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "accounts.yaml"
        file.write_text(json.dumps(organisation(seed)), encoding="utf-8")
        return analyse(load_landscape(file), None)


def _decided(
    asker: Asker, wanted: Callable[[Access], bool], more: Callable[[Access], str | None] = lambda _: None
) -> Told:
    """What single words tell of each step; these do not tell apart what cannot be counted on."""
    found: dict[Pair, set[str]] = {}
    for step in filter(wanted, asker.atlas.graph.steps):
        state = state_of(step)
        told = {CONDITIONAL if state == VAIN else state, more(step)} - {None}
        found.setdefault((name_of(step.caller), becomes(step)), set()).update(one for one in told if one)
    return found


ANSWERS: Mapping[str, tuple[Callable[[Asker, Tongue], Told], Callable[[Asker], Told]]] = {
    "reach": (by_reach, lambda asker: _decided(asker, lambda step: step.caller.kind is RefKind.USER)),
    "who-can": (
        by_who_can,
        lambda asker: _decided(asker, lambda step: step.decision.verdict.may_open and not step.to_permission_set),
    ),
    "the access list": (
        by_csv,
        lambda asker: _decided(asker, lambda _: True, lambda step: step.decision.verdict.value),
    ),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ANSWERS)
def test_answers_tell_what_was_decided(name: str, seed: int) -> None:
    tell, decided = ANSWERS[name]

    assert tell(_asker(seed), IN_ENGLISH) == decided(_asker(seed))


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("name", ANSWERS)
def test_answers_in_japanese_tell_the_same(name: str, seed: int) -> None:
    tell, decided = ANSWERS[name]

    assert tell(_asker(seed, "ja"), IN_JAPANESE) == decided(_asker(seed, "ja"))


def _step(seed: int, who: Ref, role: str) -> Access | None:
    """The step that the file of the seed makes; None where it has one of the two not.

    A provider's people count where they are named: a role that trusts everybody is told of everybody.
    """
    asker, key = _asker(seed), RoleKey.of(role)
    listed = [step for step in asker.atlas.graph.by_caller.get(who, ()) if step.role == key]
    is_known = who in asker.inquiry.insiders or who in asker.atlas.graph.by_caller
    is_asked = listed or (is_known and not _is_of_a_provider(asker, who))
    return asker.inquiry.step(who, key) if key in _copies(seed) and is_asked else None


def _is_of_a_provider(asker: Asker, who: Ref) -> bool:
    group = asker.atlas.landscape.groups.get(who.name) if who.kind is RefKind.GROUP else None
    return group is not None and group.source is not None


def _copies(seed: int) -> frozenset[RoleKey]:
    return frozenset(copy.key for copy in _atlas(seed).landscape.role_copies())


def _state(step: Access | None) -> str:
    state = CLOSED if step is None else state_of(step)
    return CONDITIONAL if state == VAIN else state


def _kinds(before: Access | None, after: Access | None) -> set[Kind | None]:
    """What may be told of a pair, None for nothing: by the states, and by trying both conditions in many requests."""
    opened, opens = (
        before is not None and before.decision.verdict.opens,
        after is not None and after.decision.verdict.opens,
    )
    if UNDECIDED in (_state(before), _state(after)):
        return {Kind.UNCERTAIN, None} if _state(before) == _state(after) else {Kind.UNCERTAIN}
    if before is None or after is None or not (opened and opens):
        return {None if opened == opens else Kind.LOST if opened else Kind.GAINED}
    was, now = _gets_through(before), _gets_through(after)
    if was == now:
        return {None, Kind.CHANGED}  # which of two ways to write the same is seen through is left open
    return {Kind.WEAKENED if was < now else Kind.TIGHTENED if now < was else Kind.CHANGED, Kind.CHANGED}


def _gets_through(step: Access) -> set[int]:
    """The requests that the condition lets through."""
    somebody = {RefKind.USER: step.caller.name, RefKind.GROUP: "alice"}.get(step.caller.kind)
    own = {"aws:username": (somebody,)} if somebody else {}
    return {number for number, one in enumerate(REQUESTS) if holds(step.decision.residue, {**one, **own})}


def _untrue(told: Changed, before: int, after: int, tongue: Tongue) -> dict[Pair, object]:
    """What a difference tells that is not so, or leaves out; ways over other roles stand apart."""
    found: dict[Pair, object] = {}
    roles = sorted(map(str, _copies(before) | _copies(after)))
    everybody = _asker(before).inquiry.insiders.keys() | _asker(after).inquiry.insiders.keys()
    for ref, role in ((ref, role) for ref, role in product(sorted(everybody, key=str), roles) if ref.name != role):
        pair, was, now = (who(ref, tongue.t), role), _step(before, ref, role), _step(after, ref, role)
        said = {row for row in told.get(pair, ()) if not any(tongue.is_over(cell) for cell in row[1:])}
        kinds: set[Kind | None] = {kind for kind, _, _ in said}
        kinds = kinds or {None}
        states = {(_told_state(a, tongue), _told_state(b, tongue)) for _, a, b in said} or {(_state(was), _state(now))}
        if not kinds <= _kinds(was, now) or len(kinds) > 1 or states != {(_state(was), _state(now))}:
            found[pair] = said, _state(was), _state(now), _kinds(was, now)
    return found


def _told_state(cell: str, tongue: Tongue) -> str:
    return next((state for words, state in tongue.answers if cell.startswith(words)), CLOSED)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_difference_tells_what_became_of_every_pair(seed: int) -> None:
    changes = compare(_atlas(seed), _atlas(seed + 1))

    text, comment = changes_told(changes, IN_ENGLISH)

    assert text == comment
    assert _untrue(text, seed, seed + 1, IN_ENGLISH) == {}


@pytest.mark.parametrize("seed", FEW)
def test_a_difference_in_japanese_tells_the_same(seed: int) -> None:
    text, comment = changes_told(compare(_atlas(seed), _atlas(seed + 1)), IN_JAPANESE)

    assert text == comment
    assert _untrue(text, seed, seed + 1, IN_JAPANESE) == {}


@pytest.mark.parametrize("seed", FEW)
def test_what_is_told_of_others_is_seen_not_to_be_so(seed: int) -> None:
    text, _ = changes_told(compare(_atlas(seed), _atlas(seed + 1)), IN_ENGLISH)

    assert _untrue(text, seed, seed + 2, IN_ENGLISH)
    assert _untrue(text, seed + 1, seed, IN_ENGLISH)


@pytest.mark.parametrize("seed", FEW)
def test_nothing_differs_from_itself(seed: int) -> None:
    changes = compare(_atlas(seed), _atlas(seed))

    assert changes.none
    assert changes_told(changes, IN_ENGLISH) == ({}, {})
