from dataclasses import replace

from hypothesis import given, settings
from iam_strategies import BOUNDED, condition_tests, contexts, neighbours

from iam_atlas.iam.conditions.matching import holds
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.formula import Not
from iam_atlas.iam.formula import Test as ConditionTest
from iam_atlas.iam.literals import excludes, implies, negate, spell


@settings(BOUNDED, max_examples=150)
@given(neighbours(), contexts())
def test_what_is_implied_or_excluded_is_so_in_every_request(
    pair: tuple[ConditionTest, ConditionTest], context: Context
) -> None:
    for first in (pair[0], Not(pair[0])):
        for second in (pair[1], Not(pair[1])):
            both = holds(first, context), holds(second, context)
            if implies(first, second):
                assert both != (True, False)
            if excludes(first, second):
                assert both != (True, True)


@settings(BOUNDED, max_examples=100)
@given(condition_tests(), contexts())
def test_spelling_changes_no_answer_and_negating_turns_it(test: ConditionTest, context: Context) -> None:
    for literal in (test, Not(test)):
        assert holds(spell(literal), context) == holds(literal, context)
        assert holds(negate(literal), context) != holds(literal, context)


def test_two_users_of_one_variable_are_the_same_and_two_variables_are_not() -> None:
    name = ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:username}",))
    same = ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:username}",))
    other = ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:userid}",))

    assert implies(name, same)
    assert not implies(name, other)
    assert not excludes(name, other)


def test_a_value_beside_a_variable_counts_for_nothing_where_the_variable_has_no_value() -> None:
    plain = ConditionTest("StringEquals", "sts:RoleSessionName", ("x",))
    either = ConditionTest("StringEquals", "sts:RoleSessionName", ("${aws:username}", "x"))

    assert not implies(plain, either)
    assert not excludes(plain, replace(either, operator="StringNotEquals"))
    assert implies(plain, ConditionTest("StringEquals", "sts:RoleSessionName", ("x", "y")))


def test_tests_of_different_keys_say_nothing_of_each_other() -> None:
    one = ConditionTest("StringEquals", "aws:SourceVpc", ("a",))
    other = ConditionTest("StringEquals", "aws:SourceVpce", ("a",))

    assert not implies(one, other)
    assert not excludes(one, other)
