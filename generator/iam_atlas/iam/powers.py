"""What a principal may do becomes its powers: the actions that matter, by what they do, with where and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from iam_atlas.iam.actions import names
from iam_atlas.iam.catalogue import find
from iam_atlas.iam.glob import covers, parse_glob
from iam_atlas.iam.notable import NOTABLE, notable_actions
from iam_atlas.iam.permitted import Extent, Held, Permitted, permitted
from iam_atlas.iam.simplify import conjunction, disjunction, entails, negation, simplify


@dataclass(frozen=True, slots=True)
class Power:
    """Actions that do the same kind of thing in the same places.

    `reason` is what they do, as `notable.NOTABLE` says it. `on` is where and when policies allow them, every condition
    of a Deny on all resources counted in. `not_on` is what a Deny takes on some resources. `within` names ceilings that
    allow them only in the places beside their name.
    """

    reason: str
    actions: tuple[str, ...]
    on: tuple[Extent, ...]
    not_on: tuple[Extent, ...] = ()
    within: tuple[tuple[str, tuple[Extent, ...]], ...] = ()


def powers_of(policies: Held) -> tuple[Power, ...]:
    """The powers of a principal in the order of `NOTABLE`; actions with the same places are told together."""
    shared: dict[Power, list[str]] = {}
    for name in names(policies.outcome.allowed & notable_actions()):
        action = find(name)
        if action is not None:
            shared.setdefault(_power(NOTABLE[name], permitted(action, "*", policies)), []).append(name)
    order = list(dict.fromkeys(NOTABLE.values()))
    found = (Power(one.reason, tuple(actions), one.on, one.not_on, one.within) for one, actions in shared.items())
    return tuple(sorted(found, key=lambda power: (order.index(power.reason), power.actions)))


def _power(reason: str, found: Permitted) -> Power:
    denies = [one for cutter in found.cutters for one in cutter.denies]
    everywhere = [one for one in denies if one.resource == "*" and not one.excluded]
    unless = negation(disjunction(*(one.when for one in everywhere)))
    return Power(
        reason,
        (),
        _widest(Extent(one.resource, one.excluded, simplify(conjunction(one.when, unless))) for one in found.on),
        _simplified(one for one in denies if one not in everywhere),
        tuple((cutter.taking.where, _simplified(cutter.allows)) for cutter in found.cutters if cutter.silent),
    )


def _simplified(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    return tuple(sorted({replace(one, when=simplify(one.when)) for one in extents}, key=repr))


def _widest(extents: Iterable[Extent]) -> tuple[Extent, ...]:
    """The extents without those that lie within another one and hold under no more than its condition."""
    every = sorted(set(extents), key=repr)
    return tuple(one for one in every if not any(other != one and _within(one, other, every) for other in every))


def _within(one: Extent, other: Extent, every: list[Extent]) -> bool:
    if other.excluded or not covers(parse_glob(other.resource), parse_glob(one.resource)):
        return False
    if not entails(one.when, other.when):
        return False
    same = not one.excluded and covers(parse_glob(one.resource), parse_glob(other.resource))
    both = same and entails(other.when, one.when)
    return not both or every.index(other) < every.index(one)
