"""The legend tells of the kinds of line that a drawing has, of no other, and says nothing false of any."""

import re

import pytest
from drawn_organisation import MFA, a_step, an_atlas

from builders import a_group, a_landscape, a_role, a_user
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.legend import write_legend
from iam_atlas.iam.formula import ALWAYS, Formula
from iam_atlas.iam.level import Level
from iam_atlas.wording.translate import ENGLISH


def _legend(level: Level, residue: Formula = MFA, *, members: bool, undecided: str = "") -> dict[str, str]:
    landscape = a_landscape(
        users=[a_user("ann", groups=["dev"] if members else [])], groups=[a_group("dev")], roles=[a_role("viewer")]
    )
    steps = [
        a_step("dev", "viewer@prod", residue, undecided=undecided),
        *([a_step("user:ann", "viewer@prod", residue, undecided=undecided, through=["dev"])] if members else []),
    ]
    home = dict(diagrams(an_atlas(landscape, steps, {"viewer": level}), ENGLISH))["home"]
    return dict(re.findall(r'data-line="(\w+)">.*</svg> ([^<]*)</span>', write_legend(home, ENGLISH)))


@pytest.mark.parametrize(
    ("level", "members", "words"),
    [
        pytest.param(Level.READ, False, {"plain": "leads to other rights"}, id="a way"),
        pytest.param(Level.READ, True, {"plain": "leads to other rights, or into a group"}, id="a way, and a member"),
        pytest.param(
            Level.UNKNOWN, False, {"plain": "leads to other or unknown rights"}, id="a way to nobody knows what"
        ),
        pytest.param(
            Level.UNKNOWN,
            True,
            {"plain": "leads to other or unknown rights, or into a group"},
            id="a way to nobody knows what, and a member",
        ),
        pytest.param(Level.ADMIN, False, {"admin": "leads to administrator rights"}, id="an administrator's way"),
        pytest.param(
            Level.ADMIN,
            True,
            {"admin": "leads to administrator rights", "plain": "leads into a group"},
            id="an administrator's way, and a member, whose line says nothing of rights",
        ),
    ],
)
def test_a_legend_says_what_plain_and_heavy_lines_mean(level: Level, members: bool, words: dict[str, str]) -> None:
    assert _legend(level, members=members) == words


@pytest.mark.parametrize(
    ("residue", "undecided", "line"),
    [(ALWAYS, "", "unconditional"), (ALWAYS, "the key x:Y", "undecided"), (MFA, "", "plain")],
)
def test_a_legend_tells_dashed_and_dotted_lines_apart(residue: Formula, undecided: str, line: str) -> None:
    assert [*_legend(Level.READ, residue, members=False, undecided=undecided)] == [line]
