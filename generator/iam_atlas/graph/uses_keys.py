"""The use of an encrypted resource to what it needs of the key: by the key policy, or by a KMS grant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from iam_atlas.graph.actors import Actor, Cast
from iam_atlas.graph.combined import both, either
from iam_atlas.graph.uses import KeyNeed
from iam_atlas.graph.uses_alike import Found
from iam_atlas.graph.uses_callers import Callers, callers_of
from iam_atlas.graph.uses_decide import UseDecider
from iam_atlas.graph.uses_grants import decide_grant, operations_of
from iam_atlas.graph.uses_limits import key_needs
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, matching_any
from iam_atlas.iam.arn import parse_arn
from iam_atlas.iam.decision import Decision, Unknown, Verdict
from iam_atlas.iam.formula import NEVER
from iam_atlas.iam.question import CallerKind
from iam_atlas.model.grants import Ref
from iam_atlas.model.resources import KmsGrant


@dataclass(frozen=True, slots=True)
class Keys:
    """Decides what callers may do with the keys of the file. `asked` has every resource by name."""

    asked: Mapping[str, Asked]
    callers: Callers
    decider: UseDecider

    def needed(self, asked: Asked, actions: ActionSet) -> Iterator[tuple[ActionSet, tuple[str, ...]]]:
        """The actions in groups by the KMS actions that they need beside, those that need none last."""
        left = actions
        if asked.resource.encrypted_by is not None:
            for needed, data in key_needs().items():
                if part := left & data:
                    yield part, needed
                left &= ~data
        if left != NO_ACTIONS:
            yield left, ()

    def alike(self, actors: Sequence[Actor], asked: Asked) -> Iterator[tuple[Actor, ...]]:
        """Callers of one account with the same policies, in groups that get the same answers, those of the key too."""
        key = self.asked.get(asked.resource.encrypted_by or "")
        for group in self.decider.alike(actors, asked):
            if key is None:
                yield group
            else:
                yield from self.decider.alike(group, key, self._grantees(key))

    def need(self, actor: Actor, asked: Asked, needed: tuple[str, ...]) -> KeyNeed:
        """Whether the caller may use the key that encrypts the resource in the way that it needs."""
        name = asked.resource.encrypted_by or ""
        decisions = [replace(self._decide(actor, asked, action), action=action) for action in needed]
        whole = decisions[0]
        for other in decisions[1:]:
            whole = both(whole, other)
        return KeyNeed(name, needed, whole)

    def _decide(self, actor: Actor, asked: Asked, action: str) -> Decision:
        key = self.asked.get(asked.resource.encrypted_by or "")
        if key is None or key.policy is None:
            what = f'what the policy of key "{asked.resource.encrypted_by}" says: the file does not give it'
            return Decision(Verdict.NOT_EVALUATED, NEVER, unknown=(Unknown(what),))
        wanted, via = matching_any((action,)), _via(actor, asked, key)
        decision = _only(self.decider.decide(actor, key, wanted, via))
        for granted in self._by_grants(actor, key, wanted, via):
            decision = either(decision, granted)
        return decision

    def _by_grants(self, actor: Actor, key: Asked, wanted: ActionSet, via: str) -> Iterator[Decision]:
        def decide(caller: Actor, target: Asked, actions: ActionSet) -> tuple[Found, ...]:
            return self.decider.decide(caller, target, actions, via)

        for grant in key.resource.kms_grants:
            if actor.ref in self._grantees(key, grant) and operations_of(grant) & wanted:
                found = decide_grant(decide, actor, key, grant).found
                yield from (each.decision for each in found if each.actions & wanted)

    def _grantees(self, key: Asked, *grants: KmsGrant) -> frozenset[Ref]:
        """The callers whom these grants of a key name, or all of its grants."""
        named = grants or key.resource.kms_grants
        return frozenset(actor.ref for grant in named for actor in self.callers.declared(grant.to, key))


def keys_of(cast: Cast, asked: Mapping[str, Asked], decider: UseDecider) -> Keys:
    """Ready to decide for everybody in the file; `asked` has every resource by name."""
    actions = NO_ACTIONS
    for one in asked.values():
        actions |= one.actions
    return Keys(asked, callers_of(cast, decider.vocabulary, actions), decider)


def _only(found: tuple[Found, ...]) -> Decision:
    return found[0].decision


def _via(actor: Actor, asked: Asked, key: Asked) -> str:
    """The service that asks KMS for the caller, as kms:ViaService has it; empty where that is not sure.

    A service that comes by itself may call KMS by itself. China has endings of its own.
    """
    arn = parse_arn(key.resource.arn)
    if actor.caller.kind is CallerKind.SERVICE or arn is None or arn.partition == "aws-cn":
        return ""
    return f"{asked.service}.{arn.region}.amazonaws.com"
