"""Roles and permission sets that can make themselves stronger than anybody meant."""

from collections.abc import Iterator

from iam_atlas.errors import Position, Problem, Said, Words, counted, listed, said
from iam_atlas.findings.analysis import Analysis, some, warning
from iam_atlas.iam.escalation import Escalation
from iam_atlas.model.roles import RoleKey

_SHOWN = 3


def privilege_escalation(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, or variant of it, and set of ways; break-glass roles are as strong as can be anyway.

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


def _message(keys: list[RoleKey], ways: tuple[Escalation, ...]) -> Said:
    shown = listed(f"{' + '.join(way.actions)} ({way.id})" for way in ways[:_SHOWN])
    more = len(ways) - _SHOWN
    told: Words = counted("{ways} and {count} more way", "{ways} and {count} more ways", more, ways=shown)
    return said("whoever has {roles} can get stronger: {ways}", roles=some(keys), ways=told if more > 0 else shown)
