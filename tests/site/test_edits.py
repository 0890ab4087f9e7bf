"""Which lines of the input somebody edited, told by what it said before."""

import pytest

from iam_atlas.site.edits import edits

_BEFORE = b"one\ntwo\nthree\nfour\n"


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        (b"one\nTWO\nthree\nfour\n", range(2, 3)),
        (b"one\nTWO\nthree\nFOUR\n", range(2, 5)),
        (b"ONE\ntwo\nthree\nfour\n", range(1, 2)),
        (b"one\ntwo\nthree\nfour\nfive\n", range(5, 6)),
        (b"one\nnew\nnewer\ntwo\nthree\nfour\n", range(2, 4)),
        (b"one\ntwo\ntwo\nthree\nfour\n", range(3, 4)),
        (b"one\nfour\n", range(2, 3)),
        (b"one\ntwo\n", range(3, 4)),
        (b"", range(1, 2)),
    ],
)
def test_the_lines_from_the_first_to_the_last_that_differ_are_edited(now: bytes, lines: range) -> None:
    assert edits({"accounts.yaml": _BEFORE}, {"accounts.yaml": now}) == {"accounts.yaml": lines}


def test_a_file_that_says_the_same_is_not_edited() -> None:
    assert edits({"accounts.yaml": _BEFORE}, {"accounts.yaml": _BEFORE}) == {}


def test_a_new_file_is_edited_in_all_its_lines() -> None:
    assert edits({}, {"more.yaml": _BEFORE}) == {"more.yaml": range(1, 5)}
