"""Role copies and the ways of a drawing to what is asked about each copy: its level, who gets in, on what condition."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

from iam_atlas.drawing.targets import Target
from iam_atlas.drawing.way import Way
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref

_LEVELS = tuple(Level)
_Value = TypeVar("_Value")


class Likeness(IntEnum):
    """What copies in one environment must have in common to be one card, from most to least."""

    COPY = 0  # each copy has a card of its own, in the frame of its account
    CONDITIONS = 1  # the role, and who gets in on what condition
    CALLERS = 2  # the role, and who gets in
    ROLE = 3  # the role
    LEVEL = 4  # the level of access


@dataclass(frozen=True)
class RoleView:
    """What to show: the role copies, those the page is about, and the ways, which tell alike copies from others.

    `levels` has the level of each copy and permission set; of others it is not known.
    Callers with the same name in `families` count as the same caller when copies are compared. `flagged` are the rules
    of what is found about a copy itself. `planned` are those that are not there yet.
    """

    targets: tuple[Target, ...]
    ways: Sequence[Way]
    focus: frozenset[Target] = frozenset()
    focus_account: str | None = None
    levels: Mapping[Target, Level] = field(default_factory=dict)
    families: Mapping[Ref, str] = field(default_factory=dict)
    flagged: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)
    planned: frozenset[Target] = frozenset()

    def level_of(self, target: Target) -> Level:
        """The level of a role copy or permission set; UNKNOWN where none was computed."""
        return self.levels.get(target, Level.UNKNOWN)

    def order_of(self, target: Target) -> tuple[int, str, Target]:
        """The key that sorts cards inside a frame: the strongest first."""
        return _LEVELS.index(self.level_of(target)), target.role, target

    @cached_property
    def callers(self) -> Mapping[Target, set[Ref]]:
        """Who gets into each copy; those that nobody gets into are left out."""
        return _sets((way.target, way.source) for way in self.ways if not way.undecided)

    @cached_property
    def doubtful(self) -> Mapping[Target, set[Ref]]:
        """Of whom it is not decided whether they get into a copy; those that this is said of nobody are left out."""
        return _sets((way.target, way.source) for way in self.ways if way.undecided)

    @cached_property
    def conditions(self) -> Mapping[Target, set[tuple[Ref, str]]]:
        """The same as `callers`, each with the condition; of one caller there may be several."""
        return _sets((way.target, (way.source, way.residue_text)) for way in self.ways if not way.undecided)


def _sets(pairs: Iterable[tuple[Target, _Value]]) -> Mapping[Target, set[_Value]]:
    found: defaultdict[Target, set[_Value]] = defaultdict(set)
    for target, value in pairs:
        found[target].add(value)
    return dict(found)
