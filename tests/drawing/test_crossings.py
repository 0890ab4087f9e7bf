from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from iam_atlas.drawing.crossings import count_crossings, crossings_in_order

_EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def _count_by_pairs(edges: list[tuple[int, int]]) -> int:
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(edges, 2))


def test_two_edges_that_change_places_cross_once() -> None:
    assert count_crossings([(0, 1), (1, 0)]) == 1


def test_edges_that_share_an_end_do_not_cross() -> None:
    assert count_crossings([(0, 0), (0, 5), (3, 5)]) == 0


@given(_EDGES)
def test_the_count_is_that_of_comparing_every_pair(edges: list[tuple[int, int]]) -> None:
    assert count_crossings(edges) == _count_by_pairs(edges)


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_crossings_of_two_neighbours_are_those_of_their_edges(upper: list[int], lower: list[int]) -> None:
    edges = [(0, end) for end in upper] + [(1, end) for end in lower]

    assert crossings_in_order(sorted(upper), sorted(lower)) == _count_by_pairs(edges)
