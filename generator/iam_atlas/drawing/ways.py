"""The access graph to ways: who gets into which role on what condition, each fact once and nothing that is denied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.flagged import find_flagged
from iam_atlas.drawing.joined import Carried, Joined, joined_in
from iam_atlas.drawing.targets import Target, target_of
from iam_atlas.drawing.way import Way, way_of
from iam_atlas.findings.weak_steps import WeakSteps, find_weak_steps
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.members import counts
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.landscape import Landscape


@dataclass(frozen=True)
class Ways:
    """Every way that is open or not decided, found when somebody asks for it; each time in the order of the graph.

    What a group opens is drawn once, from the group. `flagged` has the rules of what is found about a role itself, not
    about a way into it. `levels` and `in_account` have every role copy and permission set, reached or not.
    """

    landscape: Landscape
    graph: AccessGraph
    weak: WeakSteps
    joined: Joined
    flagged: Mapping[Target, tuple[str, ...]]
    levels: Mapping[Target, Level]
    in_account: Mapping[str, frozenset[Target]]
    _carried: Carried
    _into: dict[Target, tuple[Way, ...]] = field(default_factory=dict)
    _out_of: dict[Ref, tuple[Way, ...]] = field(default_factory=dict)
    _onward: dict[Target, tuple[Way, ...]] = field(default_factory=dict)
    _made: dict[int, Way | None] = field(default_factory=dict)

    @cached_property
    def all(self) -> tuple[Way, ...]:
        """All of them."""
        return self._drawn(self.graph.steps)

    def into(self, target: Target) -> tuple[Way, ...]:
        """Those that lead into the role copy or permission set."""
        if target not in self._into:
            steps = self.graph.by_role.get(target.key, ())
            self._into[target] = self._drawn(step for step in steps if step.to_permission_set is target.is_set)
        return self._into[target]

    def out_of(self, caller: Ref) -> tuple[Way, ...]:
        """Those of a caller."""
        if caller not in self._out_of:
            self._out_of[caller] = self._drawn(self.graph.by_caller.get(caller, ()))
        return self._out_of[caller]

    def onward(self, role: Target) -> tuple[Way, ...]:
        """Those that go on from a role copy or permission set."""
        if role not in self._onward:
            self._onward[role] = self.out_of(role.as_caller)
        return self._onward[role]

    def own(self, user: str) -> Mapping[Target, Access]:
        """The user's own steps that may open, also where a group carries them."""
        return self.joined.steps.of(Ref(RefKind.USER, user))

    def vain_from(self, caller: Ref) -> int:
        """How many ways of the caller no drawing shows, since they ask for MFA of sessions that never carry it."""
        return len(self._vain.get(caller, ()))

    def vain_at(self, roles: Iterable[Target]) -> int:
        """How many such ways lead into or out of the roles."""
        found = (self._vain.get(end, ()) for role in roles for end in (role, role.as_caller)) if self._vain else ()
        return len({step for steps in found for step in steps})

    @cached_property
    def _vain(self) -> Mapping[Ref | Target, tuple[int, ...]]:
        """The numbers of the steps that are in vain, by caller and by where they lead."""
        found: defaultdict[Ref | Target, list[int]] = defaultdict(list)
        for number, step in enumerate(self.graph.steps):
            if is_in_vain(step):
                found[step.caller].append(number)
                found[target_of(step)].append(number)
        return {end: tuple(numbers) for end, numbers in found.items()}

    def _drawn(self, steps: Iterable[Access]) -> tuple[Way, ...]:
        return tuple([way for way in map(self._way, steps) if way is not None])

    def _way(self, step: Access) -> Way | None:
        """The way of a step of the graph; None for one that is not drawn."""
        if id(step) not in self._made:
            drawn = counts(step) and not self._carried(step) and not self._is_vacant(step)
            self._made[id(step)] = way_of(step, self.landscape, self.weak) if drawn else None
        return self._made[id(step)]

    def _is_vacant(self, step: Access) -> bool:
        """Whether it is the way of a group that no member has."""
        return step.caller.kind is RefKind.GROUP and self.joined.is_vacant(step.caller.name, target_of(step))


def find_ways(atlas: Atlas) -> Ways:
    """Ready to be asked."""
    joined, levels = joined_in(atlas.landscape, atlas.graph), _levels(atlas)
    return Ways(
        landscape=atlas.landscape,
        graph=atlas.graph,
        weak=find_weak_steps(atlas.problems),
        joined=joined,
        flagged=find_flagged(atlas),
        levels=levels,
        in_account=_by_account(levels),
        _carried=Carried(joined),
    )


def upstream(ways: Ways, roles: Iterable[Target]) -> set[Way]:
    """All declared ways into `roles`, and into the roles that those ways come from, as far back as it goes."""
    found: set[Way] = set()
    waiting = list(roles)
    seen = set(waiting)
    while waiting:
        for way in ways.into(waiting.pop()):
            if not way.declared:
                continue
            found.add(way)
            if way.role is not None and way.role not in seen:
                seen.add(way.role)
                waiting.append(way.role)
    return found


def downstream(ways: Ways, roles: Iterable[Target]) -> set[Way]:
    """All declared ways that go on from `roles`, hop after hop."""
    found: set[Way] = set()
    waiting = list(roles)
    seen = set(waiting)
    while waiting:
        for way in ways.onward(waiting.pop()):
            if not way.declared:
                continue
            found.add(way)
            if way.target not in seen:
                seen.add(way.target)
                waiting.append(way.target)
    return found


def undeclared(ways: Ways, roles: Iterable[Target]) -> set[Way]:
    """The hops into and out of `roles` that nothing declares; one step, not further."""
    near = {way for role in roles for way in (*ways.into(role), *ways.onward(role))}
    return {way for way in near if not way.declared}


def roles_on(ways: Iterable[Way]) -> set[Target]:
    """The role copies and permission sets that the ways lead into, and those that they go on from."""
    return {target for way in ways for target in (way.target, way.role) if target is not None}


def in_order(found: Iterable[Way]) -> tuple[Way, ...]:
    """The ways in the order in which all ways stand."""
    return tuple(sorted(found, key=attrgetter("order")))


def _levels(atlas: Atlas) -> dict[Target, Level]:
    roles = {Target(*key, False): level for key, level in atlas.levels.items()}
    return roles | {Target(*key, True): summary.level for key, summary in atlas.set_permissions.items()}


def _by_account(targets: Iterable[Target]) -> dict[str, frozenset[Target]]:
    by_account: defaultdict[str, set[Target]] = defaultdict(set)
    for target in targets:
        by_account[target.account].add(target)
    return {account: frozenset(targets) for account, targets in by_account.items()}
