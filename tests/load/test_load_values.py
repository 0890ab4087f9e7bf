"""Durations and dates as written, and as seconds and moments."""

from datetime import UTC, datetime

import pytest

from iam_atlas.errors import Position
from iam_atlas.load.node import Findings, Mapping, Scalar
from iam_atlas.load.values import duration, flag, moment, prose

AT = Position("accounts.yaml", 1, 1)


def a_map(value: str, *, plain: bool = True) -> Mapping:
    return Mapping(((Scalar("key", True, AT, 3), Scalar(value, plain, AT, len(value))),), AT)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1h", 3600), ("90m", 5400), ("90d", 7776000), ("3600", 3600), ("30s", 30), ("PT1H", 3600), ("PT1H30M", 5400)],
)
def test_a_duration_in_seconds(written: str, seconds: int) -> None:
    assert duration(a_map(written), "key", Findings()) == seconds


@pytest.mark.parametrize("written", ["1 hour", "PT", "P", "h", "1.5h", "-1h"])
def test_no_duration_is_reported(written: str) -> None:
    findings = Findings()

    found = duration(a_map(written), "key", findings)

    assert found is None
    assert [problem.rule for problem in findings.problems] == ["invalid-duration"]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2027-03-31", datetime(2027, 3, 31, 23, 59, 59, tzinfo=UTC)),
        ("2027-03-31T18:00:00+09:00", datetime(2027, 3, 31, 9, 0, 0, tzinfo=UTC)),
        ("2027-03-31T18:00Z", datetime(2027, 3, 31, 18, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_date_is_utc_and_a_bare_one_the_end_of_its_day(written: str, at: datetime) -> None:
    found = moment(a_map(written), "key", Findings())

    assert found is not None
    assert (found.written, found.at) == (written, at)


@pytest.mark.parametrize("written", ["2027-02-30", "31.3.2027", "2027-03-31T18:00:00", "2027-03-31T25:00:00Z", "soon"])
def test_no_date_is_reported(written: str) -> None:
    findings = Findings()

    found = moment(a_map(written), "key", findings)

    assert found is None
    assert [problem.rule for problem in findings.problems] == ["invalid-date"]


def test_a_switch_is_plain_and_a_quoted_word_is_not() -> None:
    assert flag(a_map("true"), "key") is True
    assert flag(a_map("false"), "key") is False
    assert flag(a_map("true", plain=False), "key") is None


def test_prose_keeps_its_languages() -> None:
    both = Mapping(tuple((Scalar(name, True, AT, 2), Scalar(name, True, AT, 2)) for name in ("en", "ja")), AT)
    inside = Mapping(((Scalar("key", True, AT, 3), both),), AT)

    found = prose(inside, "key")

    assert found is not None
    assert found.by_language == {"en": "en", "ja": "ja"}
