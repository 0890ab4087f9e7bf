from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.drawing.spacing import evened, isotonic, spread, stack

_NUMBERS = st.lists(st.floats(-500, 500), min_size=1, max_size=20)


def test_a_sequence_in_order_stays_as_it_is() -> None:
    assert isotonic([1, 2, 2, 5]) == [1, 2, 2, 5]


def test_neighbours_in_the_wrong_order_meet_at_their_mean() -> None:
    assert isotonic([1, 5, 3, 9]) == [1, 4, 4, 9]


@given(_NUMBERS)
def test_the_result_never_decreases_and_keeps_the_mean(wishes: list[float]) -> None:
    result = isotonic(wishes)

    assert all(a <= b for a, b in pairwise(result))
    assert sum(result) == pytest.approx(sum(wishes), abs=1e-6)


@given(_NUMBERS)
def test_spread_boxes_keep_their_gap(wishes: list[float]) -> None:
    heights, gaps = [20.0] * len(wishes), [7.0] * len(wishes)

    centres = spread(wishes, heights, gaps)

    assert all(b - a >= 27 - 1e-6 for a, b in pairwise(centres))


def test_boxes_with_room_enough_stand_where_they_wish() -> None:
    assert spread([10, 100], [20, 20], [5]) == [10, 100]


@pytest.mark.parametrize(
    ("most", "even"),
    [pytest.param(100, [0, 65, 130], id="the mean of the gaps"), pytest.param(30, [15, 65, 115], id="or less")],
)
def test_gaps_become_equal_in_the_same_middle(most: float, even: list[float]) -> None:
    assert evened([0, 100, 130], [20, 20, 20], most) == even


def test_one_box_stays_where_it_is() -> None:
    assert evened([12], [20], 30) == [12]


def test_a_stack_is_packed_around_its_centre() -> None:
    assert stack([10, 10, 10], 5, 100) == [85, 100, 115]


def test_nothing_to_place_gives_nothing() -> None:
    assert spread([], [], []) == []
    assert stack([], 5, 100) == []
