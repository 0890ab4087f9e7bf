"""Roles, permission sets, groups and users that can make themselves stronger than anybody meant."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, Said, Words, counted, listed, said
from iam_atlas.findings.analysis import Analysis, in_words, some, warning
from iam_atlas.findings.people import has_people
from iam_atlas.iam.escalation import Escalation
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.people import UserKind
from iam_atlas.model.roles import RoleKey

_SHOWN = 3


def privilege_escalation(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, or variant of it, and set of ways, and for each group and user.

    Break-glass roles and users are as strong as can be anyway.

    What counts is left after the permissions boundary and the SCPs. Where the document of a boundary is not at hand
    nothing is said.
    """
    found: dict[tuple[Position, tuple[Escalation, ...]], list[RoleKey]] = {}
    for key, summary in analysis.permissions.items():
        role = analysis.landscape.roles[key.role]
        if summary.escalations and summary.unknown_boundary is None and role.break_glass is None:
            place = analysis.landscape.copy_of(key).position
            found.setdefault((place, summary.escalations), []).append(key)
    for key, summary in analysis.set_permissions.items():
        if summary.escalations and summary.unknown_boundary is None:
            place = analysis.landscape.permission_sets[key.role].position
            found.setdefault((place, summary.escalations), []).append(key)
    for (position, ways), keys in found.items():
        yield warning(position, "privilege-escalation", _message(keys, ways))
    yield from _people(analysis)


def _people(analysis: Analysis) -> Iterator[Problem]:
    """Groups, and users for what they have beyond their groups."""
    for ref, summary in analysis.people_permissions.items():
        at, ways = analysis.position_of(ref), _own(analysis, ref, summary.escalations)
        meant = has_people(analysis.landscape, ref, (UserKind.BREAK_GLASS,))
        if ways and meant and summary.unknown_boundary is None and at is not None:
            message = said("{who} can get stronger: {ways}", who=in_words(ref), ways=_told(ways))
            yield warning(at, "privilege-escalation", message)


def _own(analysis: Analysis, ref: Ref, ways: tuple[Escalation, ...]) -> tuple[Escalation, ...]:
    if ref.kind is not RefKind.USER:
        return ways
    groups = (Ref(RefKind.GROUP, name) for name in analysis.landscape.users[ref.name].groups)
    held = (analysis.people_permissions.get(group) for group in groups)
    common = {way for summary in held if summary for way in summary.escalations}
    return tuple(way for way in ways if way not in common)


def _message(keys: list[RoleKey], ways: tuple[Escalation, ...]) -> Said:
    return said("whoever has {roles} can get stronger: {ways}", roles=some(keys), ways=_told(ways))


def _told(ways: tuple[Escalation, ...]) -> Words:
    shown = listed(f"{' + '.join(way.actions)} ({way.id})" for way in ways[:_SHOWN])
    more = len(ways) - _SHOWN
    return (
        counted("{ways} and {count} more way", "{ways} and {count} more ways", more, ways=shown) if more > 0 else shown
    )
