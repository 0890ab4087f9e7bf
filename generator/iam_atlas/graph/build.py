"""The landscape and its halves become the graph: every step from somebody to a role copy, decided with reasons."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from iam_atlas.derive.trust import grants_by_role
from iam_atlas.graph.access import Access, AccessGraph, Means
from iam_atlas.graph.actors import Cast
from iam_atlas.graph.alike import steps_of_insiders
from iam_atlas.graph.carried import under_loads
from iam_atlas.graph.doors import by_any_door
from iam_atlas.graph.insiders import declared_pairs, insiders_of
from iam_atlas.graph.outsiders import outsiders_of
from iam_atlas.graph.sessions import opens_in_console
from iam_atlas.graph.stage import Stage, decide_again, loads_in, stage_of, step_of
from iam_atlas.graph.targets import shut_account
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import ALWAYS, NEVER
from iam_atlas.iam.question import CallerKind
from iam_atlas.model.grants import Effect, Ref, RefKind
from iam_atlas.model.landscape import Landscape

_Key = TypeVar("_Key")

_ONE_DOOR = (RefKind.USER, RefKind.GROUP, RefKind.ROLE)  # who comes to a role copy by own policies alone


def build_graph(cast: Cast, now: datetime | None) -> AccessGraph:
    """Decide every pair that the file declares, and find every other pair that opens.

    Callers are users, groups (a member with that group alone), role sessions, permission sets (named `set@account`),
    providers, vendors, services, accounts, and what a trust policy names besides. A pair is declared by a grant, or by
    a trust entry that names the caller. A role that may assume itself is listed only where that is declared.
    A role's step is decided for what its sessions bring along from the hop before: see `carried`.
    `now` is the moment from which on requests are considered, None for any.
    """
    stage = stage_of(cast, now)
    by_caller = _in_order(_grouped(_chained(stage, first_look(stage)), lambda s: s.caller))
    steps = tuple(step for of_caller in by_caller.values() for step in of_caller)
    return AccessGraph(steps, by_caller, _grouped(steps, lambda s: s.role))


def first_look(stage: Stage) -> tuple[Access, ...]:
    """Every step, each decided as if no session brought anything along from the hop before; in no order."""
    inside = tuple(steps_of_insiders(stage, insiders_of(stage.cast)))
    alone = (step for step in inside if step.caller.kind in _ONE_DOOR)
    others = (step for step in inside if step.caller.kind not in _ONE_DOOR)
    meeting = (*others, *_outside(stage), *_assignments(stage.cast.landscape))
    by_pair = _grouped(meeting, lambda step: (step.caller, step.role, step.to_permission_set))
    return (*alone, *(by_any_door(doors) for doors in by_pair.values()))


def _chained(stage: Stage, steps: tuple[Access, ...]) -> Iterator[Access]:
    """The steps, those of roles decided for what their sessions bring along; one that closes goes unless declared."""
    loads = loads_in(stage, steps)
    declared = declared_pairs(stage.cast.landscape) if loads else {}
    for step in steps:
        if step.caller not in loads:
            yield step
            continue
        decision = under_loads(step.caller.name, loads[step.caller], partial(decide_again, stage, step))
        if decision.verdict.may_open or step.role in declared.get(step.caller, {}):
            copy = stage.targets.by_key[step.role].copy
            console = opens_in_console(CallerKind.SESSION, step.means, copy, decision)
            yield replace(step, decision=decision, console=console)


def _outside(stage: Stage) -> Iterator[Access]:
    landscape, halves = stage.cast.landscape, stage.cast.halves
    outsiders, grants = outsiders_of(stage.cast), grants_by_role(landscape)
    for key, target in stage.targets.by_key.items():
        of_role = grants.get(key, ())
        for actor in outsiders.of(target, of_role, key in halves.trust_is_raw):
            own = tuple(grant for grant in of_role if grant.grantee == actor.ref)
            yield step_of(actor, target, own, stage.decider.ask(actor)(target))


_ASSIGNED = Decision(Verdict.ALLOWED, ALWAYS)


def _assignments(landscape: Landscape) -> Iterator[Access]:
    """Permission sets: Identity Center assigns them, makes the role and trusts itself; no policy of ours decides."""
    for grant in landscape.grants:
        for pair in grant.permission_sets if grant.effect is Effect.ALLOW else ():
            shut = shut_account(landscape.accounts[pair.account])
            yield Access(
                caller=grant.grantee,
                role=pair,
                means=Means.IDENTITY_CENTER,
                decision=Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(shut,)) if shut else _ASSIGNED,
                grants=(grant,),
                max_seconds=landscape.permission_sets[pair.role].max_session,
                console=shut is None,
                to_permission_set=True,
            )


def _in_order(by_caller: Mapping[Ref, Iterable[Access]]) -> Mapping[Ref, tuple[Access, ...]]:
    """By caller, then by role copy."""
    callers = sorted(by_caller, key=lambda caller: (caller.kind.value, caller.name))
    return {
        caller: tuple(sorted(by_caller[caller], key=lambda step: (step.role, step.to_permission_set)))
        for caller in callers
    }


def _grouped(steps: Iterable[Access], key_of: Callable[[Access], _Key]) -> Mapping[_Key, tuple[Access, ...]]:
    groups: dict[_Key, list[Access]] = {}
    for step in steps:
        groups.setdefault(key_of(step), []).append(step)
    return {key: tuple(group) for key, group in groups.items()}
