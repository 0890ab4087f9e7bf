"""Statements to the sets of actions that they speak of, and a set to the parts that no policy tells apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from iam_atlas.iam.actions import NO_ACTIONS, ActionSet, every_action, matching_any
from iam_atlas.iam.actions import names as names_in
from iam_atlas.iam.policy import Policy, Statement
from iam_atlas.model.grants import Effect


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with the actions that it speaks of."""

    statement: Statement
    actions: ActionSet

    @property
    def may_allow(self) -> bool:
        """Whether it can allow anything; a statement that AWS would refuse leaves that open."""
        return self.statement.effect is not Effect.DENY


@dataclass(slots=True)
class Vocabulary:
    """What each policy speaks of, worked out once; policies are known by identity."""

    _known: dict[int, tuple[Policy, tuple[Spoken, ...]]] = field(default_factory=dict)

    def of(self, policy: Policy) -> tuple[Spoken, ...]:
        """The statements of `policy`, in its order."""
        if id(policy) not in self._known:
            # The policy is kept beside its statements: its id must not be given to another one.
            self._known[id(policy)] = (policy, tuple(Spoken(one, actions_of(one)) for one in policy.statements))
        return self._known[id(policy)][1]

    def about(self, policy: Policy, actions: ActionSet) -> tuple[Spoken, ...]:
        """The statements that speak of some of these actions."""
        return tuple(spoken for spoken in self.of(policy) if spoken.actions & actions)

    def parts(self, actions: ActionSet, policies: Iterable[Policy]) -> list[ActionSet]:
        """The actions in groups whose members take part in exactly the same statements."""
        parts = [actions] if actions else []
        for policy in policies:
            for spoken in self.of(policy):
                if spoken.actions & actions:
                    parts = split(parts, spoken.actions)
        return parts


def actions_of(statement: Statement) -> ActionSet:
    """Every action that the Action or NotAction element covers; all of them where the statement is not sound."""
    if statement.invalid:
        return every_action()
    if statement.not_actions:
        return every_action() & ~matching_any(statement.not_actions)
    return matching_any(statement.actions)


def split(parts: Sequence[ActionSet], by: ActionSet) -> list[ActionSet]:
    """Each part cut in two, what is in `by` first; empty pieces are left out."""
    return [piece for part in parts for piece in (part & by, part & ~by) if piece != NO_ACTIONS]


@lru_cache(maxsize=16_384)
def names(actions: ActionSet) -> tuple[str, ...]:
    """The names in a set in AWS's spelling, sorted; callers without number share a few sets."""
    return names_in(actions)
