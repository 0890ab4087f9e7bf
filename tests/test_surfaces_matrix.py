"""The cells of the access matrix, read back, tell what was decided; those of a group, what was for its members."""

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builders import the_organisation, the_reference
from iam_atlas.atlas import Atlas, analyse
from iam_atlas.graph.access import Access
from iam_atlas.model.grants import RefKind
from iam_atlas.pages.render import render_pages
from random_organisations import organisation
from surfaces import Pages, Pair, Told, becomes, name_of, names_in, state_of
from test_surfaces import DENY, MFA, ODD, SEEDS, TWIN, Differences, read
from tongues import CLOSED, CONDITIONAL, IN_ENGLISH, IN_JAPANESE, MAY_OPEN, OPEN, VAIN, Tongue, true_where

_HEAD = re.compile(r'<th scope="(?:col|row)" markdown="span">(.*?)</th>')
_ROW = re.compile(r'<tr markdown="1">\n(<th scope="row".*?)</tr>', re.DOTALL)
_CELL = re.compile(r"<td(?: markdown=\"block\")?>(.*?)</td>", re.DOTALL)
_LINE = re.compile(r'<p markdown="span">(?:(?P<who>.*?) → )?(?P<role>.*?)<br> .*?<i>(?P<when>.*)</i></p>')


def _by_matrix(pages: Pages, tongue: Tongue) -> Told:
    """What the cells tell of each caller; a role is struck through when nothing else is told than that it is shut."""
    told: defaultdict[Pair, set[str]] = defaultdict(set)
    for text in (text for path, text in pages.items() if re.fullmatch(r"matrix(--\d+)?\.md", path)):
        heads = [names_in(head, "") for head in _HEAD.findall(text.partition("</thead>")[0])]
        for row in _ROW.findall(text):
            (account,) = names_in(_HEAD.findall(row)[0], "")
            for head, cell in zip(heads, _CELL.findall(row), strict=True):
                for written in re.findall("<p .*?</p>", cell):
                    line = _LINE.fullmatch(written)
                    assert line, written
                    (caller,) = names_in(line["who"], "") if line["who"] else head
                    states = set(_states(line["when"], tongue))
                    assert ("<s>" in line["role"]) is (states <= {CLOSED, VAIN}), line[0]
                    told[caller, f"{_role(line['role'])}@{account.removeprefix('account:')}"] |= states
    return told


def _role(cell: str) -> str:
    (name,) = [name for name in names_in(cell, "") if name.startswith(("role:", "permission_set:"))]
    return name.removeprefix("role:")


def _states(when: str, tongue: Tongue) -> Iterator[str]:
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", html.unescape(when))
    for part in words.split(tongue.apart):
        yield tongue.brief(part)


def _is_dissolved(atlas: Atlas, step: Access) -> bool:
    """Whether it is told of the members of a group, who are all in the file, and not of the group."""
    group = atlas.landscape.groups.get(step.caller.name) if step.caller.kind is RefKind.GROUP else None
    return group is not None and bool(group.members) and not group.external_members and group.source is None


def _true(atlas: Atlas) -> Told:
    """All that may be told of each caller: of a group what was decided for each of its members."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    of_users: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for step in atlas.graph.steps:
        if not _is_dissolved(atlas, step):
            found[name_of(step.caller), becomes(step)].add(state_of(step))
        if step.caller.kind is RefKind.USER:
            of_users[becomes(step)][step.caller.name].add(state_of(step))
    for copy in {becomes(step) for step in atlas.graph.steps}:
        for group in atlas.landscape.groups.values():
            of_members = (of_users[copy].get(name, {CLOSED}) for name in group.members)
            found[f"group:{group.name}", copy].update(*of_members)
    return found


def _untrue(told: Told, atlas: Atlas) -> Differences:
    """What is told of a caller and was not decided."""
    true = _true(atlas)
    found = {pair: (states, true.get(pair, {CLOSED})) for pair, states in told.items()}
    return {
        pair: (states, decided)
        for pair, (states, decided) in found.items()
        if any(decided.isdisjoint(true_where(state)) for state in states)
    }


def _left_out(told: Told, atlas: Atlas) -> list[tuple[str, str, str]]:
    """The steps that may open and are in no column: that of the caller, or for a user of any of its groups."""
    return [
        (name_of(step.caller), becomes(step), state)
        for step in atlas.graph.steps
        if (state := state_of(step)) in MAY_OPEN
        and not _is_dissolved(atlas, step)
        and not any(state in told.get((column, becomes(step)), ()) for column in _columns(atlas, step))
    ]


def _columns(atlas: Atlas, step: Access) -> Iterable[str]:
    if step.caller.kind is RefKind.USER and step.through:
        return [f"group:{name}" for name in {*step.through, *atlas.landscape.users[step.caller.name].groups}]
    return [name_of(step.caller)]


def _differences(told_of: Atlas, decided_in: Atlas, tongue: Tongue) -> tuple[Differences, list[tuple[str, str, str]]]:
    told = _by_matrix(render_pages(told_of, {}, tongue.t.language), tongue)
    return _untrue(told, decided_in), _left_out(told, decided_in)


@pytest.mark.parametrize("tongue", [IN_ENGLISH, IN_JAPANESE], ids=["en", "ja"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_matrix_tells_what_was_decided(seed: int, tongue: Tongue, tmp_path: Path) -> None:
    atlas = read(tmp_path, json.dumps(organisation(seed)))

    assert _differences(atlas, atlas, tongue) == ({}, [])


@pytest.mark.parametrize("name", ["reference", "minimal", "one-account", "eight-hops"])
def test_and_so_it_does_in_written_organisations(name: str) -> None:
    atlas = analyse(the_reference() if name == "reference" else the_organisation(name), None)

    assert _differences(atlas, atlas, IN_ENGLISH) == ({}, [])


@pytest.mark.parametrize("statement", ODD.values(), ids=ODD.keys())
def test_a_cell_that_tells_of_the_group_what_does_not_hold_for_a_member_is_found(
    statement: str, tmp_path: Path
) -> None:
    alike = read(tmp_path, TWIN.replace("STATEMENT", f"{{ {DENY.replace('sts:AssumeRole', 's3:GetObject')} }}"))
    odd = read(tmp_path, TWIN.replace("STATEMENT", statement))
    pair = "group:ops", "goal@prod"

    untrue, _ = _differences(odd, alike, IN_ENGLISH)
    assert untrue == ({} if MFA in statement else {pair: ({OPEN, CLOSED}, {OPEN})})
    _, left_out = _differences(alike, odd, IN_ENGLISH)
    assert left_out == ([("user:bob", "goal@prod", CONDITIONAL)] if MFA in statement else [])
