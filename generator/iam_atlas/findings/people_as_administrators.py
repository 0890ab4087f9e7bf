"""Permissions of administrators that people have for every day: by roles, permission sets or policies of their own."""

from collections.abc import Iterator, Mapping

from iam_atlas.errors import Position, Problem, Said, said
from iam_atlas.findings.analysis import Analysis, in_words, quoted, said_once, some, warning
from iam_atlas.findings.people import has_people
from iam_atlas.graph.access import Access
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.model.accounts import AccountKind
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import UserKind
from iam_atlas.model.roles import RoleKey

_RULE = "people-as-administrators"
_OTHERS = (UserKind.MACHINE, UserKind.BREAK_GLASS)


def people_as_administrators(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, variant of it or grant of a permission set, and group or user; sandboxes left out.

    Users whose groups are administrators too are not named beside them. What says `break_glass`, a role or a user, is
    for emergencies, and is not meant; nor are machines.
    """
    strong = {True: _administrators(analysis.set_permissions), False: _roles_of_every_day(analysis)}
    may_be = (step for step in analysis.graph.steps if step.role in strong[step.to_permission_set])
    found = (s for s in may_be if s.decision.verdict.opens and _counts(analysis, s.caller, s.role.account))
    by_place: dict[tuple[Ref, Position, bool], list[Access]] = {}
    for step in said_once(analysis, found):
        place = step.grants[0].position if step.grants else analysis.landscape.copy_of(step.role).position
        by_place.setdefault((step.caller, place, step.to_permission_set), []).append(step)
    for (caller, position, by_set), steps in by_place.items():
        yield warning(position, _RULE, _by_set(caller, steps) if by_set else _by_role(caller, steps), steps)
    yield from _by_own_policies(analysis)


def _by_role(caller: Ref, steps: list[Access]) -> Said:
    return said(
        "{who} can be administrator by {roles}, and not only in an emergency; give the daily work a role of its "
        "own, and keep this one for emergencies: break_glass",
        who=in_words(caller),
        roles=some(step.role for step in steps),
    )


def _by_set(caller: Ref, steps: list[Access]) -> Said:
    return said(
        "{who} can be administrator by permission set {sets}, and not only in an emergency; assign a narrower "
        "one for the daily work, and keep this one for a group that people join only in an emergency",
        who=in_words(caller),
        sets=some(step.role for step in steps),
    )


def _by_own_policies(analysis: Analysis) -> Iterator[Problem]:
    strong = {ref for ref, summary in analysis.people_permissions.items() if summary.level is Level.ADMIN}
    landscape = analysis.landscape
    for ref in analysis.people_permissions:
        one = landscape.users[ref.name] if ref.kind is RefKind.USER else landscape.groups[ref.name]
        groups = landscape.users[ref.name].groups if ref.kind is RefKind.USER else ()
        if ref not in strong or any(Ref(RefKind.GROUP, name) in strong for name in groups):
            continue
        if one.account is not None and _counts(analysis, ref, one.account):
            message = said(
                "{who} can be administrator of account {account} by policies and not by a role; give the "
                "daily work less, and keep this for a role for emergencies: break_glass",
                who=in_words(ref),
                account=quoted(one.account),
            )
            yield warning(one.position, _RULE, message)


def _administrators(permissions: Mapping[RoleKey, PermissionSummary]) -> set[RoleKey]:
    return {key for key, summary in permissions.items() if summary.level is Level.ADMIN}


def _roles_of_every_day(analysis: Analysis) -> set[RoleKey]:
    """The copies of roles of administrators that are not for emergencies."""
    roles = analysis.landscape.roles
    return {key for key in _administrators(analysis.permissions) if roles[key.role].break_glass is None}


def _counts(analysis: Analysis, ref: Ref, account: str) -> bool:
    sandbox = analysis.landscape.accounts[account].kind is AccountKind.SANDBOX
    return not sandbox and has_people(analysis.landscape, ref, _OTHERS)
