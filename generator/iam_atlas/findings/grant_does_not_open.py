"""Grants and trust entries that the policies do not carry out, with the half that is missing."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem
from iam_atlas.findings.analysis import Analysis, in_words, quoted, some, warning
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, Half, Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

_HALVES = {
    Half.TRUST: "the role trust policy does not let it in",
    Half.RESOURCE: "the resource-based policy does not allow it",
    Half.IDENTITY: "no policy of the caller allows sts:AssumeRole there",
    Half.BOUNDARY: "the permissions boundary does not allow it",
    Half.SESSION: "the session policy does not allow it",
    Half.SCP: "the SCPs of the caller's account do not allow it",
    Half.RCP: "the RCPs of the role's account do not allow it",
}


def grant_does_not_open(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each caller, place in the file and reason; `trust-nobody-granted` where only a trust entry asks.

    A user is named only where the group that carries the grant does open. What is not decided is not warned about.
    """
    closed: dict[tuple[Ref, Position, str, bool], list[RoleKey]] = {}
    for step in analysis.graph.steps:
        if analysis.is_declared(step) and _is_closed(step) and not _is_said_of_a_group(analysis, step):
            granted = bool(step.grants)
            position = step.grants[0].position if granted else _entry_of(analysis, step)
            key = (step.caller, position, _reason(step.decision), granted)
            closed.setdefault(key, []).append(step.role)
    for (caller, position, reason, granted), roles in closed.items():
        if granted:
            message = f"the grant of {some(roles)} to {in_words(caller)} does not open: {reason}"
            yield warning(position, "grant-does-not-open", message)
        else:
            message = f"{in_words(caller)} is trusted by {some(roles)}, but does not get in: {reason}"
            yield warning(position, "trust-nobody-granted", message)


def _entry_of(analysis: Analysis, step: Access) -> Position:
    """Where the trust entry stands that names the caller of the step."""
    copy = analysis.landscape.copy_of(step.role)
    kind, name = step.caller.kind.value, step.caller.name
    named = (
        entry.position
        for entry in copy.trust
        if entry.kind.value == kind and (name in entry.names or any(_means(key, name) for key in entry.roles))
    )
    return next(named, copy.position)


def _means(key: RoleKey, name: str) -> bool:
    return name == str(key) or (not key.account and name.startswith(f"{key.role}@"))


def _is_closed(step: Access) -> bool:
    return not step.decision.verdict.opens and step.decision.verdict is not Verdict.NOT_EVALUATED


def _is_said_of_a_group(analysis: Analysis, step: Access) -> bool:
    if step.caller.kind is not RefKind.USER:
        return False
    groups = {grant.grantee for grant in step.grants if grant.grantee.kind is RefKind.GROUP}
    of_role = analysis.graph.by_role.get(step.role, ())
    return any(other.caller in groups and _is_closed(other) for other in of_role)


def _reason(decision: Decision) -> str:
    if decision.verdict is Verdict.EXPLICITLY_DENIED:
        strikes = [ref for half in decision.halves for ref in half.denied_by]
        named = f" (statement {quoted(strikes[0].statement)} of {strikes[0].policy})" if strikes else ""
        return f"a Deny strikes{named}"
    if decision.verdict is Verdict.NEVER_SATISFIABLE:
        return "its conditions can never be met together"
    reason = " and ".join(_HALVES[half] for half in decision.missing) or "no policy allows it"
    if not decision.action:
        return reason
    # The request needs another action beside sts:AssumeRole, and that is what is missing.
    named = reason.replace(_HALVES[Half.TRUST], "the role trust policy does not allow sts:AssumeRole")
    return named.replace("sts:AssumeRole", decision.action)
