"""A Principal element meets a caller: does it name the caller, and how directly."""

from iam_atlas.iam.arn import account_of, is_account_root, parse_arn, role_name, session_parts
from iam_atlas.iam.formula import ALWAYS, NEVER, Formula, Test
from iam_atlas.iam.glob import glob_matches, parse_glob
from iam_atlas.iam.known_facts import session_name
from iam_atlas.iam.policy import Principal
from iam_atlas.iam.question import Caller, CallerKind
from iam_atlas.iam.simplify import conjunction
from iam_atlas.model.identity import Member


class Manner(Member):
    """How a Principal element names a caller; within one account this decides which other half is needed.

    Source: IAM User Guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal".
    """

    ACCOUNT = "account"  # the whole account: it delegates
    ROLE = "role"  # the role a session belongs to
    USER = "user"
    DIRECT = "direct"  # the session, everyone (`*`), a service or a provider


_FEDERATED = (CallerKind.SAML, CallerKind.WEB_IDENTITY)


def named(principal: Principal, caller: Caller) -> tuple[Manner, Formula] | None:
    """How `principal` names the caller, and when; None when it does not.

    The condition is ALWAYS but for two cases: a session ARN, when it is not known which session of its role calls, and
    the ARN of a role that may be the caller's, when only a pattern of that is known.
    """
    if principal.type == "*":
        return Manner.DIRECT, ALWAYS
    if principal.type == "Service":
        right = caller.kind is CallerKind.SERVICE and principal.value == caller.arn
        return (Manner.DIRECT, ALWAYS) if right else None
    if principal.type == "Federated":
        right = caller.kind in _FEDERATED and _provider(principal.value, caller) == caller.arn
        return (Manner.DIRECT, ALWAYS) if right else None
    return _aws(principal.value, caller) if principal.type == "AWS" else None


def _provider(value: str, caller: Caller) -> str:
    """The provider as the caller names it: by its ARN, or by its host alone."""
    return value if caller.arn.startswith("arn:") else value.rpartition(":oidc-provider/")[2]


def _aws(value: str, caller: Caller) -> tuple[Manner, Formula] | None:
    if value == "*":
        return Manner.DIRECT, ALWAYS
    if caller.account_id is None or account_of(value) != caller.account_id:
        return None
    if is_account_root(value):
        arn = parse_arn(value)
        return (Manner.ACCOUNT, ALWAYS) if arn is None or arn.partition == caller.partition else None
    if "*" in value or "?" in value:
        return None
    if caller.kind is CallerKind.USER:
        return (Manner.USER, ALWAYS) if value == caller.arn else None
    return _session(value, caller) if caller.kind is CallerKind.SESSION else None


def _session(value: str, caller: Caller) -> tuple[Manner, Formula] | None:
    named_session = session_parts(value)
    if named_session is None:
        if caller.role_arn is None and any(glob_matches(parse_glob(shape), value) for shape in caller.arn_patterns):
            return Manner.ROLE, Test("ArnEquals", "aws:PrincipalArn", (value,))
        return (Manner.ROLE, ALWAYS) if _is_role_of(value, caller) else None
    role, name = named_session
    arn = parse_arn(value)
    if caller.role_arn is None and caller.arn_patterns and arn is not None and arn.partition == caller.partition:
        return _session_of_shape(role, name, caller)
    if role != _role_name(caller) or arn is None or arn.partition != caller.partition:
        return None
    own = session_name(caller)
    when = _any_session_named(name) if own is None else ALWAYS if own == name else NEVER
    return (Manner.DIRECT, when) if when != NEVER else None


def _session_of_shape(role: str, name: str, caller: Caller) -> tuple[Manner, Formula] | None:
    """A session ARN has no path: it is the caller's when the role of that name calls, whatever its path."""
    names = (shape.rpartition("/")[2] for shape in caller.arn_patterns)
    if not any(glob_matches(parse_glob(shape), role) for shape in names):
        return None
    root = f"arn:{caller.partition}:iam::{caller.account_id}:role/"
    arns = (f"{root}*/{role}", f"{root}{role}")
    return Manner.DIRECT, conjunction(Test("ArnLike", "aws:PrincipalArn", arns), _any_session_named(name))


def _any_session_named(name: str) -> Formula:
    """aws:userid of a session is the role's id, a colon and the session's name."""
    return Test("StringLike", "aws:userid", (f"*:{name}",))


def _is_role_of(value: str, caller: Caller) -> bool:
    """Role names are unique in an account, so that the name decides where the caller's path is not known."""
    if caller.role_arn is not None:
        return value == caller.role_arn
    arn = parse_arn(value)
    name = role_name(value)
    return arn is not None and arn.partition == caller.partition and name is not None and name == _role_name(caller)


def _role_name(caller: Caller) -> str | None:
    if caller.role_arn is not None:
        return role_name(caller.role_arn)
    parts = session_parts(caller.arn)
    return parts[0] if parts is not None else role_name(caller.arn)
