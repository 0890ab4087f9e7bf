"""AWS's evaluation flow for one concrete request, written down plainly: what the symbolic engine is held against.

Covers users and role sessions who ask for sts:AssumeRole; every condition key is known.
Source: IAM User Guide, "Policy evaluation logic".
"""

from fnmatch import fnmatchcase

from iam_atlas.iam.conditions.matching import matches
from iam_atlas.iam.conditions.variables import Context
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.iam.question import CallerKind, Question
from iam_atlas.model.grants import Effect


def is_allowed(question: Question, context: Context) -> bool:
    """Whether AWS lets the request through."""
    policies, caller = question.policies, question.caller
    plain = [*policies.identity, *((policies.boundary,) if policies.boundary else ())]
    scps = [] if caller.in_management else [list(level) for level in policies.scps]
    rcps = [] if question.target.in_management else [policy for level in policies.rcps for policy in level]
    everything = [*plain, *(policy for level in scps for policy in level)]
    trust = [policies.resource] if policies.resource else []
    if _says(everything, Effect.DENY, question, context) or _names(trust + rcps, Effect.DENY, question, context):
        return False
    if not all(_says(level, Effect.ALLOW, question, context) for level in scps):
        return False
    named = _names(trust, Effect.ALLOW, question, context)
    capped = policies.boundary is None or _says([policies.boundary], Effect.ALLOW, question, context)
    identity = _says(list(policies.identity), Effect.ALLOW, question, context) and capped
    if caller.account_id != question.target.account_id:
        return bool(named) and identity
    return "direct" in named or ("role" in named and capped) or ("account" in named and identity)


def _says(policies: list[Policy], effect: Effect, question: Question, context: Context) -> bool:
    return any(
        statement.effect is effect and _applies(statement, question, context)
        for policy in policies
        for statement in policy.statements
    )


def _names(policies: list[Policy], effect: Effect, question: Question, context: Context) -> set[str]:
    return {
        manner
        for policy in policies
        for statement in policy.statements
        if statement.effect is effect and _applies(statement, question, context)
        for principal in statement.principals or ()
        if (manner := _manner(principal.value, question))
    }


def _manner(value: str, question: Question) -> str:
    caller = question.caller
    if value in ("*", caller.arn):
        return "role" if caller.kind is CallerKind.SESSION and value == caller.role_arn else "direct"
    if value == caller.role_arn:
        return "role"
    return "account" if value in (caller.account_id, f"arn:aws:iam::{caller.account_id}:root") else ""


def _applies(statement: Statement, question: Question, context: Context) -> bool:
    action, resource = question.action.lower(), question.target.arn
    actions = any(fnmatchcase(action, pattern.lower()) for pattern in statement.actions)
    if statement.not_actions:
        actions = not any(fnmatchcase(action, pattern.lower()) for pattern in statement.not_actions)
    resources = not statement.resources or any(fnmatchcase(resource, pattern) for pattern in statement.resources)
    return actions and resources and all(matches(test, context) for test in statement.tests)
