"""Principals that can act as an administrator, over something that a service of their account runs with its role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iam_atlas.errors import Position, Problem, listed, said
from iam_atlas.findings.analysis import Analysis, in_words, some, trust_statements, warning
from iam_atlas.findings.people import has_people
from iam_atlas.iam.level import Level
from iam_atlas.iam.permissions import PermissionSummary
from iam_atlas.iam.takeover import Takeover
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.people import UserKind
from iam_atlas.model.roles import RoleKey

_BELOW_ADMIN = (Level.WRITE, Level.READ, Level.NONE)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody with permissions in an account."""

    ref: Ref
    account: str
    position: Position
    summary: PermissionSummary


@dataclass(frozen=True, slots=True)
class _Told:
    """Who has the same ways, and the roles they lead to; in the order of the file."""

    who: dict[Ref, None] = field(default_factory=dict)
    roles: dict[RoleKey, None] = field(default_factory=dict)


def service_role_takeover(analysis: Analysis) -> Iterator[Problem]:
    """One warning for each role, or variant of it, permission set, group and user, and service.

    Only what the file itself shows counts: in the same account a role that trusts the service and is an administrator,
    and somebody who is none. Whether the service runs anything with the role is not in the file, and the warning says
    so. Nothing is said of roles and users for emergencies, and where it is not known how strong somebody is.
    """
    strong = _administrators(analysis)
    found: dict[tuple[Position, tuple[Takeover, ...]], _Told] = {}
    for holder in _holders(analysis):
        for service in dict.fromkeys(one.service for one in holder.summary.takeovers):
            if roles := strong.get((holder.account, service)):
                ways = tuple(one for one in holder.summary.takeovers if one.service == service)
                told = found.setdefault((holder.position, ways), _Told())
                told.who[holder.ref] = None
                told.roles.update(roles)
    for (position, ways), told in found.items():
        yield _warning(position, ways, told)


def _warning(position: Position, ways: tuple[Takeover, ...], told: _Told) -> Problem:
    refs = [*told.who]
    message = said(
        "{who} can act as administrator {roles} over what {service} runs with that role: {ways}; whether it runs "
        "anything with it is not in the file",
        who=in_words(refs[0]) if len(refs) == 1 else some(ref.name for ref in refs),
        roles=some(told.roles),
        service=ways[0].service,
        ways=listed(f"{' + '.join(one.way.actions)} ({one.way.id})" for one in ways),
    )
    return warning(position, "service-role-takeover", message)


def _administrators(analysis: Analysis) -> Mapping[tuple[str, str], dict[RoleKey, None]]:
    """The administrators that a service may become, by account and service."""
    found: dict[tuple[str, str], dict[RoleKey, None]] = {}
    for key, statement in trust_statements(analysis):
        if statement.effect is Effect.ALLOW and analysis.permissions[key].level is Level.ADMIN:
            for principal in statement.principals or ():
                if principal.type == "Service":
                    found.setdefault((key.account, principal.value), {})[key] = None
    return found


def _holders(analysis: Analysis) -> Iterator[_Holder]:
    """Everybody who has such a way and is known to be no administrator."""
    for holder in (*_roles(analysis), *_permission_sets(analysis), *_people(analysis)):
        if holder.summary.takeovers and holder.summary.level in _BELOW_ADMIN:
            yield holder


def _roles(analysis: Analysis) -> Iterator[_Holder]:
    for key, summary in analysis.permissions.items():
        if analysis.landscape.roles[key.role].break_glass is None:
            position = analysis.landscape.copy_of(key).position
            yield _Holder(Ref(RefKind.ROLE, str(key)), key.account, position, summary)


def _permission_sets(analysis: Analysis) -> Iterator[_Holder]:
    for key, summary in analysis.set_permissions.items():
        position = analysis.landscape.permission_sets[key.role].position
        yield _Holder(Ref(RefKind.PERMISSION_SET, str(key)), key.account, position, summary)


def _people(analysis: Analysis) -> Iterator[_Holder]:
    """Groups, and users who have policies of their own."""
    landscape = analysis.landscape
    for ref, summary in analysis.people_permissions.items():
        one = landscape.users[ref.name] if ref.kind is RefKind.USER else landscape.groups[ref.name]
        if one.account is not None and has_people(landscape, ref, (UserKind.BREAK_GLASS,)):
            yield _Holder(ref, one.account, one.position, summary)
