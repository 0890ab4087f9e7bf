"""Role copies that something declares, and that nobody can assume all the same."""

from collections.abc import Iterator

from iam_atlas.errors import Problem, said
from iam_atlas.findings.analysis import Analysis, quoted, some, warning
from iam_atlas.model.roles import RoleCopy, RoleKind


def unreachable_role(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, at the role. A role without any grant or trust was warned about when it was loaded."""
    for role in analysis.landscape.roles.values():
        closed = [copy.key.account for copy in role.copies.values() if _nobody_enters(analysis, copy)]
        if closed and role.kind is not RoleKind.SERVICE_LINKED:
            message = said(
                "role {name} can be assumed by nobody in {accounts}: no way to it opens",
                name=quoted(role.name),
                accounts=some(closed),
            )
            yield warning(role.position, "unreachable-role", message)


def _nobody_enters(analysis: Analysis, copy: RoleCopy) -> bool:
    steps = [step for step in analysis.graph.by_role.get(copy.key, ()) if not step.to_permission_set]
    verdicts = {step.decision.verdict for step in steps}
    asked = bool(steps) or copy.trust_policy is not None
    return asked and not any(verdict.may_open for verdict in verdicts)
