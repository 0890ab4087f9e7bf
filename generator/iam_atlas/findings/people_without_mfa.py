"""People who can assume a role without MFA."""

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
)
from iam_atlas.findings.people import has_people
from iam_atlas.graph.access import Access, Means
from iam_atlas.graph.without import needs_mfa
from iam_atlas.model.grants import Ref
from iam_atlas.model.people import UserKind

_OF_THE_ROLE = said("add require: {{ mfa: true }} to the role")
_OF_THE_ENTRY = said("add require: {{ mfa: true }} to the trust entry or the grant to their account that lets them in")
_OF_THE_DOCUMENT = said("ask for aws:MultiFactorAuthPresent in its trust policy")


def people_without_mfa(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each grantee and remedy, at its first grant, or at the caller where no grant opens the step.

    Requests without MFA lack its keys when they are signed with access keys. Machine users are left out, and groups of
    machines alone: they have no MFA to show. So are people whose identity provider asks for it: AWS does not see that.
    """
    to_accounts = granted_to_accounts(analysis.landscape)
    found = (step for step in analysis.graph.steps if _is_weak(analysis, step))
    open_ways: dict[tuple[Ref, Position, Said], list[Access]] = {}
    for step in said_once(analysis, found):
        position = step.grants[0].position if step.grants else analysis.position_of(step.caller)
        if position is not None:
            open_ways.setdefault((step.caller, position, _remedy(analysis, step, to_accounts)), []).append(step)
    for (caller, position, remedy), steps in open_ways.items():
        message = said(
            "{who} can assume {roles} without MFA; {remedy}",
            who=in_words(caller),
            roles=some(step.role for step in steps),
            remedy=remedy,
        )
        yield warning(position, "people-without-mfa", message, steps)


def _is_weak(analysis: Analysis, step: Access) -> bool:
    decision = step.decision
    if step.means is not Means.ASSUME_ROLE or not decision.verdict.opens or needs_mfa(decision.residue):
        return False
    return has_people(analysis.landscape, step.caller, (UserKind.MACHINE,))


def _remedy(analysis: Analysis, step: Access, to_accounts: set[Position]) -> Said:
    """The role's own `require` is asked of people who are granted it, and not of those whom a trust entry lets in."""
    if step.role in analysis.halves.trust_is_raw:
        return _OF_THE_DOCUMENT
    entries = {entry.position for entry in analysis.landscape.copy_of(step.role).trust}
    by = trusting(step)
    return _OF_THE_ENTRY if by and by <= entries | to_accounts else _OF_THE_ROLE
