import re

import pytest
from drawn_organisation import MFA, a_step, an_atlas

from builders import a_group, a_landscape, a_role
from iam_atlas.drawing.column_graph import Diagram
from iam_atlas.drawing.draw import draw
from iam_atlas.drawing.from_atlas import diagrams
from iam_atlas.drawing.layout import lay_out
from iam_atlas.drawing.sizes import ARROW
from iam_atlas.iam.level import Level
from iam_atlas.wording.translate import ENGLISH


def _overview(**roles_in: int) -> Diagram:
    """One group, one condition, and so many roles in each account; the first role of `prod` is an administrator's."""
    names = {place: [f"{place}-role-{number:02d}" for number in range(count)] for place, count in roles_in.items()}
    landscape = a_landscape(
        groups=[a_group("dev")],
        roles=[a_role(name, accounts=[place]) for place, found in names.items() for name in found],
    )
    steps = [a_step("dev", f"{name}@{place}", MFA) for place, found in names.items() for name in found]
    atlas = an_atlas(landscape, steps, {"prod-role-00": Level.ADMIN})
    return dict(diagrams(atlas, ENGLISH))["home"]


@pytest.mark.parametrize(
    ("roles_in", "ends", "heavy"),
    [
        pytest.param({"prod": 40}, 40, 1, id="forty are drawn one by one"),
        pytest.param({"prod": 41}, 1, 1, id="more into one account are one"),
        pytest.param({"prod": 39, "dev": 3}, 2, 1, id="one for each account"),
        pytest.param({"prod": 39, "dev": 2}, 3, 1, id="but two remain two"),
        pytest.param({"dev": 41}, 1, 0, id="heavy only with an administrator's role among them"),
    ],
)
def test_above_forty_edges_of_a_gate_one_edge_leads_to_each_account(
    roles_in: dict[str, int], ends: int, heavy: int
) -> None:
    home = _overview(**roles_in)
    (gate,) = home.gates

    out = [edge for edge in home.edges if edge.source == gate.id]

    assert len(out) == ends
    assert sum(edge.admin for edge in out) == heavy
    assert sum(len(edge.bundled) or 1 for edge in out) == sum(roles_in.values())


def test_the_edge_ends_at_the_side_of_the_accounts_frame() -> None:
    home = _overview(prod=41)
    layout = lay_out(home)
    (gate,) = home.gates

    curve = layout.curves[gate.id, "account--prod"]

    assert curve[-1].x == layout.boxes["account--prod"].x - ARROW
    assert layout.boxes["account--prod"].y < curve[-1].y < layout.boxes["account--prod"].bottom


def test_the_edge_says_how_many_it_stands_for_and_which() -> None:
    svg = draw(_overview(prod=39, dev=3)).svg

    edge = re.search(r'<g[^>]*data-to="account--dev" data-targets="([^"]*)">(.*?)</g>', svg, re.DOTALL)

    assert edge
    assert edge[1].split() == [f"role--dev-role-{number:02d}--dev" for number in range(3)]
    assert re.search(r'class="count"[^>]*>3</text>', edge[2])
    assert svg.count('class="count"') == 2


def test_edges_of_fewer_than_forty_have_no_number() -> None:
    assert "data-targets" not in draw(_overview(prod=40)).svg
