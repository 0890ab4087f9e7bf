import pytest
from small_diagram import a_diagram

from iam_atlas.drawing.geometry import Box
from iam_atlas.drawing.turns import Turn, bend_height, place_turns

_WAYS = a_diagram([], [("dev", "viewer@prod"), ("ops", "admin@prod")])
_DEV, _OPS = "gate--group--dev-0", "gate--group--ops-0"


def _turns(dev: Box, ops: Box, viewer_y: float) -> dict[str, Turn]:
    boxes = {
        "group--dev": Box(0, dev.middle - 24, 100, 48),
        "group--ops": Box(0, ops.middle - 24, 100, 48),
        _DEV: dev,
        _OPS: ops,
        "role--viewer--prod": Box(600, viewer_y, 200, 32),
        "role--admin--prod": Box(600, ops.y, 200, 32),
    }
    return place_turns(_WAYS, boxes)


@pytest.mark.parametrize(
    ("viewer_y", "until"),
    [
        pytest.param(900, 500, id="steeply down across it"),
        pytest.param(0, 360, id="not up, away from it"),
        pytest.param(110, 360, id="not where the line ends before it comes so low"),
    ],
)
def test_a_line_that_would_run_across_a_wider_gate_runs_level_until_its_end(viewer_y: float, until: float) -> None:
    turns = _turns(dev=Box(300, 100, 60, 26), ops=Box(200, 160, 300, 26), viewer_y=viewer_y)

    assert turns[_DEV] == (300, until)


def test_the_wider_gate_itself_bends_at_its_own_sides() -> None:
    assert _turns(dev=Box(300, 100, 60, 26), ops=Box(200, 160, 300, 26), viewer_y=900)[_OPS] == (200, 500)


def test_a_gate_far_below_is_in_nobodys_way() -> None:
    assert _turns(dev=Box(300, 100, 60, 26), ops=Box(200, 860, 300, 26), viewer_y=900)[_DEV] == (300, 360)


@pytest.mark.parametrize(("part", "height"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_a_bend_begins_and_ends_level_and_is_half_way_up_in_its_middle(part: float, height: float) -> None:
    assert bend_height(part) == pytest.approx(height, abs=0.01)
