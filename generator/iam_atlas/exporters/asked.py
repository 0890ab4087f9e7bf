"""The condition of a step to what a profile must hold so that its requests can meet it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from iam_atlas.graph.sessions import Extra, extras_asked
from iam_atlas.graph.without import fails_with, fails_without, is_mfa_key
from iam_atlas.iam.doubts import tests_of
from iam_atlas.iam.formula import Formula
from iam_atlas.model.identity import ByIdentity

NOT_IN_A_PROFILE = (Extra.SESSION_TAGS, Extra.SOURCE_IDENTITY)
"""What no setting of a profile gives to sts:AssumeRole.

Source: AWS CLI User Guide, "Using an IAM role in the AWS CLI"; AWS SDKs and Tools Reference Guide, "Assume role
credential provider".
"""

_FRESH_MFA = {"aws:multifactorauthpresent": ("true",), "aws:multifactorauthage": ("0",)}
_EXTERNAL_ID, _SESSION_NAME = "sts:externalid", "sts:rolesessionname"
_EQUAL = ("StringEquals", "StringEqualsIgnoreCase", "StringLike")
_NAME = re.compile(r"[A-Za-z0-9_+=,.@-]{2,64}\Z")
_ID = re.compile(r"[A-Za-z0-9_+=,.@:/-]{2,1224}\Z")


@ByIdentity
def asks_for_mfa(residue: Formula) -> bool:
    """Whether a request with MFA gets further than one without, be it only for some kinds of credentials."""
    mentioned = any(is_mfa_key(test.key) for test in tests_of(residue))
    return mentioned and not fails_with(residue, _FRESH_MFA)


@ByIdentity
def not_in_a_profile(residue: Formula) -> tuple[Extra, ...]:
    """What the request needs and no profile can give."""
    return extras_asked(residue, NOT_IN_A_PROFILE)


@ByIdentity
def needs_external_id(residue: Formula) -> bool:
    """Whether no request gets through without one."""
    return fails_without(residue, Extra.EXTERNAL_ID.is_asked_by)


@ByIdentity
def external_id_of(residue: Formula) -> str | None:
    """The first ExternalId written in full that gets through and that AWS takes; None where there is none.

    Source: AWS STS API Reference, "AssumeRole" (ExternalId).
    """
    written = filter(_ID.match, _written(residue, _EXTERNAL_ID))
    return next((one for one in written if not fails_with(residue, {_EXTERNAL_ID: (one,)})), None)


@ByIdentity
def minds_session_name(residue: Formula) -> bool:
    """Whether it may matter what the session is called."""
    return any(test.key.lower() == _SESSION_NAME for test in tests_of(residue))


def session_name_of(residue: Formula, own: str) -> str | None:
    """The name of a session that gets through, the user's own before those written in full; None where none does.

    `own` is the user name, also in what the conditions make of it.
    Source: AWS STS API Reference, "AssumeRole" (RoleSessionName: 2 to 64 characters).
    """
    return _session_names(own)(residue)


@lru_cache(maxsize=64)
def _session_names(own: str) -> ByIdentity[Formula, str | None]:
    """For one user, who comes to many roles under the same conditions."""

    def name_for(residue: Formula) -> str | None:
        names = filter(_NAME.match, (own, *_written(residue, _SESSION_NAME)))
        contexts = ((name, {_SESSION_NAME: (name,), "aws:username": (own,)}) for name in names)
        return next((name for name, context in contexts if not fails_with(residue, context)), None)

    return ByIdentity(name_for)


def _written(residue: Formula, key: str) -> Iterator[str]:
    """The values that tests of `key` write in full and want."""
    for test in tests_of(residue):
        if test.key.lower() == key and test.operator.rpartition(":")[2].removesuffix("IfExists") in _EQUAL:
            yield from (value for value in test.values if not any(sign in value for sign in ("*", "?", "${")))
