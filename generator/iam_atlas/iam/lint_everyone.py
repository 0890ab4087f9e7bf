"""Statements about everyone become the answer whether they let strangers in, or keep them out."""

from collections.abc import Iterable

from iam_atlas.iam.conditions import parse_operator
from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.formula import Test
from iam_atlas.iam.keys import is_clock
from iam_atlas.iam.known_facts import MFA_KEYS
from iam_atlas.iam.matching import action_matches
from iam_atlas.iam.policy import Principal, Statement
from iam_atlas.model.grants import Effect

_AT_WILL = frozenset(
    (
        *MFA_KEYS,
        "aws:referer",
        "aws:requestedregion",
        "aws:securetransport",
        "aws:sourceidentity",
        "aws:tagkeys",
        "aws:useragent",
        "sts:rolesessionname",
        "sts:sourceidentity",
        "sts:transitivetagkeys",
    )
)
_TAGS_AT_WILL = ("aws:principaltag/", "aws:requesttag/")
"""Keys to which whoever calls, from an account of its own, gives the value that it likes."""

_STRANGER = {
    "aws:principalaccount": ("000000000000",),
    "aws:principalarn": ("arn:aws:iam::000000000000:role/0",),
    "aws:principalisawsservice": ("false",),
    "aws:principalorgid": ("o-0000000000",),
    "aws:principalorgpaths": ("o-0000000000/r-0000/",),
    "aws:sourceip": ("192.88.99.1",),
    "aws:userid": ("AROA0000000000000000:0",),
}
"""Keys that tell who somebody is, with values that no policy means."""


def is_everyone(principal: Principal) -> bool:
    """Whether identities of any account are meant; `*` for a service or a provider names none."""
    return principal.value == "*" and principal.type in ("AWS", "*")


def names_everyone(statement: Statement) -> bool:
    """Whether one of its principals is everyone."""
    return any(map(is_everyone, statement.principals or ()))


def lets_strangers_in(tests: Iterable[Test]) -> bool:
    """Whether somebody of whom the writer never heard meets all the tests; False where that is not certain.

    A stranger leaves out what it may: an ExternalId that is asked for only if it exists keeps nobody out.
    Source: IAM User Guide, "AWS global condition context keys".
    """
    return all(_is_met_by_a_stranger(test) for test in tests)


def keeps_strangers_out(statement: Statement, action: str) -> bool:
    """Whether the statement denies everybody the action of whom the writer never heard; False where not certain."""
    if statement.effect is not Effect.DENY or statement.fault is not None:
        return False
    if not any(action_matches(pattern, action) for pattern in statement.actions):
        return False
    tells = all(test.key.lower() in _STRANGER and _is_met_by_a_stranger(test) for test in statement.tests)
    return (names_everyone(statement) or bool(statement.not_principals)) and tells


def _is_met_by_a_stranger(test: Test) -> bool:
    key = test.key.lower()
    if key in _AT_WILL or key.startswith(_TAGS_AT_WILL):
        return True
    has_variables = not test.literal and any("${" in value for value in test.values)
    if parse_operator(test.operator) is None or has_variables or is_clock(key):
        return False
    return matches(test, _STRANGER)
