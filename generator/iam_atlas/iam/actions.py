"""Turns action patterns into sets of actions, each set one integer, so that sets of 20,000 meet in microseconds."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from iam_atlas.iam.catalogue import Action, Service, expand, services
from iam_atlas.iam.level import AccessLevel

ActionSet: TypeAlias = int
"""A set of actions of the catalogue: bit n stands for the n-th place of `_places`. `|`, `&` and `& ~` combine sets."""

NO_ACTIONS: ActionSet = 0


class Slot(NamedTuple):
    """Where the actions of a service lie in the bytes of a set: from `first` up to, not including, `end`."""

    service: Service
    first: int
    end: int


def every_action() -> ActionSet:
    """All actions of the catalogue; an action AWS has but the catalogue lacks is in no set."""
    return matching("*")


@lru_cache(maxsize=16_384)
def matching(pattern: str) -> ActionSet:
    """The actions that one pattern matches; empty when the catalogue knows none of them."""
    return set_of(action.name for action in expand(pattern))


def matching_any(patterns: Iterable[str]) -> ActionSet:
    """The actions that some pattern matches."""
    return union(map(matching, patterns))


def union(sets: Iterable[ActionSet]) -> ActionSet:
    """The actions that are in some set."""
    joined = NO_ACTIONS
    for actions in sets:
        joined |= actions
    return joined


def set_of(names: Iterable[str]) -> ActionSet:
    """The set of these actions, in AWS's spelling; each must be in the catalogue."""
    places = _places()
    held = bytearray(_size())
    for name in names:
        byte, bit = divmod(places[name], 8)
        held[byte] |= 1 << bit
    return int.from_bytes(held, "little")


def to_bytes(actions: ActionSet) -> bytes:
    """The set as bytes, to be cut by the slots of `layout`."""
    return actions.to_bytes(_size(), "little")


@cache
def layout() -> Mapping[str, Slot]:
    """Where each service lies, by prefix, sorted; every service begins at a whole byte."""
    slots: dict[str, Slot] = {}
    first = 0
    for prefix, service in services().items():
        end = first + (len(service.actions) + 7) // 8
        slots[prefix] = Slot(service, first, end)
        first = end
    return slots


@lru_cache(maxsize=65_536)
def actions_in(prefix: str, part: bytes) -> tuple[Action, ...]:
    """The actions of one service that its bytes of a set hold, sorted by name."""
    held = int.from_bytes(part, "little")
    return tuple(action for place, action in enumerate(layout()[prefix].service.actions) if held >> place & 1)


def names(actions: ActionSet) -> tuple[str, ...]:
    """The names in a set in AWS's spelling, sorted."""
    data = to_bytes(actions)
    found = (actions_in(prefix, data[slot.first : slot.end]) for prefix, slot in layout().items())
    return tuple(sorted(action.name for part in found for action in part))


@lru_cache(maxsize=4_096)
def services_in(actions: ActionSet) -> tuple[str, ...]:
    """The prefixes of the services of which the set holds something, sorted."""
    data = to_bytes(actions)
    return tuple(prefix for prefix, slot in layout().items() if any(data[slot.first : slot.end]))


@cache
def of_level(level: AccessLevel) -> ActionSet:
    """Every action of one access level."""
    return set_of(action.name for service in services().values() for action in service.actions if action.level is level)


@cache
def _places() -> Mapping[str, int]:
    return {
        action.name: slot.first * 8 + place
        for slot in layout().values()
        for place, action in enumerate(slot.service.actions)
    }


@cache
def _size() -> int:
    return max(slot.end for slot in layout().values())
