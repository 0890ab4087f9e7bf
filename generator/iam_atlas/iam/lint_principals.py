"""The Principal element of a statement becomes lints: names that AWS refuses, or that let in nobody, or everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iam_atlas.errors import Joint, Listing, Said, counted, listed, said
from iam_atlas.iam.arn import is_account_id, is_service_principal, is_unique_id, parse_arn
from iam_atlas.iam.lint_everyone import is_everyone, lets_strangers_in
from iam_atlas.iam.lint_federation import (
    SAML_ACTION,
    WEB_ACTION,
    allows,
    is_saml,
    lint_web_identity,
    provider_problem,
)
from iam_atlas.iam.lints import Lint
from iam_atlas.iam.policy import PolicyKind, Principal, Statement
from iam_atlas.model.grants import Effect

_REFERENCES = {"AIDA": "invalid-user-reference", "AROA": "invalid-role-reference"}
_TYPES = ("AWS", "Service", "Federated", "CanonicalUser", "*")
_COMING = ("AWS", "Service", "Federated")
_IDENTITY = re.compile(
    r"arn:[^:]+:(?:"
    r"iam::[0-9]{12}:(?:root|(?:user|role)/[^\s*?]+)"
    r"|sts::[0-9]{12}:(?:assumed-role/[^\s/]+|federated-user)/[^\s/]+"
    r"|iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+"
    r")\Z"
)
_ASSUME_ROLE = "sts:AssumeRole"
_ROLES_ANYWHERE = ("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the policy's target lives."""

    account_id: str
    partition: str = "aws"


def lint_principals(statement: Statement, kind: PolicyKind, home: Home | None) -> Iterator[Lint]:
    """What is wrong with who the statement names, and with the actions it names for them."""
    for principal in (*(statement.principals or ()), *(statement.not_principals or ())):
        problem = _syntax(principal, kind) or _place(principal, home)
        if problem:
            yield Lint(*problem, statement.position)
        fits = not problem or is_everyone(principal)
        if fits and kind is PolicyKind.TRUST and statement.effect is Effect.ALLOW:
            yield from (Lint(*found, statement.position) for found in _trust(principal, statement))
    if kind is PolicyKind.TRUST and statement.effect is Effect.ALLOW:
        yield from (Lint(*found, statement.position) for found in _mismatches(statement))


def _syntax(principal: Principal, kind: PolicyKind) -> tuple[str, Said] | None:
    value = principal.value
    if principal.type == "*" and kind is PolicyKind.TRUST:
        rule = "role-trust-policy-unsupported-wildcard-in-principal"
        return rule, said('Principal "*" has no type; write {{"AWS": "*"}} if everyone is meant')
    if principal.type not in _TYPES:
        return "invalid-principal-key", said(
            '"{type}" is no kind of principal: AWS, Service or Federated', type=principal.type
        )
    if principal.type == "Service" and not is_service_principal(value):
        return "invalid-service-principal-format", said('"{value}" is no service principal', value=value)
    if principal.type == "AWS" and value == "*":
        return None
    return _name_syntax(principal, kind) if principal.type in ("AWS", "Federated") else None


def _name_syntax(principal: Principal, kind: PolicyKind) -> tuple[str, Said] | None:
    value = principal.value
    if principal.type == "Federated" and value == "*":
        return provider_problem(value)
    if "*" in value or "?" in value:
        message = said('"{value}": a wildcard cannot stand for part of a principal; it matches nobody', value=value)
        return "unsupported-wildcard-in-principal", message
    if principal.type == "AWS":
        return _aws_syntax(value)
    return provider_problem(value) if kind is PolicyKind.TRUST else None


def _aws_syntax(value: str) -> tuple[str, Said] | None:
    if is_account_id(value):
        return None
    if is_unique_id(value):
        rule = _REFERENCES.get(value[:4], "deleted-principal")
        return rule, said('"{value}" is the id of a deleted user or role: it lets nobody in', value=value)
    arn = parse_arn(value)
    if arn is not None and arn.resource.startswith("group/"):
        return "group-as-principal", said(
            '"{value}" is a group, which cannot be a principal; trust its account', value=value
        )
    if arn is None or not _IDENTITY.match(value):
        return "invalid-principal-format", said('"{value}" is no account, user, role or session', value=value)
    return None


def _place(principal: Principal, home: Home | None) -> tuple[str, Said] | None:
    arn = parse_arn(principal.value)
    if home is None or arn is None:
        return None
    if arn.partition != home.partition:
        message = said(
            '"{principal}" is in partition {partition}, the role in {other}',
            principal=principal.value,
            partition=arn.partition,
            other=home.partition,
        )
        return "partition-mismatch", message
    if principal.type == "Federated" and arn.account != home.account_id:
        return "provider-in-another-account", said(
            '"{principal}" is not in the account of the role', principal=principal.value
        )
    return None


def _trust(principal: Principal, statement: Statement) -> Iterator[tuple[str, Said]]:
    if is_everyone(principal) and not statement.tests:
        yield "anyone-may-assume", said("the statement trusts everyone, of any account, without a condition")
    elif is_everyone(principal) and lets_strangers_in(statement.tests):
        yield (
            "anyone-may-assume",
            said("the statement trusts everyone, of any account; strangers can meet its conditions"),
        )
    if principal.type == "Federated" and not is_saml(principal.value):
        yield from lint_web_identity(principal.value, statement)
    if principal.value == "rolesanywhere.amazonaws.com" and not all(allows(statement, a) for a in _ROLES_ANYWHERE):
        message = said("rolesanywhere.amazonaws.com needs {actions} in one statement", actions=listed(_ROLES_ANYWHERE))
        yield "missing-action-for-roles-anywhere-trust-policy", message


def _mismatches(statement: Statement) -> Iterator[tuple[str, Said]]:
    """Each kind of principal comes by an action of its own; an action that nobody named can use is a mistake.

    So is a principal that can use none of the actions. Where nothing in the statement fits, it lets nobody in at all.
    """
    named = [action for action in (_ASSUME_ROLE, SAML_ACTION, WEB_ACTION) if _names(statement, action)]
    comers = [one for one in statement.principals or () if one.type in _COMING and one.value != "*"]
    if not named or not comers or len(comers) < len(statement.principals or ()):
        return
    fitting = {_own_action(one) for one in comers}
    some = any(allows(statement, action) for action in fitting)
    rule = "mismatched-action-for-some-principals" if some else "mismatched-action-for-principal"
    for action in named:
        if action not in fitting:
            yield rule, _cannot(comers, action, fitting)
    for one in comers if some else ():
        if not allows(statement, _own_action(one)):
            yield (
                rule,
                said(
                    '"{principal}" comes by {action}, which the statement does not allow',
                    principal=one.value,
                    action=_own_action(one),
                ),
            )


def _own_action(principal: Principal) -> str:
    if principal.type != "Federated":
        return _ASSUME_ROLE
    return SAML_ACTION if is_saml(principal.value) else WEB_ACTION


def _names(statement: Statement, action: str) -> bool:
    return any(action.lower() == written.lower() for written in statement.actions)


def _cannot(comers: list[Principal], action: str, fitting: set[str]) -> Said:
    return counted(
        "{principals} cannot use {action}; it comes by {actions}",
        "{principals} cannot use {action}; they come by {actions}",
        len(comers),
        principals=_quoted(comers),
        action=action,
        actions=_both(fitting),
    )


def _quoted(principals: list[Principal]) -> Listing:
    return listed(said('"{text}"', text=one.value) for one in principals)


def _both(actions: set[str]) -> Said | Listing:
    return listed(sorted(actions), Joint.AND)
