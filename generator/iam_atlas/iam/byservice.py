"""Turns what is left and what is taken into one entry for each service, shared between principals where it is equal."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, actions_in, layout, services_in, to_bytes, union
from iam_atlas.iam.catalogue import Action
from iam_atlas.iam.ceilings import Left, Outcome, Taker, Taking
from iam_atlas.iam.level import AccessLevel
from iam_atlas.iam.permissions import Reach, ServicePermissions, Taken


class _Part(NamedTuple):
    """What one taker takes of one service, as the bytes of a set."""

    taker: Taker
    where: str
    actions: bytes
    conditional: bool
    by_resource: bool


class _Where(NamedTuple):
    """The resource patterns of a service, and those that a NotResource leaves out; both sorted."""

    resources: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


class _Gathered(NamedTuple):
    """All that the entries depend on, equal for role copies whose accounts make no difference to the answer."""

    allowed: ActionSet
    limited: ActionSet
    conditional: ActionSet
    places: tuple[tuple[_Where, ActionSet], ...]
    takings: tuple[Taking, ...]


_NOWHERE = _Where()


def by_service(outcome: Outcome) -> tuple[ServicePermissions, ...]:
    """The services of which anything is allowed or taken, sorted by prefix."""
    allowed = outcome.allowed
    whole = union(left.whole for left in outcome.left)
    conditional = union(left.conditional for left in outcome.left)
    return _entries(_Gathered(allowed, allowed & ~whole, conditional, _places(outcome.left), outcome.takings))


@lru_cache(maxsize=4_096)
def _entries(gathered: _Gathered) -> tuple[ServicePermissions, ...]:
    held, short = to_bytes(gathered.allowed), to_bytes(gathered.limited)
    conditional = frozenset(services_in(gathered.conditional))
    where, taken = _where(gathered.places), _taken(gathered.takings)
    entries = []
    for prefix in services_in(gathered.allowed | union(taking.wholly for taking in gathered.takings)):
        _, first, end = layout()[prefix]
        place, parts = where.get(prefix, _NOWHERE), tuple(taken.get(prefix, ()))
        entries.append(_service(prefix, held[first:end], short[first:end], place, prefix in conditional, parts))
    return tuple(entries)


def _places(lefts: tuple[Left, ...]) -> tuple[tuple[_Where, ActionSet], ...]:
    """What is left on each resource pattern, patterns sorted."""
    found: dict[_Where, ActionSet] = {}
    for left in lefts:
        place = _Where((left.row.resource,), left.row.excluded)
        found[place] = found.get(place, NO_ACTIONS) | left.actions
    return tuple(sorted(found.items()))


def _where(places: tuple[tuple[_Where, ActionSet], ...]) -> Mapping[str, _Where]:
    """By service, the resources that something is still allowed on."""
    found: dict[str, list[_Where]] = {}
    for place, actions in places:
        for prefix in services_in(actions):
            found.setdefault(prefix, []).append(place)
    return {prefix: _joined(tuple(here)) for prefix, here in found.items()}


@lru_cache(maxsize=16_384)
def _joined(places: tuple[_Where, ...]) -> _Where:
    resources = {text for place in places for text in place.resources}
    excluded = {text for place in places for text in place.excluded}
    return _Where(tuple(sorted(resources)), tuple(sorted(excluded)))


def _taken(takings: tuple[Taking, ...]) -> Mapping[str, list[_Part]]:
    """By service, what is taken: wholly, by condition, by resource; in the order of the takings."""
    found: dict[str, list[_Part]] = {}
    for taking in takings:
        ways = ((taking.wholly, False, False), (taking.by_condition, True, False), (taking.by_resource, True, True))
        for actions, conditional, by_resource in ways:
            data = to_bytes(actions)
            for prefix in services_in(actions):
                _, first, end = layout()[prefix]
                part = _Part(taking.taker, taking.where, data[first:end], conditional, by_resource)
                found.setdefault(prefix, []).append(part)
    return found


@lru_cache(maxsize=65_536)
def _service(
    prefix: str, allowed: bytes, limited: bytes, where: _Where, conditions: bool, taken: tuple[_Part, ...]
) -> ServicePermissions:
    every = _by_level(layout()[prefix].service.actions)
    held = _by_level(actions_in(prefix, allowed))
    return ServicePermissions(
        prefix=prefix,
        title=layout()[prefix].service.title,
        levels={level: _reach(held[level], every[level]) for level in AccessLevel},
        actions=held,
        resources=where.resources,
        conditions=conditions,
        taken=tuple(
            Taken(part.taker, part.where, _names(actions_in(prefix, part.actions)), part.conditional, part.by_resource)
            for part in taken
        ),
        excluded=where.excluded,
        limited=_names(actions_in(prefix, limited)),
    )


def _by_level(actions: tuple[Action, ...]) -> Mapping[AccessLevel, tuple[str, ...]]:
    return {level: _names(tuple(action for action in actions if action.level is level)) for level in AccessLevel}


def _reach(allowed: tuple[str, ...], every: tuple[str, ...]) -> Reach:
    if not allowed:
        return Reach.NONE
    return Reach.FULL if len(allowed) == len(every) else Reach.SOME


def _names(actions: tuple[Action, ...]) -> tuple[str, ...]:
    return tuple(action.name for action in actions)
