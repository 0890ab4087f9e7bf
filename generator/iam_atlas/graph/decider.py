"""An actor and a target become a decision; pairs that no policy tells apart are decided once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from iam_atlas.graph.access import Means
from iam_atlas.graph.actors import Actor
from iam_atlas.graph.beside import with_actions_beside
from iam_atlas.graph.carried import NOTHING, Load
from iam_atlas.graph.reach import Reach, Reaches
from iam_atlas.graph.targets import RoleTarget
from iam_atlas.iam.decision import Decision, Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.policy import Policy
from iam_atlas.iam.question import Question

_ACTIONS = {Means.SAML: "sts:AssumeRoleWithSAML", Means.WEB_IDENTITY: "sts:AssumeRoleWithWebIdentity"}
_Key: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class Decider:
    """Asks the engine, and remembers. `now` is the moment from which on requests are considered, None for any."""

    now: datetime | None
    reaches: Reaches = field(default_factory=Reaches)
    _decided: dict[_Key, Decision] = field(default_factory=dict)

    def ask(self, actor: Actor, load: Load = NOTHING) -> Callable[[RoleTarget], Decision]:
        """The question whether `actor`, whose session brings `load` along, may assume a role, put to any number."""
        own = tuple(self.reaches.of(policy) for policy in _own_policies(actor))
        always = (*_caller_key(actor), load)

        def decide(target: RoleTarget) -> Decision:
            if target.shut is not None:
                return Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(target.shut,))
            key = (*always, *self._pair_key(actor, own, target))
            if key not in self._decided:
                self._decided[key] = with_actions_beside(self._question(actor, target), load)
            return self._decided[key]

        return decide

    def _question(self, actor: Actor, target: RoleTarget) -> Question:
        return Question(
            caller=actor.caller,
            action=_ACTIONS.get(actor.means, "sts:AssumeRole"),
            target=target.target,
            policies=replace(actor.policies, rcps=target.rcps, resource=target.trust),
            facts=actor.facts,
            now=self.now,
        )

    def _pair_key(self, actor: Actor, own: tuple[Reach, ...], target: RoleTarget) -> _Key:
        """What of the target can change the answer; target and caller themselves only where some policy asks."""
        arn, at = target.copy.arn, target.target
        trust = self.reaches.of(target.trust)
        ceilings = [policy for level in target.rcps for policy in level]
        reaches = (*own, *(self.reaches.of(policy) for policy in ceilings))
        caller = actor.caller
        personal = caller.account_id is None or trust.about_caller or any(reach.about_caller for reach in reaches)
        return (
            id(target.trust),
            tuple(map(id, ceilings)),
            tuple([reach.touched(arn) for reach in reaches]),
            (at.partition, at.in_management, at.service_linked, at.organization_id, at.policy_known),
            (at.account_id == caller.account_id, arn == caller.role_arn),
            arn if trust.about_target or any(reach.about_target for reach in reaches) else "",
            (actor.ref, caller.arn) if personal else "",
        )


def _caller_key(actor: Actor) -> _Key:
    """What of the caller can change the answer; policies by identity, since the reader makes one of each document."""
    policies, caller = actor.policies, actor.caller
    return (
        tuple(map(id, _own_policies(actor))),
        (len(policies.identity), policies.boundary is None, tuple(len(level) for level in policies.scps)),
        (policies.unknown_identity, policies.unknown_boundary),
        (caller.kind, caller.account_id, caller.partition, caller.organization_id, caller.identity_known),
        (
            caller.in_management,
            caller.service_linked,
            caller.arn_patterns,
            actor.means,
            tuple(actor.facts.known.items()),
        ),
    )


def _own_policies(actor: Actor) -> tuple[Policy, ...]:
    policies = actor.policies
    boundary = () if policies.boundary is None else (policies.boundary,)
    return (*policies.identity, *boundary, *(p for level in policies.scps for p in level))
