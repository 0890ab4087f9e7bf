"""An actor and a target become a decision; pairs that no policy tells apart are decided once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from iam_atlas.graph.access import Means
from iam_atlas.graph.actors import Actor, likeness, own_policies
from iam_atlas.graph.answers_kept import answer_to
from iam_atlas.graph.carried import NOTHING, Load
from iam_atlas.graph.reach import Reach, Reaches
from iam_atlas.graph.targets import RoleTarget, in_shut_account
from iam_atlas.iam.decision import Decision
from iam_atlas.iam.known_facts import knowledge_of_caller
from iam_atlas.iam.question import Question

_ACTIONS = {Means.SAML: "sts:AssumeRoleWithSAML", Means.WEB_IDENTITY: "sts:AssumeRoleWithWebIdentity"}
_Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """What of a target can change the answer, whoever asks; `number` is the same where no policy tells targets apart.

    `silent` is the same where nothing tells them apart for a caller whom no statement means, as in most pairs of a
    large organisation. The other fields say of its trust policy and RCPs together what `Reach` says of one. The target
    is kept: its identity must not be given to another one.
    """

    target: RoleTarget
    number: int
    silent: int
    about_target: bool
    about_caller: bool
    about_account: bool
    accounts: frozenset[str]
    open: bool

    def may_mean(self, account: str | None) -> bool:
        """Whether a caller of this account may be meant by some statement; for any other all statements are silent."""
        return self.open or account is None or account in self.accounts


@dataclass(slots=True)
class Decider:
    """Asks the engine, and remembers. `now` is the moment from which on requests are considered, None for any.

    Whatever goes into a key is numbered once, since all pairs of a large organisation are looked up by it.
    """

    now: datetime | None
    reaches: Reaches = field(default_factory=Reaches)
    _numbers: dict[_Key, int] = field(default_factory=dict)
    _places: dict[int, _Place] = field(default_factory=dict)
    _touched: dict[tuple[int, str], int] = field(default_factory=dict)
    _decided: dict[_Key, Decision] = field(default_factory=dict)

    def ask(self, actor: Actor, load: Load = NOTHING) -> "Asking":
        """The question whether `actor`, whose session brings `load` along, may assume a role."""
        knowledge = partial(knowledge_of_caller, actor.caller, actor.facts)
        own = tuple(self.reaches.of(policy, knowledge) for policy in own_policies(actor.policies))
        about_target, about_caller, about_account = _about(own)
        return Asking(
            decider=self,
            actor=actor,
            load=load,
            own=own,
            always=self._number((*_caller_key(actor), load)),
            side=self._number(tuple(map(id, own))),
            about_target=about_target,
            about_itself=about_caller or actor.caller.account_id is None,
            about_account=about_account or bool(actor.caller.arn_patterns),
        )

    def decided(self, key: _Key, asking: "Asking", target: RoleTarget) -> Decision:
        """The answer that was given for the key before, else a new one."""
        if key not in self._decided:
            self._decided[key] = answer_to(self._question(asking.actor, target), asking.load)
        return self._decided[key]

    def _question(self, actor: Actor, target: RoleTarget) -> Question:
        return Question(
            caller=actor.caller,
            action=_ACTIONS.get(actor.means, "sts:AssumeRole"),
            target=target.target,
            policies=replace(actor.policies, rcps=target.rcps, resource=target.trust),
            facts=actor.facts,
            now=self.now,
        )

    def place_of(self, target: RoleTarget) -> _Place:
        """The target's own side: its trust policy, its RCPs and the statements of theirs that apply to it."""
        return self._places.get(id(target)) or self._place(target)

    def _place(self, target: RoleTarget) -> _Place:
        at, trust = target.target, self.reaches.of(target.trust)
        around = (at.partition, at.in_management, at.service_linked, at.organization_id, at.policy_known)
        ceilings = [policy for level in target.rcps for policy in level]
        above = [self.reaches.of(policy) for policy in ceilings]
        key = (
            id(target.trust),
            tuple(map(id, ceilings)),
            tuple([reach.touched(target.copy.arn) for reach in above]),
            around,
        )
        sides = (trust, *above)
        accounts = frozenset[str]().union(*(reach.accounts for reach in sides))
        is_open = any(reach.open for reach in sides)
        place = _Place(target, self._number(key), self._number(around), *_about(sides), accounts, is_open)
        self._places[id(target)] = place
        return place

    def touch(self, side: int, own: tuple[Reach, ...], arn: str) -> int:
        """Which statements of the caller's own policies apply to the role, as a number."""
        if (side, arn) not in self._touched:
            self._touched[side, arn] = self._number(tuple([reach.touched(arn) for reach in own]))
        return self._touched[side, arn]

    def _number(self, key: _Key) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


@dataclass(frozen=True, slots=True)
class Asking:
    """One caller's question, put to any number of roles; made by `Decider.ask`.

    `own` is the reach of the caller's policies. `always` and `side` number what is the same for each role. The other
    fields say whether any answer may depend on the role itself, on the single caller, on the caller's account.
    """

    decider: Decider
    actor: Actor
    load: Load
    own: tuple[Reach, ...]
    always: int
    side: int
    about_target: bool
    about_itself: bool
    about_account: bool

    def __call__(self, target: RoleTarget) -> Decision:
        """Whether the caller may assume the role."""
        actor, place, arn = self.actor, self.decider.place_of(target), target.copy.arn
        caller, account = actor.caller, actor.caller.account_id
        meant = place.may_mean(account)
        by_account = self.about_account or (meant and (place.about_account or account in place.accounts))
        key = (
            self.always,
            place.number if meant else place.silent,
            self.decider.touch(self.side, self.own, arn),
            target.target.account_id == account,
            arn == caller.role_arn,
            account if by_account else "",
            arn if self.about_target or (meant and place.about_target) else "",
            (actor.ref, caller.arn) if self.about_itself or (meant and place.about_caller) else None,
        )
        decision = self.decider.decided(key, self, target)
        if actor.shut is None and target.shut is None:
            return decision
        return in_shut_account(actor.as_can_be(decision), target.shut)

    def is_personal(self, target: RoleTarget) -> bool:
        """Whether the answer may be another one for a caller who is `alike`."""
        place = self.decider.place_of(target)
        return self.about_itself or (place.about_caller and place.may_mean(self.actor.caller.account_id))

    @property
    def alike(self) -> tuple[object, ...]:
        """The same for users whose answers differ only where they are personal."""
        return self.always, self.side, self.actor.account


def _about(sides: Iterable[Reach]) -> tuple[bool, bool, bool]:
    """Whether an answer may depend on the target, on the single caller, on the caller's account: see `Reach`."""
    every = tuple(sides)
    return (
        any(reach.about_target for reach in every),
        any(reach.about_caller for reach in every),
        any(reach.about_account for reach in every),
    )


def _caller_key(actor: Actor) -> _Key:
    return (
        *likeness(actor.caller, actor.policies),
        actor.means,
        tuple(actor.facts.known.items()),
    )
