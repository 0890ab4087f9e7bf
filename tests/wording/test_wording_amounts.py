"""Durations, counts and lists in words."""

import pytest

from iam_atlas.wording.amounts import all_of, any_of, duration, few_of, number, short_duration
from iam_atlas.wording.translate import ENGLISH

DURATIONS = {
    "an hour": (3600, "1 hour", "1 h"),
    "an hour and a half": (5400, "90 minutes", "90 min"),
    "twelve hours": (43200, "12 hours", "12 h"),
    "a day stays in hours": (86400, "24 hours", "24 h"),
    "ninety days": (90 * 86400, "90 days", "90 d"),
    "odd seconds": (3601, "3601 seconds", "3601 s"),
    "nothing": (0, "0 seconds", "0 s"),
}


@pytest.mark.parametrize(("seconds", "words", "letters"), DURATIONS.values(), ids=DURATIONS.keys())
def test_a_duration_uses_the_largest_unit_that_fits_exactly(seconds: int, words: str, letters: str) -> None:
    assert duration(seconds, ENGLISH) == words
    assert short_duration(seconds, ENGLISH) == letters


def test_lists_join_with_commas_and_a_last_word() -> None:
    assert all_of(["a", "b", "c"], ENGLISH) == "a, b and c"
    assert any_of(["a", "b"], ENGLISH) == "a or b"
    assert all_of(["a"], ENGLISH) == "a"
    assert all_of([], ENGLISH) == ""


def test_braces_in_names_stay_as_they_are() -> None:
    assert all_of(["{first}", "{0}"], ENGLISH) == "{first} and {0}"


def test_what_does_not_fit_is_counted() -> None:
    assert few_of(["dev", "staging", "prod"], 2, ENGLISH) == "dev, staging +1"
    assert few_of(["dev", "staging"], 2, ENGLISH) == "dev, staging"


def test_small_numbers_are_words() -> None:
    assert [number(count, ENGLISH) for count in (1, 12, 13)] == ["one", "twelve", "13"]
