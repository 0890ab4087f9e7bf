"""A resource and a caller to the actions that the policies on either side may allow: what is worth asking about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from iam_atlas.graph.actors import Actor
from iam_atlas.graph.uses_actions import Spoken, Vocabulary
from iam_atlas.graph.uses_limits import only_at_home
from iam_atlas.graph.uses_spots import touches
from iam_atlas.graph.uses_targets import Asked
from iam_atlas.iam.actions import NO_ACTIONS, ActionSet
from iam_atlas.iam.arn import is_account_root, role_name, session_parts
from iam_atlas.iam.glob import glob_matches, parse_glob
from iam_atlas.iam.policy import Policy, Principal, Statement
from iam_atlas.iam.principals import Manner, named
from iam_atlas.iam.question import Caller, CallerKind

Naming: TypeAlias = tuple[tuple[Manner, ...], ...]


@dataclass(frozen=True, slots=True)
class _Singles:
    """The identities that a resource's side names one by one: ARNs, and roles of which it names a session.

    `anybody` says that a statement names all but some, so that nobody can be taken for somebody else.
    """

    arns: frozenset[str]
    session_roles: frozenset[str]
    anybody: bool

    def may_name(self, caller: Caller) -> bool:
        if self.anybody or caller.arn in self.arns or caller.role_arn in self.arns:
            return True
        if caller.kind is CallerKind.SESSION and self.session_roles:
            name = role_name(caller.role_arn or "")
            if name is None or name in self.session_roles:
                return True
        shapes = [parse_glob(shape) for shape in caller.arn_patterns] if self.arns else []
        return any(glob_matches(shape, arn) for shape in shapes for arn in self.arns)


@dataclass(slots=True)
class Namings:
    """Tells what a resource's policies name a caller for; what all of an account share is worked out once.

    Policies are known by identity: the vocabulary, which lives as long, keeps each of them.
    """

    vocabulary: Vocabulary
    _singles: dict[str, _Singles] = field(default_factory=dict)
    _shared: dict[tuple[object, ...], Naming] = field(default_factory=dict)
    _reached: dict[tuple[int, str], ActionSet] = field(default_factory=dict)

    def is_single(self, asked: Asked, caller: Caller) -> bool:
        """Whether the caller cannot be taken for any other of its account: it may be named, or it has no account."""
        if asked.key not in self._singles:
            self._singles[asked.key] = _singles(asked)
        return caller.account_id is None or self._singles[asked.key].may_name(caller)

    def naming(self, asked: Asked, caller: Caller) -> Naming:
        """In which manners each statement on the resource's side names the caller."""
        if self.is_single(asked, caller):
            return _naming(asked, caller)
        key = (asked.key, caller.account_id, caller.partition, caller.kind)
        if key not in self._shared:
            self._shared[key] = _naming(asked, caller)
        return self._shared[key]

    def worth_asking(self, actor: Actor, asked: Asked) -> ActionSet:
        """The actions that may be allowed; every action left out is certain not to be."""
        caller = actor.caller
        home = (caller.account_id, caller.partition) == (asked.target.account_id, asked.target.partition)
        delegated, direct = self._named(asked, caller)
        if caller.account_id is None:
            return direct | delegated
        held = self._held(actor, asked)
        if not home:
            return (delegated | direct) & held & ~only_at_home()
        return direct | (delegated & held) | (held if asked.service != "kms" else NO_ACTIONS)

    def _named(self, asked: Asked, caller: Caller) -> tuple[ActionSet, ActionSet]:
        """What the resource's own policy may allow: by naming the account, and by naming the caller."""
        delegated = direct = NO_ACTIONS
        if asked.policy is None:
            return delegated, direct
        spoken = self.vocabulary.of(asked.policy)
        for each, manners in zip(spoken, self.naming(asked, caller), strict=False):
            if each.may_allow and manners:
                delegated |= each.actions if set(manners) == {Manner.ACCOUNT} else NO_ACTIONS
                direct |= each.actions if set(manners) != {Manner.ACCOUNT} else NO_ACTIONS
        return delegated & asked.actions, direct & asked.actions

    def _held(self, actor: Actor, asked: Asked) -> ActionSet:
        """What the caller's own policies may allow on the resource."""
        if not actor.caller.identity_known or actor.policies.unknown_identity:
            return asked.actions
        held = NO_ACTIONS
        for policy in actor.policies.identity:
            held |= self._reach(policy, asked)
        return held

    def _reach(self, policy: Policy, asked: Asked) -> ActionSet:
        key = (id(policy), asked.resource.name)
        if key not in self._reached:
            spoken = [each for each in self.vocabulary.about(policy, asked.actions) if each.may_allow]
            own = _union(each for each in spoken if touches(each, policy.literal, asked.shape)) & asked.own
            inside = f"{asked.inside}*" if asked.inside else asked.shape
            under = _union(each for each in spoken if touches(each, policy.literal, inside)) & asked.under
            self._reached[key] = own | under
        return self._reached[key]


def barred(caller: Caller, asked: Asked) -> ActionSet:
    """What the service lets this caller do in no case, whatever policies say, since it is of another account."""
    foreign = caller.account_id is not None and caller.account_id != asked.target.account_id
    return only_at_home() if foreign else NO_ACTIONS


def names_one(principal: Principal) -> bool:
    """Whether a principal is one user, role or session, not an account, a service or everybody."""
    return principal.type == "AWS" and principal.value != "*" and not is_account_root(principal.value)


def _singles(asked: Asked) -> _Singles:
    statements = tuple(_statements(asked))
    arns = frozenset(p.value for s in statements for p in s.principals or () if names_one(p))
    parts = (session_parts(arn) for arn in arns)
    excepting = any(statement.not_principals is not None for statement in statements)
    return _Singles(arns, frozenset(part[0] for part in parts if part is not None), excepting)


def _statements(asked: Asked) -> Iterable[Statement]:
    return (statement for policy in asked.policies for statement in policy.statements)


def _naming(asked: Asked, caller: Caller) -> Naming:
    """One entry a statement; one that AWS would refuse, or that names all but some, may name anybody."""
    return tuple(_manners(statement, caller) for statement in _statements(asked))


def _manners(statement: Statement, caller: Caller) -> tuple[Manner, ...]:
    if statement.invalid or statement.not_principals is not None:
        return (Manner.DIRECT,)
    found = (named(principal, caller) for principal in statement.principals or ())
    return tuple(match[0] for match in found if match is not None)


def _union(spoken: Iterable[Spoken]) -> ActionSet:
    actions = NO_ACTIONS
    for each in spoken:
        actions |= each.actions
    return actions
