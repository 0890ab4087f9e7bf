"""Caller and target become the condition keys that they settle by themselves."""

from iam_atlas.iam.arn import session_parts
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.question import Caller, CallerKind, Facts, Question, Target

MFA_KEYS = frozenset({"aws:multifactorauthpresent", "aws:multifactorauthage"})
"""Keys that only the long-term identity of a user, signed in with MFA, brings into a request."""

_FEDERATED = (CallerKind.SAML, CallerKind.WEB_IDENTITY)
_SIGNED = (CallerKind.USER, CallerKind.SESSION)
_PRINCIPAL_TYPES = {
    CallerKind.USER: "User",
    CallerKind.SESSION: "AssumedRole",
    CallerKind.ROOT: "Account",
}


def knowledge_of(question: Question) -> Knowledge:
    """What is known of the request. What the question says outright wins over what follows from caller and target.

    Source: IAM User Guide, "AWS global condition context keys".
    """
    own = knowledge_of_caller(question.caller, question.facts)
    return own if own.complete else Knowledge({**_target_keys(question.target), **own.context})


def knowledge_of_caller(caller: Caller, facts: Facts) -> Knowledge:
    """What is known of every request of the caller, whatever it asks for."""
    said = {key.lower(): values for key, values in facts.known.items()}
    return Knowledge(said, complete=True) if facts.complete else Knowledge(_caller_keys(caller) | said)


def never_present(caller: Caller) -> frozenset[str]:
    """The keys that no request of such a caller carries: federated callers and services bring no MFA.

    A role session is not among them: AWS's pages and what people observe differ on chained sessions.
    Source: IAM User Guide, "Secure API access with MFA".
    """
    no_mfa = (*_FEDERATED, CallerKind.SERVICE, CallerKind.ANONYMOUS)
    return MFA_KEYS if caller.kind in no_mfa else frozenset()


def principal_shapes(caller: Caller) -> tuple[str, ...]:
    """What aws:PrincipalArn may look like when its value is not known, with wildcards; empty when nothing is known."""
    if caller.kind is CallerKind.ACCOUNT and caller.account_id is not None:
        return (f"arn:{caller.partition}:*::{caller.account_id}:*",)
    return caller.arn_patterns if caller.kind in _SIGNED else ()


def principal_arn(caller: Caller) -> str | None:
    """The value of aws:PrincipalArn: the user's ARN, or the ARN of the role a session belongs to."""
    if caller.kind is CallerKind.SESSION and caller.role_arn is None:
        return None
    return caller.role_arn if caller.kind is CallerKind.SESSION else caller.arn


def session_name(caller: Caller) -> str | None:
    """The name of the caller's session, None when it is no session or any session of the role is meant."""
    if caller.session_name is not None:
        return caller.session_name
    parts = session_parts(caller.arn)
    return parts[1] if parts is not None else None


def _target_keys(target: Target) -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {"aws:resourceaccount": (target.account_id,)}
    if target.organization_id is not None:
        keys["aws:resourceorgid"] = (target.organization_id,)
    return keys


def _caller_keys(caller: Caller) -> dict[str, tuple[str, ...]]:
    if caller.kind is CallerKind.SERVICE:
        return {
            "aws:principalisawsservice": ("true",),
            "aws:principalservicename": (caller.arn,),
            "aws:username": (),
        } | _no_organization()
    if caller.kind in (*_FEDERATED, CallerKind.ANONYMOUS):
        return {
            "aws:principalisawsservice": ("false",),
            "aws:principalarn": (),
            "aws:username": (),
        } | _no_organization()
    return _account_keys(caller) | _identity_keys(caller)


def _no_organization() -> dict[str, tuple[str, ...]]:
    """Keys of the caller's account, which a caller without an account does not bring."""
    return {"aws:principalorgid": (), "aws:principalorgpaths": ()}


def _account_keys(caller: Caller) -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {"aws:principalisawsservice": ("false",)}
    if caller.account_id is not None:
        keys["aws:principalaccount"] = (caller.account_id,)
    if caller.organization_id is not None:
        keys["aws:principalorgid"] = (caller.organization_id,) if caller.organization_id else ()
    if caller.org_path is not None:
        keys["aws:principalorgpaths"] = (caller.org_path,) if caller.org_path else ()
    return keys


def _identity_keys(caller: Caller) -> dict[str, tuple[str, ...]]:
    """Keys of one identity; an ACCOUNT caller is any of its identities, so that they stay open."""
    keys: dict[str, tuple[str, ...]] = {}
    if caller.kind in _PRINCIPAL_TYPES:
        keys["aws:principaltype"] = (_PRINCIPAL_TYPES[caller.kind],)
    arn = principal_arn(caller) if caller.kind in _SIGNED or caller.kind is CallerKind.ROOT else None
    if arn:
        keys["aws:principalarn"] = (arn,)
    if caller.kind is CallerKind.SESSION:
        keys["aws:username"] = ()
    if caller.kind is CallerKind.USER and caller.user_name is not None:
        keys["aws:username"] = (caller.user_name,)
        keys |= {f"aws:principaltag/{name.lower()}": (value,) for name, value in caller.tags.items()}
    return keys
