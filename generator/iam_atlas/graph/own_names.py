"""A step that asks for its caller's name or its account's id to the same step in words that hold for all like it.

A policy says `${aws:username}`; what was decided for one user has the name in its place. Said by name, the same
condition would be another one for each of a group's members; and so it is with ids, for each account that a role is in.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import Formula, Test, with_tests
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.wording.clauses import ROLE_ACCOUNT, USER_NAME


@ByIdentity
def in_own_name(step: Access) -> Access:
    """The step with the variable where a condition asks for the user's name; the step itself where none does."""
    name = step.caller.name
    return _with(step, name, USER_NAME) if step.caller.kind is RefKind.USER else step


def in_own_account(step: Access, account_id: str) -> Access:
    """The step where the id of the role's account, which is given, stands for itself in every condition."""
    return _with(step, account_id, ROLE_ACCOUNT)


def as_in(formula: Formula, account_id: str) -> Formula:
    """The formula as the account with this id has it."""
    return _general(formula, ROLE_ACCOUNT, account_id)


def _with(step: Access, value: str, word: str) -> Access:
    if value not in _asked_for(step.decision):
        return step
    return replace(step, decision=_in_words(step.decision)(value, word))


@ByIdentity
def _in_words(decision: Decision) -> Callable[[str, str], Decision]:
    """The decision with a word in place of a value: one object for each, however many steps it decides."""

    @cache
    def said(value: str, word: str) -> Decision:
        halves = tuple(
            replace(half, allow=_general(half.allow, value, word), deny=_general(half.deny, value, word))
            for half in decision.halves
        )
        return replace(decision, residue=_general(decision.residue, value, word), halves=halves)

    return said


@ByIdentity
def _asked_for(decision: Decision) -> frozenset[str]:
    """Every value that a condition of the decision asks for."""
    formulas = (decision.residue, *(formula for half in decision.halves for formula in (half.allow, half.deny)))
    return frozenset(value for formula in formulas for test in tests_of(formula) for value in test.values)


def _general(formula: Formula, value: str, word: str) -> Formula:
    def general(test: Test) -> Test:
        # Where `${...}` is plain text, the value was no variable.
        if test.literal or value not in test.values:
            return test
        return replace(test, values=tuple(sorted(word if one == value else one for one in test.values)))

    return with_tests(formula, general)
