"""Grants and trust entries that the policies do not carry out, with the half that is missing."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import reduce

from iam_atlas.errors import Position, Problem, Said, said
from iam_atlas.findings.analysis import Analysis, in_words, quoted, some, warning
from iam_atlas.graph.access import Access
from iam_atlas.iam.decision import Decision, Half, Verdict
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.roles import RoleKey

_ASSUME_ROLE = "sts:AssumeRole"
_HALVES = {  # in the gap: the action that is not allowed
    Half.TRUST: said("the role trust policy does not let it in"),
    Half.RESOURCE: said("the resource-based policy does not allow it"),
    Half.IDENTITY: said("no policy of the caller allows {action} there"),
    Half.BOUNDARY: said("the permissions boundary does not allow it"),
    Half.SESSION: said("the session policy does not allow it"),
    Half.SCP: said("the SCPs of the caller's account do not allow it"),
    Half.RCP: said("the RCPs of the role's account do not allow it"),
}
_TRUST_OF_ANOTHER_ACTION = said("the role trust policy does not allow {action}")


def grant_does_not_open(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each caller, place in the file and reason; `trust-nobody-granted` where only a trust entry asks.

    A user is named only where the group that carries the grant lets somebody in. What is not decided is not warned
    about, nor what the file denies on purpose, by a grant with `effect: deny`.
    """
    denied = {(g.grantee, key) for g in analysis.landscape.grants if g.effect is Effect.DENY for key in g.roles}
    closed: dict[tuple[Ref, Position, Said, bool], list[RoleKey]] = {}
    for step in analysis.graph.steps:
        if analysis.is_declared(step) and _is_closed(step) and not _is_said_elsewhere(analysis, step, denied):
            granted = bool(step.grants)
            position = step.grants[0].position if granted else _entry_of(analysis, step)
            key = (step.caller, position, _reason(step), granted)
            closed.setdefault(key, []).append(step.role)
    for (caller, position, reason, granted), roles in closed.items():
        if granted:
            message = said(
                "the grant of {roles} to {who} does not open: {reason}",
                roles=some(roles),
                who=in_words(caller),
                reason=reason,
            )
            yield warning(position, "grant-does-not-open", message)
        else:
            message = said(
                "{who} is trusted by {roles}, but does not get in: {reason}",
                who=in_words(caller),
                roles=some(roles),
                reason=reason,
            )
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
    return not step.decision.verdict.may_open


def _is_said_elsewhere(analysis: Analysis, step: Access, denied: Collection[tuple[Ref, RoleKey]]) -> bool:
    """Whether the file says by a grant that the way is closed, or a warning says it of the user's group or of users."""
    if step.decision.verdict is Verdict.EXPLICITLY_DENIED and _is_denied_by_a_grant(analysis, step, denied):
        return True
    of_role = analysis.graph.by_role.get(step.role, ())
    if step.caller.kind is RefKind.GROUP:
        return _lets_a_member_in(step.caller, of_role)
    if step.caller.kind is not RefKind.USER:
        return False
    closed = {other.caller for other in of_role if _is_closed(other)}
    groups = {grant.grantee for grant in step.grants if grant.grantee.kind is RefKind.GROUP} & closed
    return any(not _lets_a_member_in(group, of_role) for group in groups)


def _lets_a_member_in(group: Ref, of_role: Collection[Access]) -> bool:
    """Whether somebody gets in, or may, by the group, which does not by itself."""
    return any(group.name in step.through and not _is_closed(step) for step in of_role)


def _is_denied_by_a_grant(analysis: Analysis, step: Access, denied: Collection[tuple[Ref, RoleKey]]) -> bool:
    user = analysis.landscape.users.get(step.caller.name) if step.caller.kind is RefKind.USER else None
    holders = {step.caller, *(Ref(RefKind.GROUP, name) for name in (user.groups if user else ()))}
    return any((holder, step.role) in denied for holder in holders)


def _reason(step: Access) -> Said:
    decision = step.decision
    if decision.verdict is Verdict.EXPLICITLY_DENIED:
        return _strike(decision)
    if decision.verdict is Verdict.NEVER_SATISFIABLE:
        return _vain(decision)
    if not decision.missing:
        return said("no policy allows it")
    return reduce(_and, (_lacking(half, decision.action) for half in decision.missing))


def _vain(decision: Decision) -> Said:
    if decision.is_over:
        return said("the time is over in which its conditions can be met")
    return said("no request can meet its conditions")


def _strike(decision: Decision) -> Said:
    strikes = [ref for half in decision.halves for ref in half.denied_by]
    if not strikes:
        return said("a Deny strikes")
    first = strikes[0]
    return said(
        "a Deny strikes (statement {statement} of {policy})", statement=quoted(first.statement), policy=first.policy
    )


def _lacking(half: Half, action: str) -> Said:
    """`action` is what the request needs beside sts:AssumeRole, where that is missing; empty otherwise."""
    words = _TRUST_OF_ANOTHER_ACTION if action and half is Half.TRUST else _HALVES[half]
    return replace(words, gaps=(("action", action or _ASSUME_ROLE),))


def _and(reasons: Said, another: Said) -> Said:
    return said("{reasons} and {another}", reasons=reasons, another=another)
