"""The Allow statements of a side become those that decide: one that a wider one beside it implies is left out."""

from dataclasses import dataclass

from iam_atlas.iam.decision import StatementRef
from iam_atlas.iam.formula import Formula
from iam_atlas.iam.possible import World
from iam_atlas.iam.simplify import entails, simplify

_COMPARED = 60  # statements that allow; each is held against every other


@dataclass(frozen=True, slots=True)
class Way:
    """When a statement allows. The higher `rank`, the fewer other halves must allow beside it."""

    when: Formula
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Allowing:
    """A statement that allows, and its ways to: at least one."""

    ref: StatementRef
    ways: tuple[Way, ...]


def deciding(found: list[Allowing], world: World) -> tuple[StatementRef, ...]:
    """The statements without which fewer requests would be allowed, in their order.

    Statements that allow under the same condition all stay; so does every one of more than `_COMPARED`. Empty only when
    `found` is.
    """
    if not 1 < len(found) <= _COMPARED:
        return tuple(each.ref for each in found)
    kept = [Allowing(each.ref, tuple(Way(simplify(w.when, world), w.rank) for w in each.ways)) for each in found]
    for each in tuple(kept):
        others = [way for other in kept if other is not each for way in other.ways]
        if all(any(_narrower(way, other) for other in others) for way in each.ways):
            kept.remove(each)
    return tuple(each.ref for each in kept)


def _narrower(way: Way, other: Way) -> bool:
    return way.rank <= other.rank and entails(way.when, other.when) and not entails(other.when, way.when)
