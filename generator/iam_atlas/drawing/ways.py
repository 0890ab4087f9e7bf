"""The access graph to ways: who gets into which role on what condition, each fact once and nothing that is denied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from iam_atlas.atlas import Atlas
from iam_atlas.drawing.declared import is_declared
from iam_atlas.drawing.flagged import find_flagged
from iam_atlas.drawing.joined import Joined, Own, find_joined
from iam_atlas.drawing.targets import Target, role_behind
from iam_atlas.errors import Problem
from iam_atlas.findings.weak_steps import WeakSteps, find_weak_steps
from iam_atlas.graph.access import Access
from iam_atlas.graph.vain import is_in_vain
from iam_atlas.iam.decision import Decision, Half, StatementRef, Verdict
from iam_atlas.iam.formula import Formula
from iam_atlas.iam.level import Level
from iam_atlas.model.grants import Ref, RefKind
from iam_atlas.model.identity import ByIdentity
from iam_atlas.model.landscape import Landscape

_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Way:
    """One line of a drawing: a grantee, where it leads, and what must hold on the way.

    `undecided` ways are not decided: `residue` then says nothing, and `unknown` says what stood in the way of an
    answer. `outside` is True when the caller's own side is not described in the file and was taken as allowing,
    `foreign` when the role is in somebody else's account, where the file only says what the trust policy should be.
    `max_seconds` is how long the session may last. `declared` is False for a hop from a role that neither a grant nor a
    Principal of the trust policy names: the account is trusted, say, and an administrator's policy opens it.
    `findings` say how it is wider or weaker than it should be.
    """

    source: Ref
    target: Target
    residue: Formula
    undecided: bool
    unknown: tuple[str, ...]
    outside: bool
    foreign: bool
    max_seconds: int
    declared: bool
    findings: tuple[Problem, ...]

    def __hash__(self) -> int:
        # Hardly two ways have both ends in common: to look into conditions and findings would only take longer.
        return hash((self.source.name, self.target))

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules of the findings, each once, sorted."""
        return tuple(sorted({problem.rule for problem in self.findings}))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The rules, and what is taken for granted, for ids: names of fields that are set."""
        return (*self.rules, *(name for name in ("outside", "foreign") if getattr(self, name)))

    @cached_property
    def role(self) -> Target | None:
        """The role copy (or permission set in an account) that the caller is, None for any other kind of caller."""
        return role_behind(self.source)

    @cached_property
    def caller(self) -> tuple[str, str]:
        """The kind of the caller, and its name, without the account where that is the target's own."""
        return self.source.kind.value, self.source.name.removesuffix(f"@{self.target.account}")

    @cached_property
    def residue_text(self) -> str:
        """The residue as Python writes it: two residues have the same text if they are the same."""
        return _text_of(self.residue)

    @cached_property
    def condition(self) -> tuple[object, ...]:
        """What must hold and what is found, as a value that is quickly compared."""
        return self.rules, self.residue_text, self.undecided

    @cached_property
    def order(self) -> tuple[object, ...]:
        """The key that sorts ways."""
        messages = tuple(problem.message for problem in self.findings)
        rest = (self.undecided, self.unknown, self.outside, self.foreign, self.max_seconds, messages)
        return self.source.kind.value, self.source.name, self.target, self.residue_text, rest


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways, sorted, and the indexes that a walk through them needs.

    `onward` are those that go on from a role copy. `vain_from`, `vain_onward` and `vain_into` hold ways that no drawing
    shows: they ask for MFA of sessions that never carry it.
    `flagged` has the rules of what is found about a role itself, not about a way into it.
    """

    all: tuple[Way, ...]
    by_source: Mapping[Ref, tuple[Way, ...]]
    by_target: Mapping[Target, tuple[Way, ...]]
    onward: Mapping[Target, tuple[Way, ...]]
    vain_from: Mapping[Ref, tuple[Way, ...]]
    vain_into: Mapping[Target, tuple[Way, ...]]
    vain_onward: Mapping[Target, tuple[Way, ...]]
    in_account: Mapping[str, frozenset[Target]]  # every role copy and permission set of an account, reached or not
    own: Mapping[str, Mapping[Target, Access]]  # by user: the user's own steps, also where a group carries them
    joined: Joined
    weak: WeakSteps
    flagged: Mapping[Target, tuple[str, ...]]
    levels: Mapping[Target, Level]  # of every role copy and permission set


def find_ways(atlas: Atlas) -> Ways:
    """Every way that is open, or whose decision is not known. What a group opens is drawn once, from the group."""
    opening = [step for step in atlas.graph.steps if step.decision.verdict.may_open]
    steps = [step for step in opening if not is_in_vain(step)]
    weak = find_weak_steps(atlas.problems)
    vain = [way_of(step, atlas.landscape, weak) for step in opening if is_in_vain(step)]
    own, of_groups = _by_target(steps, RefKind.USER), _by_target(steps, RefKind.GROUP)
    joined = find_joined(atlas.landscape, of_groups, own)
    drawn = (step for step in steps if not _is_carried(step, of_groups, joined) and not _is_vacant(step, joined))
    ways = {way_of(step, atlas.landscape, weak) for step in drawn}
    ordered = sorted(ways, key=attrgetter("order"))
    levels = _levels(atlas)
    return Ways(
        tuple(ordered),
        _index((way.source, way) for way in ordered),
        _index((way.target, way) for way in ordered),
        _index((way.role, way) for way in ordered if way.role is not None),
        _index((way.source, way) for way in vain),
        _index((way.target, way) for way in vain),
        _index((way.role, way) for way in vain if way.role is not None),
        _by_account(levels),
        own,
        joined,
        weak,
        find_flagged(atlas),
        levels,
    )


def upstream(ways: Ways, roles: Iterable[Target]) -> set[Way]:
    """All declared ways into `roles`, and into the roles that those ways come from, as far back as it goes."""
    found: set[Way] = set()
    waiting = list(roles)
    seen = set(waiting)
    while waiting:
        for way in ways.by_target.get(waiting.pop(), ()):
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
        for way in ways.onward.get(waiting.pop(), ()):
            if not way.declared:
                continue
            found.add(way)
            if way.target not in seen:
                seen.add(way.target)
                waiting.append(way.target)
    return found


def undeclared(ways: Ways, roles: Iterable[Target]) -> set[Way]:
    """The hops into and out of `roles` that nothing declares; one step, not further."""
    near = {way for role in roles for way in (*ways.by_target.get(role, ()), *ways.onward.get(role, ()))}
    return {way for way in near if not way.declared}


def in_vain(ways: Ways, roles: Iterable[Target]) -> int:
    """How many ways in vain lead into or out of `roles`."""
    return len({way for role in roles for at in (ways.vain_onward, ways.vain_into) for way in at.get(role, ())})


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


def _by_target(steps: Iterable[Access], kind: RefKind) -> dict[str, dict[Target, Access]]:
    """The steps of callers of the kind, by name and by where they lead."""
    found: defaultdict[str, dict[Target, Access]] = defaultdict(dict)
    for step in steps:
        if step.caller.kind is kind:
            found[step.caller.name][_target(step)] = step
    return dict(found)


def _is_vacant(step: Access, joined: Joined) -> bool:
    """Whether it is the way of a group that no member has."""
    return step.caller.kind is RefKind.GROUP and (step.caller.name, _target(step)) in joined.vacant


def _is_carried(step: Access, of_groups: Own, joined: Joined) -> bool:
    """Whether the lines of the groups that a user is drawn with say all of the user's step, so that it needs none.

    They do not where the user's own policies, or a trust policy that names the user, allow more, and where the step of
    the one was evaluated and that of the others was not.
    """
    if step.caller.kind is not RefKind.USER or not step.through:
        return False
    target = _target(step)
    led = [group for group in joined.of(step.caller.name, step.through) if (group, target) not in joined.vacant]
    found = [of_groups.get(group, {}).get(target) for group in led]
    groups = [one for one in found if one is not None]
    if len(groups) < len(found) or is_undecided(step) not in map(is_undecided, groups):
        return False
    return _allowing(step.decision) <= frozenset[StatementRef]().union(*(_allowing(group.decision) for group in groups))


@ByIdentity
def _allowing(decision: Decision) -> frozenset[StatementRef]:
    return frozenset(statement for half in decision.halves for statement in half.allowed_by)


def way_of(step: Access, landscape: Landscape, weak: WeakSteps) -> Way:
    """The line that shows a step."""
    decision = step.decision
    return Way(
        source=step.caller,
        target=_target(step),
        residue=decision.residue,
        undecided=is_undecided(step),
        unknown=tuple(unknown.what for unknown in decision.unknown),
        outside=any(half.outside and half.half is Half.IDENTITY for half in decision.halves),
        foreign=any(half.outside and half.half is Half.TRUST for half in decision.halves),
        max_seconds=step.max_seconds,
        declared=is_declared(step, landscape),
        findings=weak.of(step),
    )


def _target(step: Access) -> Target:
    return Target(step.role.role, step.role.account, step.to_permission_set)


def is_undecided(step: Access) -> bool:
    """Whether the step is not decided: it may open, or not."""
    return step.decision.verdict is Verdict.NOT_EVALUATED


@ByIdentity
def _text_of(residue: Formula) -> str:
    """What many steps ask for is one object: it is written once."""
    return repr(residue)


def _index(pairs: Iterable[tuple[_Key, Way]]) -> dict[_Key, tuple[Way, ...]]:
    lists: defaultdict[_Key, list[Way]] = defaultdict(list)
    for key, way in pairs:
        lists[key].append(way)
    return {key: tuple(found) for key, found in lists.items()}
