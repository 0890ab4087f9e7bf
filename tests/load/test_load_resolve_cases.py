"""Broken and odd accounts files against the reports they must give, and good ones that must load silently."""

from pathlib import Path

import pytest
from load_cases import CASES, broken_cases, good_cases, report


@pytest.mark.parametrize("name", broken_cases())
def test_a_mistake_is_reported_in_these_words(name: str) -> None:
    path = broken_cases()[name]

    found = report(path)

    expected = (CASES / f"{name}.out").read_text(encoding="utf-8")
    assert found == expected, "to accept the new report: PYTHONPATH=generator .venv/bin/python tests/load/load_cases.py"


@pytest.mark.parametrize("path", good_cases().values(), ids=list(good_cases()))
def test_a_situation_of_the_design_loads_without_a_word(path: Path) -> None:
    found = report(path)

    assert found == ""


def test_there_is_a_case_for_every_mistake_and_every_situation() -> None:
    assert len(broken_cases()) >= 70
    situations = {f"situation-{number:02}" for number in range(1, 47)}
    assert situations <= set(good_cases()) | set(broken_cases())
    assert all((CASES / f"{name}.out").stat().st_size for name in broken_cases())
