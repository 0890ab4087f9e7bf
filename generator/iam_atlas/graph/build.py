"""The landscape and its halves become the graph: every step from somebody to a role copy, decided with reasons."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from iam_atlas.derive.halves import Halves
from iam_atlas.derive.trust import grants_by_role
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.insiders import insiders_of, worth_asking
from iam_atlas.graph.outsiders import outsiders_of
from iam_atlas.graph.reach import Reach
from iam_atlas.graph.sessions import longest_session, opens_in_console
from iam_atlas.graph.surroundings import Reader, surroundings_of
from iam_atlas.graph.targets import RoleTarget, Targets, all_targets
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS
from iam_atlas.iam.policy import PolicyKind
from iam_atlas.model.grants import Effect, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class _Stage:
    """Everything that takes part in building one graph."""

    cast: Cast
    targets: Targets
    decider: Decider


def build_graph(landscape: Landscape, halves: Halves, now: datetime | None) -> AccessGraph:
    """Decide every pair that the file declares, and find every other pair that opens.

    Callers are users, groups (a member with that group alone), role sessions, permission sets (named `set@account`),
    providers, vendors, services, accounts, and what a trust policy names besides. A pair is declared by a grant, or by
    a trust entry that names the caller. A role that may assume itself is listed only where that is declared.
    `now` is the moment from which on requests are considered, None for any.
    """
    stage = _stage(landscape, halves, now)
    found: dict[tuple[Ref, RoleKey, bool], Access] = {}
    for step in (*_inside(stage), *_outside(stage), *_assignments(landscape)):
        key = (step.caller, step.role, step.to_permission_set)
        # One caller may come by several doors (a vendor's accounts): the one that opens is shown.
        if key not in found or (step.decision.verdict.opens and not _plainer(found[key], step)):
            found[key] = step
    steps = sorted(found.values(), key=lambda s: (s.caller.kind.value, s.caller.name, s.role, s.to_permission_set))
    return AccessGraph(tuple(steps), _grouped(steps, lambda s: s.caller), _grouped(steps, lambda s: s.role))


def decider_of(landscape: Landscape, halves: Halves, now: datetime | None) -> Callable[[Ref, RoleKey], Decision | None]:
    """Answers for single pairs, listed in the graph or not; what all answers share is prepared once.

    The caller is a user, a group, a role copy or a permission set (`set@account`); the answer is None for any other.
    """
    stage = _stage(landscape, halves, now)
    actors = {insider.actor.ref: insider.actor for insider in insiders_of(stage.cast)}

    def decide(caller: Ref, role: RoleKey) -> Decision | None:
        actor = actors.get(caller)
        return stage.decider.ask(actor)(stage.targets.by_key[role]) if actor is not None else None

    return decide


def _stage(landscape: Landscape, halves: Halves, now: datetime | None) -> _Stage:
    reader = Reader()
    around = surroundings_of(landscape, reader)
    cast = Cast(landscape, halves, reader, around)
    return _Stage(cast, all_targets(landscape, halves, reader, around), Decider(now))


def _plainer(one: Access, other: Access) -> bool:
    """Whether `one` asks no more than `other`."""
    return one.decision.verdict is Verdict.ALLOWED or one.decision.verdict is other.decision.verdict


def _inside(stage: _Stage) -> Iterator[Access]:
    for insider in insiders_of(stage.cast):
        actor = insider.actor
        decide_on, groups = stage.decider.ask(actor), _reach_of_groups(stage, actor)
        for target in worth_asking(insider, stage.targets, stage.decider.reaches):
            grants = insider.declared.get(target.copy.key)
            itself = target.copy.arn == actor.caller.role_arn
            decision = decide_on(target)
            if grants is not None or (_is_listed(decision) and not itself):
                through = tuple(name for name, reach in groups if any(each.allows(target.copy.arn) for each in reach))
                yield _step(actor, target, grants or (), decision, through)


def _outside(stage: _Stage) -> Iterator[Access]:
    landscape, halves = stage.cast.landscape, stage.cast.halves
    outsiders, grants = outsiders_of(stage.cast), grants_by_role(landscape)
    for key, target in stage.targets.by_key.items():
        of_role = grants.get(key, ())
        for actor in outsiders.of(target, of_role, key in halves.trust_is_raw):
            own = tuple(grant for grant in of_role if grant.grantee == actor.ref)
            yield _step(actor, target, own, stage.decider.ask(actor)(target))


def _assignments(landscape: Landscape) -> Iterator[Access]:
    """Permission sets: Identity Center assigns them, makes the role and trusts itself; no policy of ours decides."""
    for grant in landscape.grants:
        for pair in grant.permission_sets if grant.effect is Effect.ALLOW else ():
            yield Access(
                caller=grant.grantee,
                role=pair,
                means=Means.IDENTITY_CENTER,
                decision=Decision(Verdict.ALLOWED, ALWAYS),
                grants=(grant,),
                max_seconds=landscape.permission_sets[pair.role].max_session,
                console=True,
                to_permission_set=True,
            )


def _is_listed(decision: Decision) -> bool:
    return decision.verdict.opens or decision.verdict is Verdict.NOT_EVALUATED


def _step(
    actor: Actor,
    target: RoleTarget,
    grants: tuple[Grant, ...],
    decision: Decision,
    through: tuple[str, ...] = (),
) -> Access:
    kind, copy = actor.caller.kind, target.copy
    return Access(
        caller=actor.ref,
        role=copy.key,
        means=actor.means,
        decision=decision,
        grants=grants,
        through=through,
        max_seconds=longest_session(kind, copy),
        console=opens_in_console(kind, actor.means, copy, decision, actor.caller.user_name),
    )


def _reach_of_groups(stage: _Stage, actor: Actor) -> list[tuple[str, tuple[Reach, ...]]]:
    """The caller's groups with what their policies say about assuming roles."""
    found = []
    for name in actor.groups:
        policies = stage.cast.halves.identity[Ref(RefKind.GROUP, name)]
        read = stage.cast.reader.read
        parsed = (read(p.document, p.name, PolicyKind.IDENTITY) for p in policies if p.document is not None)
        found.append((name, tuple(stage.decider.reaches.of(policy) for policy in parsed)))
    return found


def _grouped(steps: Iterable[Access], key_of: Callable[[Access], _Key]) -> Mapping[_Key, tuple[Access, ...]]:
    groups: dict[_Key, list[Access]] = {}
    for step in steps:
        groups.setdefault(key_of(step), []).append(step)
    return {key: tuple(group) for key, group in groups.items()}
