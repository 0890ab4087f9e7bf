"""Lines of an answer line up, also where characters are wide."""

from rich.cells import cell_len

from iam_atlas.answers.outline import bullet, columns, section, whole


def test_cells_stand_in_columns_and_the_last_is_not_filled_up() -> None:
    lines = columns([("a", "longer", "x"), ("abc", "b", "y")])

    assert lines == ["a    longer  x", "abc  b       y"]


def test_wide_characters_take_two_places() -> None:
    first, second = columns([("日本", "x"), ("abcd", "x")])

    assert cell_len(first) == cell_len(second)


def test_a_section_without_lines_is_nothing() -> None:
    assert section("Why", []) == []
    assert section("Why", ["because"]) == ["", "Why", "  because"]


def test_lines_below_a_bullet_are_set_in() -> None:
    assert whole(bullet("a", ["b"])) == "- a\n    b\n"


def test_no_rows_are_no_columns() -> None:
    assert columns([]) == []
