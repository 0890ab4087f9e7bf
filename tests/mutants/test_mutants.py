"""Every mutant is fit to be put to the tests; what they notice is told by `make mutants`, which takes minutes."""

import ast
from collections import Counter
from itertools import takewhile

import pytest
from scripts.mutants import GENERATOR, ROOMS, Mutant, read_mutants, selection

MUTANTS = read_mutants()
FEWEST = 40


def _text(mutant: Mutant) -> str:
    return (GENERATOR / mutant.path).read_text(encoding="utf-8")


def test_the_engine_is_broken_in_enough_ways() -> None:
    assert len(MUTANTS) >= FEWEST


def test_no_two_mutants_have_the_same_name_or_break_the_same_thing() -> None:
    names = Counter(mutant.name for mutant in MUTANTS)
    broken = Counter(mutant.applied(_text(mutant)) for mutant in MUTANTS)

    assert {name: times for name, times in names.items() if times > 1} == {}
    assert max(broken.values()) == 1


def test_every_name_says_in_a_sentence_what_is_broken() -> None:
    names = [mutant.name for mutant in MUTANTS]

    assert [name for name in names if len(name.split()) < 3 or name.endswith(".") or name != name.strip()] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_applies_changes_one_line_and_is_still_python(mutant: Mutant) -> None:
    before = _text(mutant)

    after = mutant.applied(before)

    ast.parse(after)
    assert _lines_changed(before.splitlines(), after.splitlines()) == 1


def _lines_changed(before: list[str], after: list[str]) -> int:
    """From the first line that differs to the last; a line that is left out is one that changed."""
    start = _in_common(before, after)
    end = _in_common(before[start:][::-1], after[start:][::-1])
    return max(len(before), len(after)) - start - end


def _in_common(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def test_a_text_that_stands_there_twice_is_no_mutant() -> None:
    mutant = Mutant("a letter is another", "iam/evaluate.py", "a", "b")

    with pytest.raises(ValueError, match="2 times, not once"):
        mutant.applied("a, a")


def test_the_tests_that_stand_beside_a_mutant_come_first() -> None:
    tests = selection("iam/conditions/dates.py")

    first = [path.rpartition("/")[2].removeprefix("test_iam_") for path in tests[:3]]
    assert first == ["edges_of_conditions.py", "conditions.py", "operator_tables.py"]
    assert {path.split("/")[1] for path in tests} == set(ROOMS)
