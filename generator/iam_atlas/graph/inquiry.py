"""Answers for single pairs of somebody and a role copy, listed in the graph or not, also under a known context."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from iam_atlas.derive.halves import Halves
from iam_atlas.derive.place import place_in
from iam_atlas.derive.trust import grants_by_role
from iam_atlas.graph.access import Access
from iam_atlas.graph.actors import Actor, cast_of
from iam_atlas.graph.build import first_look
from iam_atlas.graph.carried import NOTHING, Load, under_loads
from iam_atlas.graph.doors import by_any_door
from iam_atlas.graph.insiders import Insider, insiders_of
from iam_atlas.graph.outsiders import Outsiders, outsiders_of
from iam_atlas.graph.stage import Stage, loads_in, reach_of_groups, stage_of, step_of
from iam_atlas.graph.strangers import everybody, provider_actor, service, vendor
from iam_atlas.graph.targets import RoleTarget
from iam_atlas.iam.arn import account_of
from iam_atlas.iam.question import NO_FACTS, Facts
from iam_atlas.model.grants import ANYBODY, Grant, Ref, RefKind
from iam_atlas.model.landscape import Landscape
from iam_atlas.model.roles import RoleKey


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Everything that single questions share, prepared once.

    `loads` is what sessions of each role bring along, by the role as a caller.
    """

    stage: Stage
    insiders: Mapping[Ref, Insider]
    outsiders: Outsiders
    grants: Mapping[RoleKey, tuple[Grant, ...]]
    loads: Mapping[Ref, tuple[Load, ...]]

    def actor(self, caller: Ref) -> Actor | None:
        """The caller with its policies; None for one whose policies the file does not have."""
        insider = self.insiders.get(caller)
        return None if insider is None else insider.actor

    def step(self, caller: Ref, role: RoleKey, facts: Facts = NO_FACTS) -> Access | None:
        """Whether `caller` may assume the role copy, where `facts` are known of the request beside the usual ones.

        None when the file does not say enough of the caller to ask: a principal that is no ARN.
        """
        target = self.stage.targets.by_key[role]
        insider = self.insiders.get(caller)
        if insider is not None:
            return self._of_insider(insider, target, facts)
        doors = [self._of_outsider(_knowing(actor, facts), target) for actor in self._actors(caller, target)]
        return by_any_door(doors) if doors else None

    def of(self, caller: Ref) -> Callable[[RoleKey], Access | None]:
        """`step` for one caller and many role copies, quicker: grants, groups and sessions are not looked up."""
        insider, targets = self.insiders.get(caller), self.stage.targets.by_key
        if insider is None or caller in self.loads:
            return lambda role: self.step(caller, role)
        decide, means = self.stage.decider.ask(insider.actor), insider.actor.means
        return lambda role: Access(caller, role, means, decide(targets[role]))

    def _of_insider(self, insider: Insider, target: RoleTarget, facts: Facts) -> Access:
        actor = _knowing(insider.actor, facts)
        loads = self.loads.get(actor.ref, (NOTHING,))
        decision = under_loads(actor.ref.name, loads, lambda load: self.stage.decider.ask(actor, load)(target))
        groups = reach_of_groups(self.stage, actor)
        through = tuple(name for name, arns in groups if target.copy.arn in arns)
        return step_of(actor, target, insider.declared.get(target.copy.key, ()), decision, through)

    def _of_outsider(self, actor: Actor, target: RoleTarget) -> Access:
        grants = tuple(grant for grant in self.grants.get(target.copy.key, ()) if grant.grantee == actor.ref)
        return step_of(actor, target, grants, self.stage.decider.ask(actor)(target))

    def _actors(self, caller: Ref, target: RoleTarget) -> list[Actor]:
        """The caller as the role's trust policy means it; where that is silent, as itself."""
        key = target.copy.key
        raw = key in self.stage.cast.halves.trust_is_raw
        named = [a for a in self.outsiders.of(target, self.grants.get(key, ()), raw) if a.ref == caller]
        return named or list(self._strangers(caller, target))

    def _strangers(self, caller: Ref, target: RoleTarget) -> Iterator[Actor]:
        kind, name = caller
        cast, partition = self.stage.cast, target.target.partition
        if kind is RefKind.PROVIDER:
            place = place_in(cast.landscape, target.copy.key.account)
            yield provider_actor(cast.landscape.providers[name], place, None)
        elif kind is RefKind.VENDOR:
            yield from (vendor(name, id_, partition) for id_ in cast.landscape.vendors[name].account_ids)
        elif kind is RefKind.SERVICE:
            yield service(name)
        elif kind is RefKind.ACCOUNT:
            yield cast.account(name, partition)
        elif kind is RefKind.PERMISSION_SET:
            yield cast.permission_set(RoleKey.of(name))
        elif caller == ANYBODY:
            yield everybody(partition)
        elif kind is RefKind.PRINCIPAL and (account := account_of(name)) is not None:
            # What binds its account binds it; the vendor whose account it may be is not what was asked about.
            yield replace(self.outsiders.unlisted.identity(name, account, partition), ref=caller)


def inquiry_of(landscape: Landscape, halves: Halves, now: datetime | None, *, of_roles: bool = True) -> Inquiry:
    """Prepare to answer; `now` is the moment from which on requests are considered, None for any.

    Without `of_roles` it is quicker, since what sessions of roles bring along is not worked out: roles must not be
    asked about then, as callers.
    """
    stage = stage_of(cast_of(landscape, halves), now)
    return Inquiry(
        stage=stage,
        insiders={insider.actor.ref: insider for insider in insiders_of(stage.cast)},
        outsiders=outsiders_of(stage.cast),
        grants=grants_by_role(landscape),
        loads=loads_in(stage, first_look(stage)) if of_roles else {},
    )


def _knowing(actor: Actor, facts: Facts) -> Actor:
    if not facts.known:
        return actor
    return replace(actor, facts=Facts({**actor.facts.known, **facts.known}))
