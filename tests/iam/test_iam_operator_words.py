"""The words for operators are of the operators that the engine decides, and the random tests ask for each."""

from iam_strategies import POOLS

from iam_atlas.iam.conditions import NULL_NAME, OPERATORS
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.wording.clauses import clause
from iam_atlas.wording.operators import NEGATED, POSITIVE
from iam_atlas.wording.translate import ENGLISH


def test_the_words_know_every_operator_that_is_decided() -> None:
    assert sorted(POSITIVE) == sorted(operator.name for operator in OPERATORS if not operator.negated)
    assert sorted(NEGATED) == sorted(operator.name for operator in OPERATORS if operator.negated)


def test_every_operator_has_words_of_its_own() -> None:
    sayings = {
        operator.name: clause(ConditionTest(operator.name, "x:Key", ("true",)), ENGLISH) for operator in OPERATORS
    }

    assert [name for name, said in sayings.items() if name in said or not said] == []


def test_random_policies_ask_for_every_operator() -> None:
    """So the engine is held against the oracle for each of them."""
    drawn = {operator for pool in POOLS for operator in pool.operators}

    assert {operator.name for operator in OPERATORS} - drawn - {NULL_NAME} == set()
