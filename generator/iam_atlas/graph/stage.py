"""What takes part in deciding steps of access, prepared once; and how one decided pair becomes a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from iam_atlas.derive.principals import role_key
from iam_atlas.graph.access import Access
from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.carried import Chain, Load, loads_of
from iam_atlas.graph.decider import Decider
from iam_atlas.graph.sessions import longest_session, opens_in_console
from iam_atlas.graph.strangers import service
from iam_atlas.graph.targets import RoleTarget, Targets, all_targets
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.policy import PolicyKind
from iam_atlas.model.grants import Grant, Ref, RefKind


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that takes part in deciding steps of one landscape."""

    cast: Cast
    targets: Targets
    decider: Decider


def stage_of(cast: Cast, now: datetime | None) -> Stage:
    """Prepare every target; `now` is the moment from which on requests are considered."""
    return Stage(cast, all_targets(cast.landscape, cast.halves, cast.reader, cast.around), Decider(now))


def loads_in(stage: Stage, steps: tuple[Access, ...]) -> Mapping[Ref, tuple[Load, ...]]:
    """What sessions of roles bring along, by the role as a caller; roles whose sessions bring nothing are left out."""
    trust = {key: target.trust for key, target in stage.targets.by_key.items()}
    found = loads_of(Chain(steps, trust, partial(decide_again, stage)))
    return {Ref(RefKind.ROLE, str(key)): loads for key, loads in found.items()}


def decide_again(stage: Stage, step: Access, load: Load) -> Decision:
    """The step of a role or a service, for a session that brings `load` along."""
    if not load:
        return step.decision
    of_role = step.caller.kind is RefKind.ROLE
    copy = stage.cast.landscape.copy_of(role_key(step.caller)) if of_role else None
    actor = service(step.caller.name) if copy is None else stage.cast.role(copy)
    return stage.decider.ask(actor, load)(stage.targets.by_key[step.role])


def step_of(
    actor: Actor,
    target: RoleTarget,
    grants: tuple[Grant, ...],
    decision: Decision,
    through: tuple[str, ...] = (),
) -> Access:
    """The pair as a step; `through` names the groups that carry the identity half."""
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


def reach_of_groups(stage: Stage, actor: Actor) -> list[tuple[str, frozenset[str]]]:
    """The caller's groups with the ARNs of the role copies that their policies allow to assume."""
    found = []
    for name in actor.groups:
        policies = stage.cast.halves.identity[Ref(RefKind.GROUP, name)]
        read = stage.cast.reader.read
        parsed = (read(p.document, p.name, PolicyKind.IDENTITY) for p in policies if p.document is not None)
        reaches = stage.decider.reaches
        found.append((name, reaches.widest(map(reaches.of, parsed), stage.targets.by_arn)))
    return found
