"""One of two atlases becomes a side of the comparison: its steps and ways by what AWS knows things by."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from iam_atlas.atlas import Atlas, beginning_of
from iam_atlas.changes.identity import Identities
from iam_atlas.graph.access import Access
from iam_atlas.graph.inquiry import Inquiry, inquiry_of
from iam_atlas.graph.paths import may_open, onward, opens
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.roles import RoleKey

Pair = tuple[str, str]
Way = tuple[Access, ...]
SESSIONS = (RefKind.ROLE, RefKind.PERMISSION_SET)
"""Told as part of the ways of those who become them."""


@dataclass(frozen=True)
class Side:
    """An atlas, and how its names compare with those of the other one. Not hashed: what it works out is kept."""

    atlas: Atlas
    names: Identities

    @cached_property
    def steps(self) -> Mapping[Pair, Access]:
        """Each listed step by who takes it and where to; of two names for one pair the one that opens."""
        found: dict[Pair, Access] = {}
        for step in self.atlas.graph.steps:
            pair = (self.names.who(step.caller), self.names.reached(step))
            if pair not in found or (opens(step) and not opens(found[pair])):
                found[pair] = step
        return found

    @cached_property
    def callers(self) -> Mapping[str, Ref]:
        """Everybody of whom the side can say what they reach."""
        land = self.atlas.landscape
        declared = (
            *(Ref(RefKind.USER, name) for name in land.users),
            *(Ref(RefKind.GROUP, name) for name in land.groups),
            *(Ref(RefKind.ROLE, str(copy.key)) for copy in land.role_copies()),
            *(Ref(RefKind.PROVIDER, name) for name in land.providers),
            *(Ref(RefKind.VENDOR, name) for name in land.vendors),
            *(Ref(RefKind.ACCOUNT, name) for name in land.accounts),
        )
        return {self.names.who(ref): ref for ref in (*declared, *self.atlas.graph.by_caller)}

    @cached_property
    def targets(self) -> Mapping[str, RoleKey]:
        """Every role copy."""
        return {copy.arn: copy.key for copy in self.atlas.landscape.role_copies()}

    def asked(self, pair: Pair) -> Access | None:
        """The step of a pair, also of one that the graph does not list: those of accounts whose people it knows."""
        step = self.steps.get(pair)
        who, role = self.callers.get(pair[0]), self.targets.get(pair[1])
        if step is not None or who is None or role is None:
            return step
        return self._inquiry.step(who, role)

    def ways(self, who: str) -> Mapping[str, Way]:
        """The shortest way to everything that somebody reaches over steps that open, by what it leads to."""
        if who not in self._ways:
            self._ways[who] = self._walked(who, opens)
        return self._ways[who]

    def possible(self, who: str) -> Mapping[str, Way]:
        """The same over steps that open for all that is known."""
        return self._walked(who, may_open)

    def _walked(self, who: str, passes: Callable[[Access], bool]) -> Mapping[str, Way]:
        caller, graph = self.callers.get(who), self.atlas.graph
        found: dict[str, Way] = {}
        waiting: deque[Way] = deque(() if caller is None else ((step,) for step in onward(graph, caller, passes)))
        while waiting:
            way = waiting.popleft()
            goal = self.names.reached(way[-1])
            if goal not in found:
                found[goal] = way
                waiting.extend((*way, step) for step in onward(graph, way[-1].becomes, passes))
        return found

    @cached_property
    def _ways(self) -> dict[str, Mapping[str, Way]]:
        return {}

    @cached_property
    def _inquiry(self) -> Inquiry:
        return inquiry_of(self.atlas.landscape, self.atlas.halves, beginning_of(self.atlas.today))
