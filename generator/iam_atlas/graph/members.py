"""The steps of groups and of users to what is true of each member: what the group's step says, or less, or more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.derive.principals import user_arn_of
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.own_names import in_own_name
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.conditions.known import Knowledge
from iam_atlas.iam.decision import Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.simplify import disjunction, entails
from iam_atlas.iam.substitute import substitute
from iam_atlas.model.grants import RefKind
from iam_atlas.model.identity import Member
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey

_Place: TypeAlias = tuple[str, RoleKey]  # group and role copy


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
class Exceptions:
    """For whom among the members of IAM groups more than the policies of the group decides, and where.

    `outside` are the names of members who do not get in where the group's policies let them. `apart` are the steps of
    members who do, and not just as the group's step has it: of whom it is not true, or whose other ways in no group of
    theirs says. `beside` are those of members who come in with policies of a group that has no step there itself.
    """

    outside: Mapping[_Place, tuple[str, ...]]
    apart: Mapping[_Place, tuple[Access, ...]]
    beside: Mapping[str, tuple[Access, ...]]


def exceptions_in(landscape: Landscape, graph: AccessGraph) -> Exceptions:
    """All of them, each in the order of the graph."""
    own = {(step.caller.name, step.role): step for step in graph.steps if is_by_policy(step)}
    apart: dict[_Place, tuple[Access, ...]] = {}
    beside: dict[str, tuple[Access, ...]] = {}
    for place, step in _apart(landscape, graph, own):
        if place not in own:
            beside[place[0]] = (*beside.get(place[0], ()), step)
        elif counts(step):
            apart[place] = (*apart.get(place, ()), step)
    return Exceptions(dict(_outside(landscape, graph, own)), apart, beside)


def counts(step: Access) -> bool:
    """Whether it is not decided that nobody gets in by it, and whoever does can count on it."""
    return step.decision.verdict.may_open and not is_in_vain(step)


def is_by_policy(step: Access) -> bool:
    """Whether a group makes the step by policies, which its members have too."""
    return step.caller.kind is RefKind.GROUP and step.means is Means.ASSUME_ROLE


def _outside(
    landscape: Landscape, graph: AccessGraph, own: Mapping[_Place, Access]
) -> Iterator[tuple[_Place, tuple[str, ...]]]:
    inside: dict[RoleKey, set[str]] = {}
    for step in graph.steps:
        if step.caller.kind is RefKind.USER and counts(step):
            inside.setdefault(step.role, set()).add(step.caller.name)
    for place, step in own.items():
        group = landscape.groups[place[0]]
        if group.source is None and counts(step):
            outside = tuple(member for member in group.members if member not in inside.get(step.role, ()))
            if outside:
                yield place, outside


def _apart(
    landscape: Landscape, graph: AccessGraph, groups: Mapping[_Place, Access]
) -> Iterator[tuple[_Place, Access]]:
    """The steps of users, each with the groups of theirs that have a part in it, or a step, and do not say the same."""
    users, fits = landscape.users, Fits(landscape)
    for step in graph.steps:
        if step.caller.kind is RefKind.USER and step.caller.name in users:
            joined = {(name, step.role) for name in users[step.caller.name].groups}
            places = {(name, step.role) for name in step.through} | (joined & groups.keys())
            found = {place: fits(groups[place], step) for place in places & groups.keys()}
            if Fit.WHOLE in found.values() or _say_all(step, (groups[place] for place in found)):
                places = {place for place, fit in found.items() if fit is Fit.NONE}
            yield from ((place, step) for place in sorted(p for p in places if found.get(p) is not Fit.WHOLE))


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
