"""Turns a principal's policies, boundary and SCPs into the level of what is left of its permissions."""

import re
from functools import cache

from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, of_level, union
from iam_atlas.iam.ceilings import Left, Outcome
from iam_atlas.iam.formula import Test
from iam_atlas.iam.glob import Template, covers, parse_glob
from iam_atlas.iam.grantrows import Row, allows_of
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.notable import LOOKS_ONLY, MOVES_ON, known
from iam_atlas.iam.permitted import Held

_BECOMES_ANYTHING = {
    "group": ("iam:AttachGroupPolicy", "iam:PutGroupPolicy"),
    "policy": ("iam:CreatePolicyVersion",),
    "role": ("iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"),
    "user": ("iam:AttachUserPolicy", "iam:PutUserPolicy"),
}
"""By the kind of resource, the actions each of which alone makes a principal as strong as it likes.

Taking over what exists (a user's login, a group's membership) is not among them: it reaches no further than what
somebody else was given. Those actions are notable, and count as Write.
"""

_LIMITING_KEYS = ("iam:", "aws:resourcetag/", "aws:requesttag/", "aws:tagkeys")
"""Condition keys that say what may be changed; all others say who, when or from where, which stops no administrator."""

_READ_ONLY_SESSION = Test("StringEquals", "s3express:SessionMode", ("ReadOnly",))
_LOOKING = re.compile(r"(batch)?(get|describe)|list|search|test|verify|view")
_ARN = re.compile(r"arn:(?P<partition>[^:]*):iam::(?P<account>[^:]*)(:.*)?\Z")


def level_of(policies: Held, *, complete: bool, ceilings_known: bool, unknown_actions: tuple[str, ...]) -> Level:
    """The level of what is left of a principal's own policies under its boundary and each level of SCPs.

    `complete` is False when one of its own policies is not at hand: what is known is then a lower bound, and only ADMIN
    can be said of it. Without `ceilings_known` it is an upper bound, and only NONE can. `unknown_actions` are patterns
    of which the catalogue knows no action.
    """
    outcome = policies.outcome
    if not ceilings_known:
        nothing = complete and not unknown_actions and not outcome.allowed & ~known(MOVES_ON)
        return Level.NONE if nothing else Level.UNKNOWN
    if _becomes_anything(policies):
        return Level.ADMIN
    if not complete:
        return Level.UNKNOWN
    return _below_admin(outcome, outcome.allowed, unknown_actions)


def _below_admin(outcome: Outcome, allowed: ActionSet, unknown_actions: tuple[str, ...]) -> Level:
    """An action the catalogue does not know may change something, unless its name begins with a word for looking."""
    if any(_changes(left) for left in outcome.left):
        return Level.WRITE
    if any(not _LOOKING.match(action.lower().partition(":")[2]) for action in unknown_actions):
        return Level.UNKNOWN
    return Level.READ if allowed & ~known(MOVES_ON) or unknown_actions else Level.NONE


def _changes(left: Left) -> ActionSet:
    looking = of_level(AccessLevel.LIST) | of_level(AccessLevel.READ) | known(LOOKS_ONLY) | known(MOVES_ON)
    if _READ_ONLY_SESSION in left.row.tests:
        looking |= known(("s3express:CreateSession",))
    return left.actions & ~looking


def _becomes_anything(policies: Held) -> ActionSet:
    """The IAM writes that reach every user, group, role or policy, and that each ceiling lets through as freely."""
    free = union(left.actions & _free_iam_writes(left.row) for left in policies.outcome.left)
    _, *ceilings = policies.groups
    for ceiling in ceilings:
        passing = union(map(_free_iam_writes, allows_of(ceiling)))
        free &= passing
    for deny in (row for group in policies.groups for rows in group for row in rows.denies):
        free &= ~_wholly_denied(deny)
    return free


def _free_iam_writes(row: Row) -> ActionSet:
    if any(test.key.lower().startswith(_LIMITING_KEYS) and _positive(test) for test in row.tests):
        return NO_ACTIONS
    found = NO_ACTIONS
    for kind in _BECOMES_ANYTHING:
        writes = _writes(kind)
        if row.actions & writes and _reaches_all(row, kind):
            found |= row.actions & writes
    return found


def _wholly_denied(deny: Row) -> ActionSet:
    """The IAM writes that an unconditional Deny takes on every resource they work on, in any account."""
    found = NO_ACTIONS
    if deny.tests or deny.excluded:
        return found
    for kind in _BECOMES_ANYTHING:
        if covers(deny.pattern, _all_of(kind, _partition(deny.resource), "*")):
            found |= deny.actions & _writes(kind)
    return found


def _positive(test: Test) -> bool:
    """A negated test leaves out some values and lets through the rest."""
    return "Not" not in test.operator


def _reaches_all(row: Row, kind: str) -> bool:
    """Whether the row covers every resource of that kind in one account at least, a few exceptions aside."""
    found = _ARN.match(row.resource)
    account = found["account"] if found else "*"
    if any(
        covers(hole, _all_of(kind, _partition(text), "*")) for text, hole in zip(row.excluded, row.holes, strict=True)
    ):
        return False
    return covers(row.pattern, _all_of(kind, _partition(row.resource), account))


def _partition(resource: str) -> str:
    found = _ARN.match(resource)
    return found["partition"] if found else "*"


def _all_of(kind: str, partition: str, account: str) -> Template:
    return parse_glob(f"arn:{partition}:iam::{account}:{kind}/*")


@cache
def _writes(kind: str) -> ActionSet:
    return known(_BECOMES_ANYTHING[kind])
