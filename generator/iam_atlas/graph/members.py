"""The steps of groups and of users to what is true of each member: what the group's step says, or less, or more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.own_names import in_own_name
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.simplify import disjunction, entails
from iam_atlas.iam.substitute import substitute
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import Member
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey


class Fit(Member):
    """How far what a group's step says is true of a member."""

    WHOLE = "whole"  # just this is true of the member
    PART = "part"  # whoever meets it gets in; the member gets in by something else, too
    NONE = "none"  # it does not let the member in for certain, or is not decided for one of the two alone


@dataclass(frozen=True, slots=True)
class Fits:
    """Says of a step of a group and one of a member how they fit; once for each of the decisions that steps share."""

    landscape: Landscape
    _known: dict[tuple[str, int, int], Fit] = field(default_factory=dict)

    def __call__(self, step: Access, own: Access) -> Fit:
        """How far what `step`, which is the group's, says is true of the user who makes `own` to the same role."""
        key = (own.caller.name, id(step.decision), id(own.decision))
        if key not in self._known:
            self._known[key] = _fit(self.landscape, step, own)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class _AtRole:
    """Who gets into one role copy: groups with their steps, and users; and the steps of users told apart by group."""

    groups: Mapping[str, Access]
    inside: frozenset[str]
    apart: Mapping[str, tuple[Access, ...]]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """For whom among the members of IAM groups more than the policies of the group decides, and where.

    Found out for one role copy at a time, when somebody asks about it; every answer is in the order of the graph.
    """

    landscape: Landscape
    graph: AccessGraph
    _fits: Fits
    _found: dict[RoleKey, _AtRole] = field(default_factory=dict)
    _outside: dict[tuple[str, RoleKey], tuple[str, ...]] = field(default_factory=dict)
    _beside: dict[str, tuple[Access, ...]] = field(default_factory=dict)

    def outside(self, group: str, role: RoleKey) -> tuple[str, ...]:
        """The names of members who do not get in where the group's policies let them."""
        if (group, role) not in self._outside:
            self._outside[group, role] = self._find_outside(group, role)
        return self._outside[group, role]

    def _find_outside(self, group: str, role: RoleKey) -> tuple[str, ...]:
        at, declared = self._at(role), self.landscape.groups[group]
        step = at.groups.get(group)
        if step is None or declared.source is not None or not counts(step):
            return ()
        return tuple(member for member in declared.members if member not in at.inside)

    def apart(self, group: str, role: RoleKey) -> tuple[Access, ...]:
        """The steps of members who get in, and not just as the group's step has it, where it has one.

        Of them it is not true, or they have other ways in that no group of theirs says.
        """
        at = self._at(role)
        return tuple(filter(counts, at.apart.get(group, ()))) if group in at.groups else ()

    def decided_otherwise(self, step: Access) -> tuple[str, ...]:
        """The members of a group for whom its step is not the whole answer, sorted; none for other steps."""
        if not is_by_policy(step):
            return ()
        apart = {own.caller.name for own in self.apart(step.caller.name, step.role)}
        return tuple(sorted(apart.union(self.outside(step.caller.name, step.role))))

    def all_decided_otherwise(self, step: Access) -> bool:
        """Whether each member has another answer, or a further one; False where the file does not list them all."""
        group = self.landscape.groups[step.caller.name] if is_by_policy(step) else None
        if group is None or not group.members or group.external_members:
            return False
        return set(group.members).issubset(self.decided_otherwise(step))

    def beside(self, group: str) -> tuple[Access, ...]:
        """The steps of members who come in with policies of the group where it has no step itself."""
        if group not in self._beside:
            self._beside[group] = self._find_beside(group)
        return self._beside[group]

    def _find_beside(self, group: str) -> tuple[Access, ...]:
        members = sorted(self.landscape.groups[group].members)
        steps = (step for name in members for step in self.graph.by_caller.get(Ref(RefKind.USER, name), ()))
        return tuple(step for step in steps if group in step.through and self._is_beside(group, step))

    def _is_beside(self, group: str, step: Access) -> bool:
        at = self._at(step.role)
        return group not in at.groups and step in at.apart.get(group, ())

    def _at(self, role: RoleKey) -> _AtRole:
        if role not in self._found:
            self._found[role] = self._find(self.graph.by_role.get(role, ()))
        return self._found[role]

    def _find(self, steps: Iterable[Access]) -> _AtRole:
        groups = {step.caller.name: step for step in steps if is_by_policy(step)}
        users = [step for step in steps if step.caller.kind is RefKind.USER and not step.to_permission_set]
        apart: dict[str, list[Access]] = {}
        for step in users:
            for group in self._apart_from(step, groups):
                apart.setdefault(group, []).append(step)
        inside = frozenset(step.caller.name for step in users if counts(step))
        return _AtRole(groups, inside, {group: tuple(found) for group, found in apart.items()})

    def _apart_from(self, step: Access, groups: Mapping[str, Access]) -> Collection[str]:
        """The groups of a user that have a part in the step, or one themselves, and do not say the same."""
        user = self.landscape.users.get(step.caller.name)
        if user is None:
            return ()
        having = groups.keys() & {*step.through, *user.groups}
        found = {name: self._fits(groups[name], step) for name in having}
        if Fit.WHOLE in found.values() or _say_all(step, (groups[name] for name in having)):
            return {name for name, fit in found.items() if fit is Fit.NONE}
        return {*having, *step.through}


def exceptions_in(landscape: Landscape, graph: AccessGraph) -> Exceptions:
    """Ready to be asked."""
    return Exceptions(landscape, graph, Fits(landscape))


def counts(step: Access) -> bool:
    """Whether it is not decided that nobody gets in by it, and whoever does can count on it."""
    return step.decision.verdict.may_open and not is_in_vain(step)


def is_by_policy(step: Access) -> bool:
    """Whether a group makes the step by policies, which its members have too."""
    return step.caller.kind is RefKind.GROUP and step.means is Means.ASSUME_ROLE


def _say_all(own: Access, groups: Iterable[Access]) -> bool:
    """Whether the steps of groups together say every way in that the member has, each in words that are true of it."""
    wanted = in_own_name(own).decision
    residues = [step.decision.residue for step in groups if step.decision.verdict.opens]
    true = [residue for residue in residues if entails(residue, wanted.residue)]
    return wanted.verdict.opens and bool(true) and entails(wanted.residue, disjunction(*true))


def _fit(landscape: Landscape, step: Access, own: Access) -> Fit:
    said, found = step.decision, own.decision
    if Verdict.NOT_EVALUATED in (said.verdict, found.verdict):
        return Fit.WHOLE if said.verdict is found.verdict else Fit.NONE
    if not (said.verdict.opens and found.verdict.opens):
        return Fit.WHOLE if said.verdict is found.verdict else Fit.NONE
    if said.residue in (found.residue, in_own_name(own).decision.residue):
        return Fit.WHOLE
    known = substitute(said.residue, _knowledge_of(landscape, own.caller.name))
    # What the member never meets is no way in for it, whatever would follow.
    return Fit.PART if known != NEVER and entails(known, found.residue) else Fit.NONE


def _knowledge_of(landscape: Landscape, name: str) -> Knowledge:
    user = landscape.users.get(name)
    if user is None:
        return Knowledge({})
    tags = {f"aws:principaltag/{key.lower()}": (value,) for key, value in user.about.tags.items()}
    return Knowledge({"aws:username": (name,), "aws:principalarn": (user_arn_of(landscape, name),), **tags})
