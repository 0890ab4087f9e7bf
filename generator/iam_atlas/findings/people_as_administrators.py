"""Roles of administrators that people have for every day."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, said
from iam_atlas.findings.analysis import Analysis, in_words, some, warning
from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind

_PEOPLE = (RefKind.GROUP, RefKind.USER)


def people_as_administrators(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, or variant of it, and group or user that is not in such a group; sandboxes left out.

    A role that says `break_glass` is for emergencies, and is not meant.
    """
    found: dict[tuple[Ref, Position], list[Access]] = {}
    for step in analysis.graph.steps:
        if step.caller.kind in _PEOPLE and not step.through and _is_of_every_day(analysis, step):
            place = step.grants[0].position if step.grants else analysis.landscape.copy_of(step.role).position
            found.setdefault((step.caller, place), []).append(step)
    for (caller, position), steps in found.items():
        message = said(
            "{who} can be administrator by {roles} at any time; give the daily work a role of its own, and keep this "
            "one for emergencies: break_glass",
            who=in_words(caller),
            roles=some(step.role for step in steps),
        )
        yield warning(position, "people-as-administrators", message, steps)


def _is_of_every_day(analysis: Analysis, step: Access) -> bool:
    if step.to_permission_set or not step.decision.verdict.opens:
        return False
    role, account = analysis.landscape.roles[step.role.role], analysis.landscape.accounts[step.role.account]
    ordinary = role.break_glass is None and account.kind is not AccountKind.SANDBOX
    return ordinary and analysis.permissions[step.role].level is Level.ADMIN
