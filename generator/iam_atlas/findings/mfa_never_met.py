"""Declared ways of callers who bring no MFA into roles that ask for it."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, Said, said
from iam_atlas.findings.analysis import Analysis, in_words, quoted, warning
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.graph.without import needs_mfa
from iam_atlas.iam.decision import Half, Verdict
from iam_atlas.model.grants import RefKind

_FEDERATED = (Means.SAML, Means.WEB_IDENTITY, Means.IDENTITY_CENTER, Means.SERVICE)


def mfa_never_met(analysis: Analysis) -> Iterator[Problem]:
    """A warning for each such step, at its grant or at the role.

    A chained session carries no MFA by AWS's documentation, though people have observed otherwise; federated people
    and services never carry it.
    Source: IAM User Guide, "Secure API access with MFA"; against it, pull request 29 of awsdocs/iam-user-guide.
    """
    for step in analysis.graph.steps:
        if _is_chained(analysis, step) or _is_federated(step):
            position = step.grants[0].position if step.grants else analysis.landscape.copy_of(step.role).position
            yield warning(position, "mfa-never-met", _message(step))


def _message(step: Access) -> Said:
    role, who = quoted(step.role), in_words(step.caller)
    if step.means is Means.ASSUME_ROLE:
        return said(
            "{role} asks {who} for MFA, but by AWS's documentation the session of a role carries no MFA, though "
            "people have reported otherwise: this way may never open",
            role=role,
            who=who,
        )
    return said("{role} asks {who} for MFA, which only IAM users bring along: this way never opens", role=role, who=who)


def _is_chained(analysis: Analysis, step: Access) -> bool:
    chained = step.caller.kind in (RefKind.ROLE, RefKind.PERMISSION_SET)
    return chained and analysis.is_declared(step) and is_in_vain(step)


def _is_federated(step: Access) -> bool:
    """Whether the very statements that let the caller in ask for MFA; what others ask of people is not meant."""
    if step.means not in _FEDERATED or step.decision.verdict is not Verdict.NEVER_SATISFIABLE:
        return False
    return any(half.half is Half.TRUST and needs_mfa(half.allow) for half in step.decision.halves)
