"""What roles may do on two sides becomes what differs, by service and access level; and the roles that came or went."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from iam_atlas.changes.changes import PermissionChange, RoleChange, ServiceChange
from iam_atlas.changes.sides import Side
from iam_atlas.iam.level import AccessLevel, Level
from iam_atlas.iam.permissions import PermissionSummary, Reach, ServicePermissions, Taken
from iam_atlas.model.roles import RoleKey

_Summaries = Mapping[str, tuple[RoleKey, PermissionSummary]]


def permission_changes(before: Side, after: Side) -> tuple[PermissionChange, ...]:
    """Role copies and permission sets that both sides have and that may do something else than before."""
    was, now = _summaries(before), _summaries(after)
    shared = (_change(now[name][0], was[name][1], now[name][1]) for name in was.keys() & now.keys())
    return tuple(sorted((change for change in shared if change is not None), key=lambda change: change.role))


def role_changes(before: Side, after: Side) -> tuple[RoleChange, ...]:
    """Role copies and permission sets that only one side has."""
    was, now = _summaries(before), _summaries(after)
    new = [RoleChange(*_level(now[name]), is_new=True) for name in now.keys() - was.keys()]
    gone = [RoleChange(*_level(was[name]), is_new=False) for name in was.keys() - now.keys()]
    return tuple(sorted((*new, *gone), key=lambda change: (not change.is_new, change.role)))


def _summaries(side: Side) -> _Summaries:
    atlas, names = side.atlas, side.names
    roles = {names.role(key): (key, summary) for key, summary in atlas.permissions.items()}
    sets = {names.permission_set(key): (key, summary) for key, summary in atlas.set_permissions.items()}
    return {**roles, **sets}


def _level(found: tuple[RoleKey, PermissionSummary]) -> tuple[RoleKey, Level]:
    return found[0], found[1].level


def _change(role: RoleKey, before: PermissionSummary, after: PermissionSummary) -> PermissionChange | None:
    if _essence(before) == _essence(after):
        return None
    was = {service.prefix: service for service in before.services}
    now = {service.prefix: service for service in after.services}
    prefixes = sorted(was.keys() | now.keys())
    services = tuple(change for prefix in prefixes for change in _of_service(prefix, was.get(prefix), now.get(prefix)))
    told = {change.service for change in services}
    return PermissionChange(
        role=role,
        before=before.level,
        after=after.level,
        services=services,
        narrower_or_wider=tuple(p for p in prefixes if p not in told and _differ(was.get(p), now.get(p))),
        vague=_is_vague(before) or _is_vague(after),
    )


def _essence(summary: PermissionSummary) -> PermissionSummary:
    """The summary without the names of policies: another name for the same permissions is no change."""
    services = tuple(replace(service, taken=_nameless(service)) for service in summary.services)
    powers = tuple(replace(power, within=tuple(("", where) for _, where in power.within)) for power in summary.powers)
    return replace(summary, services=services, powers=powers, invalid=())


def _nameless(service: ServicePermissions) -> tuple[Taken, ...]:
    return tuple(sorted((replace(taken, where="") for taken in service.taken), key=repr))


def _differ(before: ServicePermissions | None, after: ServicePermissions | None) -> bool:
    if before is None or after is None:
        return before is not after
    return replace(before, taken=_nameless(before)) != replace(after, taken=_nameless(after))


def _of_service(
    prefix: str, before: ServicePermissions | None, after: ServicePermissions | None
) -> Iterator[ServiceChange]:
    for level in AccessLevel:
        was, now = _actions(before, level), _actions(after, level)
        if set(was) != set(now):
            yield ServiceChange(
                service=prefix,
                level=level,
                before=_reach(before, level),
                after=_reach(after, level),
                gained=tuple(action for action in now if action not in set(was)),
                lost=tuple(action for action in was if action not in set(now)),
            )


def _actions(service: ServicePermissions | None, level: AccessLevel) -> tuple[str, ...]:
    return () if service is None else service.actions.get(level, ())


def _reach(service: ServicePermissions | None, level: AccessLevel) -> Reach:
    return Reach.NONE if service is None else service.levels.get(level, Reach.NONE)


def _is_vague(summary: PermissionSummary) -> bool:
    return bool(summary.unknown or summary.unknown_boundary or summary.unknown_actions)
