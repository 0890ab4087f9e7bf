"""The tables on the pages of groups, read back, tell of their members what was decided for each of them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import the_organisation, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.model.addresses import Section, page
from iam_atlas.model.grants import RefKind
from iam_atlas.model.people import Group
from iam_atlas.pages.render import render_pages
from random_organisations import organisation
from surfaces import Pages, becomes, copy_in, names_in, state_of
from test_surfaces import DENY, ODD, SEEDS, TWIN, read
from tongues import CLOSED, IN_ENGLISH, IN_JAPANESE, MAY_OPEN, OPEN, Tongue, true_where


@dataclass(frozen=True, slots=True)
class _Row:
    """A row about a role copy; `of` are the users whom it names, none where it is about the whole group."""

    copy: str
    of: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What the page of a group tells; for those `apart` more than its policies decides."""

    rows: tuple[_Row, ...]
    apart: frozenset[str]


def _by_page(group: Group, pages: Pages, tongue: Tongue) -> _Told:
    text = pages[page(Section.GROUPS, group.name)]
    apart = re.search(tongue.decided_otherwise, text)
    rows = tuple(row for found in tongue.rows(text, "Account", "Role", "Level") for row in _rows(found, tongue))
    return _Told(rows, frozenset(names_in(apart[1], "groups") if apart else ()))


def _rows(cells: Mapping[str, str], tongue: Tongue) -> Iterator[_Row]:
    named = re.fullmatch(r"(?:For )?((?:\[[^\]]*\]\([^)]*people/[^)]*\)(?:, | and |、| と )?)+): ?(.*)", cells["When"])
    who, when = (names_in(named[1], "groups"), named[2]) if named else ([], cells["When"])
    for account in names_in(cells["Account"], "groups"):
        yield _Row(copy_in(cells["Role"], account), tuple(who), tongue.state(when))


def _untrue(told: _Told, group: Group, decided: Mapping[str, Mapping[str, set[str]]]) -> list[tuple[str, str, str]]:
    """What a row tells of a member and was not decided; a row about all is not about those for whom more decides."""
    everybody = {f"user:{name}" for name in group.members} - told.apart
    return [
        (who, row.copy, row.state)
        for row in told.rows
        for who in row.of or sorted(everybody)
        if decided[row.copy].get(who, {CLOSED}).isdisjoint(true_where(row.state))
    ]


def _left_out(told: _Told, group: Group, decided: Mapping[str, Mapping[str, set[str]]]) -> list[tuple[str, str]]:
    """The members who may get in by what the page tells nothing of."""
    told_of = {(row.copy, who) for row in told.rows for who in row.of or (f"user:{name}" for name in group.members)}
    return [
        (who, copy)
        for copy, states in decided.items()
        for who, found in states.items()
        if who in {f"user:{name}" for name in group.members} and found & MAY_OPEN and (copy, who) not in told_of
    ]


def _decided(atlas: Atlas, group: str = "") -> Mapping[str, Mapping[str, set[str]]]:
    """By role copy what was decided for each user; only of those who come by the group, where one is given."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for step in atlas.graph.steps:
        if step.caller.kind is RefKind.USER and (not group or step.through == (group,)):
            found[becomes(step)][f"user:{step.caller.name}"].add(state_of(step))
    return found


def _differences(told_of: Atlas, decided_in: Atlas, tongue: Tongue) -> Mapping[str, object]:
    pages, found = render_pages(told_of, {}, tongue.t.language), {}
    for group in told_of.landscape.groups.values():
        if group.source is None:
            told = _by_page(group, pages, tongue)
            untrue = _untrue(told, group, _decided(decided_in))
            found[group.name] = untrue, _left_out(told, group, _decided(decided_in, group.name))
    return {name: both for name, both in found.items() if any(both)}


@pytest.mark.parametrize("tongue", [IN_ENGLISH, IN_JAPANESE], ids=["en", "ja"])
@pytest.mark.parametrize("seed", SEEDS)
def test_pages_of_groups_tell_what_was_decided(seed: int, tongue: Tongue, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps(organisation(seed)))

    assert _differences(atlas, atlas, tongue) == {}


@pytest.mark.parametrize("name", ["reference", "minimal", "one-account", "eight-hops"])
def test_and_so_they_do_in_written_organisations(name: str) -> None:
    atlas = analyse(the_reference() if name == "reference" else the_organisation(name), None)

    assert _differences(atlas, atlas, IN_ENGLISH) == {}


@pytest.mark.parametrize("statement", ODD.values(), ids=ODD.keys())
def test_a_row_that_is_not_true_of_a_member_is_found(statement: str, tmp_path: Path) -> None:
    alike = read(tmp_path, TWIN.replace("STATEMENT", f"{{ {DENY.replace('sts:AssumeRole', 's3:GetObject')} }}"))
    odd = read(tmp_path, TWIN.replace("STATEMENT", statement))

    assert _differences(alike, odd, IN_ENGLISH) == {"ops": ([("user:bob", "goal@prod", OPEN)], [])}
    assert _differences(odd, odd, IN_ENGLISH) == _differences(alike, alike, IN_ENGLISH) == {}
