"""How a session on the other side of a step is made: how long it may last, and whether the console can make it."""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from iam_atlas.graph.access import Means
from iam_atlas.graph.without import fails_without
from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.formula import And, Formula, Test
from iam_atlas.iam.question import CallerKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.roles import RoleCopy

_OWN_NAME = "${aws:username}"  # of a user whose name is not known

CHAINED_SECONDS = 3600
SWITCHABLE = 64
"""How long path and name of a role may be together for the console to switch to it, the first slash included."""


class Extra(Enum):
    """What a request may bring along, by the beginnings of the condition keys that ask for it; none by the console."""

    EXTERNAL_ID = ("sts:externalid",)
    SESSION_TAGS = ("aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys")
    SOURCE_IDENTITY = ("sts:sourceidentity",)

    def is_asked_by(self, key: str) -> bool:
        """Whether a condition on this key speaks of it."""
        return key.lower().startswith(self.value)


def longest_session(kind: CallerKind, copy: RoleCopy) -> int:
    """In seconds: the role's own maximum, and one hour at most for a caller that is itself a session of a role.

    A service that takes a role is no chaining, and neither are federated people and users.
    Source: IAM User Guide, "Role chaining" under "Roles terms and concepts".
    """
    return min(copy.max_session, CHAINED_SECONDS) if kind is CallerKind.SESSION else copy.max_session


def opens_in_console(
    kind: CallerKind, means: Means, copy: RoleCopy, decision: Decision, user_name: str | None = None
) -> bool | None:
    """Whether AWS's console can make the step; None where AWS's pages disagree: switching while in another role.

    SAML and Identity Center bring people straight into the console. Of an account, its users can switch. A switch
    needs path and name of at most 64 characters, and the console passes no ExternalId, session tags or source identity;
    it names the session after the user. `user_name` is None where that is not known: of any member of a group.
    Source: IAM User Guide, "Switch from a user to an IAM role (console)", "Pass session tags in AWS STS".
    """
    if not decision.verdict.opens:
        return False
    closed, names = _asked_of_console(decision.residue)
    if closed or (names and kind is CallerKind.USER and _is_another(names, user_name or _OWN_NAME)):
        return False
    if means in (Means.SAML, Means.IDENTITY_CENTER):
        return True
    if means is not Means.ASSUME_ROLE or len(copy.path + copy.aws_name) > SWITCHABLE:
        return False
    if kind is CallerKind.SESSION:
        return None
    return kind in (CallerKind.USER, CallerKind.ACCOUNT)


def extras_asked(residue: Formula, of: Iterable[Extra] = Extra) -> tuple[Extra, ...]:
    """Those of them without which no request gets through, in the order of `of`."""
    return tuple(extra for extra in of if fails_without(residue, extra.is_asked_by))


@ByIdentity
def _asked_of_console(residue: Formula) -> tuple[bool, tuple[Test, ...]]:
    """Whether it asks for what the console never passes, and what it asks of the session's name."""
    return fails_without(residue, _is_not_in_console), _tests_of_session_name(residue)


def _is_not_in_console(key: str) -> bool:
    return any(extra.is_asked_by(key) for extra in Extra)


def asks_another_name(residue: Formula, user_name: str | None) -> bool:
    """Whether every request that gets through has a session name that is not the user's; None for any user's."""
    tests = _tests_of_session_name(residue)
    return bool(tests) and _is_another(tests, user_name or _OWN_NAME)


@lru_cache(maxsize=16_384)
def _is_another(tests: tuple[Test, ...], own: str) -> bool:
    """Kept, since a user comes to many roles under the same tests."""
    context = {"sts:rolesessionname": (own,), "aws:username": (own,)}
    return any(not matches(test, context) for test in tests)


@ByIdentity
def _tests_of_session_name(residue: Formula) -> tuple[Test, ...]:
    parts = residue.parts if isinstance(residue, And) else (residue,)
    return tuple(part for part in parts if isinstance(part, Test) and part.key.lower() == "sts:rolesessionname")
