"""Ways of callers who bring no MFA into roles that ask for it."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, Said, counted
from iam_atlas.findings.analysis import Analysis, in_words, some, warning
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.graph.without import needs_mfa, needs_mfa_keys
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

_NO_USERS = tuple(kind for kind in RefKind if kind is not RefKind.USER)
_FEDERATED = (Means.SAML, Means.WEB_IDENTITY, Means.IDENTITY_CENTER, Means.SERVICE)


def mfa_never_met(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each caller, means and place: the grant, or the role where none declares the way; a user itself.

    A chained session carries no MFA by AWS's documentation, though people have observed otherwise; federated people
    and services never carry it.
    Source: IAM User Guide, "Secure API access with MFA"; against it, pull request 29 of awsdocs/iam-user-guide.
    """
    found: dict[tuple[Ref, bool, Position], list[RoleKey]] = {}
    for step in analysis.graph.made_by(*_NO_USERS):
        if _is_chained(analysis, step) or _is_federated(step):
            position = step.grants[0].position if step.grants else analysis.landscape.copy_of(step.role).position
            found.setdefault((step.caller, step.means is Means.ASSUME_ROLE, position), []).append(step.role)
    for (caller, chained, position), roles in found.items():
        yield warning(position, "mfa-never-met", _of_chained(caller, roles) if chained else _of_others(caller, roles))
    yield from _of_users(analysis)


def _of_users(analysis: Analysis) -> Iterator[Problem]:
    """One for each user who has no MFA device, as the file says, and would need one."""
    for user in analysis.landscape.users.values():
        ref = Ref(RefKind.USER, user.name)
        steps = analysis.graph.by_caller.get(ref, ()) if user.mfa == "none" else ()
        asking = [s for s in steps if s.decision.verdict.opens and needs_mfa(s.decision.residue)]
        if asking:
            message = counted(
                "{roles} asks {who} for MFA, and the file says that there is no MFA device: this way stays closed",
                "{roles} ask {who} for MFA, and the file says that there is no MFA device: these ways stay closed",
                len(asking),
                roles=some(step.role for step in asking),
                who=in_words(ref),
            )
            yield warning(user.position, "mfa-never-met", message, asking)


def _of_chained(caller: Ref, roles: list[RoleKey]) -> Said:
    return counted(
        "{roles} asks {who} for MFA, but by AWS's documentation the session of a role carries no MFA, though people "
        "have reported otherwise: this way may never open",
        "{roles} ask {who} for MFA, but by AWS's documentation the session of a role carries no MFA, though people "
        "have reported otherwise: these ways may never open",
        len(roles),
        roles=some(roles),
        who=in_words(caller),
    )


def _of_others(caller: Ref, roles: list[RoleKey]) -> Said:
    return counted(
        "{roles} asks {who} for MFA, which only IAM users bring along: this way never opens",
        "{roles} ask {who} for MFA, which only IAM users bring along: these ways never open",
        len(roles),
        roles=some(roles),
        who=in_words(caller),
    )


def _is_chained(analysis: Analysis, step: Access) -> bool:
    chained = step.caller.kind in (RefKind.ROLE, RefKind.PERMISSION_SET)
    return chained and analysis.is_declared(step) and is_in_vain(step)


def _is_federated(step: Access) -> bool:
    """Whether the very statements that let the caller in ask for MFA; what others ask of people is not meant."""
    if step.means not in _FEDERATED or step.decision.verdict is not Verdict.NEVER_SATISFIABLE:
        return False
    return any(half.half is Half.TRUST and needs_mfa_keys(half.allow) for half in step.decision.halves)
