"""Callers of the file become their steps; users whom no policy tells apart are decided together."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from iam_atlas.graph.access import Access
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.insiders import Insider, worth_asking
from iam_atlas.graph.stage import Stage, reach_of_groups, step_of
from iam_atlas.graph.targets import RoleTarget
from iam_atlas.model.grants import RefKind

_Alike: TypeAlias = tuple[Insider, ...]


def steps_of_insiders(stage: Stage, insiders: Iterable[Insider]) -> Iterator[Access]:
    """Every step of theirs that is declared or may open, in no order.

    A role that may assume itself has such a step only where that is declared.
    """
    for alike in together(stage.decider, insiders):
        targets = worth_asking(alike[0], stage.targets, stage.decider.reaches)
        if targets:
            yield from _steps(stage, alike, targets)


def together(decider: Decider, insiders: Iterable[Insider]) -> tuple[_Alike, ...]:
    """All callers; users of whom no more than names and tags can change an answer stand together.

    The same role copies are worth asking about for them, the same grants lead there, and by the same groups.
    """
    found: dict[object, list[Insider]] = {}
    for insider in insiders:
        found.setdefault(_likeness(decider, insider), []).append(insider)
    return tuple(map(tuple, found.values()))


def _likeness(decider: Decider, insider: Insider) -> object:
    actor = insider.actor
    if actor.ref.kind is not RefKind.USER:
        return actor.ref
    # What is declared is one object for the same groups alone: so they have these in common, too.
    return decider.ask(actor).alike, id(insider.declared)


def _steps(stage: Stage, alike: _Alike, targets: Iterable[RoleTarget]) -> Iterator[Access]:
    first, asking = alike[0], [stage.decider.ask(insider.actor) for insider in alike]
    own_role, groups = first.actor.caller.role_arn, reach_of_groups(stage, first.actor)
    for target in targets:
        grants = first.declared.get(target.copy.key)
        through = tuple([name for name, arns in groups if target.copy.arn in arns])
        itself, shared = target.copy.arn == own_role, not asking[0].is_personal(target)
        decision = asking[0](target)
        for one in asking:
            own = decision if shared else one(target)
            if grants is not None or (own.verdict.may_open and not itself):
                yield step_of(one.actor, target, grants or (), own, through)
