"""The steps of groups and of users to who may be drawn as a member: whoever gets in by each line of the group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iam_atlas.drawing.targets import Target, target_of
from iam_atlas.drawing.way import is_undecided
from iam_atlas.graph.access import Access, AccessGraph
from iam_atlas.graph.members import Fit, Fits, counts
from iam_atlas.iam.decision import Decision, StatementRef
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.people import Group


@dataclass(frozen=True, slots=True)
class OpenSteps:
    """The steps of each caller by which somebody may get in, by where they lead; looked up when asked for."""

    graph: AccessGraph
    _known: dict[Ref, Mapping[Target, Access]] = field(default_factory=dict)

    def of(self, ref: Ref) -> Mapping[Target, Access]:
        """Those of one caller, in the order of the graph."""
        if ref not in self._known:
            steps = self.graph.by_caller.get(ref, ())
            self._known[ref] = {target_of(step): step for step in steps if counts(step)}
        return self._known[ref]


@dataclass(frozen=True, slots=True)
class _Members:
    """Of one group: the members with a line to it, and where it leads though no member gets in."""

    joined: frozenset[str] = frozenset()
    vacant: frozenset[Target] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """Who is drawn with which group of IAM; of a provider's groups, AWS decides nothing about a single member.

    A line from a person to a group says that all that the group leads to is open to the person, on those conditions.
    Whoever has less, or has it on more conditions, is drawn alone.
    """

    landscape: Landscape
    steps: OpenSteps
    _fits: Fits
    _known: dict[str, _Members] = field(default_factory=dict)

    def has(self, user: str, group: str) -> bool:
        """Whether there is a line between the two."""
        return user in self._of(group).joined

    def of(self, user: str, groups: Iterable[str]) -> tuple[str, ...]:
        """Those of the groups that the user is drawn as a member of."""
        return tuple(group for group in groups if self.has(user, group))

    def is_vacant(self, group: str, target: Target) -> bool:
        """Whether the group leads there, and none of its members gets in."""
        return target in self._of(group).vacant

    def says(self, group: str, user: str, target: Target) -> bool:
        """Whether the user is drawn with the group, and this with a way there."""
        return self.has(user, group) and not self.is_vacant(group, target)

    def _of(self, name: str) -> _Members:
        if name not in self._known:
            group = self.landscape.groups[name]
            self._known[name] = _Members() if group.account is None else self._members(group)
        return self._known[name]

    def _members(self, group: Group) -> _Members:
        into = self.steps.of(Ref(RefKind.GROUP, group.name))
        having = {target: self._having(group, step, target) for target, step in into.items()}
        all_known = group.members and not group.external_members
        vacant = frozenset(target for target, names in having.items() if all_known and not names)
        kept = [names for target, names in having.items() if target not in vacant]
        return _Members(frozenset(group.members).intersection(*kept), vacant)

    def _having(self, group: Group, step: Access, target: Target) -> frozenset[str]:
        """The members who get in as the group's step says."""
        own = ((name, self.steps.of(Ref(RefKind.USER, name)).get(target)) for name in group.members)
        return frozenset(name for name, one in own if one is not None and self._fits(step, one) is not Fit.NONE)


def joined_in(landscape: Landscape, graph: AccessGraph) -> Joined:
    """Ready to be asked; each group is looked at when somebody asks about it."""
    return Joined(landscape, OpenSteps(graph), Fits(landscape))


@dataclass(frozen=True, slots=True)
class Carried:
    """Whether the lines of the groups that a user is drawn with say all of the user's step, so that it needs none.

    They do not where the user's own policies, or a trust policy that names the user, allow more, and where the step of
    the one was evaluated and that of the others was not. Found out once for all members with the same groups.
    """

    joined: Joined
    _groups: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], bool] = field(default_factory=dict)

    def __call__(self, step: Access) -> bool:
        """Whether the step is a user's, and needs no line of its own."""
        if step.caller.kind is not RefKind.USER or not step.through:
            return False
        member = (step.caller.name, step.through)
        if member not in self._groups:
            self._groups[member] = self.joined.of(*member)
        key = (self._groups[member], step.role, step.to_permission_set, id(step.decision))
        if key not in self._known:
            self._known[key] = self._is_carried(step, self._groups[member])
        return self._known[key]

    def _is_carried(self, step: Access, joined: Iterable[str]) -> bool:
        target, steps = target_of(step), self.joined.steps
        led = [group for group in joined if not self.joined.is_vacant(group, target)]
        found = [steps.of(Ref(RefKind.GROUP, group)).get(target) for group in led]
        groups = [one for one in found if one is not None]
        if len(groups) < len(found) or is_undecided(step) not in map(is_undecided, groups):
            return False
        allowing = (_allowing(group.decision) for group in groups)
        return _allowing(step.decision) <= frozenset[StatementRef]().union(*allowing)


@ByIdentity
def _allowing(decision: Decision) -> frozenset[StatementRef]:
    return frozenset(statement for half in decision.halves for statement in half.allowed_by)
