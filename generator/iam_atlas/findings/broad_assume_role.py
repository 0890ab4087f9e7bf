"""Policies that let somebody assume roles which nothing grants them."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, Said, said
from iam_atlas.findings.analysis import (
    Analysis,
    granted_to_accounts,
    in_words,
    said_once,
    some,
    trusting,
    warning,
    with_doubts_about_mfa,
)
from iam_atlas.graph.access import Access, Means
from iam_atlas.iam.decision import Half
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import TrustKind

_OPEN_TO_ALL = (TrustKind.ACCOUNT, TrustKind.ORGANIZATION)
_INSIDE = (RefKind.USER, RefKind.GROUP, RefKind.ROLE, RefKind.PERMISSION_SET)


def broad_assume_role(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each caller, where it stands; what comes to a user through a group is said of the group.

    Callers whom a trust policy of their own account lets in without any policy of theirs are not meant; nor are roles
    that the file opens to everybody in the caller's account, or in the organization, who has such a policy.
    """
    to_accounts = granted_to_accounts(analysis.landscape)
    beyond: dict[Ref, list[Access]] = {}
    found = (step for step in analysis.graph.steps if _is_beyond(analysis, step, to_accounts))
    for step in said_once(analysis, found):
        beyond.setdefault(step.caller, []).append(step)
    for caller, steps in beyond.items():
        position = analysis.position_of(caller)
        if position is not None:
            yield warning(position, "broad-assume-role", _message(caller, steps), steps)


def _is_beyond(analysis: Analysis, step: Access, to_accounts: set[Position]) -> bool:
    assumes = step.caller.kind in _INSIDE and step.means is Means.ASSUME_ROLE and step.decision.verdict.opens
    if not assumes or analysis.is_declared(step) or not _policies(step):
        return False
    if step.role in analysis.halves.trust_is_raw:
        return True
    open_to_all = {one.position for one in analysis.landscape.copy_of(step.role).trust if one.kind in _OPEN_TO_ALL}
    return not trusting(step) & (open_to_all | to_accounts)


def _message(caller: Ref, steps: list[Access]) -> Said:
    policies = {name for step in steps for name in _policies(step)}
    message = said(
        "{who} can also assume {roles}, which nothing grants it: policy {policies} allows sts:AssumeRole there",
        who=in_words(caller),
        roles=some(step.role for step in steps),
        policies=some(policies),
    )
    return with_doubts_about_mfa(message, steps)


def _policies(step: Access) -> set[str]:
    """The caller's policies that allow the step."""
    halves = (half for half in step.decision.halves if half.half is Half.IDENTITY)
    return {ref.policy for half in halves for ref in half.allowed_by}
