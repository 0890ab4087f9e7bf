"""A question about assuming a role becomes the answer for the whole request, the other actions it needs included."""

from collections.abc import Iterable
from dataclasses import replace

from iam_atlas.derive.conditions import SET_SOURCE_IDENTITY, TAG_SESSION
from iam_atlas.derive.providers.identity_center import ACCOUNT_ACCESS, ACCOUNT_ACCESS_ACTIONS
from iam_atlas.derive.providers.roles_anywhere import ROLES_ANYWHERE, ROLES_ANYWHERE_ACTIONS
from iam_atlas.graph.combined import both
from iam_atlas.graph.without import fails_without
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.evaluate import evaluate
from iam_atlas.iam.formula import Formula
from iam_atlas.iam.question import CallerKind, Question

# Whoever passes what stands behind these keys needs an action for it beside sts:AssumeRole.
_FOR_KEYS = {
    TAG_SESSION: ("aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys"),
    SET_SOURCE_IDENTITY: ("sts:sourceidentity",),
}
_OF_SERVICES = {ACCOUNT_ACCESS: ACCOUNT_ACCESS_ACTIONS, ROLES_ANYWHERE: ROLES_ANYWHERE_ACTIONS}


def with_actions_beside(question: Question, carried: Iterable[str] = ()) -> Decision:
    """Decide the question together with every action that no request of the kind can do without.

    A condition that asks for session tags or a source identity can be met only where passing them is allowed too, by
    both halves. Account access manager and Roles Anywhere always pass them. `carried` are the actions needed for what
    the caller's session brings along from the hop before.
    Source: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles".
    """
    decision = evaluate(question)
    for action in _beside(question, decision.residue, carried) if decision.verdict.opens else ():
        decision = both(decision, replace(evaluate(replace(question, action=action)), action=action))
        if not decision.verdict.opens:
            break
    return decision


def _beside(question: Question, residue: Formula, carried: Iterable[str]) -> list[str]:
    of_service = _OF_SERVICES.get(question.caller.arn, ()) if question.caller.kind is CallerKind.SERVICE else ()
    asked = [action for action, keys in _FOR_KEYS.items() if _asks_for(residue, keys)]
    return sorted({*asked, *of_service, *carried} - {question.action})


def _asks_for(residue: Formula, keys: tuple[str, ...]) -> bool:
    return fails_without(residue, lambda key: key.lower().startswith(keys))
