"""People who can assume a role without MFA."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import Analysis, in_words, some, warning
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.without import needs_mfa
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import UserKind


def people_without_mfa(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each grantee, at its first grant, or at the caller where no grant opens the step.

    Requests without MFA lack its keys when they are signed with access keys. Machine users are left out, and groups of
    machines alone: they have no MFA to show. So are people whose identity provider asks for it: AWS does not see that.
    """
    open_ways: dict[tuple[Ref, Position], list[Access]] = {}
    for step in analysis.graph.steps:
        if _is_by_people(analysis, step) and step.decision.verdict.opens and not needs_mfa(step.decision.residue):
            position = step.grants[0].position if step.grants else analysis.position_of(step.caller)
            if position is not None:
                open_ways.setdefault((step.caller, position), []).append(step)
    for (caller, position), steps in open_ways.items():
        message = said(
            "{who} can assume {roles} without MFA; add require: {{ mfa: true }} to the role",
            who=in_words(caller),
            roles=some(step.role for step in steps),
        )
        yield warning(position, "people-without-mfa", message, steps)


def _is_by_people(analysis: Analysis, step: Access) -> bool:
    if step.means is not Means.ASSUME_ROLE:
        return False
    users = analysis.landscape.users
    if step.caller.kind is RefKind.USER:
        # What comes through a group is said of the group.
        return not step.through and users[step.caller.name].kind is not UserKind.MACHINE
    if step.caller.kind is not RefKind.GROUP:
        return False
    members = analysis.landscape.groups[step.caller.name].members
    return not members or any(users[name].kind is not UserKind.MACHINE for name in members if name in users)
